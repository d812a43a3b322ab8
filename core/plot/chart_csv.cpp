// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_csv.h"

#include <charconv>
#include <cmath>

namespace gapscope {
namespace {
bool startsFormula(const std::string &text)
{
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string::npos;
}

std::string quoted(const std::string &text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

std::string csvCell(const TableCell &cell, CsvMode mode)
{
    const std::string text = cellText(cell);
    const bool guard = mode == CsvMode::SpreadsheetSafe && cell.kind == TableCell::Kind::Text &&
                       startsFormula(text);
    return quoted(guard ? "'" + text : text);
}

std::string tsvCell(std::string text)
{
    for (char &c : text)
        if (c == '\t' || c == '\n' || c == '\r')
            c = ' ';
    return text;
}

template <class Print>
std::string lines(const ChartTable &table, char separator, Print print)
{
    std::string out;
    const auto addLine = [&](const auto &cells) {
        bool first = true;
        for (const auto &cell : cells) {
            if (!first)
                out += separator;
            first = false;
            out += print(TableCell(cell));
        }
        out += '\n';
    };
    addLine(table.header);
    for (const auto &row : table.rows)
        addLine(row);
    return out;
}
} // namespace

std::string cellText(const TableCell &cell)
{
    if (cell.kind == TableCell::Kind::Text)
        return cell.text;
    if (cell.kind == TableCell::Kind::None || !std::isfinite(cell.number))
        return {};
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, cell.number).ptr;
    return {buffer, end};
}

std::string chartCsv(const ChartSpec &spec, CsvMode mode)
{
    return lines(spec.table, ',', [&](const TableCell &cell) { return csvCell(cell, mode); });
}

std::string chartTsv(const ChartSpec &spec)
{
    return lines(spec.table, '\t', [](const TableCell &cell) { return tsvCell(cellText(cell)); });
}
} // namespace gapscope
