// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/outcome_tables.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/facets.h"
#include "core/plot/metric_rows.h"
#include "core/plot/plot_parts.h"
#include "core/stats/events.h"

#include <algorithm>
#include <array>
#include <map>

namespace gapscope::charts {
namespace {
using namespace plot;

ChartSetting groupSetting()
{
    return {"by", "One row per", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"domain", "domain"},
                                                {"difficulty", "task difficulty"},
                                                {"outcome", "outcome with people"}};
            }};
}

using ByTask = std::map<std::string, std::vector<DialogueId>>;

ByTask withOutcome(const std::vector<MetricDialogue> &dialogues)
{
    ByTask found;
    for (const MetricDialogue &one : dialogues)
        if (succeeded(*one.dialogue))
            found[one.dialogue->task.value()].push_back(one.dialogue->id);
    return found;
}

void append(std::vector<DialogueId> &all, const ByTask &some, const std::string &task)
{
    if (const auto found = some.find(task); found != some.end())
        all.insert(all.end(), found->second.begin(), found->second.end());
}

struct Builder
{
    const ChartInput &input;
    const MetricSimulator *simulator = nullptr;
    const MetricSimulator *other = nullptr;
    ByTask people{};
    ChartSpec spec{};
    ChartSpec rates{};
    std::vector<std::string> thin{};
    std::vector<std::string> quiet{};
    Interval reach{0.0, 100.0};

    /// A group of tasks: success of both sides, and the paired interval of their difference.
    void addGroup(const std::string &title, const std::set<TaskKey> *tasks)
    {
        ChartInput part = input;
        MetricInput sample;
        if (tasks) {
            sample = restricted(*input.sample, {}, tasks);
            part.sample = &sample;
        }
        std::vector<std::string> names{simulator->name};
        if (other)
            names.push_back(other->name);
        const std::vector<MetricRow> rows = metricRows(part, "success_gap", names);
        const auto y = static_cast<double>(rates.y.categories.size());
        rates.y.categories.push_back(title);
        for (SideColumn &column : rates.columns)
            column.cells.emplace_back("–");
        if (other)
            addRow(title, rows, *other, y + 0.17, look(0, 1, false));
        addRow(title, rows, *simulator, other ? y - 0.17 : y, look(0, 0, true));
    }

    void addRow(const std::string &group, const std::vector<MetricRow> &rows,
                const MetricSimulator &of, double y, const Look &look)
    {
        const MetricRow *row = rowOf(rows, of.name);
        if (!row || !row->value)
            return;
        MarkInfo info = infoOf(group, rows, of, *row);
        const double real = 100.0 * *row->real;
        const double sim = 100.0 * *row->sim;
        std::optional<Interval> error;
        if (row->interval)
            error = {real + 100.0 * row->interval->low, real + 100.0 * row->interval->high};
        if (error)
            reach = {std::min(reach.from, error->from), std::max(reach.to, error->to)};
        info.ink = {InkRole::Context};
        rates.segments.push_back({real, y, sim, y, false, {info.ink, {}, {}, -1}});
        const bool isThin = tasksOf(rows, of.name).size() < static_cast<std::size_t>(leastEvents);
        info.ink = {InkRole::Real};
        rates.points.push_back({real, y, {}, {}, MarkShape::Square, 1.0, {}, info});
        info.ink = look.ink;
        rates.points.push_back(
            {sim, y, error, {}, isThin ? MarkShape::Ring : look.shape, 1.0, {}, info});
        if (&of != simulator)
            return;
        const bool isQuiet = row->floor && std::abs(*row->value) <= *row->floor;
        const std::string gap = (*row->value > 0.0 ? "+" : "") + fixed(100.0 * *row->value, 1);
        rates.columns[0].cells.back() = isQuiet ? "(" + gap + ")" : gap;
        rates.columns[1].cells.back() = row->p ? fixed(*row->p, 3) : "–";
        rates.columns[2].cells.back() = std::to_string(tasksOf(rows, of.name).size());
        if (isThin)
            thin.push_back(group);
        if (isQuiet)
            quiet.push_back(group);
    }

    static std::vector<std::string> tasksOf(const std::vector<MetricRow> &rows,
                                            const std::string &name)
    {
        std::vector<std::string> tasks;
        for (const MetricRow &row : rows)
            if (row.simulator == name && !row.task.empty())
                tasks.push_back(row.task);
        return tasks;
    }

