// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// A dialogue a person took out of every figure, and why.
struct Exclusion
{
    DialogueId dialogue;
    std::string reason;
    std::string by;
    /// UTC milliseconds; 0 is filled in by exclude().
    std::int64_t atMs = 0;

    bool operator==(const Exclusion &) const = default;
};

class ExclusionRepository final
{
public:
    explicit ExclusionRepository(Session &session) : m_session(session) {}

    /// Replaces reason, person and time where it is excluded already. NotFound: unknown dialogue.
    Result<void> exclude(const Exclusion &exclusion);
    /// All or none.
    Result<void> exclude(const std::vector<Exclusion> &exclusions);
    /// True: it was excluded.
    Result<bool> include(const DialogueId &dialogue);
    /// All or none; how many were excluded.
    Result<int> include(const std::vector<DialogueId> &dialogues);
    /// Oldest first.
    Result<std::vector<Exclusion>> all();

private:
    Session &m_session;
};
} // namespace gapscope
