// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_problem.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gapscope {
namespace {
/// The rows of the table and what stands behind them, from one evaluation.
class SimulatorDescription
{
public:
    SimulatorDescription(const SimulatorProblem &problem, SimulatorParts parts)
        : m_problem(problem), m_parts(std::move(parts))
    {}

    ScoredSimulator result() const;

private:
    template <class Value>
    std::optional<double> meanOver(Value value) const;
    UsiRow row() const;
    std::vector<FeatureGap> gaps() const;
    std::vector<LostPoints> lost(const UsiRow &row) const;
    std::vector<CalibrationBin> bins() const;

    const SimulatorProblem &m_problem;
    const SimulatorParts m_parts;
};

template <class Value>
std::optional<double> SimulatorDescription::meanOver(Value value) const
{
    std::vector<double> values;
    for (const BatchParts &batch : m_parts.batches)
        if (const std::optional<double> one = value(batch); one && !std::isnan(*one))
            values.push_back(*one);
    const auto spread = spreadOf(values);
    return spread ? std::optional(spread->mean) : std::nullopt;
}

UsiRow SimulatorDescription::row() const
{
    UsiRow row;
    row.name = m_problem.name;
    row.tasks = m_problem.sharedIds;
    row.dialogues = m_problem.sharedDialogues;
    std::vector<Comparison> comparisons;
    std::vector<double> errors;
    std::vector<double> indexes;
    bool shared = false;
    bool empty = false;
    for (const BatchParts &batch : m_parts.batches) {
        shared = shared || batch.shared;
        empty = empty || batch.empty;
        if (batch.compared)
            comparisons.push_back(batch.comparison);
        if (batch.error)
            errors.push_back(*batch.error);
        if (batch.usi)
            indexes.push_back(*batch.usi);
    }
    const char *const noTask = "no dialogue has the task of a dialogue of people";
    setDimensions(row, comparisons, empty ? noFeaturesReason : noTask);
    setEvaluation(row, spreadOf(m_parts.evaluations), m_problem.evaluation.missing);
    setIndex(row, errors, indexes, shared ? noDifficultyReason : noTask);
    return row;
}

std::vector<FeatureGap> SimulatorDescription::gaps() const
{
    const bool shared = std::any_of(m_parts.batches.begin(), m_parts.batches.end(),
                                    [](const BatchParts &batch) { return batch.shared; });
    if (!shared)
        return {};
    std::vector<FeatureGap> gaps;
    for (const FeatureInfo &entry : featureTable()) {
        const auto index = static_cast<std::size_t>(entry.feature);
        const double unit = entry.isRate ? 100.0 : 1.0;
        const auto mean = [&](FeatureRow Comparison::*side) {
            return meanOver([&](const BatchParts &batch) {
                return batch.shared ? std::optional(unit * (batch.comparison.*side)[index])
                                    : std::nullopt;
            });
        };
        FeatureGap gap;
        gap.feature = entry.feature;
        gap.real = mean(&Comparison::people);
        gap.sim = mean(&Comparison::sim);
        if (entry.dimension != Dimension::None)
            gap.dice = meanOver([&](const BatchParts &batch) {
                return batch.compared ? std::optional(batch.comparison.similarity[index])
                                      : std::nullopt;
            });
        gap.realEvents = m_problem.peopleEvents[index];
        gap.simEvents = m_problem.simEvents[index];
        gaps.push_back(gap);
    }
    return gaps;
}

std::vector<LostPoints> SimulatorDescription::lost(const UsiRow &row) const
{
    if (!row.usi)
        return {};
    // Only batches that have an index lose points, so that the owners sum to 100 − usi exactly.
    const auto meanLoss = [this](auto loss) {
        return *meanOver([&](const BatchParts &batch) {
            return batch.usi ? std::optional(loss(batch)) : std::nullopt;
        });
    };
    std::vector<LostPoints> owners;
    for (const FeatureInfo &entry : featureTable()) {
        if (entry.dimension == Dimension::None)
            continue;
        const auto index = static_cast<std::size_t>(entry.feature);
        const double weight = 100.0 / (row.terms * sizeOf(entry.dimension));
        owners.push_back({std::string(entry.key), std::string(entry.title), entry.dimension,
                          meanLoss([&](const BatchParts &batch) {
                              return weight * (1.0 - batch.comparison.similarity[index]);
                          })});
    }
    owners.push_back(
        {"ece", "Outcome calibration", Dimension::None,
         meanLoss([&](const BatchParts &batch) { return 100.0 * *batch.error / row.terms; })});
    if (row.evaluation)
        owners.push_back({"eval_agree", "Evaluation agreement", Dimension::None,
                          (100.0 - row.evaluation->mean) / row.terms});
    return owners;
}

std::vector<CalibrationBin> SimulatorDescription::bins() const
{
    std::vector<CalibrationBin> result;
    for (std::size_t i = 0; i < difficultyBins; ++i) {
        CalibrationBin bin;
        bin.from = i == 0 ? 0.0 : difficultyCutOffs[i - 1];
        bin.to = i == difficultyCutOffs.size() ? 1.0 : difficultyCutOffs[i];
        BinSums sums;
        for (const BatchParts &batch : m_parts.batches) {
            for (const BinTable &table : batch.bins) {
                sums.tasks += table[i].tasks;
                sums.sim += table[i].sim;
                sums.people += table[i].people;
            }
        }
        if (sums.tasks > 0.0) {
            bin.real = sums.people / sums.tasks;
            bin.sim = sums.sim / sums.tasks;
        }
        for (std::size_t task = 0; task < m_problem.outcomeTasks.size(); ++task) {
            const auto has = [task](const OutcomeColumn &column) {
                return column.success[task] >= 0;
            };
            if (m_problem.outcomeTasks[task].bin == i &&
                std::any_of(m_problem.runOutcomes.begin(), m_problem.runOutcomes.end(), has))
                ++bin.tasks;
        }
        result.push_back(bin);
    }
    return result;
}

ScoredSimulator SimulatorDescription::result() const
{
    ScoredSimulator scored;
    scored.row = row();
    scored.detail.name = scored.row.name;
    scored.detail.features = gaps();
    scored.detail.lost = lost(scored.row);
    if (scored.row.ece)
        scored.detail.bins = bins();
    return scored;
}
} // namespace