    MarkInfo infoOf(const std::string &group, const std::vector<MetricRow> &rows,
                    const MetricSimulator &of, const MetricRow &row)
    {
        const std::vector<std::string> tasks = tasksOf(rows, of.name);
        const ByTask own = withOutcome(of.dialogues);
        MarkInfo info;
        for (const std::string &task : tasks) {
            append(info.dialogues, people, task);
            append(info.dialogues, own, task);
        }
        info.tip =
            text({group, ", ", std::to_string(tasks.size()), " tasks\nsuccess with people ",
                  fixed(100.0 * *row.real, 1), " %, with ", of.name, " ",
                  fixed(100.0 * *row.sim, 1), " %\ndifference ", fixed(100.0 * *row.value, 1),
                  " points", plot::intervalText(row, 100.0, 1)});
        if (row.p)
            info.tip += "\nMcNemar p " + fixed(*row.p, 4);
        if (row.floor)
            info.tip += "\npeople among themselves " + fixed(100.0 * *row.floor, 1) + " points";
        for (const std::string &note : row.notes)
            info.tip += "\n" + note;
        info.key = toText({of.name, "ece", {}, {}});
        info.row = static_cast<int>(spec.table.rows.size());
        spec.table.rows.push_back({group, of.name, "success", row.real, row.sim, row.value,
                                   row.interval ? TableCell(row.interval->low) : TableCell(),
                                   row.interval ? TableCell(row.interval->high) : TableCell(),
                                   row.floor, row.p, static_cast<int>(tasks.size())});
        return info;
    }

    /// Tasks by what most dialogues of each side came to, as McNemar's test counts them.
    ChartSpec agreement()
    {
        struct Cell
        {
            const char *item;
            const char *label;
            bool real;
            bool sim;
            std::vector<std::string> tasks;
        };
        std::array<Cell, 4> cells{{{"neither", "neither", false, false, {}},
                                   {"only_sim", "only simulator", false, true, {}},
                                   {"only_people", "only people", true, false, {}},
                                   {"both", "both", true, true, {}}}};
        int ties = 0;
        const std::vector<MetricRow> rows = metricRows(input, "success_gap", {simulator->name});
        for (const MetricRow &row : rows) {
            if (row.task.empty() || !row.real || !row.sim)
                continue;
            if (*row.real == 0.5 || *row.sim == 0.5) {
                ++ties;
                continue;
            }
            for (Cell &cell : cells)
                if (cell.real == (*row.real > 0.5) && cell.sim == (*row.sim > 0.5))
                    cell.tasks.push_back(row.task);
        }
        ChartSpec panel;
        double all = 0.0;
        for (const Cell &cell : cells)
            all += static_cast<double>(cell.tasks.size());
        if (all == 0.0)
            return empty("Every task is a tie on one side.");
        const MetricRow *whole = rowOf(rows, simulator->name);
        const std::vector<MetricRow> kappas =
            metricRows(input, "outcome_agreement", {simulator->name});
        const MetricRow *kappa = rowOf(kappas, simulator->name);
        panel.title = "Same tasks";
        if (whole && whole->p)
            panel.title += ", McNemar p\u00a0" + fixed(*whole->p, 4);
        if (kappa && kappa->value)
            panel.title += ", κ\u00a0" + fixed(*kappa->value, 2);
        const ByTask own = withOutcome(simulator->dialogues);
        double left = 0.0;
        for (std::size_t column = 0; column < 2; ++column) {
            const double n = static_cast<double>(cells[2 * column].tasks.size() +
                                                 cells[2 * column + 1].tasks.size());
            const double right = left + 100.0 * n / all;
            if (n > 0.0)
                panel.x.ticks.push_back(
                    {(left + right) / 2,
                     text({column ? "people succeed (" : "people fail (", fixed(n, 0), ")"})});
            double bottom = 0.0;
            for (std::size_t i = 2 * column; i < 2 * column + 2; ++i) {
                const Cell &cell = cells[i];
                const auto count = static_cast<double>(cell.tasks.size());
                const int row = static_cast<int>(spec.table.rows.size());
                spec.table.rows.push_back({"all tasks",
                                           simulator->name,
                                           cell.item,
                                           {},
                                           {},
                                           count / all,
                                           {},
                                           {},
                                           {},
                                           whole ? whole->p : std::nullopt,
                                           static_cast<int>(count)});
                if (cell.tasks.empty())
                    continue;
                std::vector<DialogueId> dialogues;
                for (const std::string &task : cell.tasks) {
                    append(dialogues, people, task);
                    append(dialogues, own, task);
                }
                const double share = 100.0 * count / n;
                const bool agree = cell.real == cell.sim;
                const Ink ink{cell.sim == cell.real ? InkRole::Context
                              : cell.real           ? InkRole::Real
                                                    : InkRole::Sim};
                panel.bars.push_back(
                    {{left, right},
                     {bottom, bottom + share},
                     text({cell.label, " ", fixed(count, 0)}),
                     BarMark::LabelPlace::Centre,
                     {ink,
                      text({"solved with ", cell.label, ": ", fixed(count, 0), " of ",
                            fixed(all, 0), " tasks (", fixed(100.0 * count / all, 1), " %)"}),
                      toText({simulator->name, "ece", {}, {}}), row, dialogues},
                     !agree});
                bottom += share;
            }
            left = right;
        }
        panel.x.title = "Share of tasks";
        panel.x.range = {0, 100};
        panel.y = {"Simulator fails below, succeeds above", "%", {0, 100}, {}, {}, 10.0};
        if (ties > 0)
            spec.warnings.push_back(
                std::to_string(ties) + (ties == 1 ? " task" : " tasks") +
                " without a majority on one side, left out of the two-by-two table.");
        return panel;
    }
};
} // namespace

