// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/annotation.h"
#include "core/model/transcript.h"
#include "core/stats/interval.h"
#include "core/stats/turing.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

/// Whether annotators can tell people from simulators (methods.md B9).
namespace gapscope {
/// What a dialogue really is.
struct JudgedDialogue
{
    TaskKey task;
    CorpusKind kind = CorpusKind::Unknown;
    /// Label of the corpus.
    std::string corpus;
};

/// Judgements by truth and verdict; "unsure" is no judgement and stands apart.
struct VerdictCounts
{
    int humanAsHuman = 0;
    int humanAsSim = 0;
    int humanUnsure = 0;
    int simAsHuman = 0;
    int simAsSim = 0;
    int simUnsure = 0;

    int humans() const { return humanAsHuman + humanAsSim; }
    int simulated() const { return simAsHuman + simAsSim; }
    int judged() const { return humans() + simulated(); }
    int correct() const { return humanAsHuman + simAsSim; }
    int unsure() const { return humanUnsure + simUnsure; }
    /// As many of one side as of the other: what accuracy and distance are read against 50 % for.
    bool isBalanced() const { return humans() == simulated(); }

    /// 0–1; none where nothing is judged.
    std::optional<double> accuracy() const;
    std::optional<ConfidenceInterval> accuracyInterval() const;
    /// Mean of the shares of either side that are recognised, 0–1: unlike accuracy the same for
    /// any mix; none where a side is not judged.
    std::optional<double> balancedAccuracy() const;
    std::optional<stats::TuringDistance> distance() const;
    /// Share of simulated dialogues taken for people, 0–1.
    std::optional<double> passed() const;
    std::optional<ConfidenceInterval> passedInterval() const;

    bool operator==(const VerdictCounts &) const = default;
};

struct VerdictLine
{
    std::string name;
    VerdictCounts counts;
};

struct VerdictReport
{
    VerdictCounts all;
    /// Of each simulator's dialogues, and people's on the same tasks.
    std::vector<VerdictLine> simulators;
    std::vector<VerdictLine> annotators;
    /// Verdicts that name no dialogue, two, or one that is neither real nor simulated.
    int leftOut = 0;
};

/// The newest verdict of an annotator on a dialogue counts. Labels of other kinds are passed over,
/// as are verdicts on dialogues that `dialogues` does not have.
VerdictReport verdictReport(const std::vector<Label> &labels,
                            const std::unordered_map<DialogueId, JudgedDialogue> &dialogues);
} // namespace gapscope
