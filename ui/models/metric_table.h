// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/table.h"
#include "core/metrics/metric.h"
#include "ui/models/figure_table.h"

namespace gapscope {
/// The rows of a metric; columns that no row fills are left out.
FigureTable metricTable(const MetricInfo &info, const std::vector<MetricRow> &rows);
/// The same at full precision, every column, for files.
Table metricFileTable(const MetricInfo &info, const std::vector<MetricRow> &rows);
/// Four significant digits.
QString significantText(const std::optional<double> &value);
} // namespace gapscope
