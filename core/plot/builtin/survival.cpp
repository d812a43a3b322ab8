// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/survival.h"

#include "core/metrics/endings.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/sample_parts.h"
#include "core/stats/events.h"

#include <algorithm>
#include <map>

namespace gapscope::charts {
namespace {
using namespace plot;

/// No more labelled turns than this.
constexpr int mostTicks = 10;

/// The dialogues of one side that ended, or were censored, at one turn.
struct Leavers
{
    std::vector<DialogueId> ended;
    std::vector<DialogueId> censored;
};

struct Group
{
    SampleSide side;
    std::vector<stats::SurvivalTime> times;
    std::vector<stats::SurvivalStep> curve;
    std::map<double, Leavers> leavers;

    int events() const
    {
        return static_cast<int>(
            std::count_if(times.begin(), times.end(), [](const auto &time) { return time.event; }));
    }
    int atRisk(double turn) const
    {
        return static_cast<int>(std::count_if(
            times.begin(), times.end(), [turn](const auto &time) { return time.time >= turn; }));
    }
};

Group groupOf(const SampleSide &side, const std::vector<MetricDialogue> &dialogues)
{
    Group group;
    group.side = side;
    for (const MetricDialogue &one : dialogues) {
        const stats::SurvivalTime time = survivalTimeOf(*one.dialogue);
        group.times.push_back(time);
        Leavers &leavers = group.leavers[time.time];
        (time.event ? leavers.ended : leavers.censored).push_back(one.dialogue->id);
    }
    group.curve = stats::kaplanMeier(group.times);
    return group;
}

struct Builder
{
    ChartSpec whole;
    ChartSpec curves;
    ChartSpec risk;

    void addCurve(const Group &group, double last)
    {
        const Ink &ink = group.side.look.ink;
        const auto band = stats::greenwoodBand(group.curve);
        std::vector<std::pair<double, double>> points{{0.0, 100.0}};
        std::vector<std::pair<double, double>> lower = points;
        std::vector<std::pair<double, double>> upper = points;
        for (std::size_t i = 0; i < group.curve.size(); ++i) {
            const stats::SurvivalStep &step = group.curve[i];
            const double share = 100.0 * step.survival;
            points.emplace_back(step.time, share);
            // Where S is 1 or 0 Greenwood's variance says nothing.
            lower.emplace_back(step.time, band[i] ? 100.0 * band[i]->low : share);
            upper.emplace_back(step.time, band[i] ? 100.0 * band[i]->high : share);
            addMarks(group, step, band[i]);
        }
        const double end = group.curve.empty() ? 0.0 : std::min(last, group.curve.back().time);
        LineMark line{stepCurve(points, end), true, group.side.look.dash, ink};
        BandMark mark;
        mark.ink = ink;
        for (const auto &[x, y] : stepCurve(lower, end)) {
            mark.x.push_back(x);
            mark.lower.push_back(y);
        }
        for (const auto &[x, y] : stepCurve(upper, end))
            mark.upper.push_back(y);
        curves.bands.push_back(std::move(mark));
        curves.lines.push_back(std::move(line));
        whole.legend.push_back({text({group.side.name, ", n ", std::to_string(group.times.size())}),
                                LegendEntry::Kind::Line, MarkShape::None, group.side.look.dash,
                                ink});
    }

    void addMarks(const Group &group, const stats::SurvivalStep &step,
                  const std::optional<ConfidenceInterval> &band)
    {
        const auto turn = static_cast<int>(step.time);
        const int row = static_cast<int>(whole.table.rows.size());
        whole.table.rows.push_back(
            {"step", group.side.name, turn, step.atRisk, step.events, step.censored, step.survival,
             band ? TableCell(band->low) : TableCell(), band ? TableCell(band->high) : TableCell(),
             TableCell(), TableCell()});
        const std::string key =
            group.side.simulator ? toText({group.side.name, {}, {}, turn}) : std::string();
        const Leavers &leavers = group.leavers.at(step.time);
        std::string tip = text({group.side.name, ", after user turn ", std::to_string(turn), ": ",
                                fixed(100.0 * step.survival, 1), " % still there"});
        if (band)
            tip += text({", 95 % interval ", fixed(100.0 * band->low, 1), " to ",
                         fixed(100.0 * band->high, 1), " %"});
        tip += text({"\n", std::to_string(step.events), " of ", std::to_string(step.atRisk),
                     " ended here, ", std::to_string(step.censored), " censored"});
        const double y = 100.0 * step.survival;
        if (step.events > 0)
            curves.points.push_back({step.time,
                                     y,
                                     {},
                                     {},
                                     MarkShape::None,
                                     0.6,
                                     {},
                                     {group.side.look.ink, tip, key, row, leavers.ended}});
        if (step.censored > 0)
            curves.points.push_back({step.time,
                                     y,
                                     {},
                                     {},
                                     MarkShape::Cross,
                                     0.5,
                                     {},
                                     {group.side.look.ink, tip, key, row, leavers.censored}});
    }

    void addRisk(const Group &group, const std::vector<AxisTick> &ticks)
    {
        const auto y = static_cast<double>(risk.y.categories.size());
        risk.y.categories.push_back(group.side.name);
        for (const AxisTick &tick : ticks)
            risk.texts.push_back(
                {tick.value, y, std::to_string(group.atRisk(tick.value)), group.side.look.ink});
    }

