// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/alignment.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// What lists show of an alignment.
struct AlignmentSummary
{
    DialogueId realDialogue;
    DialogueId simDialogue;
    double alignSim = 0.0;
    std::optional<double> divergence;
    std::optional<int> firstDivergence;
    int rows = 0;
    /// Rows of these kinds.
    int divergent = 0;
    int missing = 0;
    int extra = 0;

    bool operator==(const AlignmentSummary &) const = default;
};

AlignmentSummary summaryOf(const Alignment &alignment);

/// Cache of alignments by (real, sim, method version): derived data, may be thrown away any time.
class AlignmentRepository final
{
public:
    AlignmentRepository(Session &session, std::string methodVersion)
        : m_session(session), m_method(std::move(methodVersion))
    {}

    /// One transaction; replaces what is there.
    Result<void> save(const std::vector<Alignment> &alignments);
    /// None where this pair is not computed with this method.
    Result<std::optional<Alignment>> load(const DialogueId &real, const DialogueId &sim);
    Result<std::vector<AlignmentSummary>> summaries();
    /// Forgets a pair in every method version (an anchor changed).
    Result<void> clear(const DialogueId &real, const DialogueId &sim);
    /// Forgets everything of other method versions.
    Result<void> clearOutdated();

private:
    Session &m_session;
    std::string m_method;
};
} // namespace gapscope
