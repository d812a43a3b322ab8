// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace gapscope {
namespace {
int sizeOf(Dimension dimension)
{
    return static_cast<int>(
        std::count_if(featureTable().begin(), featureTable().end(),
                      [&](const FeatureInfo &entry) { return entry.dimension == dimension; }));
}

/// What one batch of people says about a simulator.
struct BatchScore
{
    Comparison comparison;
    bool compared = false;
    std::optional<double> error;
    std::optional<double> usi;
};

class SimulatorScorer
{
public:
    SimulatorScorer(const SimulatorInput &simulator,
                    const std::map<std::string, double> &difficulty, const UsiRules &rules)
        : m_simulator(simulator), m_difficulty(difficulty), m_rules(rules)
    {
        for (std::size_t i = 0; i < difficultyBins; ++i) {
            m_bins[i].from = i == 0 ? 0.0 : difficultyCutOffs[i - 1];
            m_bins[i].to = i == difficultyCutOffs.size() ? 1.0 : difficultyCutOffs[i];
        }
    }

    void add(const PeopleBatch &batch);
    ScoredSimulator result() const;

private:
    std::vector<FeatureGap> gaps() const;
    std::vector<LostPoints> lost(const UsiRow &row) const;
    int events(const std::set<const std::optional<FeatureVector> *> &dialogues,
               Feature feature) const;
    template <class Value>
    std::optional<double> meanOver(Value value) const;

