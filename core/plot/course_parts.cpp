// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/course_parts.h"

#include "core/export/excess_report.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/plot_parts.h"
#include "core/stats/events.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace gapscope::plot {
namespace {
/// Turns that fewer pairs reach are in the table only.
constexpr int leastPairs = 3;

struct Course
{
    const SimulatorCourses *of = nullptr;
    Look look;
    std::vector<TurnExcess> turns;
};

int pairsAt(const TurnExcess &turn, CourseMeasure measure)
{
    return measure == CourseMeasure::Excess ? turn.simPairs : turn.atRisk;
}

const std::optional<double> &valueOf(const TurnExcess &turn, CourseMeasure measure)
{
    return measure == CourseMeasure::Excess ? turn.excess : turn.hazard;
}

const std::optional<ConfidenceInterval> &bandOf(const TurnExcess &turn, CourseMeasure measure)
{
    return measure == CourseMeasure::Excess ? turn.band : turn.hazardBand;
}

/// Both dialogues of the pairs that are apart at a turn, or part there for the first time.
std::vector<DialogueId> dialoguesAt(const SimulatorCourses &courses, int turn,
                                    CourseMeasure measure)
{
    std::set<DialogueId> ids;
    for (const PairCourse &pair : courses.pairs) {
        const auto at = static_cast<std::size_t>(turn - 1);
        const bool counts = measure == CourseMeasure::Excess
                                ? at < pair.apart.size() && pair.apart[at]
                                : pair.first == turn;
        if (counts)
            ids.insert({pair.real, pair.sim});
    }
    return {ids.begin(), ids.end()};
}

struct Builder
{
    CourseMeasure measure = CourseMeasure::Excess;
    ChartSpec spec;
    ChartSpec strip;
    bool hasSecond = false;
    double low = 0.0;
    double high = 0.0;
    int lastTurn = 1;
    bool hasThin = false;
    int within = 0;
    bool hasCut = false;

    void see(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }

    std::string tipOf(const Course &course, const TurnExcess &turn) const
    {
        const auto percent = [](const std::optional<double> &value) {
            return value ? fixed(100.0 * *value, 1) + " %" : std::string("–");
        };
        std::string tip =
            text({course.of->simulator, ", user turn ", std::to_string(turn.turn), "\n"});
        if (measure == CourseMeasure::Excess)
            tip += text({"excess ", turn.excess ? fixed(100.0 * *turn.excess, 1) : "–",
                         " points: ", percent(turn.sim), " of ", std::to_string(turn.simPairs),
                         " pairs apart, floor ", percent(turn.floor), " of ",
                         std::to_string(turn.floorPairs)});
        else
            tip += text({percent(turn.hazard), " part here: ", std::to_string(turn.parted), " of ",
                         std::to_string(turn.atRisk), " still together, floor ",
                         percent(turn.floorHazard)});
        if (const auto &band = bandOf(turn, measure))
            tip += text({"\n95 % interval ", fixed(100.0 * band->low, 1), " to ",
                         fixed(100.0 * band->high, 1)});
        return tip;
    }

