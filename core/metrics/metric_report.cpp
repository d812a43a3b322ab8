// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric_report.h"

#include "core/base/text.h"
#include "core/export/table.h"
#include "core/metrics/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace gapscope {
namespace {
/// A column of numbers; the names are stable.
struct Number
{
    std::string_view key;
    std::optional<double> (*of)(const MetricRow &row) = nullptr;
};

constexpr std::array<Number, 8> numbers{{
    {"value", [](const MetricRow &row) { return row.value; }},
    {"real", [](const MetricRow &row) { return row.real; }},
    {"sim", [](const MetricRow &row) { return row.sim; }},
    {"low",
     [](const MetricRow &row) {
         return row.interval ? std::optional(row.interval->low) : std::nullopt;
     }},
    {"high",
     [](const MetricRow &row) {
         return row.interval ? std::optional(row.interval->high) : std::nullopt;
     }},
    {"floor", [](const MetricRow &row) { return row.floor; }},
    {"p", [](const MetricRow &row) { return row.p; }},
    {"q", [](const MetricRow &row) { return row.q; }},
}};

std::string joined(const std::vector<std::string> &notes)
{
    std::string out;
    for (const std::string &note : notes)
        out += (out.empty() ? "" : "; ") + note;
    return out;
}

void appendField(std::string &out, std::string_view key, std::string_view text)
{
    out.append("\"").append(key).append("\":");
    appendJsonString(out, text);
    out += ',';
}

void appendJsonRow(std::string &out, const MetricRow &row)
{
    out += '{';
    appendField(out, "simulator", row.simulator);
    appendField(out, "item", row.item);
    appendField(out, "task", row.task);
    for (const Number &number : numbers) {
        out.append("\"").append(number.key).append("\":");
        if (const std::optional<double> value = number.of(row))
            appendJsonNumber(out, *value);
        else
            out += "null";
        out += ',';
    }
    out.append("\"n\":").append(std::to_string(row.n)).append(",\"missing\":");
    if (row.missing.empty())
        out += "null";
    else
        appendJsonString(out, row.missing);
    out += ",\"notes\":[";
    for (std::size_t i = 0; i < row.notes.size(); ++i) {
        out += i == 0 ? "" : ",";
        appendJsonString(out, row.notes[i]);
    }
    out += "]}";
}

void appendInfo(std::string &out, const MetricInfo &info)
{
    appendField(out, "id", info.id);
    appendField(out, "title", info.title);
    appendField(out, "shows", info.shows);
    appendField(out, "formula", info.formula);
    appendField(out, "range", info.range);
    appendField(out, "source", info.source);
    appendField(out, "counts", info.counts);
    appendField(out, "group", name(info.group));
}

std::string written(double value, std::chars_format format, int digits)
{
    std::array<char, 64> buffer{};
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, digits);
    return {buffer.data(), result.ptr};
}

/// Three decimals; large numbers get fewer, and a tiny p keeps its size.
std::string shown(const std::optional<double> &value)
{
    if (!value)
        return "-";
    const double size = std::abs(*value);
    // Sums of differences that cancel out leave a rest of rounding.
    constexpr double rounding = 1e-12;
    if (size >= rounding && size < 0.0005)
        return written(*value, std::chars_format::scientific, 1);
    return written(size < rounding ? 0.0 : *value, std::chars_format::fixed,
                   size >= 1000.0 ? 1 : 3);
}

using Lines = std::vector<std::vector<std::string>>;

void appendLines(std::string &out, const Lines &lines, std::size_t textColumns)
{
    std::vector<std::size_t> widths(lines.front().size());
    for (const auto &line : lines)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], codePointCount(line[i]));
    for (const auto &line : lines) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string padding(widths[i] - codePointCount(line[i]), ' ');
            const bool last = i + 1 == line.size();
            text += "  ";
            if (i < textColumns || last)
                text += line[i] + padding;
            else
                text += padding + line[i];
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    }
}

void appendTextBlock(std::string &out, const MetricResult &result)
{
    out.append(result.info.id).append(": ").append(result.info.title).append("\n  ");
    out.append(result.info.formula).append("\n  range ").append(result.info.range);
    out.append("; n counts ").append(result.info.counts).append("\n\n");
    if (result.rows.empty()) {
        out += "  nothing to show\n";
        return;
    }
    const auto any = [&](const auto &has) {
        return std::any_of(result.rows.begin(), result.rows.end(), has);
    };
    const bool items = any([](const MetricRow &row) { return !row.item.empty(); });
    const bool tasks = any([](const MetricRow &row) { return !row.task.empty(); });
    std::vector<const Number *> used;
    for (const Number &number : numbers) {
        if (number.key == "value" ||
            any([&](const MetricRow &row) { return number.of(row).has_value(); }))
            used.push_back(&number);
    }
    Lines lines(1, {"simulator"});
    if (items)
        lines.front().emplace_back("item");
    if (tasks)
        lines.front().emplace_back("task");
    const std::size_t textColumns = lines.front().size();
    for (const Number *number : used)
        lines.front().emplace_back(number->key);
    lines.front().emplace_back("n");
    lines.front().emplace_back("");
    for (const MetricRow &row : result.rows) {
        std::vector<std::string> line{row.simulator.empty() ? "(people)" : row.simulator};
        if (items)
            line.push_back(row.item);
        if (tasks)
            line.push_back(row.task);
        for (const Number *number : used)
            line.push_back(shown(number->of(row)));
        line.push_back(std::to_string(row.n));
        std::string said = row.missing.empty() ? "" : "missing: " + row.missing;
        if (!row.notes.empty())
            said += (said.empty() ? "" : "; ") + joined(row.notes);
        line.push_back(std::move(said));
        lines.push_back(std::move(line));
    }
    appendLines(out, lines, textColumns);
}
} // namespace

