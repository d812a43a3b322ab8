// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/disclosure.h"
#include "core/metrics/metric_parts.h"
#include "core/metrics/task_comparison.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/sample_parts.h"

#include <algorithm>
#include <map>

namespace gapscope::charts {
namespace {
using namespace plot;

ChartSetting taskSetting()
{
    return {"task", "Task", [](const ChartInput &input) {
                std::vector<ChartChoice> choices{{"", "(all tasks)"}};
                if (const MetricSimulator *selected = sampled(input))
                    for (const TaskKey &task : commonTasks(*input.sample, *selected))
                        choices.push_back({task.value(), task.value()});
                return choices;
            }};
}

/// What one user gives away, and when.
struct Story
{
    DialogueId id;
    int task = 0;
    std::vector<Disclosure> units;

    /// Share of the units said in the first `turn` turns.
    double said(int turn) const
    {
        const auto n = std::count_if(units.begin(), units.end(),
                                     [turn](const Disclosure &one) { return one.turn <= turn; });
        return static_cast<double>(n) / static_cast<double>(units.size());
    }
};

struct Group
{
    SampleSide side;
    std::vector<TaskKey> tasks;
    std::vector<Story> stories;

    int lastTurn() const
    {
        int last = 1;
        for (const Story &story : stories)
            for (const Disclosure &unit : story.units)
                last = std::max(last, unit.turn);
        return last;
    }
};

Group groupOf(const SampleSide &side, const std::vector<MetricDialogue> &dialogues,
              const MetricInput &sample)
{
    Group group;
    group.side = side;
    std::map<TaskKey, std::vector<Story>> byTask;
    for (const MetricDialogue &one : dialogues) {
        const DisclosureRecord record =
            disclosuresOf(*one.dialogue, cardOf(sample, one.dialogue->task));
        Story story{one.dialogue->id, 0, unitsOf(record)};
        if (!story.units.empty())
            byTask[one.dialogue->task].push_back(std::move(story));
    }
    for (auto &[task, stories] : byTask) {
        for (Story &story : stories) {
            story.task = static_cast<int>(group.tasks.size());
            group.stories.push_back(std::move(story));
        }
        group.tasks.push_back(task);
    }
    return group;
}

/// Mean over tasks of the mean over a task's dialogues, as in the front-load area.
std::optional<double> saidBy(const std::vector<double> &taskMeans, std::span<const int> weights)
{
    double sum = 0.0;
    double n = 0.0;
    for (std::size_t task = 0; task < weights.size(); ++task) {
        sum += weights[task] * taskMeans[task];
        n += weights[task];
    }
    return n > 0.0 ? std::optional(sum / n) : std::nullopt;
}

std::vector<double> taskMeans(const Group &group, int turn)
{
    std::vector<double> sums(group.tasks.size(), 0.0);
    std::vector<double> counts(group.tasks.size(), 0.0);
    for (const Story &story : group.stories) {
        const auto task = static_cast<std::size_t>(story.task);
        sums[task] += story.said(turn);
        counts[task] += 1.0;
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] /= counts[i];
    return sums;
}

struct Builder
{
    const ChartInput &input;
    ChartSpec spec;
    bool isOneTask = false;
    metrics::Bootstraps bootstraps;
    JobContext own;

    explicit Builder(const ChartInput &from) : input(from), bootstraps(*from.sample) {}