    void add(const Course &course, bool withBand)
    {
        const int firstRow = static_cast<int>(spec.table.rows.size());
        addExcess(spec.table, course.of->simulator, course.of->floorName, course.turns);
        LineMark line;
        line.ink = course.look.ink;
        line.dash = course.look.dash;
        line.emphasised = withBand;
        BandMark band;
        band.ink = course.look.ink;
        for (std::size_t i = 0; i < course.turns.size(); ++i) {
            const TurnExcess &turn = course.turns[i];
            const std::optional<double> &value = valueOf(turn, measure);
            if (!value)
                continue;
            const int pairs = pairsAt(turn, measure);
            if (pairs < leastPairs) {
                hasCut = true;
                continue;
            }
            const double y = 100.0 * *value;
            see(y);
            lastTurn = std::max(lastTurn, turn.turn);
            line.points.emplace_back(turn.turn, y);
            if (const auto &range = bandOf(turn, measure); range && withBand) {
                band.x.push_back(turn.turn);
                band.lower.push_back(100.0 * range->low);
                band.upper.push_back(100.0 * range->high);
                see(100.0 * range->low);
                see(100.0 * range->high);
                within += measure == CourseMeasure::Excess && range->low <= 0.0 ? 1 : 0;
            }
            const bool isThin = pairs < leastEvents;
            hasThin = hasThin || isThin;
            const MarkInfo info{course.look.ink, tipOf(course, turn),
                                toText({course.of->simulator, {}, {}, turn.turn}),
                                firstRow + static_cast<int>(i),
                                dialoguesAt(*course.of, turn.turn, measure)};
            spec.points.push_back({double(turn.turn),
                                   y,
                                   {},
                                   {},
                                   isThin ? MarkShape::Ring : course.look.shape,
                                   0.7,
                                   {},
                                   info});
            addCount(turn.turn, pairs, withBand ? 0 : 1, info);
        }
        if (!band.x.empty())
            spec.bands.push_back(std::move(band));
        spec.lines.push_back(std::move(line));
    }

    /// Two bars a turn at most: the selected simulator, and the one it is compared with.
    void addCount(int turn, int pairs, int place, const MarkInfo &info)
    {
        const double from = turn - 0.32 + 0.32 * place;
        strip.bars.push_back(
            {{from, from + 0.32}, {0.0, double(pairs)}, {}, BarMark::LabelPlace::Beside, info});
        strip.y.range.to = std::max(strip.y.range.to, 1.1 * pairs);
        hasSecond = hasSecond || place == 1;
    }

    /// A bar that is alone at its turn stands over it.
    void centreCounts()
    {
        if (hasSecond)
            return;
        for (BarMark &bar : strip.bars)
            bar.x = {bar.x.from + 0.16, bar.x.to + 0.16};
    }

    void addFloor(const Course &course)
    {
        LineMark line;
        line.ink = {InkRole::Floor};
        line.dash = 1;
        for (const TurnExcess &turn : course.turns) {
            if (!turn.floorHazard || turn.turn > lastTurn)
                continue;
            line.points.emplace_back(turn.turn, 100.0 * *turn.floorHazard);
            spec.points.push_back({double(turn.turn),
                                   100.0 * *turn.floorHazard,
                                   {},
                                   {},
                                   MarkShape::Cross,
                                   0.7,
                                   {},
                                   {line.ink, {}, {}, -1}});
            see(100.0 * *turn.floorHazard);
        }
        spec.lines.push_back(std::move(line));
        spec.legend.push_back({course.of->floorName + " (floor)",
                               LegendEntry::Kind::Line,
                               MarkShape::Cross,
                               1,
                               {InkRole::Floor}});
    }
};

/// Error: only Cancelled.
Result<Course> courseFor(const SimulatorCourses &of, const Look &how, JobContext &job)
{
    Result<std::vector<TurnExcess>> turns = excessDivergence(of.pairs, *of.floor, {}, job);
    if (!turns)
        return turns.error();
    return Course{&of, how, std::move(*turns)};
}

std::string countsOf(const SimulatorCourses &courses)
{
    std::set<TaskKey> tasks;
    for (const PairCourse &pair : courses.pairs)
        tasks.insert(pair.task);
    return std::to_string(courses.pairs.size()) + " pairs, " + std::to_string(tasks.size()) +
           " tasks";
}
} // namespace

