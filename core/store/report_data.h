// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/report.h"
#include "core/store/chart_data.h"
#include "core/store/pair_service.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

struct ReportOptions
{
    Edition edition;
    StudySelection selection{};
    /// Ids of charts, or "all"; empty = defaultReportCharts(). "none" = no charts.
    std::vector<std::string> charts;
    /// "TASK", or "TASK/REAL/SIM" as PairSelection reads them. None: labelled pairs first, then the
    /// most divergent ones and a typical one of each simulator. An empty list: no pairs, and so no
    /// words of anybody.
    std::optional<std::vector<std::string>> pairs;
    /// Of the program.
    std::string version;
    ReportTheme theme = ReportTheme::Light;
    /// Further sentences on what was chosen.
    std::vector<std::string> choices;
};

/// The charts of a report where none are named; those of them that are built in.
std::vector<std::string> defaultReportCharts();
/// The id of `charts` that is no chart; empty where all are.
std::string unknownReportChart(const std::vector<std::string> &charts);

/// Everything a report says, its charts as specs: pictures are the painter's to add. Aligns what is
/// not yet aligned. Errors: NotFound for an unknown label, chart or pair, Cancelled, the store's.
Result<Report> loadReport(Session &session, const ReportOptions &options, JobContext &job);
} // namespace gapscope
