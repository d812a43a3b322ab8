// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/report.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The parts of the page; private to report_html.
namespace gapscope::report {
struct Column
{
    std::string title;
    bool number = false;
};

/// A table from cells that are HTML already; the first of a row is its header. `classes` go to the
/// table: "wide" shrinks in print.
std::string tableHtml(std::string_view caption, const std::vector<Column> &columns,
                      const std::vector<std::vector<std::string>> &rows,
                      std::string_view classes = {});
/// A section with its heading, reached as #id.
std::string section(std::string_view id, std::string_view title, const std::string &body);
/// Plain text as a paragraph.
std::string paragraph(std::string_view text, std::string_view classes = {});
/// "1 task", "3 tasks".
std::string counted(std::int64_t n, const char *one, const char *many);
/// "2026-03-01 14:05 UTC".
std::string dateText(std::int64_t utcMs);

std::string summarySection(const Report &report);
std::string leaderboardSection(const Report &report);
std::string chartsSection(const Report &report);
std::string pairsSection(const Report &report);
std::string methodsSection(const Report &report);
std::string exclusionsSection(const Report &report);
std::string labelsSection(const Report &report);
std::string importsSection(const Report &report);
std::string licenceSection(const Report &report);

/// The style sheet of a theme.
std::string styleSheet(ReportTheme theme);
} // namespace gapscope::report
