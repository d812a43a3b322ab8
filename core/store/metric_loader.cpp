// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_loader.h"

#include "core/features/corrected_lexicon.h"
#include "core/features/extract.h"
#include "core/metrics/usi_engine.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/exclusion_repository.h"
#include "core/store/feature_repository.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"
#include "core/store/survey_repository.h"
#include "core/store/task_repository.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace gapscope {
namespace {
bool wanted(const std::vector<std::string> &labels, const std::string &label)
{
    return labels.empty() || std::find(labels.begin(), labels.end(), label) != labels.end();
}

Result<void> checkLabels(const std::vector<std::string> &labels, CorpusKind kind,
                         const std::vector<CorpusSummary> &corpora)
{
    for (const std::string &label : labels) {
        const bool known = std::any_of(corpora.begin(), corpora.end(), [&](const auto &summary) {
            return summary.corpus.kind == kind && summary.corpus.label == label;
        });
        if (!known) {
            return Error{ErrorCode::NotFound,
                         (kind == CorpusKind::Real ? "real corpus " : "simulator ") + label, ""};
        }
    }
    return {};
}

/// Reads one input; its parts are filled in order.
class Loader
{
public:
    Loader(Session &session, const StudySelection &selection, const LoadMetricOptions &options,
           JobContext &job)
        : m_session(session), m_selection(selection), m_options(options), m_job(job)
    {}

    Result<MetricInput> load()
    {
        using Step = Result<void> (Loader::*)();
        for (const Step step : {&Loader::readLists, &Loader::readPeople, &Loader::readSimulators,
                                &Loader::readTasks, &Loader::readAlignments}) {
            if (const Result<void> done = (this->*step)(); !done)
                return done.error();
        }
        m_input.seed = m_options.seed;
        m_input.draws = m_options.draws;
        return std::move(m_input);
    }

private:
    Result<void> readLists()
    {
        Result<std::vector<CorpusSummary>> corpora = CorpusRepository(m_session).all();
        if (!corpora)
            return corpora.error();
        m_corpora = std::move(*corpora);
        if (const auto ok = checkLabels(m_selection.real, CorpusKind::Real, m_corpora); !ok)
            return ok.error();
        if (const auto ok = checkLabels(m_selection.simulators, CorpusKind::Simulated, m_corpora);
            !ok)
            return ok.error();
        if (const Result<int> updated = updateFeatures(m_session, m_options.edition, m_job);
            !updated)
            return updated.error();
        if (const auto read = readExclusions(); !read)
            return read.error();
        Result<std::vector<ComparableSurvey>> surveys = SurveyRepository(m_session).list();
        if (!surveys)
            return surveys.error();
        m_surveys = std::move(*surveys);
        if (m_selection.tasks)
            m_chosen.insert(m_selection.tasks->begin(), m_selection.tasks->end());
        return readFeatures();
    }

    Result<void> readExclusions()
    {
        if (m_selection.includeExcluded)
            return {};
        const Result<std::vector<Exclusion>> exclusions = ExclusionRepository(m_session).all();
        if (!exclusions)
            return exclusions.error();
        for (const Exclusion &exclusion : *exclusions)
            m_excluded.insert(exclusion.dialogue);
        return {};
    }

    Result<void> readFeatures()
    {
        Result<std::vector<FeatureRecord>> records =
            FeatureRepository(m_session).loadAll(featureVersion(m_options.edition.repairs));
        if (!records)
            return records.error();
        for (const FeatureRecord &record : *records) {
            if (record.features)
                m_features.insert_or_assign(record.dialogue, *record.features);
        }
        return {};
    }

    Result<void> readPeople()
    {
        for (const CorpusSummary &summary : m_corpora) {
            const Corpus &corpus = summary.corpus;
            if (corpus.kind != CorpusKind::Real || !wanted(m_selection.real, corpus.label))
                continue;
            if (const auto read = readCorpus(corpus.id, m_input.people); !read)
                return read.error();
            takeSurveys(corpus.id, m_input.secondOpinions);
        }
        for (const MetricDialogue &one : m_input.people)
            m_tasks.insert(one.dialogue->task);
        return {};
    }

    Result<void> readSimulators()
    {
        m_onlyTasksOfPeople = true;
        for (const CorpusSummary &summary : m_corpora) {
            const Corpus &corpus = summary.corpus;
            if (corpus.kind != CorpusKind::Simulated ||
                !wanted(m_selection.simulators, corpus.label))
                continue;
            MetricSimulator simulator;
            simulator.name = corpus.label;
            if (const auto read = readCorpus(corpus.id, simulator.dialogues); !read)
                return read.error();
            takeSurveys(corpus.id, simulator.surveys);
            if (!simulator.dialogues.empty() || !simulator.surveys.empty())
                m_input.simulators.push_back(std::move(simulator));
        }
        return {};
    }

    Result<void> readCorpus(const CorpusId &corpus, std::vector<MetricDialogue> &out)
    {
        DialogueFilter filter;
        filter.corpora = {corpus};
        return DialogueRepository(m_session).forEach(
            filter,
            [&](Dialogue &&dialogue) -> Result<void> {
                if (!takesPart(dialogue))
                    return {};
                MetricDialogue one;
                one.features = featuresOf(dialogue);
                one.dialogue = std::make_shared<const Dialogue>(std::move(dialogue));
                out.push_back(std::move(one));
                return {};
            },
            m_job, DialogueRepository::Native::Skip);
    }

    bool takesPart(const Dialogue &dialogue) const
    {
        return dialogue.keep == Keep::Yes && !dialogue.task.empty() &&
               !m_excluded.contains(dialogue.id) &&
               (!m_selection.tasks || m_chosen.contains(dialogue.task)) &&
               (!m_onlyTasksOfPeople || m_tasks.contains(dialogue.task));
    }

