// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/study_loader.h"

#include "core/features/corrected_lexicon.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/exclusion_repository.h"
#include "core/store/feature_recorder.h"
#include "core/store/session.h"
#include "core/store/survey_repository.h"
#include "core/store/task_repository.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace gapscope {
namespace {
using FeatureMap = std::unordered_map<DialogueId, FeatureRecord>;

Result<FeatureMap> storedFeatures(Session &session, const Edition &edition)
{
    Result<std::vector<FeatureRecord>> records =
        FeatureRepository(session).loadAll(featureVersion(edition.repairs));
    if (!records)
        return records.error();
    FeatureMap map;
    for (FeatureRecord &record : *records) {
        DialogueId id = record.dialogue;
        map.emplace(std::move(id), std::move(record));
    }
    return map;
}

/// Computes what is missing from `known`; stores it unless it is to be discarded or the workspace
/// is read-only.
Result<int> fillFeatures(Session &session, const Edition &edition, NewFeatures newFeatures,
                         FeatureMap &known, JobContext &job)
{
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    FeatureRecorder recorder(edition.repairs);
    int count = 0;
    for (const CorpusSummary &summary : *corpora) {
        DialogueFilter filter;
        filter.corpora = {summary.corpus.id};
        Result<std::vector<DialogueHead>> heads = DialogueRepository(session).list(filter);
        if (!heads)
            return heads.error();
        const bool complete = std::all_of(heads->begin(), heads->end(), [&](const auto &head) {
            return known.count(head.dialogue.id) > 0;
        });
        if (complete)
            continue;
        std::vector<FeatureRecord> fresh;
        const Result<void> read = DialogueRepository(session).forEach(
            filter,
            [&](Dialogue &&dialogue) -> Result<void> {
                if (!known.count(dialogue.id))
                    fresh.push_back(recorder.record(dialogue, summary.corpus.kind));
                return {};
            },
            job, DialogueRepository::Native::Skip);
        if (!read)
            return read.error();
        if (newFeatures == NewFeatures::Store && !session.readOnly()) {
            if (const Result<void> saved = FeatureRepository(session).save(fresh); !saved)
                return saved.error();
        }
        count += static_cast<int>(fresh.size());
        for (FeatureRecord &record : fresh) {
            DialogueId id = record.dialogue;
            known.insert_or_assign(std::move(id), std::move(record));
        }
    }
    return count;
}

bool wanted(const std::vector<std::string> &labels, const std::string &label)
{
    return labels.empty() || std::find(labels.begin(), labels.end(), label) != labels.end();
}

Result<void> checkLabels(const std::vector<std::string> &labels,
                         const std::vector<CorpusSummary> &corpora, CorpusKind kind)
{
    for (const std::string &label : labels) {
        const bool known = std::any_of(corpora.begin(), corpora.end(), [&](const auto &summary) {
            return summary.corpus.kind == kind && summary.corpus.label == label;
        });
        if (!known) {
            return Error{ErrorCode::NotFound,
                         kind == CorpusKind::Real ? "real corpus " + label : "simulator " + label,
                         ""};
        }
    }
    return {};
}

std::vector<StudySurvey> surveysOf(const std::vector<ComparableSurvey> &all, const CorpusId &corpus)
{
    std::vector<StudySurvey> found;
    for (const ComparableSurvey &survey : all) {
        if (survey.corpus == corpus)
            found.push_back({survey.task, survey.batch, survey.answers});
    }
    return found;
}

/// Heads come without their answers; only people's are read by the index.
Result<std::vector<SurveyAnswer>> answersOf(Session &session, const DialogueId &id)
{
    Result<Dialogue> dialogue = DialogueRepository(session).load(id);
    if (!dialogue)
        return dialogue.error();
    return std::move(dialogue->survey);
}
} // namespace

