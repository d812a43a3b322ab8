// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/act_chain.h"
#include "core/metrics/task_comparison.h"
#include "core/metrics/task_groups.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/sample_parts.h"
#include "core/stats/events.h"

#include <algorithm>
#include <cmath>

namespace gapscope::charts {
namespace {
using namespace plot;
using Groups = TaskGroups<ActCounts>;

/// More acts than this leave no room for numbers; the table has all of them.
constexpr std::size_t mostActs = 8;

ActCounts countsOf(const Dialogue &dialogue)
{
    ActCounts counts;
    counts.add(actsOf(dialogue));
    return counts;
}

ActCounts summed(const std::vector<std::vector<ActCounts>> &groups)
{
    ActCounts sum;
    for (const std::vector<ActCounts> &group : groups)
        for (const ActCounts &one : group)
            sum.add(one);
    return sum;
}

ActCounts summed(const std::vector<ActCounts> &tasks, std::span<const std::size_t> places)
{
    ActCounts sum;
    for (const std::size_t place : places)
        sum.add(tasks[place]);
    return sum;
}

std::vector<ActCounts> byPlace(const std::vector<std::vector<ActCounts>> &groups)
{
    std::vector<ActCounts> sums;
    for (const std::vector<ActCounts> &group : groups)
        sums.push_back(summed({group}));
    return sums;
}

/// The acts of everybody, so that all simulators are measured over the same ones.
std::vector<Act> allStates(const MetricInput &sample)
{
    ActCounts counts;
    for (const MetricDialogue &one : sample.people)
        counts.add(actsOf(*one.dialogue));
    for (const MetricSimulator &simulator : sample.simulators)
        for (const MetricDialogue &one : simulator.dialogues)
            counts.add(actsOf(*one.dialogue));
    const ActCounts *all = &counts;
    return statesOf({&all, 1});
}

/// The acts left most often, in the order of Act.
std::vector<Act> drawnActs(const ActCounts &real, const ActCounts &sim, std::vector<Act> states)
{
    const auto share = [&](Act act) {
        return real.outgoing(act) / real.total() + sim.outgoing(act) / sim.total();
    };
    std::stable_sort(states.begin(), states.end(),
                     [&](Act a, Act b) { return share(a) > share(b); });
    states.resize(std::min(states.size(), mostActs));
    std::sort(states.begin(), states.end());
    return states;
}

std::string label(Act act)
{
    std::string text = name(act);
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c == '_' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

/// Dialogues in which `to` follows `from`.
std::vector<DialogueId> dialoguesWith(const std::vector<MetricDialogue> &dialogues, Act from,
                                      Act to)
{
    std::vector<DialogueId> ids;
    for (const MetricDialogue &one : dialogues) {
        const std::vector<Act> acts = actsOf(*one.dialogue);
        for (std::size_t i = 1; i < acts.size(); ++i) {
            if (acts[i - 1] == from && acts[i] == to) {
                ids.push_back(one.dialogue->id);
                break;
            }
        }
    }
    return ids;
}

struct Side
{
    std::string name;
    ActCounts counts;
    std::vector<MetricDialogue> dialogues;
};

struct Builder
{
    ChartSpec whole;
    Side real;
    Side sim;
    std::vector<Act> states;
    std::vector<Act> drawn;
    int few = 0;

    void addTable()
    {
        whole.table.header = {"from",       "to",        "real_count", "sim_count",
                              "real_share", "sim_share", "difference", "row_jsd"};
        for (const Act from : states) {
            const std::vector<double> people = transitionRow(real.counts, from, states);
            const std::vector<double> simulated = transitionRow(sim.counts, from, states);
            for (std::size_t i = 0; i < states.size(); ++i)
                whole.table.rows.push_back({name(from), name(states[i]),
                                            static_cast<int>(real.counts.count(from, states[i])),
                                            static_cast<int>(sim.counts.count(from, states[i])),
                                            people[i], simulated[i], simulated[i] - people[i],
                                            rowDivergence(real.counts, sim.counts, from, states)});
        }
    }

    std::size_t place(Act act) const
    {
        return static_cast<std::size_t>(std::find(states.begin(), states.end(), act) -
                                        states.begin());
    }

    enum class Panel { Real, Sim, Difference };

    void addCell(ChartSpec &panel, Panel kind, std::size_t row, std::size_t column)
    {
        const Act from = drawn[row];
        const Act to = drawn[column];
        const double people = transitionRow(real.counts, from, states)[place(to)];
        const double simulated = transitionRow(sim.counts, from, states)[place(to)];
        const double n = real.counts.count(from, to);
        const double m = sim.counts.count(from, to);
        double shown = simulated - people;
        // One scale of shares: people's colour on their side, the simulator's on its.
        double ink = std::clamp(shown * 2.0, -1.0, 1.0);
        if (kind == Panel::Real) {
            shown = people;
            ink = -people;
        } else if (kind == Panel::Sim) {
            shown = simulated;
            ink = simulated;
        }
        std::string printed = fixed(100.0 * shown, 0);
        if (kind == Panel::Difference && shown > 0.0 && printed != "0")
            printed = "+" + printed;
        // What was never seen has a share of smoothing alone.
        const bool isSeen = kind == Panel::Real  ? n > 0.0
                            : kind == Panel::Sim ? m > 0.0
                                                 : n + m > 0.0;
        if (!isSeen)
            return;
        const bool isFew = kind == Panel::Difference && n + m < leastEvents;
        few += isFew ? 1 : 0;
        std::vector<DialogueId> ids;
        if (kind != Panel::Sim)
            ids = dialoguesWith(real.dialogues, from, to);
        if (kind != Panel::Real) {
            const std::vector<DialogueId> more = dialoguesWith(sim.dialogues, from, to);
            ids.insert(ids.end(), more.begin(), more.end());
        }
        const auto x = static_cast<double>(column);
        const auto y = static_cast<double>(row);
        panel.bars.push_back({{x - 0.5, x + 0.5},
                              {y - 0.5, y + 0.5},
                              isFew ? "(" + printed + ")" : printed,
                              BarMark::LabelPlace::Centre,
                              {{InkRole::Diverging, 0, ink},
                               text({label(from),
                                     ", then ",
                                     label(to),
                                     "\npeople ",
                                     fixed(100.0 * people, 1),
                                     " %, ",
                                     fixed(n, 0),
                                     " of ",
                                     fixed(real.counts.outgoing(from), 0),
                                     "\n",
                                     sim.name,
                                     " ",
                                     fixed(100.0 * simulated, 1),
                                     " %, ",
                                     fixed(m, 0),
                                     " of ",
                                     fixed(sim.counts.outgoing(from), 0),
                                     "\nJensen–Shannon divergence of the row ",
                                     fixed(rowDivergence(real.counts, sim.counts, from, states), 3),
                                     " bits"}),
                               kind == Panel::Real ? "" : toText({sim.name, {}, {}, {}}),
                               static_cast<int>(place(from) * states.size() + place(to)),
                               std::move(ids)}});
    }

    void addPanel(Panel kind, std::string title)
    {
        ChartSpec panel;
        panel.title = std::move(title);
        for (const Act act : drawn) {
            panel.x.categories.push_back(label(act));
            panel.y.categories.push_back(label(act));
        }
        panel.x.title = "next";
        panel.y.title = "turn";
        for (std::size_t row = 0; row < drawn.size(); ++row)
            for (std::size_t column = 0; column < drawn.size(); ++column)
                addCell(panel, kind, row, column);
        whole.panels.push_back(std::move(panel));
    }
};
} // namespace

static ChartSpec buildActs(const ChartInput &input)
{
    const std::vector<SampleSide> sides = sampleSides(input);
    if (sides.empty())
        return empty(noSidesReason(input));
    const MetricInput &sample = *input.sample;
    const MetricSimulator &selected = *sides[1].simulator;
    const std::function<ActCounts(const Dialogue &)> read = countsOf;
    const auto people = byTask(sample.people, read);
    const Groups groups = groupsOf(people, byTask(selected.dialogues, read));
    const std::set<TaskKey> tasks(groups.tasks.begin(), groups.tasks.end());

    Builder builder;
    ChartSpec &spec = builder.whole;
    builder.states = allStates(sample);
    builder.real = {"people", summed(groups.real), onTasks(sample.people, tasks)};
    builder.sim = {selected.name, summed(groups.sim), onTasks(selected.dialogues, tasks)};
    MetricRow row;
    row.value = chainDivergence(builder.real.counts, builder.sim.counts, builder.states);
    if (!row.value)
        return empty("No dialogue of a task that people and " + selected.name +
                     " have has two user turns on both sides.");
    const std::vector<ActCounts> real = byPlace(groups.real);
    const std::vector<ActCounts> sim = byPlace(groups.sim);
    JobContext own;
    row.interval = taskInterval(
        groups.tasks.size(),
        [&](std::span<const std::size_t> places) {
            return chainDivergence(summed(real, places), summed(sim, places), builder.states);
        },
        sample, input.job ? *input.job : own, IntervalKind::Centred);
    row.floor = batchFloor<ActCounts>(sample.people, read, [&](const Groups &batches) {
        return chainDivergence(summed(batches.real), summed(batches.sim), builder.states);
    });
    spec.subtitle = text({"Weighted row divergence ", estimateText(row, 3), " bits",
                          row.floor ? ", people among themselves " + fixed(*row.floor, 3) : "",
                          "; ", counted(tasks.size(), "task", "tasks")});
    warnOf(row, selected.name, spec);
    warnOfOneBatch(sample, "how far people are from people is not known", spec);
    builder.drawn = drawnActs(builder.real.counts, builder.sim.counts, builder.states);
    builder.addTable();
    builder.addPanel(Builder::Panel::Real, "people, n " + fixed(builder.real.counts.total(), 0));
    builder.addPanel(Builder::Panel::Sim,
                     selected.name + ", n " + fixed(builder.sim.counts.total(), 0));
    builder.addPanel(Builder::Panel::Difference, selected.name + " − people");
    spec.table.rows.push_back({"(all)", "(all)", static_cast<int>(builder.real.counts.total()),
                               static_cast<int>(builder.sim.counts.total()), TableCell(),
                               TableCell(), TableCell(), row.value});
    if (builder.drawn.size() < builder.states.size())
        spec.warnings.push_back("The " + std::to_string(builder.drawn.size()) +
                                " most frequent of " + std::to_string(builder.states.size()) +
                                " acts are drawn; the table has all.");
    if (builder.few > 0)
        spec.warnings.push_back("( ): fewer than 10 transitions on both sides together.");
    using Kind = LegendEntry::Kind;
    spec.legend = {
        {"people (more)", Kind::Bar, MarkShape::Square, 0, {InkRole::Diverging, 0, -1.0}},
        {selected.name + " (more)", Kind::Bar, MarkShape::Square, 0, {InkRole::Diverging, 0, 1.0}}};
    spec.grid.columns = 3;
    spec.grid.sharedX = true; // where they stand below each other
    spec.grid.sharedY = true;
    return std::move(builder.whole);
}

std::unique_ptr<Chart> acts()
{
    return std::make_unique<Chart>(
        ChartInfo{"acts",
                  "What follows what",
                  "Which kind of user turn follows which, for people, for the simulator, and their "
                  "difference.",
                  "A row is a turn, its cells are what the user's next turn is, in percent of the "
                  "row. At the right, orange transitions are more common with the simulator, blue "
                  "ones with people.",
                  "Transition shares of dialogue acts with ½ added; Σ π·JSD of the rows, bits; "
                  "task-cluster bootstrap",
                  {.sample = true},
                  {},
                  false,
                  ChartGroup::Course},
        buildActs);
}
} // namespace gapscope::charts
