// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/report_html.h"

#include "core/export/html_text.h"
#include "core/export/report_parts_p.h"

namespace gapscope {
std::string reportHtml(const Report &report)
{
    const std::string title = "Gap report: " + report.title;
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'; img-src data:\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                      "<meta name=\"generator\" content=\"Gapscope " +
                      htmlText(report.version) + "\">\n<title>" + htmlText(title) +
                      "</title>\n<style>\n" + report::styleSheet(report.theme) +
                      "</style>\n</head>\n<body>\n<header>\n<h1>" + htmlText(title) +
                      "</h1>\n<p class=\"sub\">How far simulated users are from real ones, and in "
                      "which turns it shows. Edition: " +
                      htmlText(name(report.table.edition)) + " · data " +
                      htmlText(report.dataHash) + " · Gapscope " + htmlText(report.version) +
                      "</p>\n<nav aria-label=\"Sections\"><ul>";
    static constexpr std::pair<const char *, const char *> sections[] = {
        {"summary", "Summary"},     {"leaderboard", "Leaderboard"}, {"charts", "Charts"},
        {"pairs", "Aligned pairs"}, {"methods", "Methods"},         {"excluded", "Excluded"},
        {"labels", "Labels"},       {"ledger", "Import ledger"},    {"licence", "Licence"}};
    for (const auto &[id, text] : sections)
        out.append("<li><a href=\"#").append(id).append("\">").append(text).append("</a></li>");
    out += "</ul></nav>\n</header>\n<main>\n";
    out += report::summarySection(report);
    out += report::leaderboardSection(report);
    out += report::chartsSection(report);
    out += report::pairsSection(report);
    out += report::methodsSection(report);
    out += report::exclusionsSection(report);
    out += report::labelsSection(report);
    out += report::importsSection(report);
    out += report::licenceSection(report);
    return out + "</main>\n</body>\n</html>\n";
}
} // namespace gapscope
