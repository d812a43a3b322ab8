// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_problem.h"

#include <cmath>
#include <limits>

namespace gapscope {
namespace {
constexpr double absent = std::numeric_limits<double>::quiet_NaN();

double weightOf(TaskWeights weights, int cluster)
{
    return weights.empty() ? 1.0 : weights[static_cast<std::size_t>(cluster)];
}

/// Sums over dialogues, each as often as its task counts.
struct RowSum
{
    FeatureRow sum{};
    /// Of those with features, and of all.
    double count = 0.0;
    double shared = 0.0;

    void add(const FeatureRow &values, DialogueColumn::State state, double weight)
    {
        shared += weight;
        if (state != DialogueColumn::Present)
            return;
        count += weight;
        for (std::size_t i = 0; i < featureCount; ++i)
            sum[i] += weight * values[i];
    }

    FeatureRow mean() const
    {
        FeatureRow row{};
        for (std::size_t i = 0; i < featureCount; ++i)
            row[i] = count > 0.0 ? sum[i] / count : absent;
        return row;
    }
};

/// How often each task counts.
std::vector<double> timesOf(const std::vector<OutcomeTask> &tasks, TaskWeights weights)
{
    std::vector<double> times;
    times.reserve(tasks.size());
    for (const OutcomeTask &task : tasks)
        times.push_back(weightOf(weights, task.cluster));
    return times;
}

/// What two columns both have outcomes of. The tasks of a bin stand side by side and what is absent
/// is zero, so that the sums stay in registers and nothing branches.
BinTable binnedOutcomes(const std::vector<OutcomeTask> &tasks, const OutcomeColumn &sim,
                        const OutcomeColumn &people, const std::vector<double> &times)
{
    BinTable bins;
    for (std::size_t i = 0; i < tasks.size();) {
        const std::size_t number = tasks[i].bin;
        BinSums bin;
        for (; i < tasks.size() && tasks[i].bin == number; ++i) {
            const double both = times[i] * sim.present[i] * people.present[i];
            bin.tasks += both;
            bin.sim += both * sim.succeeded[i];
            bin.people += both * people.succeeded[i];
        }
        bins[number] = bin;
    }
    return bins;
}

struct SurveySums
{
    double agreement = 0.0;
    double count = 0.0;
};

SurveySums surveySums(const CompiledSurveys &batch, TaskWeights weights, const std::string *without)
{
    // Not in the struct: it would be written back at every step.
    double agreement = 0.0;
    double count = 0.0;
    const auto add = [&](std::size_t k) {
        const double times = weightOf(weights, batch.clusters[k]);
        agreement += times * batch.agreement[k];
        count += times;
    };
    const std::size_t cases = batch.agreement.size();
    for (std::size_t k = 0; !without && k < cases; ++k)
        add(k);
    for (std::size_t k = 0; without && k < cases; ++k)
        if (batch.cases[k].survey.id != *without)
            add(k);
    return {agreement, count};
}

/// The index of the id that is left out of this column, or the number of ids.
std::size_t leftOutAt(const LeftOut *leftOut, LeftOut::Side side, int number,
                      const std::vector<std::string> &ids)
{
    if (leftOut && leftOut->side == side && leftOut->number == number)
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (ids[i] == leftOut->id)
                return i;
    return ids.size();
}

class SimulatorEvaluation
{
public:
    SimulatorEvaluation(const SimulatorProblem &problem, const UsiRules &rules, TaskWeights weights,
                        const LeftOut *leftOut, const std::vector<FeatureRow> *people)
        : m_problem(problem), m_rules(rules), m_weights(weights), m_leftOut(leftOut),
          m_people(people)
    {}

    SimulatorParts run();

private:
    double weight(std::size_t id) const { return weightOf(m_weights, m_problem.clusters[id]); }
    RowSum runSum(std::size_t batch, std::size_t run, std::size_t withoutPerson) const;
    RowSum peopleSum(std::size_t batch, std::size_t withoutPerson) const;
    BatchParts compare(std::size_t batch);
    void calibrate(BatchParts &parts, std::size_t batch, const std::vector<double> &times) const;
    void evaluateSurveys(SimulatorParts &parts) const;