    /// Error: only Cancelled.
    Result<void> addCurve(const Group &group, int last)
    {
        const Ink &ink = group.side.look.ink;
        std::vector<std::pair<double, double>> points{{0.0, 0.0}};
        std::vector<std::pair<double, double>> lower = points;
        std::vector<std::pair<double, double>> upper = points;
        bool hasBand = false;
        for (int turn = 1; turn <= last; ++turn) {
            const std::vector<double> means = taskMeans(group, turn);
            const std::vector<int> once(means.size(), 1);
            const double share = *saidBy(means, once);
            const auto interval =
                bootstraps.of(means.size())
                    .interval(share, input.job ? *input.job : own,
                              [&](std::span<const int> weights) { return saidBy(means, weights); },
                              {});
            if (!interval)
                return interval.error();
            points.emplace_back(turn, 100.0 * share);
            hasBand = hasBand || interval->has_value();
            lower.emplace_back(turn, 100.0 * (*interval ? (*interval)->low : share));
            upper.emplace_back(turn, 100.0 * (*interval ? (*interval)->high : share));
            addMark(group, turn, share, *interval);
        }
        if (hasBand) {
            BandMark band;
            band.ink = ink;
            for (const auto &[x, y] : stepCurve(lower, last)) {
                band.x.push_back(x);
                band.lower.push_back(y);
            }
            for (const auto &[x, y] : stepCurve(upper, last))
                band.upper.push_back(y);
            spec.bands.push_back(std::move(band));
        }
        spec.lines.push_back({stepCurve(points, last + 0.5), true, group.side.look.dash, ink});
        spec.legend.push_back(
            {text({group.side.name, ", n ", std::to_string(group.stories.size())}),
             LegendEntry::Kind::Line, MarkShape::None, group.side.look.dash, ink});
        return {};
    }

    void addMark(const Group &group, int turn, double share,
                 const std::optional<ConfidenceInterval> &interval)
    {
        std::vector<DialogueId> speakers;
        std::string facts;
        for (const Story &story : group.stories) {
            bool speaks = false;
            for (const Disclosure &unit : story.units) {
                if (unit.turn != turn)
                    continue;
                speaks = true;
                if (isOneTask)
                    facts += "\n" + unit.fact.value;
            }
            if (speaks)
                speakers.push_back(story.id);
        }
        const int row = static_cast<int>(spec.table.rows.size());
        spec.table.rows.push_back({"curve", group.side.name, turn, share,
                                   interval ? TableCell(interval->low) : TableCell(),
                                   interval ? TableCell(interval->high) : TableCell(),
                                   static_cast<int>(group.stories.size()), TableCell()});
        std::string tip = text({group.side.name, ", by user turn ", std::to_string(turn), ": ",
                                fixed(100.0 * share, 1), " % of the facts are said"});
        if (interval)
            tip += text({", 95 % interval ", fixed(100.0 * interval->low, 1), " to ",
                         fixed(100.0 * interval->high, 1), " %"});
        tip += text({"\n", std::to_string(speakers.size()), " of ",
                     counted(group.stories.size(), "dialogue gives", "dialogues give"),
                     " one at this turn, ", counted(group.tasks.size(), "task", "tasks"), facts});
        const std::string key =
            group.side.simulator ? toText({group.side.name, {}, {}, turn}) : std::string();
        spec.points.push_back({static_cast<double>(turn),
                               100.0 * share,
                               {},
                               {},
                               isOneTask ? group.side.look.shape : MarkShape::None,
                               0.6,
                               {},
                               {group.side.look.ink, tip, key, row, std::move(speakers)}});
    }

    /// The dialogues of one task one by one, behind their mean.
    void addStories(const Group &group, int last)
    {
        if (group.stories.size() < 2)
            return;
        for (const Story &story : group.stories) {
            std::vector<std::pair<double, double>> points{{0.0, 0.0}};
            for (int turn = 1; turn <= last; ++turn)
                points.emplace_back(turn, 100.0 * story.said(turn));
            spec.lines.push_back(
                {stepCurve(points, last + 0.5), false, group.side.look.dash, group.side.look.ink});
        }
    }