static ChartSpec buildOutcomes(const ChartInput &input)
{
    const MetricSimulator *simulator = sampled(input);
    if (!simulator)
        return empty("There is no simulator to compare with people.");
    Builder builder{input, simulator};
    if (const std::string name = otherSimulator(input); !name.empty())
        builder.other = sampled(input, name);
    builder.people = withOutcome(input.sample->people);
    ChartSpec &spec = builder.spec;
    spec.table.header = {"group",  "simulator", "item",  "people", "sim",  "value",
                         "low_95", "high_95",   "floor", "p",      "tasks"};
    builder.rates.columns = {{"Points", {}, false}, {"p", {}, true}, {"Tasks", {}, true}};
    builder.addGroup("all tasks", nullptr);
    if (spec.table.rows.empty())
        return empty("No task has an outcome with people and with " + simulator->name +
                     ": import dialogues with rewards.");
    const std::vector<Facet> groups = facetsOf(input, chosen(input, groupSetting()));
    if (groups.size() > 1)
        for (const Facet &group : groups)
            builder.addGroup(group.title, &group.tasks);
    builder.rates.title = "Success by group of tasks";
    builder.rates.x = {"Agent succeeds",
                       "% of dialogues",
                       {builder.reach.from - 3, builder.reach.to + 3},
                       {},
                       {},
                       10.0};
    ChartSpec agreement = builder.agreement();
    spec.panels = {std::move(builder.rates), std::move(agreement)};
    spec.grid.columns = 2;
    spec.subtitle =
        text({"Success of the agent with people and with ", simulator->name, ", means over tasks"});
    using Kind = LegendEntry::Kind;
    spec.legend = {{"people", Kind::Point, MarkShape::Square, 0, {InkRole::Real}},
                   {simulator->name + " (95 % interval of the difference)",
                    Kind::Point,
                    MarkShape::Circle,
                    0,
                    {InkRole::Sim}}};
    if (builder.other) {
        const Look how = look(0, 1, false);
        spec.legend.push_back({builder.other->name, Kind::Point, how.shape, how.dash, how.ink});
    }
    spec.legend.push_back(
        {"solved with one side only", Kind::Bar, MarkShape::Square, 0, {InkRole::Sim}, true});
    if (!builder.thin.empty())
        spec.warnings.push_back("Open marks, fewer than " + std::to_string(leastEvents) +
                                " tasks: " + joined(builder.thin) + ".");
    if (!builder.quiet.empty())
        spec.warnings.push_back(
            "( ): no further apart than batches of people are: " + joined(builder.quiet) + ".");
    return std::move(builder.spec);
}

std::unique_ptr<Chart> outcomes()
{
    return std::make_unique<Chart>(
        ChartInfo{"outcomes",
                  "Outcomes, people and simulator",
                  "Whether agents succeed as often with the simulator as with people, and on the "
                  "same tasks.",
                  "A circle to the right of the square: the simulator is easier than people. "
                  "Hatched tasks are solved with one side only; equal rates can hide many of "
                  "them.",
                  "Paired by task: bootstrap, McNemar 1947, Cohen's κ",
                  {.sample = true},
                  {groupSetting(), otherSetting()},
                  false,
                  ChartGroup::Outcome},
        buildOutcomes);
}
} // namespace gapscope::charts