    const SimulatorProblem &m_problem;
    const UsiRules &m_rules;
    TaskWeights m_weights;
    const LeftOut *m_leftOut;
    /// People's means by set, where they are known already.
    const std::vector<FeatureRow> *m_people;
    /// [batch][run], where nothing is left out.
    std::vector<std::vector<RowSum>> m_sums;
};

RowSum SimulatorEvaluation::runSum(std::size_t batch, std::size_t run,
                                   std::size_t withoutPerson) const
{
    const std::size_t same = m_problem.sameIdsAs[batch][run];
    if (!m_leftOut && same < batch)
        return m_sums[same][run];
    const DialogueColumn &sim = m_problem.runs[run];
    const DialogueColumn &people = m_problem.batches[batch];
    const std::size_t withoutSim =
        leftOutAt(m_leftOut, LeftOut::Side::Simulator, sim.number, m_problem.ids);
    RowSum sum;
    for (std::size_t i = 0; i < sim.state.size(); ++i) {
        if (sim.state[i] == DialogueColumn::Absent || people.state[i] == DialogueColumn::Absent ||
            i == withoutSim || i == withoutPerson)
            continue;
        // Adding zero times costs less than guessing which tasks a resample has.
        sum.add(sim.values[i], sim.state[i], weight(i));
    }
    return sum;
}

/// People's dialogues that some run has a counterpart of.
RowSum SimulatorEvaluation::peopleSum(std::size_t batch, std::size_t withoutPerson) const
{
    const DialogueColumn &people = m_problem.batches[batch];
    std::vector<std::size_t> withoutSim;
    for (const DialogueColumn &run : m_problem.runs)
        withoutSim.push_back(
            leftOutAt(m_leftOut, LeftOut::Side::Simulator, run.number, m_problem.ids));
    RowSum sum;
    for (std::size_t i = 0; i < people.state.size(); ++i) {
        if (people.state[i] == DialogueColumn::Absent || i == withoutPerson)
            continue;
        bool shared = false;
        for (std::size_t run = 0; run < m_problem.runs.size() && !shared; ++run)
            shared = m_problem.runs[run].state[i] != DialogueColumn::Absent && withoutSim[run] != i;
        if (!shared)
            continue;
        if (const double times = weight(i); times > 0.0)
            sum.add(people.values[i], people.state[i], times);
    }
    return sum;
}

BatchParts SimulatorEvaluation::compare(std::size_t batch)
{
    BatchParts parts;
    const std::size_t withoutPerson =
        leftOutAt(m_leftOut, LeftOut::Side::People, m_problem.batches[batch].number, m_problem.ids);
    FeatureRow pooled{};
    double total = 0.0;
    std::vector<RowSum> &sums = m_sums.emplace_back();
    for (std::size_t run = 0; run < m_problem.runs.size(); ++run) {
        const RowSum &sum = sums.emplace_back(runSum(batch, run, withoutPerson));
        if (!(sum.shared > 0.0))
            continue;
        parts.shared = true;
        if (!(sum.count > 0.0) && !m_rules.absentIsIdentical) {
            parts.empty = true;
            continue;
        }
        const double share = m_rules.weightByDialogues ? sum.count : 1.0;
        const FeatureRow row = sum.mean();
        for (std::size_t i = 0; i < featureCount; ++i)
            pooled[i] += share * row[i];
        total += share;
    }
    if (!parts.shared)
        return parts;
    for (double &value : pooled)
        value = total > 0.0 ? value / total : absent;
    const FeatureRow people = m_people ? (*m_people)[m_problem.peopleSets[batch]]
                                       : peopleSum(batch, withoutPerson).mean();
    parts.comparison = compareRows(people, pooled);
    parts.empty = parts.empty || parts.comparison.empty;
    parts.compared = m_rules.absentIsIdentical || !parts.comparison.empty;
    return parts;
}

void SimulatorEvaluation::calibrate(BatchParts &parts, std::size_t batch,
                                    const std::vector<double> &times) const
{
    const OutcomeColumn &people = m_problem.batchOutcomes[batch];
    const bool withoutPerson =
        m_leftOut && m_leftOut->side == LeftOut::Side::People && m_leftOut->number == people.number;
    double sum = 0.0;
    parts.bins.reserve(m_problem.runOutcomes.size());
    for (const OutcomeColumn &sim : m_problem.runOutcomes) {
        const bool withoutSim = m_leftOut && m_leftOut->side == LeftOut::Side::Simulator &&
                                m_leftOut->number == sim.number;
        std::vector<double> counted;
        if (withoutPerson || withoutSim) {
            counted = times;
            for (std::size_t i = 0; i < counted.size(); ++i)
                if (m_problem.outcomeTasks[i].task == m_leftOut->id)
                    counted[i] = 0.0;
        }
        const BinTable bins =
            binnedOutcomes(m_problem.outcomeTasks, sim, people, counted.empty() ? times : counted);
        if (const auto error = errorOf(bins)) {
            sum += *error;
            parts.bins.push_back(bins);
        }
    }
    if (!parts.bins.empty())
        parts.error = sum / static_cast<double>(parts.bins.size());
}

void SimulatorEvaluation::evaluateSurveys(SimulatorParts &parts) const
{
    double total = 0.0;
    for (const CompiledSurveys &batch : m_problem.evaluation.batches) {
        const bool without = m_leftOut && m_leftOut->side == LeftOut::Side::People &&
                             m_leftOut->number == batch.number;
        const SurveySums sums = surveySums(batch, m_weights, without ? &m_leftOut->id : nullptr);
        SurveyLosses lost{};
        SurveyLosses imputed{};
        for (std::size_t k = 0; m_weights.empty() && k < batch.cases.size(); ++k) {
            const SurveyCase &survey = batch.cases[k].survey;
            if (without && survey.id == m_leftOut->id)
                continue;
            for (std::size_t i = 0; i < surveyFieldCount; ++i) {
                lost[i] += survey.lost[i];
                imputed[i] += survey.imputed[i];
            }
        }
        if (!(sums.count > 0.0))
            continue;
        parts.evaluations.push_back(sums.agreement / sums.count);
        total += parts.evaluations.back();
        for (std::size_t i = 0; i < surveyFieldCount; ++i) {
            parts.evaluationLost[i] += lost[i] / sums.count;
            parts.evaluationImputed[i] += imputed[i] / sums.count;
        }
    }
    if (parts.evaluations.empty())
        return;
    const auto batches = static_cast<double>(parts.evaluations.size());
    parts.evaluation = total / batches;
    for (std::size_t i = 0; i < surveyFieldCount; ++i) {
        parts.evaluationLost[i] /= batches;
        parts.evaluationImputed[i] /= batches;
    }
}

SimulatorParts SimulatorEvaluation::run()
{
    SimulatorParts parts;
    evaluateSurveys(parts);
    const std::vector<double> times = timesOf(m_problem.outcomeTasks, m_weights);
    parts.batches.reserve(m_problem.batches.size());
    m_sums.reserve(m_problem.batches.size());
    for (std::size_t batch = 0; batch < m_problem.batches.size(); ++batch) {
        BatchParts one = compare(batch);
        if (one.shared) {
            calibrate(one, batch, times);
            if (one.compared && one.error)
                one.usi = usiOf(one.comparison, parts.evaluation, *one.error);
        }
        parts.batches.push_back(std::move(one));
    }
    return parts;
}

PairParts evaluatePair(const PairProblem &pair, TaskWeights weights)
{
    PairParts parts;
    RowSum first;
    RowSum second;
    for (std::size_t i = 0; i < pair.clusters.size(); ++i) {
        const double times = weightOf(weights, pair.clusters[i]);
        if (!(times > 0.0))
            continue;
        first.add(pair.first.values[i], pair.first.state[i], times);
        second.add(pair.second.values[i], pair.second.state[i], times);
    }
    parts.shared = first.shared > 0.0;
    if (!parts.shared)
        return parts;
    parts.comparison = compareRows(first.mean(), second.mean());
    const BinTable bins = binnedOutcomes(pair.outcomeTasks, pair.firstOutcomes, pair.secondOutcomes,
                                         timesOf(pair.outcomeTasks, weights));
    parts.error = errorOf(bins);
    if (parts.error)
        parts.bins = bins;
    return parts;
}

std::optional<double> meanOf(const CompiledEvaluation &evaluation, TaskWeights weights)
{
    SurveySums all;
    for (const CompiledSurveys &batch : evaluation.batches) {
        const SurveySums sums = surveySums(batch, weights, nullptr);
        all.agreement += sums.agreement;
        all.count += sums.count;
    }
    return all.count > 0.0 ? std::optional(all.agreement / all.count) : std::nullopt;
}
} // namespace

SimulatorParts evaluate(const SimulatorProblem &problem, const UsiRules &rules, TaskWeights weights,
                        const LeftOut *leftOut)
{
    return SimulatorEvaluation(problem, rules, weights, leftOut, nullptr).run();
}

std::vector<FeatureRow> peopleRows(const UsiProblem &problem, TaskWeights weights)
{
    std::vector<FeatureRow> rows;
    for (const PeopleSet &set : problem.peopleSets) {
        RowSum sum;
        for (std::size_t i = 0; i < set.clusters.size(); ++i)
            if (const double times = weightOf(weights, set.clusters[i]); times > 0.0)
                sum.add(set.dialogues.values[i], set.dialogues.state[i], times);
        rows.push_back(sum.mean());
    }
    return rows;
}

SimulatorParts evaluate(const SimulatorProblem &problem, const UsiRules &rules, TaskWeights weights,
                        const std::vector<FeatureRow> &people)
{
    return SimulatorEvaluation(problem, rules, weights, nullptr, &people).run();
}

CeilingParts evaluate(const CeilingProblem &problem, const UsiRules &rules, TaskWeights weights)
{
    CeilingParts parts;
    parts.evaluation = meanOf(problem.evaluation, weights);
    for (const PairProblem &pair : problem.pairs)
        parts.pairs.push_back(evaluatePair(pair, weights));
    const auto counts = [&rules](const PairParts &pair) {
        return pair.shared && (rules.absentIsIdentical || !pair.comparison.empty);
    };
    for (const PairParts &pair : parts.pairs) {
        if (counts(pair))
            parts.comparisons.push_back(pair.comparison);
        if (pair.error)
            parts.errors.push_back(*pair.error);
        if (!rules.pairByPosition && counts(pair) && pair.error)
            parts.usi.push_back(usiOf(pair.comparison, parts.evaluation, *pair.error));
    }
    for (std::size_t i = 0; rules.pairByPosition && i < parts.errors.size(); ++i)
        if (counts(parts.pairs[i]))
            parts.usi.push_back(
                usiOf(parts.pairs[i].comparison, parts.evaluation, parts.errors[i]));
    return parts;
}
} // namespace gapscope
