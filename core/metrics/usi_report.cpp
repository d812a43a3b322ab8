// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_report.h"

#include "core/base/text.h"
#include "core/metrics/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gapscope {
namespace {
struct Column
{
    std::string_view key;
    std::optional<Spread> UsiRow::*cell = nullptr;
    /// For the terminal.
    int decimals = 1;
};

constexpr std::array<Column, 7> columns{{
    {"D1_conv", &UsiRow::conversation, 1},
    {"D2_info", &UsiRow::information, 1},
    {"D3_clarif", &UsiRow::clarification, 1},
    {"D4_react", &UsiRow::reaction, 1},
    {"eval_agree", &UsiRow::evaluation, 1},
    {"ece", &UsiRow::ece, 3},
    {"usi", &UsiRow::usi, 1},
}};

const char *kindName(UsiRow::Kind kind)
{
    switch (kind) {
    case UsiRow::Kind::Ceiling:
        return "ceiling";
    case UsiRow::Kind::Simulator:
        return "sim";
    case UsiRow::Kind::Published:
        return "published";
    case UsiRow::Kind::Floor:
        return "floor";
    }
    return "sim";
}

/// 6 only where every simulator has all six; the rows say their own.
int termsOf(const UsiTable &table)
{
    const auto isSim = [](const UsiRow &row) { return row.kind == UsiRow::Kind::Simulator; };
    const bool any = std::any_of(table.rows.begin(), table.rows.end(), isSim);
    const bool six = std::all_of(table.rows.begin(), table.rows.end(), [&](const UsiRow &row) {
        return (any && !isSim(row)) || row.terms == 6;
    });
    return six && !table.rows.empty() ? 6 : 5;
}

void appendCell(std::string &out, const std::optional<Spread> &cell)
{
    if (!cell) {
        out += "null";
        return;
    }
    out += '[';
    appendJsonNumber(out, cell->mean);
    out += ',';
    if (cell->n > 0)
        appendJsonNumber(out, cell->sd);
    else
        out += "null";
    out += ']';
}

void appendRow(std::string &out, const UsiRow &row)
{
    out += "{\"name\":";
    appendJsonString(out, row.name);
    out.append(",\"kind\":\"").append(kindName(row.kind)).append("\"");
    out.append(",\"n_tasks\":").append(std::to_string(row.tasks));
    out.append(",\"n_dialogues\":").append(std::to_string(row.dialogues));
    out.append(",\"terms\":").append(std::to_string(row.terms));
    for (const Column &column : columns) {
        out.append(",\"").append(column.key).append("\":");
        appendCell(out, row.*column.cell);
    }
    if (!row.missing.empty()) {
        out += ",\"missing\":{";
        bool first = true;
        for (const auto &[column, reason] : row.missing) {
            out += first ? "" : ",";
            first = false;
            appendJsonString(out, column);
            out += ':';
            appendJsonString(out, reason);
        }
        out += '}';
    }
    out += '}';
}

void appendCsvText(std::string &out, const std::string &text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text)
        out.append(c == '"' ? 2 : 1, c);
    out += '"';
}

std::string fixed(double value, int decimals)
{
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      std::chars_format::fixed, decimals);
    return {buffer.data(), result.ptr};
}

/// "corrected edition without pivot".
std::string shownEdition(const Edition &edition)
{
    std::string text = name(edition);
    return text.insert(std::min(text.find(' '), text.size()), " edition");
}

std::string shownCell(const std::optional<Spread> &cell, int decimals)
{
    if (!cell)
        return "-";
    std::string text = fixed(cell->mean, decimals);
    if (cell->n > 0)
        text += " \u00b1 " + fixed(cell->sd, decimals);
    return text;
}
} // namespace

std::string usiTableJson(const UsiTable &table)
{
    std::string out = "{\"edition\":";
    appendJsonString(out, name(table.edition));
    out += ",\"repairs\":[";
    for (const Repair repair : table.edition.repairs.list()) {
        out += out.back() == '[' ? "" : ",";
        appendJsonString(out, std::string(info(repair).key));
    }
    out += ']';
    out.append(",\"terms\":").append(std::to_string(termsOf(table))).append(",\"difficulty\":");
    appendJsonString(out, table.difficulty);
    out += ",\"rows\":[";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        appendRow(out, table.rows[i]);
    }
    out += "\n]}\n";
    return out;
}

std::string usiTableCsv(const UsiTable &table)
{
    std::string out = "name,kind,edition,difficulty,terms,n_tasks,n_dialogues";
    for (const Column &column : columns) {
        out.append(",").append(column.key);
        out.append(",").append(column.key).append("_sd");
    }
    out += '\n';
    for (const UsiRow &row : table.rows) {
        appendCsvText(out, row.name);
        out.append(",").append(kindName(row.kind)).append(",");
        appendCsvText(out, name(table.edition));
        out += ',';
        appendCsvText(out, table.difficulty);
        for (const int count : {row.terms, row.tasks, row.dialogues})
            out.append(",").append(std::to_string(count));
        for (const Column &column : columns) {
            const std::optional<Spread> &cell = row.*column.cell;
            out += ',';
            out += cell ? plainNumber(cell->mean) : std::string();
            out += ',';
            out += cell && cell->n > 0 ? plainNumber(cell->sd) : std::string();
        }
        out += '\n';
    }
    return out;
}

std::string usiTableText(const UsiTable &table)
{
    std::vector<std::vector<std::string>> cells;
    cells.push_back({"name", "tasks", "dialogues"});
    for (const Column &column : columns)
        cells.back().emplace_back(column.key);
    cells.back().emplace_back("terms");
    for (const UsiRow &row : table.rows) {
        cells.push_back({row.name, std::to_string(row.tasks), std::to_string(row.dialogues)});
        for (const Column &column : columns)
            cells.back().push_back(shownCell(row.*column.cell, column.decimals));
        cells.back().push_back(std::to_string(row.terms));
    }
    std::vector<std::size_t> widths(cells.front().size());
    for (const auto &line : cells)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], codePointCount(line[i]));

    std::string out = "User-Sim Index, ";
    out.append(shownEdition(table.edition)).append(", difficulty: ").append(table.difficulty);
    out +=
        "; mean \u00b1 population sd over batches; usi = mean of as many parts as terms says\n\n";
    for (const auto &line : cells) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string padding(widths[i] - codePointCount(line[i]), ' ');
            if (i == 0)
                out.append(line[i]).append(padding);
            else
                out.append(2, ' ').append(padding).append(line[i]);
        }
        out += '\n';
    }
    bool head = false;
    for (const UsiRow &row : table.rows) {
        for (const auto &[column, reason] : row.missing) {
            out += head ? "" : "\nMissing:\n";
            head = true;
            out.append(2, ' ').append(row.name).append(", ").append(column).append(": ");
            out.append(reason).append(1, '\n');
        }
    }
    return out;
}
} // namespace gapscope
