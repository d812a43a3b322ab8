// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/plot_parts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace gapscope::charts {
namespace {
using namespace plot;

ChartSetting partsSetting()
{
    return {"parts", "Parts of the index", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"numbers", "as numbers"},
                                                {"dots", "as dots in the row"}};
            }};
}

/// The parts of a row as small marks in their colours under the index's own.
void addParts(ChartSpec &spec, const ChartInput &input, const UsiRow &row, double y, int tableIndex,
              std::vector<double> &seen)
{
    for (const Measure &one : measures()) {
        const std::optional<Spread> mean = score(row, one);
        if (!mean || one.role == InkRole::Total)
            continue;
        seen.push_back(mean->mean);
        const bool isPublished = row.kind == UsiRow::Kind::Published;
        spec.points.push_back({mean->mean,
                               y + 0.25,
                               {},
                               {},
                               MarkShape::Square,
                               0.35,
                               {},
                               {{one.role},
                                text({row.name, ", ", one.title, ": ", withSpread(*mean, 2),
                                      intervalText(input, row, one)}),
                                isPublished ? "" : toText({row.name, std::string(one.key), {}, {}}),
                                tableIndex}});
    }
}

/// Sorts rows without a usable index to the end.
double rank(const UsiRow &row)
{
    return row.usi && std::isfinite(row.usi->mean) ? row.usi->mean
                                                   : -std::numeric_limits<double>::infinity();
}

bool better(const UsiRow *a, const UsiRow *b)
{
    return rank(*a) > rank(*b);
}

std::string tipOf(const ChartInput &input, const UsiRow &row)
{
    std::string tip = row.name + (row.kind == UsiRow::Kind::Published ? " (published)" : "");
    for (const Measure &one : measures()) {
        const std::optional<Spread> mean = score(row, one);
        tip +=
            mean ? text({"\n", one.code, " ", withSpread(*mean, 2), intervalText(input, row, one)})
                 : text({"\n", one.code, " – (", missingReason(row, one.key), ")"});
    }
    return tip + text({"\n", std::to_string(row.terms), " parts, ", std::to_string(row.tasks),
                       " tasks, ", std::to_string(row.dialogues), " dialogues"});
}

std::vector<TableCell> tableRow(const ChartInput &input, const UsiRow &row)
{
    const char *kind = "sim";
    if (row.kind == UsiRow::Kind::Ceiling)
        kind = "ceiling";
    else if (row.kind == UsiRow::Kind::Published)
        kind = "published";
    std::vector<TableCell> cells{row.name, kind, row.terms, row.tasks, row.dialogues};
    for (const Measure &one : measures()) {
        const std::optional<Spread> mean = score(row, one);
        cells.push_back(mean ? TableCell(mean->mean) : TableCell());
        cells.push_back(mean ? TableCell(sdOf(*mean)) : TableCell());
    }
    if (input.uncertainty) {
        const std::optional<Interval> range = intervalOf(input, row, *measure("usi"));
        cells.push_back(range ? TableCell(range->from) : TableCell());
        cells.push_back(range ? TableCell(range->to) : TableCell());
    }
    return cells;
}

void addCeiling(ChartSpec &spec, const ChartInput &input, std::vector<double> &seen)
{
    const UsiRow *top = ceiling(input.table);
    if (!top || !top->usi) {
        spec.warnings.push_back(top ? "No ceiling: " + missingReason(*top, "usi") + "."
                                    : "No ceiling: one human batch.");
        return;
    }
    seen.push_back(top->usi->mean);
    const auto last = static_cast<double>(spec.y.categories.size()) - 0.5;
    if (const std::optional<Interval> range = errorBar(input, *top, *measure("usi"))) {
        spec.bands.push_back(
            {{range->from, range->to}, {-0.5, -0.5}, {last, last}, {InkRole::Ceiling}});
        seen.insert(seen.end(), {range->from, range->to});
    }
    spec.references.push_back(
        {ReferenceLine::Axis::X, top->usi->mean, {}, true, {InkRole::Ceiling}});
    spec.table.rows.push_back(tableRow(input, *top));
    spec.legend.push_back({input.uncertainty ? "people " + fixed(top->usi->mean, 1) +
                                                   intervalText(input, *top, *measure("usi"))
                                             : "people " + withSpread(*top->usi),
                           LegendEntry::Kind::Line,
                           MarkShape::Circle,
                           1,
                           {InkRole::Ceiling}});
}
} // namespace

