// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/facets.h"

#include "core/metrics/outcome_tables.h"
#include "core/plot/chart_settings.h"
#include "core/plot/plot_parts.h"

#include <algorithm>
#include <map>

namespace gapscope::plot {
namespace {
/// More plots than this cannot be read side by side.
constexpr std::size_t mostFacets = 12;

std::string_view domainOf(const TaskKey &key)
{
    const std::string_view text = key.value();
    const std::size_t first = text.find(':');
    const std::size_t last = text.rfind(':');
    if (first == std::string_view::npos || first == last)
        return {};
    return text.substr(first + 1, last - first - 1);
}

std::set<TaskKey> tasksOf(const ChartInput &input)
{
    std::set<TaskKey> tasks;
    if (input.sample) {
        for (const MetricDialogue &one : input.sample->people)
            tasks.insert(one.dialogue->task);
    } else if (input.courses) {
        for (const SimulatorCourses &one : *input.courses)
            for (const PairCourse &pair : one.pairs)
                tasks.insert(pair.task);
    }
    return tasks;
}

/// Sorts before its title's text; what a task lacks comes last.
using Group = std::pair<int, std::string>;
const Group without{1, "not known"};

Group domainGroup(const ChartInput &input, const TaskKey &task)
{
    if (input.sample) {
        const auto found = input.sample->tasks.find(task);
        if (found != input.sample->tasks.end() && !found->second.domain.empty())
            return {0, found->second.domain};
    }
    const std::string_view domain = domainOf(task);
    return domain.empty() ? without : Group{0, std::string(domain)};
}

Group difficultyGroup(const ChartInput &input, const TaskKey &task)
{
    if (!input.sample)
        return without;
    const auto found = input.sample->difficulty.find(task);
    if (found == input.sample->difficulty.end())
        return without;
    const int bin = std::clamp(static_cast<int>(found->second * 5.0), 0, 4);
    return {0, "difficulty " + fixed(bin / 5.0, 1) + "–" + fixed((bin + 1) / 5.0, 1)};
}

std::map<TaskKey, Group> outcomeGroups(const ChartInput &input)
{
    std::map<TaskKey, std::pair<int, int>> counts;
    if (input.sample) {
        for (const MetricDialogue &one : input.sample->people) {
            if (const std::optional<bool> success = succeeded(*one.dialogue)) {
                auto &[successes, all] = counts[one.dialogue->task];
                successes += *success ? 1 : 0;
                ++all;
            }
        }
    }
    std::map<TaskKey, Group> groups;
    for (const auto &[task, count] : counts) {
        const auto &[successes, all] = count;
        groups[task] = {0, successes == all ? "always succeeds with people"
                           : successes == 0 ? "never succeeds with people"
                                            : "sometimes succeeds with people"};
    }
    return groups;
}

/// The tasks with a label, one group per code; the selected simulator's pairs decide. Tasks with
/// several codes stand in several groups, so that each group is what it says.
std::vector<Facet> labelFacets(const ChartInput &input)
{
    if (!input.labelled)
        return {};
    const UsiRow *selected = selectedRow(input);
    const std::set<TaskKey> known = tasksOf(input);
    std::map<std::string, std::set<TaskKey>> byCode;
    for (const LabelledPair &pair : *input.labelled) {
        if ((selected && pair.simulator != selected->name) || !known.contains(pair.task))
            continue;
        for (const std::string &code : codesOf(pair))
            byCode[code].insert(pair.task);
    }
    std::vector<Facet> facets;
    for (auto &[code, tasks] : byCode) {
        const LabelCode *entry = input.labelScheme().find(code);
        facets.push_back({entry ? code + " " + entry->name : code, std::move(tasks)});
    }
    // The most frequent first: they are drawn where there are too many.
    std::stable_sort(facets.begin(), facets.end(), [](const Facet &a, const Facet &b) {
        return a.tasks.size() > b.tasks.size();
    });
    return facets;
}

void widen(Interval &range, const Interval &other)
{
    range.from = std::min(range.from, other.from);
    range.to = std::max(range.to, other.to);
}

/// Plots side by side are compared: they get one scale.
void shareAxes(std::vector<ChartSpec> &panels)
{
    Interval x = panels.front().x.range;
    Interval y = panels.front().y.range;
    for (const ChartSpec &panel : panels) {
        widen(x, panel.x.range);
        widen(y, panel.y.range);
    }
    for (ChartSpec &panel : panels) {
        panel.x.range = x;
        panel.y.range = y;
    }
}

/// What is not there already.
void appendNew(std::vector<std::string> &all, const std::vector<std::string> &more)
{
    for (const std::string &one : more)
        if (std::find(all.begin(), all.end(), one) == all.end())
            all.push_back(one);
}

void appendTable(Table &all, const ChartSpec &panel, std::vector<int> &firstRows)
{
    firstRows.push_back(static_cast<int>(all.rows.size()));
    if (all.header.empty() && !panel.table.header.empty()) {
        all.header = panel.table.header;
        all.header.insert(all.header.begin(), "facet");
    }
    for (std::vector<TableCell> row : panel.table.rows) {
        row.insert(row.begin(), TableCell(panel.title));
        all.rows.push_back(std::move(row));
    }
}

template <class Marks>
void shiftRows(Marks &marks, int by)
{
    for (auto &mark : marks)
        if (mark.info.row >= 0)
            mark.info.row += by;
}
} // namespace

std::vector<Facet> facetsOf(const ChartInput &input, const std::string &by)
{
    if (by == "label")
        return labelFacets(input);
    const std::map<TaskKey, Group> outcomes =
        by == "outcome" ? outcomeGroups(input) : std::map<TaskKey, Group>();
    std::map<Group, Facet> groups;
    for (const TaskKey &task : tasksOf(input)) {
        Group group = without;
        if (by == "domain")
            group = domainGroup(input, task);
        else if (by == "difficulty")
            group = difficultyGroup(input, task);
        else if (const auto found = outcomes.find(task); found != outcomes.end())
            group = found->second;
        Facet &facet = groups[group];
        facet.title = group.second;
        facet.tasks.insert(task);
    }
    std::vector<Facet> facets;
    for (auto &[group, facet] : groups)
        facets.push_back(std::move(facet));
    return facets;
}

ChartSpec faceted(const ChartInput &input, Chart::Builder builder)
{
    std::vector<Facet> facets = facetsOf(input, chosen(input, facetSetting()));
    if (facets.empty())
        return empty(chosen(input, facetSetting()) == "label"
                         ? "No task of the simulator has a label."
                         : "There is no task to draw.");
    ChartSpec whole;
    if (facets.size() > mostFacets) {
        whole.warnings.push_back("Only the first " + std::to_string(mostFacets) + " of " +
                                 std::to_string(facets.size()) + " groups are drawn.");
        facets.resize(mostFacets);
    }
    for (const Facet &facet : facets) {
        ChartInput part = input;
        MetricInput sample;
        std::vector<SimulatorCourses> courses;
        if (input.sample) {
            sample = restricted(*input.sample, {}, &facet.tasks);
            part.sample = &sample;
        }
        if (input.courses) {
            courses = restricted(*input.courses, {}, &facet.tasks);
            part.courses = &courses;
        }
        std::vector<LabelledPair> labelled;
        if (input.labelled) {
            labelled = restricted(*input.labelled, {}, &facet.tasks);
            part.labelled = &labelled;
        }
        ChartSpec panel = builder(part);
        panel.subtitle.clear();
        panel.title = facet.title + " (" + std::to_string(facet.tasks.size()) +
                      (facet.tasks.size() == 1 ? " task)" : " tasks)");
        whole.panels.push_back(std::move(panel));
    }
    const auto drawn = std::find_if(whole.panels.begin(), whole.panels.end(),
                                    [](const ChartSpec &panel) { return !panel.isEmpty(); });
    if (drawn == whole.panels.end())
        return empty(whole.panels.front().emptyReason);
    whole.legend = drawn->legend;
    std::vector<int> firstRows;
    for (ChartSpec &panel : whole.panels) {
        appendTable(whole.table, panel, firstRows);
        appendNew(whole.warnings, panel.warnings);
        appendNew(whole.labelNotes, panel.labelNotes);
        panel.legend.clear();
        panel.warnings.clear();
        panel.labelNotes.clear();
        const int by = firstRows.back();
        shiftRows(panel.points, by);
        shiftRows(panel.segments, by);
        shiftRows(panel.bars, by);
        shiftRows(panel.polygons, by);
    }
    shareAxes(whole.panels);
    whole.grid.columns = whole.panels.size() <= 3   ? static_cast<int>(whole.panels.size())
                         : whole.panels.size() <= 4 ? 2
                                                    : 3;
    whole.grid.sharedX = true;
    whole.grid.sharedY = true;
    return whole;
}
} // namespace gapscope::plot