    /// What the metric of the same name says of a simulator.
    void addStatistic(const Group &group, const MetricRow &row)
    {
        const std::string &name = group.side.name;
        whole.table.rows.push_back(
            {"rmst_difference", name, TableCell(), row.n, TableCell(), TableCell(), row.value,
             row.interval ? TableCell(row.interval->low) : TableCell(),
             row.interval ? TableCell(row.interval->high) : TableCell(), row.p, row.floor});
        if (!row.value) {
            whole.warnings.push_back(name + ": " + row.missing + ".");
            return;
        }
        std::string upTo;
        for (const std::string &note : row.notes)
            if (note.starts_with("up to"))
                upTo = " " + note;
        whole.subtitle +=
            text({whole.subtitle.empty() ? "" : "; ", name, ": ", fixed(*row.sim, 2),
                  " user turns on average against ", fixed(*row.real, 2), upTo, ", difference ",
                  estimateText(row, 2), row.p ? ", log-rank " + pText(*row.p) : ""});
        warnOf(row, name, whole);
    }
};

std::vector<AxisTick> ticksUpTo(double last)
{
    int step = 1;
    for (const int candidate : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
        step = candidate;
        if (last / candidate <= mostTicks)
            break;
    }
    std::vector<AxisTick> ticks;
    for (int turn = 0; turn <= last; turn += step)
        ticks.push_back({static_cast<double>(turn), std::to_string(turn)});
    return ticks;
}

void warnOfCensored(const Group &group, ChartSpec &spec)
{
    const int censored = static_cast<int>(group.times.size()) - group.events();
    if (censored > 0)
        spec.warnings.push_back(
            text({group.side.name, ": ", std::to_string(censored), " of ",
                  counted(group.times.size(), "dialogue", "dialogues"),
                  " censored (crosses): cut off by a limit, or their ending is not known."}));
    // What the metric says of both sides it says in its own row; people stand here.
    if (!group.side.simulator && group.events() < leastEvents)
        spec.warnings.push_back(group.side.name + ": fewer than 10 events.");
}
} // namespace

static ChartSpec buildSurvival(const ChartInput &input)
{
    const std::vector<SampleSide> sides = sampleSides(input);
    if (sides.empty())
        return empty(noSidesReason(input));
    const MetricInput &sample = *input.sample;
    const std::set<TaskKey> tasks = commonTasks(sample, *sides[1].simulator);
    if (tasks.empty())
        return empty(noSidesReason(input));
    const auto metric = metricRows("survival", sampleOf(sample, sides), input);
    if (!metric)
        return empty(cancelledReason);

    Builder builder;
    builder.whole.table.header = {"part",     "name", "turn", "at_risk", "events", "censored",
                                  "survival", "low",  "high", "p",       "floor"};
    std::vector<Group> groups{groupOf(sides[0], onTasks(sample.people, tasks))};
    for (std::size_t i = 1; i < sides.size(); ++i) {
        const std::set<TaskKey> own = commonTasks(sample, *sides[i].simulator);
        groups.push_back(groupOf(sides[i], onTasks(sides[i].simulator->dialogues, own)));
        if (own != tasks)
            builder.whole.warnings.push_back(
                text({sides[i].name, " is compared on ", counted(own.size(), "task", "tasks"),
                      ", not the tasks of the curve of people."}));
    }
    double last = 1.0;
    for (const Group &group : groups)
        if (!group.curve.empty())
            last = std::max(last, group.curve.back().time);
    const std::vector<AxisTick> ticks = ticksUpTo(last);
    for (const Group &group : groups) {
        builder.addCurve(group, last);
        builder.addRisk(group, ticks);
    }
    for (const Group &group : groups) {
        if (const MetricRow *row = group.side.simulator ? rowOf(*metric, group.side.name) : nullptr)
            builder.addStatistic(group, *row);
        warnOfCensored(group, builder.whole);
    }
    warnOfAbsentOther(input, builder.whole);
    warnOfOneBatch(sample, "how far people are from people is not known", builder.whole);
    PlotAxis turns{"User turn", "", {-0.02 * last, 1.03 * last}, {}, {}, 1.0, ticks, false};
    builder.curves.x = turns;
    builder.curves.y = {"Users still there", "%", {-2.0, 102.0}, {}, {}, 10.0};
    builder.risk.x = turns;
    builder.risk.title = "Still there";
    ChartSpec &spec = builder.whole;
    spec.panels = {std::move(builder.curves), std::move(builder.risk)};
    spec.grid.columns = 1;
    spec.grid.rowWeights = {0.74 - 0.03 * static_cast<double>(groups.size()),
                            0.26 + 0.03 * static_cast<double>(groups.size())};
    spec.grid.sharedX = true;
    return std::move(builder.whole);
}

std::unique_ptr<Chart> survival()
{
    return std::make_unique<Chart>(
        ChartInfo{"survival",
                  "Survival of the dialogue",
                  "How many users are still in the dialogue after each of their turns, people "
                  "against simulators.",
                  "A curve that falls earlier is a user who leaves earlier. Bands are 95 % "
                  "intervals; crosses are dialogues whose end by the user was not seen; the "
                  "numbers below are those still there.",
                  "Kaplan and Meier 1958; Greenwood's variance, log–log; restricted mean and "
                  "log-rank test (Mantel 1966)",
                  {.sample = true},
                  {otherSetting()},
                  false,
                  ChartGroup::Course},
        buildSurvival);
}
} // namespace gapscope::charts