    /// A read-only workspace keeps no features: they are computed here.
    std::optional<FeatureVector> featuresOf(const Dialogue &dialogue)
    {
        if (const auto found = m_features.find(dialogue.id); found != m_features.end())
            return found->second;
        if (!m_session.readOnly())
            return std::nullopt;
        const Source source = m_onlyTasksOfPeople ? Source::Llm : Source::Human;
        const auto computed = m_extractor.extract(scoredMessages(dialogue), source);
        return computed ? std::optional(computed->values) : std::nullopt;
    }

    void takeSurveys(const CorpusId &corpus, std::vector<ComparableSurvey> &out) const
    {
        std::copy_if(m_surveys.begin(), m_surveys.end(), std::back_inserter(out),
                     [&](const ComparableSurvey &survey) { return survey.corpus == corpus; });
    }

    Result<void> readTasks()
    {
        Result<std::vector<Task>> tasks = TaskRepository(m_session).all();
        if (!tasks)
            return tasks.error();
        for (Task &task : *tasks) {
            if (m_tasks.contains(task.key))
                m_input.tasks.emplace(task.key, std::move(task));
        }
        std::map<std::string, double> pooled;
        if (m_options.difficulty.mode == Difficulty::Mode::Self)
            pooled = pooledOutcomes();
        for (const TaskKey &task : m_tasks) {
            const auto own = pooled.find(task.value());
            const std::optional<double> known = own != pooled.end()
                                                    ? std::optional(own->second)
                                                    : difficultyOfTask(task, m_options.difficulty);
            if (known)
                m_input.difficulty.emplace(task, *known);
        }
        return {};
    }

    /// Over all simulators' runs, as the index pools them.
    std::map<std::string, double> pooledOutcomes() const
    {
        std::vector<Outcomes> runs;
        for (const MetricSimulator &simulator : m_input.simulators) {
            std::map<int, Outcomes> byRun;
            for (const MetricDialogue &one : simulator.dialogues) {
                if (const auto reward = rewardOf(one.dialogue->outcome))
                    byRun[one.dialogue->run][one.dialogue->task.value()] = *reward > 0.0;
            }
            for (auto &[run, outcomes] : byRun)
                runs.push_back(std::move(outcomes));
        }
        std::vector<const Outcomes *> all;
        for (const Outcomes &outcomes : runs)
            all.push_back(&outcomes);
        return pooledDifficulty(all);
    }

    Result<void> readAlignments()
    {
        if (!m_options.alignments)
            return {};
        Result<IdfModel> idf = loadIdf(m_session, m_job);
        if (!idf)
            return idf.error();
        Result<PairAligner> opened = PairAligner::open(m_session, std::move(*idf));
        if (!opened)
            return opened.error();
        PairAligner &aligner = *opened;
        for (MetricSimulator &simulator : m_input.simulators) {
            const auto pairs = pairsBetween(simulator.dialogues);
            if (const auto done = alignInto(simulator.alignments, pairs, aligner); !done)
                return done;
        }
        return alignInto(m_input.peopleAlignments, pairsAmongPeople(), aligner);
    }

    Result<void> alignInto(std::vector<Alignment> &out, const std::vector<DialoguePair> &pairs,
                           PairAligner &aligner)
    {
        out.reserve(pairs.size());
        return aligner.alignAll(
            pairs,
            [&](const Alignment &alignment) -> Result<void> {
                out.push_back(alignment);
                return {};
            },
            m_job);
    }

    std::map<TaskKey, std::vector<DialogueId>> peopleByTask() const
    {
        std::map<TaskKey, std::vector<DialogueId>> people;
        for (const MetricDialogue &one : m_input.people)
            people[one.dialogue->task].push_back(one.dialogue->id);
        return people;
    }

    /// By task: the aligner keeps what it prepared while a task lasts.
    std::vector<DialoguePair> pairsBetween(const std::vector<MetricDialogue> &sims) const
    {
        std::map<TaskKey, std::vector<DialogueId>> simsByTask;
        for (const MetricDialogue &one : sims)
            simsByTask[one.dialogue->task].push_back(one.dialogue->id);
        std::vector<DialoguePair> pairs;
        for (const auto &[task, people] : peopleByTask()) {
            for (const DialogueId &real : people)
                for (const DialogueId &sim : simsByTask[task])
                    pairs.push_back({task, real, sim});
        }
        return pairs;
    }

    std::vector<DialoguePair> pairsAmongPeople() const
    {
        std::vector<DialoguePair> pairs;
        for (const auto &[task, people] : peopleByTask()) {
            for (std::size_t i = 0; i < people.size(); ++i)
                for (std::size_t j = i + 1; j < people.size(); ++j)
                    pairs.push_back({task, people[i], people[j]});
        }
        return pairs;
    }

    Session &m_session;
    const StudySelection &m_selection;
    const LoadMetricOptions &m_options;
    JobContext &m_job;
    FeatureExtractor m_extractor{m_options.edition.repairs};
    std::vector<CorpusSummary> m_corpora;
    std::unordered_set<DialogueId> m_excluded;
    std::vector<ComparableSurvey> m_surveys;
    std::unordered_map<DialogueId, FeatureVector> m_features;
    std::set<TaskKey> m_chosen;
    /// Of people.
    std::set<TaskKey> m_tasks;
    bool m_onlyTasksOfPeople = false;
    MetricInput m_input;
};
} // namespace

Result<MetricInput> loadMetricInput(Session &session, const StudySelection &selection,
                                    const LoadMetricOptions &options, JobContext &job)
{
    return Loader(session, selection, options, job).load();
}
} // namespace gapscope
