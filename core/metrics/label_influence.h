// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/label/labelled_pair.h"
#include "core/metrics/metric.h"
#include "core/metrics/usi.h"
#include "core/metrics/usi_bootstrap.h"
#include "core/stats/interval.h"
#include "core/stats/random.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Which labels go with which loss of the index: what changes when a simulator's dialogues with a
/// label are left out. It tells what goes together, not what causes what.
namespace gapscope {
struct InfluenceOptions
{
    /// Random samples of as many judged dialogues that the change is read against.
    int draws = 500;
    std::uint64_t seed = defaultSeed;
    double level = 0.95;
};

/// One column without the labelled dialogues minus with them, on the scale where 100 is perfect
/// (calibration is 100(1 − ECE)): above 0, the simulator is closer to people without them.
struct InfluenceCell
{
    std::optional<double> change{};
    /// The middle of the changes when as many judged dialogues are left out at random; none where
    /// all judged dialogues have the label.
    std::optional<ConfidenceInterval> band{};

    bool isOutside() const
    {
        return change && band && (*change < band->low || *change > band->high);
    }
};

struct LabelInfluence
{
    std::string code;
    /// Simulated dialogues with the label, all that take part in the index.
    std::vector<DialogueId> dialogues{};
    /// By UsiColumn. Evaluation is empty: it is about people's dialogues.
    std::array<InfluenceCell, usiColumnCount> cells{};
};

struct LabelInfluences
{
    std::string simulator;
    /// Its dialogues that take part in the index, and those of them that somebody judged.
    int dialogues = 0;
    int judged = 0;
    /// The columns with all dialogues, by UsiColumn, on the same scale.
    std::array<std::optional<double>, usiColumnCount> values{};
    /// In the order of the codes' names.
    std::vector<LabelInfluence> codes{};
    InfluenceOptions options{};
};

/// Of one simulator of the sample, in the edition its features were computed with. A dialogue has
/// the labels of all its pairs. Errors: NotFound for an unknown simulator, Cancelled.
Result<LabelInfluences> labelInfluences(const MetricInput &sample, const std::string &simulator,
                                        const Edition &edition,
                                        const std::vector<LabelledPair> &labelled,
                                        const InfluenceOptions &options, JobContext &job);
} // namespace gapscope
