// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/dialogue_words.h"
#include "core/metrics/metric_parts.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/metric_rows.h"
#include "core/plot/plot_parts.h"
#include "core/stats/distributions.h"
#include "core/stats/events.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

namespace gapscope::charts {
namespace {
using namespace plot;

using ByWord = std::unordered_map<std::string, std::vector<DialogueId>>;

/// Of the words asked for, the dialogues of one side that have them.
ByWord dialoguesByWord(const std::vector<const MetricDialogue *> &dialogues,
                       const std::set<std::string> &wanted)
{
    ByWord found;
    for (const MetricDialogue *one : dialogues) {
        std::set<std::string> has;
        for (const std::string &word : userWords(*one->dialogue))
            if (wanted.contains(word))
                has.insert(word);
        for (const std::string &word : has)
            found[word].push_back(one->dialogue->id);
    }
    return found;
}

/// The metric's interval is value ± q·sd, and z is value / sd.
double zOf(const MetricRow &row)
{
    const double half = (row.interval->high - row.interval->low) / 2.0;
    return *row.value * *stats::normalQuantile(0.975) / half;
}

struct Builder
{
    std::string simulator;
    ByWord real;
    ByWord sim;
    ChartSpec spec;
    double widest = 0.0;
    int rare = 0;

    void add(const MetricRow &row)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        const bool ofSim = *row.value > 0.0;
        const double z = zOf(row);
        const std::vector<DialogueId> &dialogues = (ofSim ? sim : real)[row.item];
        const bool isRare = row.n < leastEvents;
        rare += isRare ? 1 : 0;
        spec.y.categories.push_back(row.item + (isRare ? "*" : ""));
        spec.columns[0].cells.push_back((z > 0.0 ? "+" : "") + fixed(z, 1));
        spec.columns[1].cells.push_back(fixed(*row.real, 2));
        spec.columns[2].cells.push_back(fixed(*row.sim, 2));
        const int index = static_cast<int>(spec.table.rows.size());
        spec.table.rows.push_back({row.item, ofSim ? "sim" : "people", row.value, row.interval->low,
                                   row.interval->high, z, row.q, row.real, row.sim, row.n,
                                   static_cast<int>(dialogues.size())});
        MarkInfo info{{ofSim ? InkRole::Sim : InkRole::Real},
                      text({"“",
                            row.item,
                            "”\nlog-odds ",
                            fixed(*row.value, 3),
                            plot::intervalText(row, 1.0, 2),
                            ", z ",
                            fixed(z, 2),
                            ", q ",
                            row.q && *row.q >= 0.0001 ? fixed(*row.q, 4) : "< 0.0001",
                            "\nper 1000 words: people ",
                            fixed(*row.real, 2),
                            ", ",
                            simulator,
                            " ",
                            fixed(*row.sim, 2),
                            "\n",
                            std::to_string(row.n),
                            " occurrences, in ",
                            std::to_string(dialogues.size()),
                            " dialogues of ",
                            ofSim ? simulator : std::string("people")}),
                      toText({simulator, {}, {}, {}, row.item}),
                      index,
                      dialogues};
        spec.bars.push_back({{std::min(0.0, *row.value), std::max(0.0, *row.value)},
                             {y - 0.34, y + 0.34},
                             {},
                             BarMark::LabelPlace::Beside,
                             info});
        spec.segments.push_back(
            {row.interval->low, y, row.interval->high, y, false, {{InkRole::Total}, {}, {}, -1}});
        widest = std::max({widest, std::abs(row.interval->low), std::abs(row.interval->high)});
    }
};
} // namespace

static ChartSpec buildDistinctiveWords(const ChartInput &input)
{
    const MetricSimulator *simulator = sampled(input);
    if (!simulator)
        return empty("There is no simulator to compare with people.");
    std::vector<MetricRow> rows = metricRows(input, "distinctive_words", {simulator->name});
    std::set<std::string> words;
    for (const MetricRow &row : rows)
        if (row.value)
            words.insert(row.item);
    if (words.empty())
        return empty(rows.empty() || rows.front().missing.empty()
                         ? "No word is more frequent on one side."
                         : "The words cannot be compared: " + rows.front().missing + ".");
    const metrics::Comparison sides =
        metrics::compareOn(input.sample->people, simulator->dialogues);
    Builder builder{simulator->name,
                    dialoguesByWord(sides.real, words),
                    dialoguesByWord(sides.sim, words),
                    {},
                    0.0,
                    0};
    ChartSpec &spec = builder.spec;
    spec.columns = {{"z", {}, false}, {"People ‰", {}, true}, {"Sim ‰", {}, true}};
    spec.table.header = {"word", "side",          "log_odds",     "low_95",      "high_95",  "z",
                         "q",    "real_per_1000", "sim_per_1000", "occurrences", "dialogues"};
    for (const MetricRow &row : rows)
        if (row.value && row.interval)
            builder.add(row);
    spec.subtitle =
        text({"Words that tell ", simulator->name,
              " (right) from people (left) most "
              "clearly, by z; ",
              std::to_string(sides.real.size()), " and ", std::to_string(sides.sim.size()),
              " dialogues, ", std::to_string(sides.tasks.size()), " tasks"});
    if (builder.rare > 0)
        spec.warnings.push_back("* fewer than " + std::to_string(leastEvents) +
                                " occurrences on both sides together.");
    using Kind = LegendEntry::Kind;
    spec.legend = {
        {simulator->name + " says it more", Kind::Bar, MarkShape::Square, 0, {InkRole::Sim}},
        {"people say it more", Kind::Bar, MarkShape::Square, 0, {InkRole::Real}},
        {"95 % interval", Kind::Line, MarkShape::Circle, 0, {InkRole::Total}}};
    spec.references.push_back({ReferenceLine::Axis::X, 0.0, {}, false, {InkRole::Guide}});
    const double edge = 1.05 * builder.widest;
    spec.x = {"Difference of log-odds, simulator − people", "", {-edge, edge}, {}, {}};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> distinctive_words()
{
    return std::make_unique<Chart>(
        ChartInfo{"distinctive_words",
                  "Distinctive words",
                  "The words that tell simulated users from people most clearly, 20 each way.",
                  "Long bars are large differences; those at the top and the bottom are the "
                  "surest. Words with digits are left out: they belong to the task.",
                  "Log-odds with a Dirichlet prior: Monroe, Colaresi and Quinn 2008",
                  {.sample = true},
                  {},
                  false,
                  ChartGroup::Words},
        buildDistinctiveWords);
}
} // namespace gapscope::charts