std::vector<MetricRow> shownRows(std::vector<MetricRow> rows, MetricRows show)
{
    std::erase_if(rows, [show](const MetricRow &row) {
        switch (show) {
        case MetricRows::All:
            return !row.task.empty();
        case MetricRows::Simulator:
            return !row.task.empty() || !row.item.empty();
        case MetricRows::Feature:
            return !row.task.empty() || row.item.empty();
        case MetricRows::Task:
            return row.task.empty();
        }
        return false;
    });
    return rows;
}

std::string metricReportJson(const MetricReport &report)
{
    std::string out = "{\"format\":1,\"seed\":" + std::to_string(report.seed) +
                      ",\"draws\":" + std::to_string(report.draws) + ",";
    appendField(out, "version", report.version);
    appendField(out, "edition", report.edition);
    appendField(out, "lexicon", report.lexicon);
    appendField(out, "difficulty", report.difficulty);
    out += "\"metrics\":[";
    for (std::size_t i = 0; i < report.metrics.size(); ++i) {
        out += i == 0 ? "\n{" : ",\n{";
        appendInfo(out, report.metrics[i].info);
        out += "\"rows\":[";
        const std::vector<MetricRow> &rows = report.metrics[i].rows;
        for (std::size_t j = 0; j < rows.size(); ++j) {
            out += j == 0 ? "\n" : ",\n";
            appendJsonRow(out, rows[j]);
        }
        out += "\n]}";
    }
    out += "\n]}\n";
    return out;
}

std::string metricReportCsv(const MetricReport &report)
{
    Table table;
    table.header = {"metric", "simulator", "item", "task"};
    for (const Number &number : numbers)
        table.header.emplace_back(number.key);
    for (const char *last : {"n", "counts", "missing", "notes"})
        table.header.emplace_back(last);
    for (const MetricResult &result : report.metrics) {
        for (const MetricRow &row : result.rows) {
            std::vector<TableCell> &cells = table.rows.emplace_back();
            cells = {result.info.id, row.simulator, row.item, row.task};
            for (const Number &number : numbers)
                cells.emplace_back(number.of(row));
            cells.emplace_back(row.n);
            cells.emplace_back(result.info.counts);
            cells.emplace_back(row.missing);
            cells.emplace_back(joined(row.notes));
        }
    }
    return tableCsv(table);
}

std::string metricReportText(const MetricReport &report)
{
    std::string out = "95 % intervals: bootstrap by task unless noted, " +
                      std::to_string(report.draws) + " draws, seed " + std::to_string(report.seed) +
                      "; " + report.edition + " edition, cue lists " + report.lexicon +
                      "; difficulty: " + report.difficulty + "\n";
    for (const MetricResult &result : report.metrics) {
        out += '\n';
        appendTextBlock(out, result);
    }
    return out;
}

std::string metricListJson(const std::vector<MetricInfo> &metrics)
{
    std::string out = "[";
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        out += i == 0 ? "\n{" : ",\n{";
        appendInfo(out, metrics[i]);
        out.back() = '}';
    }
    out += "\n]\n";
    return out;
}

std::string metricListText(const std::vector<MetricInfo> &metrics)
{
    std::string out;
    const MetricInfo *before = nullptr;
    for (const MetricInfo &info : metrics) {
        if (!before || before->group != info.group)
            out.append(before ? "\n" : "").append("== ").append(name(info.group)).append(" ==\n");
        before = &info;
        out.append("\n").append(info.id).append(": ").append(info.title);
        out.append("\n  ").append(info.shows).append("\n  ").append(info.formula);
        out.append("\n  range ").append(info.range).append("; n counts ").append(info.counts);
        out.append("\n  ").append(info.source).append("\n");
    }
    return out;
}

std::string metricListMarkdown(const std::vector<MetricInfo> &metrics)
{
    const auto cell = [](std::string_view text) {
        std::string out;
        for (const char c : text)
            (c == '|' ? out += '\\' : out) += c;
        return out;
    };
    std::string out;
    const MetricInfo *before = nullptr;
    for (const MetricInfo &info : metrics) {
        if (!before || before->group != info.group) {
            out.append(before ? "\n" : "").append("### ").append(name(info.group));
            out.append(
                "\n\n| id | what it says | formula | range | source |\n|---|---|---|---|---|\n");
        }
        before = &info;
        out.append("| `").append(info.id).append("` | **").append(cell(info.title));
        out.append("**: ").append(cell(info.shows)).append(" n counts ");
        out.append(cell(info.counts)).append(". | ");
        out.append(cell(info.formula)).append(" | ").append(cell(info.range)).append(" | ");
        out.append(cell(info.source)).append(" |\n");
    }
    return out;
}
} // namespace gapscope