    void addArea(const SampleSide &side, const MetricRow &row)
    {
        const auto bound = [&](double ConfidenceInterval::*end) {
            return row.interval ? TableCell((*row.interval).*end) : TableCell();
        };
        const auto addRow = [&](const char *part, const std::optional<double> &value, bool whole) {
            spec.table.rows.push_back({part, side.name, TableCell(), value,
                                       whole ? bound(&ConfidenceInterval::low) : TableCell(),
                                       whole ? bound(&ConfidenceInterval::high) : TableCell(),
                                       row.n, whole ? TableCell(row.floor) : TableCell()});
        };
        addRow("area_people", row.real, false);
        addRow("area", row.sim, false);
        addRow("area_difference", row.value, true);
        if (!row.value) {
            spec.warnings.push_back(side.name + ": " + row.missing + ".");
            return;
        }
        spec.subtitle += text(
            {spec.subtitle.empty() ? "Front-load area: " : "; ", side.name, " ", fixed(*row.sim, 3),
             " against ", fixed(*row.real, 3), ", difference ", estimateText(row, 3),
             row.floor ? ", people among themselves " + fixed(*row.floor, 3) : ""});
        warnOf(row, side.name + ", front-load area", spec);
    }
};
} // namespace

static ChartSpec buildDisclosure(const ChartInput &input)
{
    const std::vector<SampleSide> sides = sampleSides(input);
    if (sides.empty())
        return empty(noSidesReason(input));
    const MetricInput &sample = *input.sample;
    const std::string task = chosen(input, taskSetting());
    const auto restrictedTasks = [&](std::set<TaskKey> tasks) {
        if (!task.empty())
            std::erase_if(tasks, [&](const TaskKey &key) { return key.value() != task; });
        return tasks;
    };
    const std::set<TaskKey> tasks = restrictedTasks(commonTasks(sample, *sides[1].simulator));

    Builder builder(input);
    ChartSpec &spec = builder.spec;
    builder.isOneTask = !task.empty();
    spec.table.header = {"part", "name", "turn", "share", "low", "high", "dialogues", "floor"};
    std::vector<Group> groups{groupOf(sides[0], onTasks(sample.people, tasks), sample)};
    if (groups.front().stories.empty())
        return empty("No dialogue of people gives a fact away that can be recognised.");
    for (std::size_t i = 1; i < sides.size(); ++i) {
        const std::set<TaskKey> own = restrictedTasks(commonTasks(sample, *sides[i].simulator));
        Group group = groupOf(sides[i], onTasks(sides[i].simulator->dialogues, own), sample);
        if (group.stories.empty())
            spec.warnings.push_back(sides[i].name + " gives no fact away that can be recognised.");
        else
            groups.push_back(std::move(group));
    }
    int last = 2;
    for (const Group &group : groups)
        last = std::max(last, group.lastTurn());
    for (const Group &group : groups)
        if (builder.isOneTask)
            builder.addStories(group, last);
    for (const Group &group : groups)
        if (!builder.addCurve(group, last))
            return empty(cancelledReason);
    MetricInput compared = sampleOf(sample, sides);
    if (builder.isOneTask)
        compared = restricted(compared, {}, &tasks);
    const auto areas = metricRows("frontload_area", compared, input);
    if (!areas)
        return empty(cancelledReason);
    for (const SampleSide &side : sides)
        if (const MetricRow *row = side.simulator ? rowOf(*areas, side.name) : nullptr)
            builder.addArea(side, *row);
    warnOfAbsentOther(input, spec);
    if (builder.isOneTask)
        spec.warnings.push_back("One task: there is no interval.");
    else
        warnOfOneBatch(sample, "how far people are from people is not known", spec);
    spec.x = {"User turn", "", {-0.02 * last, last + 0.6}, {}, {}, 1.0};
    spec.y = {"Facts said", "%", {-2.0, 102.0}, {}, {}, 10.0};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> disclosure()
{
    return std::make_unique<Chart>(
        ChartInfo{"disclosure",
                  "When facts are given away",
                  "How much of what a user tells at all has been told by each user turn.",
                  "A curve that rises at once is a user who says everything in the opening. Facts "
                  "are identifiers, numbers, dates and times of the task; each dialogue counts "
                  "the facts it gives at some time. Bands are 95 % intervals.",
                  "Disclosure turns and front-load area; mean over tasks, task-cluster bootstrap",
                  {.sample = true},
                  {otherSetting(), taskSetting()},
                  true,
                  ChartGroup::Course},
        buildDisclosure);
}
} // namespace gapscope::charts
