// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"

#include <vector>

/// The distribution chart's forms with one row per simulator.
namespace gapscope::plot {
enum class RowForm { Box, Violin, Ridgeline };

/// People in the first row, then every simulator of the sample; people's 10–90 % and quartile bands
/// across.
ChartSpec distributionRows(const ChartInput &input, const FeatureInfo &feature, RowForm form);

/// Both distances of one feature, one row per simulator of `sample`.
struct DistanceRows
{
    std::vector<MetricRow> ks;
    std::vector<MetricRow> wasserstein;
};
/// `test`: with p of KS. Error: only Cancelled.
Result<DistanceRows> distanceRows(const MetricInput &sample, Feature feature, bool test,
                                  JobContext &job);
} // namespace gapscope::plot
