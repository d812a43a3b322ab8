// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/endings.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/sample_parts.h"
#include "core/stats/distances.h"
#include "core/stats/events.h"

#include <array>

namespace gapscope::charts {
namespace {
using namespace plot;

/// Shares below this have no room for their number.
constexpr double leastLabelled = 6.0;

const char *title(Ending ending)
{
    switch (ending) {
    case Ending::Done:
        return "done";
    case Ending::GaveUp:
        return "gave up";
    case Ending::Transfer:
        return "transferred";
    case Ending::Loop:
        return "went in circles";
    case Ending::Cap:
        return "cut off by a limit";
    case Ending::Unknown:
        return "not known";
    }
    return "not known";
}

Ink inkOf(Ending ending)
{
    if (ending == Ending::Unknown)
        return {InkRole::Context};
    // The first colour is black, which is for the rare end, not for the bars' largest part.
    return {InkRole::Series, (static_cast<int>(ending) + 1) % knownEndingCount};
}

using Mix = std::array<std::vector<DialogueId>, endingCount>;

Mix mixOf(const std::vector<MetricDialogue> &dialogues)
{
    Mix mix;
    for (const MetricDialogue &one : dialogues)
        mix[static_cast<std::size_t>(endingOf(*one.dialogue))].push_back(one.dialogue->id);
    return mix;
}

struct Builder
{
    ChartSpec spec;
    std::array<int, endingCount> seen{};

    void addRow(const std::string &name, const Mix &mix, const MetricRow *whole, bool isPeople)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        spec.y.categories.push_back(name);
        std::size_t all = 0;
        for (const auto &ids : mix)
            all += ids.size();
        const std::size_t known = all - mix[static_cast<std::size_t>(Ending::Unknown)].size();
        spec.columns[0].cells.push_back(std::to_string(all));
        spec.columns[1].cells.push_back(isPeople                ? ""
                                        : whole && whole->value ? fixed(*whole->value, 3)
                                                                : "–");
        double from = 0.0;
        for (std::size_t i = 0; i < mix.size(); ++i) {
            const auto ending = static_cast<Ending>(i);
            const std::size_t n = mix[i].size();
            seen[i] += static_cast<int>(n);
            const auto share = [n](std::size_t base) {
                return base > 0 ? std::optional(static_cast<double>(n) / static_cast<double>(base))
                                : std::nullopt;
            };
            const std::optional<double> ofKnown =
                ending == Ending::Unknown ? std::nullopt : share(known);
            const int row = static_cast<int>(spec.table.rows.size());
            spec.table.rows.push_back({name, gapscope::name(ending), static_cast<int>(n),
                                       static_cast<int>(all), share(all), ofKnown,
                                       whole ? TableCell(whole->value) : TableCell()});
            if (n == 0)
                continue;
            const double width = 100.0 * *share(all);
            std::string tip =
                text({name, ": ", title(ending), " ", fixed(width, 1), " %, ", std::to_string(n),
                      " of ", counted(all, "dialogue", "dialogues")});
            if (ofKnown && known < all)
                tip += text({"\n", fixed(100.0 * *ofKnown, 1), " % of the known endings"});
            if (whole && whole->value)
                tip += text({"\nmix against people: Jensen–Shannon divergence ",
                             estimateText(*whole, 3), " bits"});
            spec.bars.push_back(
                {{from, from + width},
                 {y - 0.38, y + 0.38},
                 width >= leastLabelled ? fixed(width, 0) : "",
                 BarMark::LabelPlace::Centre,
                 {inkOf(ending), tip, isPeople ? std::string() : toText({name, {}, {}, {}}), row,
                  mix[i]},
                 ending == Ending::Unknown});
            from += width;
        }
    }
};
} // namespace

static ChartSpec buildEndReasons(const ChartInput &input)
{
    std::vector<SampleSide> sides = sampleSides(input);
    if (sides.empty())
        return empty(noSidesReason(input));
    const MetricInput &sample = *input.sample;
    MetricInput quick = sample;
    quick.draws = 0; // only the selected one's interval is shown
    const auto all = metricRows("end_reasons", quick, input);
    sides.resize(2);
    const auto own = metricRows("end_reasons", sampleOf(sample, sides), input);
    if (!all || !own)
        return empty(cancelledReason);

    Builder builder;
    ChartSpec &spec = builder.spec;
    spec.columns = {{"n", {}, true}, {"JSD", {}, false}};
    spec.table.header = {"name", "ending", "dialogues", "of", "share", "share_of_known", "jsd"};
    const std::set<TaskKey> tasks = commonTasks(sample, *sides[1].simulator);
    builder.addRow("people", mixOf(onTasks(sample.people, tasks)), nullptr, true);
    // The selected one stands next to people.
    builder.addRow(sides[1].name, mixOf(onTasks(sides[1].simulator->dialogues, tasks)),
                   rowOf(*own, sides[1].name), false);
    bool otherTasks = false;
    for (const MetricSimulator &one : sample.simulators) {
        if (&one == sides[1].simulator)
            continue;
        const std::set<TaskKey> theirs = commonTasks(sample, one);
        otherTasks = otherTasks || theirs != tasks;
        builder.addRow(one.name, mixOf(onTasks(one.dialogues, theirs)), rowOf(*all, one.name),
                       false);
    }
    if (const MetricRow *row = rowOf(*own, sides[1].name)) {
        spec.subtitle =
            row->value
                ? text({sides[1].name, ": Jensen–Shannon divergence from people ",
                        estimateText(*row, 3), " bits",
                        row->floor ? ", people among themselves " + fixed(*row->floor, 3) : ""})
                : sides[1].name + ": " + row->missing;
        warnOf(*row, sides[1].name, spec);
    }
    std::vector<std::string> rare;
    for (int i = 0; i < endingCount; ++i) {
        const auto ending = static_cast<Ending>(i);
        const int n = builder.seen[static_cast<std::size_t>(i)];
        if (n == 0)
            continue;
        if (n < leastEvents && ending != Ending::Unknown)
            rare.emplace_back(title(ending));
        spec.legend.push_back({title(ending), LegendEntry::Kind::Bar, MarkShape::Square, 0,
                               inkOf(ending), ending == Ending::Unknown});
    }
    if (!rare.empty())
        spec.warnings.push_back("Fewer than 10 events in all rows together: " + joined(rare) + ".");
    if (otherTasks)
        spec.warnings.push_back("The row of people has the tasks of " + sides[1].name +
                                "; some simulators have others.");
    warnOfOneBatch(sample, "how far people are from people is not known", spec);
    spec.x = {"Share of dialogues", "%", {0.0, 100.0}, {}, {}, 10.0};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> end_reasons()
{
    return std::make_unique<Chart>(
        ChartInfo{"end_reasons",
                  "How dialogues end",
                  "For what reasons the dialogues of people and of every simulator end.",
                  "Compare the parts of a row with those of the top row. JSD is 0 for the same mix "
                  "of known reasons and 1 for none in common.",
                  "Ending rules of the metric end_reasons; Jensen–Shannon divergence (Lin 1991), "
                  "bits",
                  {.sample = true},
                  {},
                  true,
                  ChartGroup::Course},
        buildEndReasons);
}
} // namespace gapscope::charts
