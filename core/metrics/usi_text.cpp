// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace gapscope {
namespace {
int decimalsOf(UsiColumn column)
{
    return column == UsiColumn::Ece ? 3 : 1;
}

std::string fixed(double value, int decimals)
{
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      std::chars_format::fixed, decimals);
    return {buffer.data(), result.ptr};
}

std::string shownCell(const std::optional<Spread> &cell, int decimals)
{
    if (!cell)
        return "-";
    std::string text = fixed(cell->mean, decimals);
    if (cell->n > 1)
        text += " \u00b1 " + fixed(cell->sd, decimals);
    return text;
}

std::string shownInterval(const RowEstimates *estimates, UsiColumn column)
{
    const auto index = static_cast<std::size_t>(column);
    if (!estimates || !estimates->columns[index].percentile)
        return "-";
    const ConfidenceInterval &interval = *estimates->columns[index].percentile;
    const int decimals = decimalsOf(column);
    return "[" + fixed(interval.low, decimals) + ", " + fixed(interval.high, decimals) + "]";
}

std::string shownExcess(const UsiRow &row, const UsiRow *floor)
{
    const bool comparable = floor && floor->usi && row.usi && row.terms == floor->terms &&
                            row.kind == UsiRow::Kind::Simulator;
    return comparable ? fixed(floor->usi->mean - row.usi->mean, 1) : "-";
}

std::string headingOf(const UsiTable &table, const UsiUncertainty *uncertainty)
{
    std::string out = "User-Sim Index, ";
    out.append(shownEdition(table.edition)).append(", difficulty: ").append(table.difficulty);
    out += "; mean \u00b1 population sd over batches; usi = mean of as many parts as terms says; "
           "excess = ceiling \u2212 usi";
    if (uncertainty)
        out += "; intervals: " + std::to_string(uncertainty->settings.draws) + " resamples of " +
               std::to_string(uncertainty->tasks) + " tasks, seed " +
               std::to_string(uncertainty->settings.seed);
    return out;
}
} // namespace

std::string shownEdition(const Edition &edition)
{
    std::string text = name(edition);
    return text.insert(std::min(text.find(' '), text.size()), " edition");
}

std::vector<const UsiRow *> floorsOf(const UsiTable &table)
{
    std::vector<const UsiRow *> floors;
    if (table.halves)
        floors.push_back(&*table.halves);
    for (const SimulatorDetail &detail : table.details)
        floors.push_back(&detail.reruns);
    return floors;
}

UsiTextTable usiTextTable(const UsiTable &table, const UsiUncertainty *uncertainty)
{
    UsiTextTable text;
    text.heading = headingOf(table, uncertainty);
    text.header = {"name", "tasks", "dialogues"};
    for (std::size_t i = 0; i < usiColumnCount; ++i)
        text.header.emplace_back(key(static_cast<UsiColumn>(i)));
    if (uncertainty)
        text.header.push_back(
            std::to_string(static_cast<int>(std::lround(100.0 * uncertainty->settings.level))) +
            " % interval");
    text.header.insert(text.header.end(), {"excess", "terms"});
    const UsiRow *floor = floorOf(table);
    const auto put = [&](const UsiRow &row, const RowEstimates *estimates) {
        UsiTextRow line{&row, {}, {}};
        const bool published = row.kind == UsiRow::Kind::Published;
        line.cells = {row.name, published ? "-" : std::to_string(row.tasks),
                      published ? "-" : std::to_string(row.dialogues)};
        for (std::size_t i = 0; i < usiColumnCount; ++i) {
            const auto column = static_cast<UsiColumn>(i);
            line.cells.push_back(shownCell(cell(row, column), decimalsOf(column)));
            line.intervals.push_back(shownInterval(estimates, column));
        }
        if (uncertainty)
            line.cells.push_back(shownInterval(estimates, UsiColumn::Usi));
        line.cells.push_back(shownExcess(row, floor));
        line.cells.push_back(std::to_string(row.terms));
        text.rows.push_back(std::move(line));
    };
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        put(table.rows[i],
            uncertainty && i < uncertainty->rows.size() ? &uncertainty->rows[i] : nullptr);
    // Runs that could not be compared among themselves say nothing here; JSON has the reason.
    for (const UsiRow *row : floorsOf(table))
        if (row->conversation)
            put(*row, nullptr);
    return text;
}
} // namespace gapscope
