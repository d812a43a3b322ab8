// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/sample_parts.h"

#include "core/plot/chart_settings.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace gapscope::plot {
std::vector<SampleSide> sampleSides(const ChartInput &input)
{
    const MetricSimulator *selected = sampled(input);
    if (!selected || selected->dialogues.empty() || input.sample->people.empty())
        return {};
    std::vector<SampleSide> sides{
        {"people", nullptr, {Ink{InkRole::Real}, MarkShape::Square, 0, true}},
        {selected->name, selected, look(0, 0, true)}};
    const std::string other = otherSimulator(input);
    const MetricSimulator *second = other.empty() ? nullptr : sampled(input, other);
    if (second && !second->dialogues.empty())
        sides.push_back({second->name, second, look(1, 2, false)});
    return sides;
}

std::string noSidesReason(const ChartInput &input)
{
    const UsiRow *row = selectedRow(input);
    if (!row)
        return "There is no simulator to compare with people.";
    if (input.sample->people.empty())
        return "There is no dialogue of people.";
    return row->name + " has no dialogue with a task of people's.";
}

void warnOfAbsentOther(const ChartInput &input, ChartSpec &spec)
{
    const std::string other = otherSimulator(input);
    if (other.empty())
        return;
    const MetricSimulator *second = sampled(input, other);
    if (!second || second->dialogues.empty())
        spec.warnings.push_back(other + " has no dialogue with a task of people's.");
}

void warnOfOneBatch(const MetricInput &sample, std::string_view consequence, ChartSpec &spec)
{
    std::set<int> batches;
    for (const MetricDialogue &one : sample.people)
        batches.insert(one.dialogue->run);
    if (batches.size() == 1)
        spec.warnings.push_back(text({"One batch of people only: ", consequence, "."}));
}

std::set<TaskKey> commonTasks(const MetricInput &sample, const MetricSimulator &simulator)
{
    std::set<TaskKey> people;
    for (const MetricDialogue &one : sample.people)
        people.insert(one.dialogue->task);
    std::set<TaskKey> common;
    for (const MetricDialogue &one : simulator.dialogues)
        if (people.contains(one.dialogue->task))
            common.insert(one.dialogue->task);
    return common;
}

std::vector<MetricDialogue> onTasks(const std::vector<MetricDialogue> &dialogues,
                                    const std::set<TaskKey> &tasks)
{
    std::vector<MetricDialogue> kept;
    std::copy_if(dialogues.begin(), dialogues.end(), std::back_inserter(kept),
                 [&](const MetricDialogue &one) { return tasks.contains(one.dialogue->task); });
    return kept;
}

MetricInput sampleOf(const MetricInput &sample, const std::vector<SampleSide> &sides)
{
    MetricInput out;
    out.people = sample.people;
    for (const SampleSide &side : sides)
        if (side.simulator)
            out.simulators.push_back(
                {side.simulator->name, side.simulator->dialogues, {}, side.simulator->surveys});
    out.tasks = sample.tasks;
    out.difficulty = sample.difficulty;
    out.seed = sample.seed;
    out.draws = sample.draws;
    return out;
}

Result<std::vector<MetricRow>> metricRows(std::string_view metric, const MetricInput &sample,
                                          const ChartInput &input)
{
    const auto metrics = builtinMetrics();
    const Metric *found = findMetric(metrics, metric);
    if (!found)
        return Error{ErrorCode::InvalidArgument, std::string(metric), "there is no such metric"};
    JobContext own;
    return found->compute(sample, input.job ? *input.job : own);
}

void warnOf(const MetricRow &row, const std::string &what, ChartSpec &spec)
{
    for (const std::string &note : row.notes)
        if (note.find("fewer than") != std::string::npos)
            spec.warnings.push_back(what + ": " + note + ".");
    if (row.value && row.floor && std::abs(*row.value) <= *row.floor)
        spec.warnings.push_back(what + ": below the noise floor, people are as far apart among "
                                       "themselves.");
}

std::string estimateText(const MetricRow &row, int decimals, double scale)
{
    if (!row.value)
        return "–";
    std::string out = fixed(scale * *row.value, decimals);
    if (row.interval)
        out += " [" + fixed(scale * row.interval->low, decimals) + ", " +
               fixed(scale * row.interval->high, decimals) + "]";
    return out;
}

std::string pText(double p)
{
    return p < 0.001 ? "p < 0.001" : "p = " + fixed(p, 3);
}

std::string counted(std::size_t n, std::string_view one, std::string_view many)
{
    return text({std::to_string(n), " ", n == 1 ? one : many});
}

std::vector<std::pair<double, double>>
stepCurve(const std::vector<std::pair<double, double>> &points, double last)
{
    std::vector<std::pair<double, double>> curve;
    for (const auto &[x, y] : points) {
        if (!curve.empty())
            curve.emplace_back(x, curve.back().second);
        curve.emplace_back(x, y);
    }
    if (!curve.empty() && curve.back().first < last)
        curve.emplace_back(last, curve.back().second);
    return curve;
}
} // namespace gapscope::plot
