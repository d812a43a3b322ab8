// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/label_influence.h"

#include "core/metrics/usi_problem.h"
#include "core/stats/intervals.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace gapscope {
namespace {
using Values = std::array<std::optional<double>, usiColumnCount>;
constexpr std::array columns{UsiColumn::Conversation,  UsiColumn::Information,
                             UsiColumn::Clarification, UsiColumn::Reaction,
                             UsiColumn::Ece,           UsiColumn::Usi};

StudyDialogue studyDialogue(const MetricDialogue &one, bool withSurvey)
{
    const Dialogue &of = *one.dialogue;
    return {of.id,
            of.task,
            of.run,
            one.features,
            rewardOf(of.outcome),
            of.keep,
            withSurvey ? of.survey : std::vector<SurveyAnswer>()};
}

/// People and one simulator of the sample.
UsiStudy studyOf(const MetricInput &sample, const MetricSimulator &simulator,
                 const Edition &edition)
{
    UsiStudy study;
    study.edition = edition;
    study.difficulty.mode = Difficulty::Mode::Given;
    for (const auto &[task, difficulty] : sample.difficulty)
        study.difficulty.given[task.value()] = difficulty;
    for (const MetricDialogue &one : sample.people)
        study.people.push_back(studyDialogue(one, true));
    StudySimulator &only = study.simulators.emplace_back();
    only.name = simulator.name;
    for (const MetricDialogue &one : simulator.dialogues)
        only.dialogues.push_back(studyDialogue(one, false));
    for (const ComparableSurvey &one : simulator.surveys)
        only.surveys.push_back({one.task, one.batch, one.answers});
    return study;
}

Values valuesOf(const UsiRow &row)
{
    Values values;
    for (const UsiColumn column : columns)
        if (const std::optional<Spread> &found = cell(row, column))
            values[static_cast<std::size_t>(column)] =
                column == UsiColumn::Ece ? 100.0 * (1.0 - found->mean) : found->mean;
    return values;
}

/// Where a dialogue stands in the compiled problem.
struct Place
{
    int run = 1;
    std::string id;
};

/// The index with some dialogues blanked: the same as compiling it without them, but fast.
class Masked
{
public:
    explicit Masked(const UsiProblem &problem)
        : m_problem(problem.simulators.front()), m_rules(problem.rules)
    {
        for (std::size_t i = 0; i < m_problem.ids.size(); ++i)
            m_ids[m_problem.ids[i]] = i;
        for (std::size_t i = 0; i < m_problem.outcomeTasks.size(); ++i)
            m_tasks[m_problem.outcomeTasks[i].task] = i;
    }

    Values without(const std::vector<Place> &places) const
    {
        SimulatorProblem masked = m_problem;
        for (const Place &place : places) {
            for (DialogueColumn &run : masked.runs)
                if (const auto at = m_ids.find(place.id);
                    at != m_ids.end() && run.number == place.run)
                    run.state[at->second] = DialogueColumn::Absent;
            for (OutcomeColumn &run : masked.runOutcomes)
                if (const auto at = m_tasks.find(place.id);
                    at != m_tasks.end() && run.number == place.run) {
                    run.success[at->second] = -1;
                    run.present[at->second] = 0.0;
                    run.succeeded[at->second] = 0.0;
                }
        }
        return valuesOf(scoreSimulator(masked, m_rules).row);
    }

private:
    const SimulatorProblem &m_problem;
    UsiRules m_rules;
    std::map<std::string, std::size_t> m_ids;
    std::map<std::string, std::size_t> m_tasks;
};

/// Judged dialogues of the simulator that take part, and their codes.
struct Judged
{
    std::vector<Place> places;
    std::map<std::string, std::vector<std::size_t>> byCode;
    std::vector<DialogueId> ids;
};

Judged judgedOf(const MetricSimulator &simulator, const std::vector<LabelledPair> &labelled)
{
    std::map<DialogueId, std::set<std::string>> codes;
    for (const LabelledPair &pair : labelled)
        if (pair.simulator == simulator.name && isJudged(pair))
            codes[pair.sim].merge(codesOf(pair));
    Judged judged;
    for (const MetricDialogue &one : simulator.dialogues) {
        const auto found = codes.find(one.dialogue->id);
        if (found == codes.end())
            continue;
        for (const std::string &code : found->second)
            judged.byCode[code].push_back(judged.places.size());
        judged.places.push_back({one.dialogue->run, one.dialogue->task.value()});
        judged.ids.push_back(one.dialogue->id);
    }
    return judged;
}

std::vector<Place> chosen(const std::vector<Place> &places, std::span<const std::size_t> indices)
{
    std::vector<Place> some;
    for (const std::size_t i : indices)
        some.push_back(places[i]);
    return some;
}

using Draws = std::array<std::vector<double>, usiColumnCount>;

void addChanges(const Values &now, const Values &whole, Draws &draws)
{
    for (std::size_t i = 0; i < usiColumnCount; ++i)
        if (now[i] && whole[i])
            draws[i].push_back(*now[i] - *whole[i]);
}

/// Changes by how many dialogues are left out at random.
Result<std::map<std::size_t, Draws>> bands(const Masked &index, const Judged &judged,
                                           const Values &whole, const InfluenceOptions &options,
                                           JobContext &job)
{
    std::map<std::size_t, Draws> bySize;
    for (const auto &[code, indices] : judged.byCode)
        if (indices.size() < judged.places.size())
            bySize[indices.size()];
    std::vector<std::size_t> order(judged.places.size());
    for (int draw = 0; draw < options.draws; ++draw) {
        RandomStream random(options.seed, static_cast<std::uint64_t>(draw));
        std::iota(order.begin(), order.end(), std::size_t(0));
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
        for (auto &[size, draws] : bySize) {
            if (job.cancelled())
                return Error{ErrorCode::Cancelled, "labels and losses", {}};
            addChanges(index.without(chosen(judged.places, std::span(order).first(size))), whole,
                       draws);
        }
        job.report(draw + 1, options.draws);
    }
    return bySize;
}
} // namespace

Result<LabelInfluences> labelInfluences(const MetricInput &sample, const std::string &simulator,
                                        const Edition &edition,
                                        const std::vector<LabelledPair> &labelled,
                                        const InfluenceOptions &options, JobContext &job)
{
    const auto of = std::ranges::find(sample.simulators, simulator, &MetricSimulator::name);
    if (of == sample.simulators.end())
        return Error{ErrorCode::NotFound, simulator, "no such simulator"};
    const Result<UsiProblem> problem = problemOf(studyOf(sample, *of, edition), job);
    if (!problem)
        return problem.error();
    const Masked index(*problem);
    const Judged judged = judgedOf(*of, labelled);
    LabelInfluences all{simulator, static_cast<int>(of->dialogues.size()),
                        static_cast<int>(judged.places.size())};
    all.options = options;
    all.values = index.without({});
    const auto bySize = bands(index, judged, all.values, options, job);
    if (!bySize)
        return bySize.error();
    for (const auto &[code, indices] : judged.byCode) {
        LabelInfluence one{code};
        for (const std::size_t i : indices)
            one.dialogues.push_back(judged.ids[i]);
        const Values without = index.without(chosen(judged.places, indices));
        const auto band = bySize->find(indices.size());
        for (std::size_t i = 0; i < usiColumnCount; ++i) {
            if (!without[i] || !all.values[i])
                continue;
            one.cells[i].change = *without[i] - *all.values[i];
            if (band != bySize->end())
                one.cells[i].band = stats::percentileInterval(band->second[i], options.level);
        }
        all.codes.push_back(std::move(one));
    }
    return all;
}
} // namespace gapscope
