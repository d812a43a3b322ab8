// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/disclosure.h"
#include "core/metrics/task_comparison.h"

#include <cmath>
#include <unordered_map>

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{
    "disclosure_lag",
    "Disclosure turn and lag",
    "How many turns earlier the simulator gives the facts that people give too.",
    "t(u) = first user turn with fact u; value = mean over the facts both give of t_real − t_sim, "
    "then over pairs and tasks; item turn: mean t(u) of all facts, value = sim − real. Facts as in "
    "frontload_area",
    "turns; positive = sim earlier (item turn: negative); 0 = same",
    "methods B5",
    "pairs of dialogues (item turn: dialogues)",
    MetricGroup::Disclosure};

/// What each dialogue gives, read once for all its pairs.
class Units
{
public:
    explicit Units(const MetricInput &input)
    {
        for (const MetricDialogue &one : input.people)
            read(input, *one.dialogue);
        for (const MetricSimulator &simulator : input.simulators)
            for (const MetricDialogue &one : simulator.dialogues)
                read(input, *one.dialogue);
    }

    const std::vector<Disclosure> &of(const Dialogue &dialogue) const
    {
        return m_units.at(dialogue.id);
    }

    std::optional<double> lag(const Dialogue &real, const Dialogue &sim) const
    {
        return disclosureLag(of(real), of(sim));
    }

    std::optional<double> meanTurn(const Dialogue &dialogue) const
    {
        const std::vector<Disclosure> &units = of(dialogue);
        if (units.empty())
            return std::nullopt;
        double sum = 0.0;
        for (const Disclosure &one : units)
            sum += one.turn;
        return sum / static_cast<double>(units.size());
    }

private:
    void read(const MetricInput &input, const Dialogue &dialogue)
    {
        m_units[dialogue.id] = unitsOf(disclosuresOf(dialogue, cardOf(input, dialogue.task)));
    }

    std::unordered_map<DialogueId, std::vector<Disclosure>> m_units;
};

/// Mean over pairs of batches of |mean lag over tasks|; a mean over pairs of people would cancel
/// out.
std::optional<double> floorOf(const MetricInput &input, const Units &units)
{
    std::map<int, std::vector<MetricDialogue>> batches;
    for (const MetricDialogue &one : input.people)
        batches[one.dialogue->run].push_back(one);
    double sum = 0.0;
    int n = 0;
    for (auto first = batches.begin(); first != batches.end(); ++first) {
        for (auto second = std::next(first); second != batches.end(); ++second) {
            const auto lags = measuredPairs(
                first->second, second->second,
                [&](const Dialogue &a, const Dialogue &b) { return units.lag(a, b); });
            if (const std::optional<double> mean = meanOf(meansByTask(lags))) {
                sum += std::abs(*mean);
                ++n;
            }
        }
    }
    return n > 0 ? std::optional(sum / n) : std::nullopt;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const Units units(input);
    const std::optional<double> floor = floorOf(input, units);
    const auto lag = [&](const Dialogue &real, const Dialogue &sim) {
        return units.lag(real, sim);
    };
    const auto turn = [&](const Dialogue &dialogue) { return units.meanTurn(dialogue); };
    const std::vector<TaskValue> people = measured(input.people, turn);
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const std::vector<TaskValue> lags = measuredPairs(input.people, simulator.dialogues, lag);
        rows.push_back(pairRow(simulator.name, lags, {}, "no pair shares a fact", input, job));
        if (rows.back().value)
            rows.back().floor = floor;
        rows.push_back(comparedRow(simulator.name, people, measured(simulator.dialogues, turn),
                                   "no task has a fact on both sides", input, job));
        rows.back().item = "turn";
        for (const TaskValue &mean : meansByTask(lags)) {
            MetricRow row;
            row.simulator = simulator.name;
            row.task = mean.task.value();
            row.value = mean.value;
            for (const TaskValue &one : lags)
                row.n += one.task == mean.task ? 1 : 0;
            rows.push_back(std::move(row));
        }
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> disclosure_lag()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
