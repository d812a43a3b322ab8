// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/table.h"

#include "core/base/text.h"
#include "core/metrics/json_text.h"

#include <algorithm>
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
std::string lines(const Table &table, char separator, Print print)
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

/// Four significant digits, without an exponent where one can do without.
std::string shown(const TableCell &cell)
{
    constexpr int digits = 4;
    if (cell.kind == TableCell::Kind::Text)
        return tsvCell(cell.text);
    if (cell.kind == TableCell::Kind::None || !std::isfinite(cell.number))
        return "-";
    const double size = std::abs(cell.number);
    if (size < 1e-12)
        return "0";
    if (cell.number == std::floor(cell.number) && size < 1e9)
        return cellText(cell);
    char buffer[64];
    const bool plain = size >= 1e-4 && size < 1e9;
    const int whole = static_cast<int>(std::floor(std::log10(size))) + 1;
    const auto end = plain ? std::to_chars(buffer, buffer + sizeof buffer, cell.number,
                                           std::chars_format::fixed, std::max(0, digits - whole))
                                 .ptr
                           : std::to_chars(buffer, buffer + sizeof buffer, cell.number,
                                           std::chars_format::scientific, 1)
                                 .ptr;
    return {buffer, end};
}
} // namespace

// Out of line: inlined into initialiser lists they draw false "uninitialized" warnings from GCC 12.
TableCell::TableCell(std::string value) : kind(Kind::Text), text(std::move(value)) {}
TableCell::TableCell(std::string_view value) : kind(Kind::Text), text(value) {}
TableCell::TableCell(const char *value) : kind(Kind::Text), text(value) {}
TableCell::TableCell(double value) : kind(Kind::Number), number(value) {}
TableCell::TableCell(int value) : kind(Kind::Number), number(value) {}
TableCell::TableCell(std::optional<double> value)
    : kind(value ? Kind::Number : Kind::None), number(value.value_or(0.0))
{}

std::string cellText(const TableCell &cell)
{
    if (cell.kind == TableCell::Kind::Text)
        return cell.text;
    if (cell.kind == TableCell::Kind::None || !std::isfinite(cell.number))
        return {};
    return plainNumber(cell.number);
}

std::string tableCsv(const Table &table, CsvMode mode)
{
    return lines(table, ',', [&](const TableCell &cell) { return csvCell(cell, mode); });
}

std::string tableTsv(const Table &table)
{
    return lines(table, '\t', [](const TableCell &cell) { return tsvCell(cellText(cell)); });
}

std::string tableJson(const Table &table)
{
    std::string out = "[";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        out += row == 0 ? "\n{" : ",\n{";
        for (std::size_t column = 0; column < table.header.size(); ++column) {
            out += column == 0 ? "" : ",";
            appendJsonString(out, table.header[column]);
            out += ':';
            const TableCell &cell = table.rows[row].at(column);
            switch (cell.kind) {
            case TableCell::Kind::None:
                out += "null";
                break;
            case TableCell::Kind::Text:
                appendJsonString(out, cell.text);
                break;
            case TableCell::Kind::Number:
                appendJsonNumber(out, cell.number);
                break;
            }
        }
        out += '}';
    }
    return out + "\n]";
}

std::string tableText(const Table &table)
{
    std::vector<std::vector<std::string>> cells{table.header};
    for (const auto &row : table.rows) {
        cells.emplace_back();
        for (const TableCell &cell : row)
            cells.back().push_back(shown(cell));
    }
    std::vector<std::size_t> widths(table.header.size());
    std::vector<bool> numbers(table.header.size(), false);
    for (const auto &line : cells)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], codePointCount(line[i]));
    for (const auto &row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            numbers[i] = numbers[i] || row[i].kind == TableCell::Kind::Number;
    std::string out;
    for (const auto &line : cells) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string padding(widths[i] - codePointCount(line[i]), ' ');
            text += i == 0 ? "" : "  ";
            text += numbers[i] ? padding + line[i] : line[i] + padding;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + '\n';
    }
    return out;
}
} // namespace gapscope
