// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_report.h"

#include "core/base/text.h"
#include "core/export/table.h"
#include "core/metrics/json_text.h"
#include "core/metrics/usi_text.h"

#include <algorithm>

namespace gapscope {
namespace {
template <class Visit>
void forEachColumn(Visit visit)
{
    for (std::size_t i = 0; i < usiColumnCount; ++i)
        visit(static_cast<UsiColumn>(i));
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

void appendInterval(std::string &out, const Estimate &estimate)
{
    if (!estimate.percentile) {
        out += "null";
        return;
    }
    out += '[';
    appendJsonNumber(out, estimate.percentile->low);
    out += ',';
    appendJsonNumber(out, estimate.percentile->high);
    out += ']';
}

/// Intervals by column, and how far the row is from the floor.
void appendEstimates(std::string &out, const RowEstimates &estimates, bool excess)
{
    out += ",\"interval\":{";
    forEachColumn([&](UsiColumn column) {
        out.append(out.back() == '{' ? "\"" : ",\"").append(key(column)).append("\":");
        appendInterval(out, estimates.columns[static_cast<std::size_t>(column)]);
    });
    out += '}';
    if (!excess)
        return;
    out += ",\"excess\":{";
    forEachColumn([&](UsiColumn column) {
        const Estimate &one = estimates.excess[static_cast<std::size_t>(column)];
        out.append(out.back() == '{' ? "\"" : ",\"").append(key(column)).append("\":");
        if (one.value)
            appendJsonNumber(out, *one.value);
        else
            out += "null";
    });
    out += '}';
}

void appendRow(std::string &out, const UsiRow &row, const RowEstimates *estimates = nullptr)
{
    out += "{\"name\":";
    appendJsonString(out, row.name);
    out.append(",\"kind\":\"").append(name(row.kind)).append("\"");
    out.append(",\"n_tasks\":").append(std::to_string(row.tasks));
    out.append(",\"n_dialogues\":").append(std::to_string(row.dialogues));
    out.append(",\"terms\":").append(std::to_string(row.terms));
    forEachColumn([&](UsiColumn column) {
        out.append(",\"").append(key(column)).append("\":");
        appendCell(out, cell(row, column));
    });
    if (estimates)
        appendEstimates(out, *estimates, row.kind == UsiRow::Kind::Simulator);
    if (!row.missing.empty()) {
        out += ",\"missing\":{";
        for (const auto &[column, reason] : row.missing) {
            out += out.back() == '{' ? "" : ",";
            appendJsonString(out, column);
            out += ':';
            appendJsonString(out, reason);
        }
        out += '}';
    }
    out += '}';
}

/// What belongs to the i-th row; null for published rows and without uncertainty.
const RowEstimates *estimatesOf(const UsiUncertainty *uncertainty, std::size_t row)
{
    return uncertainty && row < uncertainty->rows.size() ? &uncertainty->rows[row] : nullptr;
}

void appendBootstrap(std::string &out, const UsiUncertainty &uncertainty)
{
    out.append(",\"bootstrap\":{\"method\":\"percentile, tasks resampled\",\"seed\":");
    out.append(std::to_string(uncertainty.settings.seed)).append(",\"draws\":");
    out.append(std::to_string(uncertainty.settings.draws)).append(",\"level\":");
    appendJsonNumber(out, uncertainty.settings.level);
    out.append(",\"tasks\":").append(std::to_string(uncertainty.tasks)).append("}");
}

using TextRows = std::vector<std::vector<std::string>>;

std::string aligned(const TextRows &cells)
{
    std::vector<std::size_t> widths(cells.front().size());
    for (const auto &line : cells)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], codePointCount(line[i]));
    std::string out;
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
    return out;
}

std::string reasons(const std::vector<const UsiRow *> &rows)
{
    std::string out;
    for (const UsiRow *row : rows) {
        for (const auto &[column, reason] : row->missing) {
            out += out.empty() ? "\nMissing:\n" : "";
            out.append(2, ' ').append(row->name).append(", ").append(column).append(": ");
            out.append(reason).append(1, '\n');
        }
    }
    return out;
}
} // namespace

const char *name(UsiRow::Kind kind)
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

std::string usiTableJson(const UsiTable &table, const UsiUncertainty *uncertainty,
                         const ReportMembers &further)
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
    if (uncertainty)
        appendBootstrap(out, *uncertainty);
    out += ",\"rows\":[";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        appendRow(out, table.rows[i], estimatesOf(uncertainty, i));
    }
    out += "\n],\"floors\":[";
    for (const UsiRow *row : floorsOf(table)) {
        out += out.back() == '[' ? "\n" : ",\n";
        appendRow(out, *row);
    }
    out += "\n]";
    for (const auto &[member, json] : further) {
        out += ',';
        appendJsonString(out, member);
        out.append(":").append(json);
    }
    return out + "}\n";
}

std::string usiTableCsv(const UsiTable &table, const UsiUncertainty *uncertainty)
{
    Table csv;
    csv.header = {"name", "kind", "edition", "difficulty", "terms", "n_tasks", "n_dialogues"};
    forEachColumn([&](UsiColumn column) {
        csv.header.emplace_back(key(column));
        csv.header.push_back(std::string(key(column)) + "_sd");
    });
    for (std::size_t i = 0; uncertainty && i < usiColumnCount; ++i)
        for (const char *end : {"_low", "_high"})
            csv.header.push_back(std::string(key(static_cast<UsiColumn>(i))) + end);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const UsiRow &row = table.rows[i];
        std::vector<TableCell> &cells = csv.rows.emplace_back();
        cells = {row.name,  name(row.kind), name(table.edition), table.difficulty,
                 row.terms, row.tasks,      row.dialogues};
        forEachColumn([&](UsiColumn column) {
            const std::optional<Spread> &value = cell(row, column);
            cells.push_back(value ? TableCell(value->mean) : TableCell());
            cells.push_back(value && value->n > 0 ? TableCell(value->sd) : TableCell());
        });
        if (!uncertainty)
            continue;
        const RowEstimates *estimates = estimatesOf(uncertainty, i);
        for (std::size_t column = 0; column < usiColumnCount; ++column) {
            const auto interval = estimates ? estimates->columns[column].percentile : std::nullopt;
            cells.push_back(interval ? TableCell(interval->low) : TableCell());
            cells.push_back(interval ? TableCell(interval->high) : TableCell());
        }
    }
    return tableCsv(csv);
}

std::string usiTableText(const UsiTable &table, const UsiUncertainty *uncertainty)
{
    const UsiTextTable text = usiTextTable(table, uncertainty);
    TextRows cells{text.header};
    std::vector<const UsiRow *> rows;
    for (const UsiTextRow &line : text.rows) {
        cells.push_back(line.cells);
        if (line.row->kind != UsiRow::Kind::Published)
            rows.push_back(line.row);
    }
    return text.heading + "\n\n" + aligned(cells) + reasons(rows);
}
} // namespace gapscope