static ChartSpec buildLeaderboard(const ChartInput &input)
{
    std::vector<const UsiRow *> rows = contestants(input.table);
    if (rows.empty())
        return empty("There is no simulator to rank.");
    std::stable_sort(rows.begin(), rows.end(), better);
    if (!rows.front()->usi)
        return empty("No index could be computed: " + missingReason(*rows.front(), "usi") + ".");

    ChartSpec spec;
    spec.subtitle =
        "User-Sim Index of every simulator, best first; " + name(input.table.edition) + " edition";
    spec.table.header = {"name", "kind", "parts", "tasks", "dialogues"};
    for (const Measure &one : measures()) {
        const std::string name = one.key == "ece" ? "calibration" : std::string(one.key);
        spec.table.header.push_back(name);
        spec.table.header.push_back(name + "_sd");
        spec.columns.push_back({std::string(one.code), {}, one.key != "usi"});
    }
    if (input.uncertainty)
        spec.table.header.insert(spec.table.header.end(), {"usi_low", "usi_high"});
    std::rotate(spec.columns.begin(), spec.columns.end() - 1, spec.columns.end());
    spec.columns.push_back({"Parts", {}, true});
    spec.columns.push_back({"Tasks", {}, true});
    spec.columns.push_back({"n", {}, true});
    const bool hasDots = chosen(input, partsSetting()) == "dots";

    const UsiRow *selected = selectedRow(input);
    std::vector<double> seen;
    std::set<int> terms;
    std::vector<std::string> unranked;
    bool hasPublished = false;
    for (const UsiRow *row : rows) {
        const auto y = static_cast<double>(spec.y.categories.size());
        const bool isPublished = row->kind == UsiRow::Kind::Published;
        spec.y.categories.push_back(row->name + (isPublished ? " (published)" : ""));
        std::vector<std::string> cells;
        for (const Measure &one : measures()) {
            const std::optional<Spread> mean = score(*row, one);
            cells.push_back(mean ? fixed(mean->mean, 1) : "–");
        }
        std::rotate(cells.begin(), cells.end() - 1, cells.end());
        cells.push_back(row->usi ? std::to_string(row->terms) : "–");
        // Published rows do not say what they rest on.
        cells.push_back(row->tasks > 0 ? std::to_string(row->tasks) : "–");
        cells.push_back(row->dialogues > 0 ? std::to_string(row->dialogues) : "–");
        for (std::size_t i = 0; i < cells.size(); ++i)
            spec.columns[i].cells.push_back(cells[i]);
        const int tableIndex = static_cast<int>(spec.table.rows.size());
        spec.table.rows.push_back(tableRow(input, *row));
        if (!row->usi) {
            unranked.push_back(row->name + " (" + missingReason(*row, "usi") + ")");
            continue;
        }
        terms.insert(row->terms);
        hasPublished = hasPublished || isPublished;
        const std::optional<Interval> error =
            isPublished ? whisker(*row->usi) : errorBar(input, *row, *measure("usi"));
        seen.push_back(row->usi->mean);
        if (error)
            seen.insert(seen.end(), {error->from, error->to});
        if (hasDots)
            addParts(spec, input, *row, y, tableIndex, seen);
        spec.points.push_back({row->usi->mean,
                               y,
                               error,
                               {},
                               isPublished ? MarkShape::Ring : MarkShape::Circle,
                               row == selected ? 1.5 : 1.0,
                               {},
                               {{isPublished ? InkRole::Context : InkRole::Sim},
                                tipOf(input, *row),
                                isPublished ? "" : toText({row->name, "usi", {}, {}}),
                                tableIndex}});
    }
    if (input.uncertainty)
        spec.reading = "Farther right is closer to people; nobody is expected beyond the dashed "
                       "line. The bars are 95 % intervals over resampled tasks; those of published "
                       "rows are spreads.";
    spec.legend.push_back({text({"simulator, ", barName(input)}),
                           LegendEntry::Kind::Point,
                           MarkShape::Circle,
                           0,
                           {InkRole::Sim}});
    if (hasPublished)
        spec.legend.push_back(
            {"published value", LegendEntry::Kind::Point, MarkShape::Ring, 0, {InkRole::Context}});
    if (hasDots)
        for (const Measure &one : measures())
            if (one.role != InkRole::Total)
                spec.legend.push_back({std::string(one.title),
                                       LegendEntry::Kind::Point,
                                       MarkShape::Square,
                                       0,
                                       {one.role}});
    addCeiling(spec, input, seen);
    if (terms.size() > 1)
        spec.warnings.push_back("Rows with five and with six parts are not comparable: those "
                                "without a survey have no Eval.");
    if (!unranked.empty())
        spec.warnings.push_back("Without an index: " + joined(unranked) + ".");
    spec.x = {"User-Sim Index", "points of 100", scoreRange(seen, {0, 100}), {}, {}, 1.0};
    return spec;
}

std::unique_ptr<Chart> leaderboard()
{
    return std::make_unique<Chart>(
        ChartInfo{"leaderboard",
                  "Leaderboard of simulators",
                  "The User-Sim Index of every simulator with its parts, against what people "
                  "reach among themselves.",
                  "Farther right is closer to people; nobody is expected beyond the dashed line. "
                  "The bars are standard deviations over human batches, not confidence intervals.",
                  "User-Sim Index",
                  {.intervals = true},
                  {partsSetting()}},
        buildLeaderboard);
}
} // namespace gapscope::charts