Result<int> updateFeatures(Session &session, const Edition &edition, JobContext &job)
{
    Result<FeatureMap> known = storedFeatures(session, edition);
    if (!known)
        return known.error();
    return fillFeatures(session, edition, NewFeatures::Store, *known, job);
}

Result<Difficulty> difficultyOf(Session &session, const std::string &argument)
{
    if (!argument.empty() && argument != "workspace")
        return difficultyFrom(argument);
    Result<std::map<std::string, double>> own = TaskRepository(session).difficulty();
    if (!own)
        return own.error();
    if (own->empty() && argument.empty())
        return Difficulty{};
    return Difficulty{Difficulty::Mode::Given, std::move(*own), "workspace"};
}

Result<UsiStudy> loadStudy(Session &session, const StudySelection &selection,
                           const Difficulty &difficulty, const Edition &edition, JobContext &job,
                           NewFeatures newFeatures)
{
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    if (const Result<void> ok = checkLabels(selection.real, *corpora, CorpusKind::Real); !ok)
        return ok.error();
    if (const Result<void> ok = checkLabels(selection.simulators, *corpora, CorpusKind::Simulated);
        !ok)
        return ok.error();
    Result<FeatureMap> features = storedFeatures(session, edition);
    if (!features)
        return features.error();
    if (const Result<int> filled = fillFeatures(session, edition, newFeatures, *features, job);
        !filled)
        return filled.error();
    Result<std::vector<Exclusion>> exclusions = ExclusionRepository(session).all();
    if (!exclusions)
        return exclusions.error();
    std::unordered_set<DialogueId> excluded;
    for (const Exclusion &exclusion : *exclusions)
        excluded.insert(exclusion.dialogue);
    Result<std::vector<ComparableSurvey>> surveys = SurveyRepository(session).list();
    if (!surveys)
        return surveys.error();
    std::set<TaskKey> tasks;
    if (selection.tasks)
        tasks.insert(selection.tasks->begin(), selection.tasks->end());

    UsiStudy study;
    study.difficulty = difficulty;
    study.edition = edition;
    for (const CorpusSummary &summary : *corpora) {
        const Corpus &corpus = summary.corpus;
        const bool real = corpus.kind == CorpusKind::Real && wanted(selection.real, corpus.label);
        const bool sim =
            corpus.kind == CorpusKind::Simulated && wanted(selection.simulators, corpus.label);
        if (!real && !sim)
            continue;
        DialogueFilter filter;
        filter.corpora = {corpus.id};
        Result<std::vector<DialogueHead>> heads = DialogueRepository(session).list(filter);
        if (!heads)
            return heads.error();
        std::vector<StudyDialogue> dialogues;
        for (const DialogueHead &head : *heads) {
            const Dialogue &dialogue = head.dialogue;
            if ((!selection.includeExcluded && excluded.count(dialogue.id)) ||
                (selection.tasks && !tasks.count(dialogue.task)))
                continue;
            // An import beside this job may have added it after the features were filled; what
            // follows an import reads it all again.
            const auto known = features->find(dialogue.id);
            if (known == features->end())
                continue;
            StudyDialogue entry;
            entry.id = dialogue.id;
            entry.task = dialogue.task;
            entry.run = dialogue.run;
            entry.features = known->second.features;
            entry.reward = rewardOf(dialogue.outcome);
            entry.keep = dialogue.keep;
            if (real) {
                Result<std::vector<SurveyAnswer>> answers = answersOf(session, dialogue.id);
                if (!answers)
                    return answers.error();
                entry.survey = std::move(*answers);
            }
            dialogues.push_back(std::move(entry));
        }
        std::vector<StudySurvey> own = surveysOf(*surveys, corpus.id);
        if (real) {
            std::move(dialogues.begin(), dialogues.end(), std::back_inserter(study.people));
            std::move(own.begin(), own.end(), std::back_inserter(study.secondOpinions));
        } else {
            study.simulators.push_back({corpus.label, std::move(dialogues), std::move(own)});
        }
    }
    return study;
}
} // namespace gapscope
