// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/annotation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// An anchor with who set it and when (UTC milliseconds, ascending within a pair).
struct AnchorMark
{
    Anchor anchor;
    std::string by;
    std::int64_t atMs = 0;

    bool operator==(const AnchorMark &) const = default;
};

/// One place before and after: no `before` = set, no `after` = cleared.
struct AnchorChange
{
    std::optional<AnchorMark> before;
    std::optional<AnchorMark> after;

    bool operator==(const AnchorChange &) const = default;
};

/// Turn pairs set by hand; at most one anchor per (pair, real turn, sim turn). Changes are entered
/// in the history of labels and forget the pair's cached alignments in the same transaction.
class AnchorRepository final
{
public:
    explicit AnchorRepository(Session &session) : m_session(session) {}

    /// One action: clears, then sets; what changes nothing is left out. Gives how many places
    /// changed; without any nothing is entered.
    Result<int> change(const std::vector<Anchor> &set, const std::vector<Anchor> &cleared,
                       const std::string &by);
    /// Marks made elsewhere, as they are, in one action of `by`. Where there is one on the same
    /// turns the later of the two stays.
    Result<int> merge(const std::vector<AnchorMark> &marks, const std::string &by);

    /// In the order in which they were set, as the alignment takes them.
    Result<std::vector<Anchor>> forPair(const DialogueId &real, const DialogueId &sim);
    Result<std::vector<AnchorMark>> marks(const DialogueId &real, const DialogueId &sim);
    /// By pair, then in the order in which they were set.
    Result<std::vector<AnchorMark>> all();

private:
    Result<int> enter(const std::vector<AnchorChange> &changes, const std::string &by);

    Session &m_session;
};
} // namespace gapscope