ChartSpec courseChart(const ChartInput &input, CourseMeasure measure)
{
    const UsiRow *row = selectedRow(input);
    if (!row)
        return empty("There is no simulator to compare with people.");
    const SimulatorCourses *selected = coursesOf(input);
    if (!selected || selected->pairs.empty())
        return empty(row->name + " has no dialogue aligned with one of people.");
    if (measure == CourseMeasure::Excess && selected->floor->empty())
        return empty("There is no floor to subtract: no task has two dialogues of people, and "
                     "none has two runs of the simulator.");
    JobContext own;
    JobContext &job = input.job ? *input.job : own;
    const Result<Course> first = courseFor(*selected, look(0, 0, true), job);
    if (!first)
        return empty("The computation was stopped.");

    Builder builder;
    builder.measure = measure;
    ChartSpec &spec = builder.spec;
    builder.strip.y.range = {0.0, 1.0};
    spec.legend.push_back({selected->simulator + " (95 % interval), " + countsOf(*selected),
                           LegendEntry::Kind::Line,
                           MarkShape::Circle,
                           0,
                           {InkRole::Sim}});
    const std::string other = otherSimulator(input);
    if (const SimulatorCourses *second = other.empty() ? nullptr : coursesOf(input, other);
        second && !second->pairs.empty()) {
        const Result<Course> course = courseFor(*second, look(1, 2, false), job);
        if (!course)
            return empty("The computation was stopped.");
        builder.add(*course, false);
        spec.legend.push_back({second->simulator + ", " + countsOf(*second),
                               LegendEntry::Kind::Line, course->look.shape, course->look.dash,
                               course->look.ink});
    } else if (!other.empty()) {
        spec.warnings.push_back(other + " has no dialogue aligned with one of people.");
    }
    builder.add(*first, true);
    if (spec.points.empty())
        return empty("No user turn is reached by " + std::to_string(leastPairs) +
                     " pairs and by the floor.");
    if (measure == CourseMeasure::Hazard && !selected->floor->empty())
        builder.addFloor(*first);
    else if (selected->floor->empty())
        spec.warnings.push_back("No floor: there are no two dialogues of one task to compare.");
    if (measure == CourseMeasure::Excess)
        spec.references.push_back(
            {ReferenceLine::Axis::Y, 0.0, selected->floorName, true, {InkRole::Floor}});
    if (builder.within > 0)
        spec.warnings.push_back(std::to_string(builder.within) +
                                (builder.within == 1 ? " turn" : " turns") +
                                " below the noise floor: the interval reaches zero.");
    if (builder.hasThin)
        spec.warnings.push_back("Open marks: fewer than " + std::to_string(leastEvents) +
                                " pairs at that turn.");
    if (builder.hasCut)
        spec.warnings.push_back("Turns of fewer than " + std::to_string(leastPairs) +
                                " pairs are in the table only.");
    spec.subtitle =
        measure == CourseMeasure::Excess
            ? selected->simulator + " less " + selected->floorName
            : "Share of pairs still together that part at a user turn, " + selected->simulator;
    spec.x = {"User turn", "", {0.5, builder.lastTurn + 0.5}, {}, {}, 1.0};
    spec.y = {measure == CourseMeasure::Excess ? "Excess divergence" : "Parting here",
              measure == CourseMeasure::Excess ? "points" : "%",
              {10.0 * std::floor(builder.low / 10.0) - 1.0,
               10.0 * std::ceil((builder.high + 1.0) / 10.0) + 1.0},
              {},
              {},
              1.0};
    if (chosen(input, facetSetting()) != noFacet)
        return std::move(builder.spec);

    ChartSpec whole;
    whole.subtitle = std::move(spec.subtitle);
    whole.legend = std::move(spec.legend);
    whole.warnings = std::move(spec.warnings);
    whole.table = std::move(spec.table);
    spec.subtitle.clear();
    spec.legend.clear();
    spec.warnings.clear();
    spec.table = {};
    builder.centreCounts();
    builder.strip.x = spec.x;
    builder.strip.y.title = measure == CourseMeasure::Excess ? "Pairs" : "Together";
    builder.strip.y.minimumStep = 1.0;
    whole.panels = {std::move(spec), std::move(builder.strip)};
    whole.grid.rowWeights = {0.78, 0.22};
    whole.grid.sharedX = true;
    return whole;
}
} // namespace gapscope::plot
