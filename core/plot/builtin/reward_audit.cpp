// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/outcome_tables.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/metric_rows.h"
#include "core/plot/plot_parts.h"
#include "core/stats/events.h"

#include <algorithm>
#include <array>

namespace gapscope::charts {
namespace {
using namespace plot;

/// One of the four cells and its rows of the metric: its share of all, and, where the two
/// contradict each other, its share of the dialogues with that reward.
struct Cell
{
    bool reward = false;
    bool opinion = false;
    const char *item = "";
    const char *label = "";
    const char *contradiction = nullptr;
};

constexpr std::array<Cell, 4> cells{{
    {false, false, "reward_0_and_failure", "no or partly", nullptr},
    {false, true, "reward_0_and_success", "success", "reward_0_judged_success"},
    {true, false, "reward_1_and_failure", "no or partly", "reward_1_judged_failure"},
    {true, true, "reward_1_and_success", "success", nullptr},
}};

/// People, or one simulator.
struct Side
{
    std::string title;
    /// In the metric's rows; empty: people.
    std::string name;
    Ink ink;
    const std::vector<MetricDialogue> *dialogues = nullptr;
};

std::vector<DialogueId> dialoguesOf(const Side &side, const Cell &cell)
{
    std::vector<DialogueId> found;
    for (const MetricDialogue &one : *side.dialogues) {
        const std::optional<bool> reward = succeeded(*one.dialogue);
        const std::optional<bool> opinion = judgedSuccessful(*one.dialogue);
        if (reward && opinion && *reward == cell.reward && *opinion == cell.opinion)
            found.push_back(one.dialogue->id);
    }
    return found;
}

void addTable(const std::vector<MetricRow> &rows, const Side &side, Table &table)
{
    for (const MetricRow &row : rows) {
        if (row.simulator != side.name)
            continue;
        table.rows.push_back({side.title, row.item.empty() ? "phi" : row.item, row.value,
                              row.interval ? TableCell(row.interval->low) : TableCell(),
                              row.interval ? TableCell(row.interval->high) : TableCell(), row.n});
    }
}

int tableRow(const Table &table, const Side &side, std::string_view item)
{
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        if (table.rows[i][0].text == side.title && table.rows[i][1].text == item)
            return static_cast<int>(i);
    return -1;
}

std::string tipOf(const Side &side, const Cell &cell, const std::vector<MetricRow> &rows, int n,
                  int ofReward, int all)
{
    std::string tip = text({side.title, "\nreward ", cell.reward ? "1" : "0", ", judged ",
                            cell.label, ": ", std::to_string(n), " of ", std::to_string(ofReward),
                            " dialogues with that reward (", fixed(100.0 * n / ofReward, 1), " %"});
    if (cell.contradiction)
        if (const MetricRow *row = rowOf(rows, side.name, cell.contradiction))
            tip += intervalText(*row, 100.0, 1);
    tip += ")";
    if (const MetricRow *row = rowOf(rows, side.name, cell.item); row && row->value)
        tip += text({"\n", fixed(100.0 * *row->value, 1), " % of ", std::to_string(all),
                     intervalText(*row, 100.0, 1)});
    return tip;
}

ChartSpec panelOf(const Side &side, const std::vector<MetricRow> &rows, const Table &table)
{
    const MetricRow *phi = rowOf(rows, side.name);
    if (!phi || (!phi->value && phi->n == 0)) {
        ChartSpec none = empty(phi ? side.title + ": " + phi->missing + "." : "Not computed.");
        none.title = side.title;
        return none;
    }
    ChartSpec panel;
    panel.title = text({side.title, ", φ ", phi->value ? fixed(*phi->value, 2) : "–"});
    if (phi->interval)
        panel.title +=
            text({" [", fixed(phi->interval->low, 2), ", ", fixed(phi->interval->high, 2), "]"});
    panel.title += ", n " + std::to_string(phi->n);
    std::array<std::vector<DialogueId>, 4> found;
    for (std::size_t i = 0; i < cells.size(); ++i)
        found[i] = dialoguesOf(side, cells[i]);
    const int all = phi->n;
    double left = 0.0;
    for (std::size_t column = 0; column < 2; ++column) {
        const auto &low = found[2 * column];
        const auto &high = found[2 * column + 1];
        const int n = static_cast<int>(low.size() + high.size());
        const double right = left + 100.0 * n / all;
        panel.x.ticks.push_back({(left + right) / 2, "reward " + std::to_string(column) + " (" +
                                                         std::to_string(n) + ")"});
        double bottom = 0.0;
        for (std::size_t i = 2 * column; i < 2 * column + 2 && n > 0; ++i) {
            const Cell &cell = cells[i];
            const int count = static_cast<int>(found[i].size());
            const double share = 100.0 * count / n;
            if (count == 0)
                continue;
            const Ink ink = cell.contradiction || cell.reward ? side.ink : Ink{InkRole::Context};
            panel.bars.push_back(
                {{left, right},
                 {bottom, bottom + share},
                 right - left < 30.0 || share < 6.0
                     ? ""
                     : text({cell.label, " ", fixed(share, 1), "\u00a0%"}),
                 BarMark::LabelPlace::Centre,
                 {ink, tipOf(side, cell, rows, count, n, all),
                  side.name.empty() ? "" : toText({side.name, "eval_agree", {}, {}}),
                  tableRow(table, side, cell.item), found[i]},
                 cell.contradiction != nullptr});
            bottom += share;
        }
        left = right;
    }
    panel.x.title = "Share of dialogues by rule-based reward";
    panel.x.range = {0, 100};
    panel.y = {"Judged by the user", "%", {0, 100}, {}, {}, 10.0};
    return panel;
}

void addWarnings(const std::vector<Side> &sides, const std::vector<MetricRow> &rows,
                 ChartSpec &spec)
{
    for (const Side &side : sides) {
        std::vector<std::string> thin;
        for (const Cell &cell : cells)
            if (const MetricRow *row = rowOf(rows, side.name, cell.item);
                row && row->value && row->n < leastEvents)
                thin.push_back(text({"reward ", cell.reward ? "1" : "0", ", ", cell.label, " (",
                                     std::to_string(row->n), ")"}));
        if (!thin.empty())
            spec.warnings.push_back(side.title + ": fewer than " + std::to_string(leastEvents) +
                                    " dialogues in " + joined(thin) + ".");
    }
}
} // namespace

static ChartSpec buildRewardAudit(const ChartInput &input)
{
    const MetricSimulator *simulator = sampled(input);
    std::vector<Side> sides{{"People", {}, {InkRole::Real}, &input.sample->people}};
    if (simulator)
        sides.push_back({simulator->name, simulator->name, {InkRole::Sim}, &simulator->dialogues});
    const MetricSimulator *other = nullptr;
    if (const std::string label = otherSimulator(input); !label.empty())
        other = sampled(input, label);
    if (other)
        sides.push_back({other->name, other->name, {InkRole::Series, 0}, &other->dialogues});
    std::vector<std::string> names;
    for (const Side &side : sides)
        names.push_back(side.name);
    const std::vector<MetricRow> rows = metricRows(input, "reward_audit", names);

    ChartSpec spec;
    spec.table.header = {"side", "item", "value", "low_95", "high_95", "n"};
    for (const Side &side : sides) {
        addTable(rows, side, spec.table);
        spec.panels.push_back(panelOf(side, rows, spec.table));
    }
    if (std::all_of(spec.panels.begin(), spec.panels.end(),
                    [](const ChartSpec &panel) { return panel.isEmpty(); }))
        return empty("No dialogue has both a reward and an answer to task_success: import people's "
                     "dialogues with their survey.");
    spec.subtitle = "Columns: rule-based reward; heights: what the user says of success";
    addWarnings(sides, rows, spec);
    using Kind = LegendEntry::Kind;
    spec.legend = {
        {"both: success", Kind::Bar, MarkShape::Square, 0, {InkRole::Real}},
        {"both: failure", Kind::Bar, MarkShape::Square, 0, {InkRole::Context}},
        {"they contradict each other", Kind::Bar, MarkShape::Square, 0, {InkRole::Real}, true}};
    spec.grid.columns = static_cast<int>(spec.panels.size());
    spec.grid.sharedY = true;
    return spec;
}

std::unique_ptr<Chart> reward_audit()
{
    return std::make_unique<Chart>(
        ChartInfo{"reward_audit",
                  "Reward against opinion",
                  "How far the rule-based reward and what the user says of success contradict "
                  "each other.",
                  "Hatched areas are contradictions. Published for people: 70.6 % of reward 0 "
                  "judged a success, 33 % of reward 1 judged a failure or only partly a success.",
                  "τ-USI survey; φ, intervals by task",
                  {.sample = true},
                  {otherSetting()},
                  false,
                  ChartGroup::Survey},
        buildRewardAudit);
}
} // namespace gapscope::charts
