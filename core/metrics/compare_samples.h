// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric_parts.h"
#include "core/stats/levels.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope::metrics {
/// Numbers of both sides under one name, each with the task it was seen in.
struct Samples
{
    struct Number
    {
        double value = 0.0;
        int task = 0;
    };

    std::string item;
    std::vector<Number> real;
    std::vector<Number> sim;
    /// Value 0 means the thing did not happen: few others are worth a note.
    bool countsEvents = false;
    /// The numbers are names (of acts): never binned, and their mean says nothing.
    bool categories = false;
};

/// How floors of several pairs of batches become one: the mean; the mean size, for measures with a
/// sign; e to the mean size of the logarithm, for ratios (above 1 whichever batch comes first).
enum class FloorKind { Mean, MeanSize, Ratio };

/// A metric of two samples: how it is computed from their levels and what else its rows hold.
struct SampleMeasure
{
    using Compare = std::optional<double> (*)(std::span<const stats::Level>);
    using OfSide = std::optional<double> (*)(std::span<const stats::Level>, stats::Side);

    Compare compare = nullptr;
    /// Said where `compare` has no answer though both sides have values.
    std::string_view undefined;
    FloorKind floor = FloorKind::Mean;
    OfSide ofSide = stats::meanOf;
    /// Largest value of a distance, whose draws are biased upwards; none: no distance.
    std::optional<double> mostDistance;
    /// Numbers become the categories of shared bins first, see binned().
    bool bins = false;
    /// Rows get p of Kolmogorov and Smirnov and q over all of them.
    bool test = false;
    /// A word on the value, for example its size in words; empty = none.
    std::string (*remark)(double) = nullptr;
};

using Collect = std::function<std::vector<Samples>(const Comparison &)>;

/// One row a simulator and item: value with interval by task, floor, both sides' figures, n =
/// tasks.
Result<std::vector<MetricRow>> compareSamples(const MetricInput &input, JobContext &job,
                                              const Collect &collect, const SampleMeasure &measure);

/// The 19 features of the index; items are their keys, shares stay in 0–1.
std::vector<Samples> featureSamples(const Comparison &comparison);
Result<std::vector<MetricRow>> compareFeatures(const MetricInput &input, JobContext &job,
                                               const SampleMeasure &measure);

/// One number a dialogue, computed once per dialogue however often it is compared; dialogues
/// without an answer are left out.
Collect perDialogue(std::string item,
                    std::function<std::optional<double>(const Dialogue &)> number);
/// Several numbers a dialogue, for example one per turn.
Collect perTurn(std::string item, std::function<std::vector<double>(const Dialogue &)> numbers);

/// Shared bins of two samples: limits are the deciles of the pooled values, equal ones once; a
/// value belongs to the first limit that is not below it. Values above all of them do not exist.
Samples binned(const Samples &samples);
} // namespace gapscope::metrics
