// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Which rows of a metric are shown. All: every row that is not of one task. Simulator: the whole,
/// one row a simulator. Feature: the parts of the whole. Task: the rows of single tasks.
enum class MetricRows { All, Simulator, Feature, Task };

/// One metric and what it found.
struct MetricResult
{
    MetricInfo info;
    std::vector<MetricRow> rows;
};

struct MetricReport
{
    std::uint64_t seed = defaultSeed;
    int draws = defaultDraws;
    /// Of the program; the caller's to fill in.
    std::string version;
    std::string edition;
    /// Version of the cue lists that features were computed with.
    std::string lexicon;
    /// Name of the difficulties that calibration bins are made of.
    std::string difficulty;
    std::vector<MetricResult> metrics;
};

/// The rows that `show` lets through, in their order.
std::vector<MetricRow> shownRows(std::vector<MetricRow> rows, MetricRows show);

/// The stable JSON shape of the command line; full precision, null with its reason in `missing`;
/// ends with a newline.
std::string metricReportJson(const MetricReport &report);
/// One line per row, header first; missing = empty.
std::string metricReportCsv(const MetricReport &report);
/// Aligned for a terminal, one block a metric, with formula and range; columns without any value
/// are left out.
std::string metricReportText(const MetricReport &report);

/// The catalogue: id, title, what it shows, formula, range, source, what n counts.
std::string metricListJson(const std::vector<MetricInfo> &metrics);
std::string metricListText(const std::vector<MetricInfo> &metrics);
/// A table for the pages of the project.
std::string metricListMarkdown(const std::vector<MetricInfo> &metrics);
} // namespace gapscope
