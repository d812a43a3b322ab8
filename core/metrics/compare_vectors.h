// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric_parts.h"
#include "core/stats/points.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gapscope::metrics {
/// The 19 features of the index of each dialogue, scaled by mean and standard deviation of
/// all people on these tasks, with the task of each.
struct VectorSides
{
    stats::Points real;
    stats::Points sim;
    std::vector<int> realTask;
    std::vector<int> simTask;
    std::size_t tasks = 0;
};

/// What a measure found on two sides.
struct VectorValue
{
    std::string item;
    std::optional<double> value;
    /// The value with tasks weighted; empty = no interval.
    std::function<std::optional<double>(std::span<const int>)> weighted;
    /// Why there is no value.
    std::string missing;
    /// Largest value of a distance, whose draws are biased upwards; none: no distance.
    std::optional<double> mostDistance = std::nullopt;
};

struct VectorMeasure
{
    using Evaluate = std::vector<VectorValue> (*)(const VectorSides &sides, std::uint64_t seed);

    /// Gives the same items for all sides.
    Evaluate evaluate = nullptr;
    /// Mean over pairs of one batch of people and one run of the simulator: for measures that fall
    /// with the number of points, which is then that of the floor.
    bool byBatch = false;
    /// Most draws of the bootstrap; 0 = as many as the input asks for.
    int mostDraws = 0;
    /// Said in every row; empty = nothing.
    std::string_view note;
};

/// The features of the index of each dialogue, unscaled, in the order of featureTable().
stats::Points featurePoints(const std::vector<const MetricDialogue *> &dialogues);

/// One row a simulator and item: value, interval by task, floor, n = tasks.
Result<std::vector<MetricRow>> compareVectors(const MetricInput &input, JobContext &job,
                                              const VectorMeasure &measure);

/// Weighted mean, the weight of a value being that of its task; none for no weight.
std::optional<double> taskMean(std::span<const double> values, std::span<const int> taskOf,
                               std::span<const int> weights);
} // namespace gapscope::metrics
