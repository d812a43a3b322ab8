// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/html_text.h"
#include "core/export/report_parts_p.h"

#include <chrono>
#include <cstdio>

namespace gapscope::report {
std::string tableHtml(std::string_view caption, const std::vector<Column> &columns,
                      const std::vector<std::vector<std::string>> &rows, std::string_view classes)
{
    std::string out = "<div class=\"scroll\"><table";
    if (!classes.empty())
        out.append(" class=\"").append(classes).append("\"");
    out += ">\n";
    if (!caption.empty())
        out += "<caption>" + htmlText(caption) + "</caption>\n";
    out += "<thead><tr>";
    for (const Column &column : columns)
        out += std::string("<th scope=\"col\"") + (column.number ? " class=\"n\">" : ">") +
               htmlText(column.title) + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    for (const std::vector<std::string> &row : rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool number = i < columns.size() && columns[i].number;
            out += i == 0 ? "<th scope=\"row\"" : "<td";
            out += number ? " class=\"n\">" : ">";
            out += row[i] + (i == 0 ? "</th>" : "</td>");
        }
        out += "</tr>\n";
    }
    return out + "</tbody></table></div>\n";
}

std::string section(std::string_view id, std::string_view title, const std::string &body)
{
    std::string out = "<section id=\"";
    out.append(id).append("\">\n<h2>").append(htmlText(title)).append("</h2>\n");
    return out + body + "</section>\n";
}

std::string paragraph(std::string_view text, std::string_view classes)
{
    std::string out = "<p";
    if (!classes.empty())
        out.append(" class=\"").append(classes).append("\"");
    return out + ">" + htmlText(text) + "</p>\n";
}

std::string counted(std::int64_t n, const char *one, const char *many)
{
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string dateText(std::int64_t utcMs)
{
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds(utcMs)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<minutes>(time - day));
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d UTC", int(date.year()),
                  unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                  int(clock.minutes().count()));
    return text;
}
} // namespace gapscope::report