    const SimulatorInput &m_simulator;
    const std::map<std::string, double> &m_difficulty;
    const UsiRules &m_rules;
    std::vector<BatchScore> m_scores;
    bool m_empty = false;
    std::set<std::string> m_tasks;
    std::set<const std::optional<FeatureVector> *> m_people;
    std::set<const std::optional<FeatureVector> *> m_dialogues;
    std::array<std::set<std::string>, difficultyBins> m_binTasks;
    std::array<CalibrationBin, difficultyBins> m_bins;
    std::array<double, difficultyBins> m_binWeights{};
};

void SimulatorScorer::add(const PeopleBatch &batch)
{
    std::vector<FeatureRow> rows;
    std::map<std::string, const std::optional<FeatureVector> *> real;
    for (const FeatureSet &run : m_simulator.runs) {
        std::vector<const std::optional<FeatureVector> *> shared;
        for (const auto &[id, features] : run) {
            const auto found = batch.dialogues.find(id);
            if (found == batch.dialogues.end())
                continue;
            shared.push_back(&features);
            real[id] = &found->second;
            m_tasks.insert(id);
            m_people.insert(&found->second);
            m_dialogues.insert(&features);
        }
        if (shared.empty())
            continue;
        const FeatureRow row = meanRow(shared);
        if (m_rules.absentIsIdentical || !std::isnan(row[0]))
            rows.push_back(row);
        else
            m_empty = true;
    }
    if (real.empty())
        return;
    FeatureRow pooled{};
    for (const FeatureRow &row : rows)
        for (std::size_t i = 0; i < featureCount; ++i)
            pooled[i] += row[i];
    for (double &value : pooled)
        value = rows.empty() ? std::numeric_limits<double>::quiet_NaN()
                             : value / static_cast<double>(rows.size());
    std::vector<const std::optional<FeatureVector> *> people;
    for (const auto &[id, features] : real)
        people.push_back(features);

    BatchScore score;
    score.comparison = compareRows(meanRow(people), pooled);
    score.compared = m_rules.absentIsIdentical || !score.comparison.empty;
    m_empty = m_empty || score.comparison.empty;
    std::vector<double> errors;
    for (const Outcomes &outcomes : m_simulator.outcomes) {
        const BinTable bins = binned(outcomes, batch.outcomes, m_difficulty);
        const auto error = errorOf(bins);
        if (!error)
            continue;
        errors.push_back(*error);
        for (std::size_t i = 0; i < difficultyBins; ++i) {
            m_bins[i].real += bins[i].people;
            m_bins[i].sim += bins[i].sim;
            m_binWeights[i] += bins[i].tasks;
        }
        for (const auto &[task, success] : outcomes)
            if (const auto known = m_difficulty.find(task);
                known != m_difficulty.end() && batch.outcomes.contains(task))
                m_binTasks[difficultyBin(known->second)].insert(task);
    }
    if (const auto error = spreadOf(errors))
        score.error = error->mean;
    if (score.compared && score.error)
        score.usi = usiOf(score.comparison, m_simulator.evaluation.value, *score.error);
    m_scores.push_back(score);
}

template <class Value>
std::optional<double> SimulatorScorer::meanOver(Value value) const
{
    std::vector<double> values;
    for (const BatchScore &score : m_scores)
        if (const std::optional<double> one = value(score); one && !std::isnan(*one))
            values.push_back(*one);
    const auto spread = spreadOf(values);
    return spread ? std::optional(spread->mean) : std::nullopt;
}

int SimulatorScorer::events(const std::set<const std::optional<FeatureVector> *> &dialogues,
                            Feature feature) const
{
    return static_cast<int>(std::count_if(dialogues.begin(), dialogues.end(),
                                          [&](const std::optional<FeatureVector> *entry) {
                                              return entry->has_value() && (**entry)[feature] > 0.0;
                                          }));
}

std::vector<FeatureGap> SimulatorScorer::gaps() const
{
    if (m_scores.empty())
        return {};
    std::vector<FeatureGap> gaps;
    for (const FeatureInfo &entry : featureTable()) {
        const auto index = static_cast<std::size_t>(entry.feature);
        const double unit = entry.isRate ? 100.0 : 1.0;
        FeatureGap gap;
        gap.feature = entry.feature;
        gap.real = meanOver([&](const BatchScore &score) {
            return std::optional(unit * score.comparison.people[index]);
        });
        gap.sim = meanOver([&](const BatchScore &score) {
            return std::optional(unit * score.comparison.sim[index]);
        });
        if (entry.dimension != Dimension::None)
            gap.dice = meanOver([&](const BatchScore &score) {
                return score.compared ? std::optional(score.comparison.similarity[index])
                                      : std::nullopt;
            });
        gap.realEvents = events(m_people, entry.feature);
        gap.simEvents = events(m_dialogues, entry.feature);
        gaps.push_back(gap);
    }
    return gaps;
}

std::vector<LostPoints> SimulatorScorer::lost(const UsiRow &row) const
{
    if (!row.usi)
        return {};
    // Only batches that have an index lose points, so that the owners sum to 100 − usi exactly.
    const auto meanLoss = [this](auto loss) {
        return *meanOver([&](const BatchScore &score) {
            return score.usi ? std::optional(loss(score)) : std::nullopt;
        });
    };
    std::vector<LostPoints> owners;
    for (const FeatureInfo &entry : featureTable()) {
        if (entry.dimension == Dimension::None)
            continue;
        const auto index = static_cast<std::size_t>(entry.feature);
        const double weight = 100.0 / (row.terms * sizeOf(entry.dimension));
        owners.push_back({std::string(entry.key), std::string(entry.title), entry.dimension,
                          meanLoss([&](const BatchScore &score) {
                              return weight * (1.0 - score.comparison.similarity[index]);
                          })});
    }
    owners.push_back(
        {"ece", "Outcome calibration", Dimension::None,
         meanLoss([&](const BatchScore &score) { return 100.0 * *score.error / row.terms; })});
    if (row.evaluation)
        owners.push_back({"eval_agree", "Evaluation agreement", Dimension::None,
                          (100.0 - row.evaluation->mean) / row.terms});
    return owners;
}

ScoredSimulator SimulatorScorer::result() const
{
    ScoredSimulator scored;
    UsiRow &row = scored.row;
    row.name = m_simulator.name;
    row.tasks = static_cast<int>(m_tasks.size());
    row.dialogues = static_cast<int>(m_dialogues.size());
    std::vector<Comparison> comparisons;
    std::vector<double> errors;
    std::vector<double> indexes;
    for (const BatchScore &score : m_scores) {
        if (score.compared)
            comparisons.push_back(score.comparison);
        if (score.error)
            errors.push_back(*score.error);
        if (score.usi)
            indexes.push_back(*score.usi);
    }
    const char *const noTask = "no dialogue has the task of a dialogue of people";
    setDimensions(row, comparisons, m_empty ? noFeaturesReason : noTask);
    setEvaluation(row, m_simulator.evaluation);
    setIndex(row, errors, indexes, m_scores.empty() ? noTask : noDifficultyReason);
    scored.detail.name = row.name;
    scored.detail.features = gaps();
    scored.detail.lost = lost(row);
    for (std::size_t i = 0; row.ece && i < difficultyBins; ++i) {
        CalibrationBin bin = m_bins[i];
        bin.tasks = static_cast<int>(m_binTasks[i].size());
        if (m_binWeights[i] > 0.0) {
            bin.real /= m_binWeights[i];
            bin.sim /= m_binWeights[i];
        }
        scored.detail.bins.push_back(bin);
    }
    return scored;
}
} // namespace

ScoredSimulator scoreSimulator(const SimulatorInput &simulator,
                               const std::vector<PeopleBatch> &people,
                               const std::map<std::string, double> &difficulty,
                               const UsiRules &rules)
{
    SimulatorScorer scorer(simulator, difficulty, rules);
    for (const PeopleBatch &batch : people)
        scorer.add(batch);
    return scorer.result();
}
} // namespace gapscope
