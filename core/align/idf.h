// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/tokens.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gapscope {
/// How rare each word and 4-gram is among all user turns of a project:
/// idf = ln((1+N)/(1+df))+1, N user turns, df of them with the token (methods.md C.2).
class IdfModel
{
public:
    /// Adds the user turns of a dialogue; stop signals do not count.
    void add(const PreparedDialogue &dialogue);
    /// Adds all that another model counted, for models built side by side.
    void merge(const IdfModel &other);

    /// A token that was never added has df 0.
    double idf(TokenHash token) const;
    std::int64_t turnCount() const { return m_turns; }
    std::size_t tokenCount() const { return m_used; }

    /// Of the counted turns, whatever the order they came in: part of the key of a stored
    /// alignment.
    std::string fingerprint() const;

private:
    struct Slot
    {
        TokenHash token = 0;
        std::uint32_t count = 0;
    };

    void count(TokenHash token, std::uint32_t times);
    std::size_t slotOf(TokenHash token) const;
    void grow();

    std::vector<Slot> m_slots;
    std::size_t m_used = 0;
    std::int64_t m_turns = 0;
    std::uint64_t m_fingerprint = 0;
};
} // namespace gapscope
