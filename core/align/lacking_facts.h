// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/word_diff.h"
#include "core/base/job_context.h"
#include "core/model/alignment.h"
#include "core/model/transcript.h"

#include <map>
#include <optional>
#include <vector>

namespace gapscope {
/// An identifier, number, month, weekday or clock time in a user turn that the other side does not
/// say in the same row.
struct LackingFact
{
    /// Bytes of the turn's text.
    ByteRange range;
    /// Position in the other dialogue of the first user turn that does say it; none = no turn does.
    std::optional<int> saidIn;

    bool operator==(const LackingFact &) const = default;
};

/// By position in Dialogue::turns, in the order of the text; turns without such facts are left out.
struct LackingFacts
{
    std::map<int, std::vector<LackingFact>> real;
    std::map<int, std::vector<LackingFact>> sim;
};

/// What each side of an aligned pair says and the other does not: facts are compared by meaning
/// ("2 pm" and "14:00" are one). Only spoken user turns count. Empty when cancelled.
LackingFacts lackingFacts(const Dialogue &real, const Dialogue &sim, const Alignment &alignment,
                          const JobContext &job);
} // namespace gapscope
