// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Nothing, a text, or a number at full precision.
struct TableCell
{
    enum class Kind { None, Text, Number };

    TableCell() = default;
    TableCell(std::string value);
    TableCell(std::string_view value);
    TableCell(const char *value);
    TableCell(double value);
    TableCell(int value);
    TableCell(std::optional<double> value);

    Kind kind = Kind::None;
    std::string text;
    double number = 0.0;
};

/// Figures with the names of their columns, for every way of writing them.
struct Table
{
    std::vector<std::string> header;
    std::vector<std::vector<TableCell>> rows;
};

/// Exact: the texts as they are, for programs. SpreadsheetSafe: texts a spreadsheet would run as a
/// formula get a leading apostrophe.
enum class CsvMode { Exact, SpreadsheetSafe };

/// RFC 4180 CSV: UTF-8, '\n', numbers in the C locale that read back to the same double, absent
/// values empty.
std::string tableCsv(const Table &table, CsvMode mode = CsvMode::Exact);
/// Separated by tabs, for the clipboard; tabs and line breaks in texts become blanks.
std::string tableTsv(const Table &table);
/// A JSON array of objects by column name, one a line; absent values and what is not finite are
/// null.
std::string tableJson(const Table &table);
/// For a terminal: columns aligned, numbers at the right with four significant digits, absent
/// values as "-". Ends with a newline.
std::string tableText(const Table &table);

/// One cell as tableCsv prints it, unquoted.
std::string cellText(const TableCell &cell);
} // namespace gapscope
