// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/features/feature.h"
#include "core/metrics/usi_table.h"
#include "core/model/transcript.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace gapscope {
/// Task difficulty (share of successful runs, 0–1) that the calibration bins are made of.
struct Difficulty
{
    enum class Mode { Frozen, Self, Given };

    Mode mode = Mode::Frozen;
    /// Only for Given: by task, and the name to show.
    std::map<std::string, double> given;
    std::string name;
};

/// The 165 tasks of the published scorer.
const std::map<std::string, double> &frozenDifficulty();
/// The published rows that are known, to set beside one's own.
const std::vector<UsiRow> &publishedRows();
/// `argument` is frozen, self, or a JSON file: a flat map or {"difficulty": map}.
Result<Difficulty> difficultyFrom(const std::string &argument);
/// Of one task, 0–1, under the names it may have in the map. None where it has none, and for Self,
/// which is pooled from outcomes.
std::optional<double> difficultyOfTask(const TaskKey &task, const Difficulty &difficulty);
/// "frozen", "self" or the given map's name.
std::string difficultyName(const Difficulty &difficulty);

/// One dialogue with what the index needs of it.
struct StudyDialogue
{
    DialogueId id;
    TaskKey task;
    /// Run of a simulator, or batch of people: 1, 2, 3 …
    int run = 1;
    /// None: the dialogue has no features (no user turn that counts).
    std::optional<FeatureVector> features;
    /// None: the dialogue takes no part in calibration.
    std::optional<double> reward;
    Keep keep = Keep::Yes;
    /// What the person answered; not read for simulators.
    std::vector<SurveyAnswer> survey;
};

/// A questionnaire about the dialogue of a task that people had in `batch`.
struct StudySurvey
{
    TaskKey task;
    int batch = 1;
    std::vector<SurveyAnswer> answers;
};

struct StudySimulator
{
    std::string name;
    std::vector<StudyDialogue> dialogues;
    /// The simulator's answers about people's dialogues; empty = it has none.
    std::vector<StudySurvey> surveys;
};

/// Everything the index is computed from when it is known who is who: runs and batches are given,
/// nothing is guessed from ids.
struct UsiStudy
{
    std::vector<StudyDialogue> people;
    /// A second rating of people's dialogues of batch 1, in its order; empty = there is none.
    std::vector<StudySurvey> secondOpinions;
    std::vector<StudySimulator> simulators;
    Difficulty difficulty;
    /// The one the features were computed with, and whose rules the table follows.
    Edition edition;
};

/// The study without the dialogues in `without` and, where `tasks` are given, of these tasks only.
UsiStudy restricted(const UsiStudy &study, const std::unordered_set<DialogueId> &without,
                    const std::optional<std::set<TaskKey>> &tasks = std::nullopt);

/// The reward, else 1 or 0 where the source states success itself, else none.
std::optional<double> rewardOf(const Outcome &outcome);

/// The table of the study's edition: the ceiling's row first, then the simulators in their order.
/// What cannot be computed is missing with its reason. Error: only Cancelled.
Result<UsiTable> scoreStudy(const UsiStudy &study, JobContext &job);
} // namespace gapscope