ScoredSimulator scoreSimulator(const SimulatorProblem &problem, const UsiRules &rules)
{
    return SimulatorDescription(problem, evaluate(problem, rules)).result();
}

ScoredSimulator scoreSimulator(const SimulatorProblem &problem, const UsiRules &rules,
                               const std::vector<FeatureRow> &people)
{
    return SimulatorDescription(problem, evaluate(problem, rules, {}, people)).result();
}

namespace {
/// People's similarity to one another, feature by feature; empty without two batches.
std::optional<FeatureRow> peopleSimilarity(const UsiProblem &problem)
{
    const CeilingParts parts = evaluate(problem.ceiling, problem.rules);
    if (parts.comparisons.empty())
        return std::nullopt;
    FeatureRow mean{};
    for (const Comparison &pair : parts.comparisons)
        for (std::size_t i = 0; i < featureCount; ++i)
            mean[i] += pair.similarity[i] / static_cast<double>(parts.comparisons.size());
    return mean;
}
} // namespace

UsiTable scoreProblem(const UsiProblem &problem)
{
    UsiTable table;
    table.edition = problem.edition;
    table.difficulty = problem.difficultyName;
    table.rows.push_back(ceilingRow(problem.ceiling, problem.rules));
    if (problem.ceiling.pairs.empty())
        table.halves = splitHalvesRow(problem);
    const std::optional<FeatureRow> floor = peopleSimilarity(problem);
    const std::vector<FeatureRow> people = peopleRows(problem, {});
    for (std::size_t i = 0; i < problem.simulators.size(); ++i) {
        const SimulatorProblem &simulator = problem.simulators[i];
        ScoredSimulator scored = scoreSimulator(simulator, problem.rules, people);
        for (FeatureGap &gap : scored.detail.features)
            if (floor && gap.dice)
                gap.floor = (*floor)[static_cast<std::size_t>(gap.feature)];
        scored.detail.reruns = rerunRow(problem.reruns[i], simulator.name, problem.rules);
        table.rows.push_back(std::move(scored.row));
        table.details.push_back(std::move(scored.detail));
    }
    return table;
}
} // namespace gapscope
