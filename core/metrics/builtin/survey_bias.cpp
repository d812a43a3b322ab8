// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/survey_pairs.h"
#include "core/metrics/task_comparison.h"
#include "core/stats/tests.h"

#include <cmath>

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{
    "survey_bias",
    "Survey bias",
    "Whether the simulator rates the agent higher or lower than people do, item by item.",
    "mean over tasks of l − h, l = the simulator's level, h = the person's: about the same "
    "dialogue "
    "where the simulator judged people's, else about its own of the task. Items: each field in raw "
    "levels (1 = lowest answer), field/range = the same over the field's range, field |l−h|/range "
    "= "
    "disagreement; the whole = mean of field/range. p = sign-flip test by task, q over all fields "
    "and simulators",
    "raw levels; field/range −1–1; disagreement 0–1; 0 = same",
    "methods B2, A.6 (human_like +1.11 of 1–3); Fisher 1935",
    "pairs of answers",
    MetricGroup::Outcome};

std::vector<TaskValue> valuesOf(const std::vector<AnswerPair> &pairs,
                                double (*of)(const AnswerPair &pair))
{
    std::vector<TaskValue> values;
    for (const AnswerPair &pair : pairs)
        values.push_back({pair.task, 0, of(pair)});
    return meansByTask(values);
}

double personOf(const AnswerPair &pair)
{
    return pair.person;
}
double simulatorOf(const AnswerPair &pair)
{
    return pair.simulator;
}
double biasOf(const AnswerPair &pair)
{
    return pair.simulator - pair.person;
}
double distanceOf(const AnswerPair &pair)
{
    return std::abs(pair.simulator - pair.person);
}

/// Signed or absolute difference of a field in units of `scale` per range.
MetricRow differenceRow(const std::vector<AnswerPair> &pairs, double (*of)(const AnswerPair &),
                        const std::vector<AnswerPair> &second, double scale,
                        const MetricInput &input, const JobContext &job)
{
    MetricRow row;
    row.n = static_cast<int>(pairs.size());
    std::vector<double> tasks;
    for (const TaskValue &value : valuesOf(pairs, of))
        tasks.push_back(value.value * scale);
    double sum = 0.0;
    for (const double value : tasks)
        sum += value;
    row.value = sum / static_cast<double>(tasks.size());
    row.interval = meanInterval(tasks, input, job);
    if (const std::optional<double> floor = meanOf(valuesOf(second, of)))
        row.floor = std::abs(*floor) * scale;
    return row;
}

void addField(std::vector<MetricRow> &rows, std::size_t field, const std::vector<AnswerPair> &pairs,
              const std::vector<AnswerPair> &second, const MetricInput &input,
              const JobContext &job)
{
    const SurveyField &entry = surveyFields()[field];
    const double range = entry.levels - 1;
    const std::string key(entry.key);
    MetricRow raw = differenceRow(pairs, biasOf, second, range, input, job);
    raw.item = key;
    raw.real = 1.0 + range * meanOf(valuesOf(pairs, personOf)).value_or(0.0);
    raw.sim = 1.0 + range * meanOf(valuesOf(pairs, simulatorOf)).value_or(0.0);
    std::vector<double> tasks;
    for (const TaskValue &value : valuesOf(pairs, biasOf))
        tasks.push_back(value.value);
    if (const auto test = stats::signFlip(tasks, input.seed))
        raw.p = test->p;
    rows.push_back(std::move(raw));
    rows.push_back(differenceRow(pairs, biasOf, second, 1.0, input, job));
    rows.back().item = key + "/range";
    rows.push_back(differenceRow(pairs, distanceOf, second, 1.0, input, job));
    rows.back().item = key + " |l−h|/range";
}

/// Mean over fields of the bias per range, by task.
MetricRow wholeRow(const SurveyPairs &answers, const SurveyPairs &second, const MetricInput &input,
                   const JobContext &job)
{
    const auto pooled = [](const SurveyPairs &all) {
        std::vector<AnswerPair> pairs;
        for (const auto &field : all)
            pairs.insert(pairs.end(), field.begin(), field.end());
        return pairs;
    };
    return differenceRow(pooled(answers), biasOf, pooled(second), 1.0, input, job);
}

void addQ(std::vector<MetricRow> &rows)
{
    std::vector<double> p;
    for (const MetricRow &row : rows)
        if (row.p)
            p.push_back(*row.p);
    const std::vector<double> q = stats::benjaminiHochberg(p);
    std::size_t next = 0;
    for (MetricRow &row : rows)
        if (row.p)
            row.q = q[next++];
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const SurveyPairs second = compareSurveys(input, input.secondOpinions).pairs;
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const auto [judgesPeople, answers, imputed] = compareSurveys(input, simulator);
        const std::size_t first = rows.size();
        for (std::size_t field = 0; field < surveyFieldCount; ++field) {
            if (!answers[field].empty())
                addField(rows, field, answers[field], second[field], input, job);
        }
        if (rows.size() == first) {
            MetricRow row;
            row.missing = "no survey answer of the simulator has one of people beside it";
            rows.push_back(std::move(row));
        } else {
            rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(first),
                        wholeRow(answers, second, input, job));
            rows[first].notes.emplace_back(judgesPeople ? "about people's dialogues"
                                                        : "about its own dialogues");
        }
        for (std::size_t i = first; i < rows.size(); ++i)
            rows[i].simulator = simulator.name;
        if (job.cancelled())
            return cancelledError(about);
    }
    addQ(rows);
    return rows;
}
} // namespace

std::unique_ptr<Metric> survey_bias()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
