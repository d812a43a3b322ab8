// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/data_hash.h"

#include "core/base/hash.h"
#include "core/metrics/json_text.h"

#include <algorithm>
#include <string_view>

namespace gapscope {
namespace {
void addSorted(Sha256 &hash, std::string_view title, std::vector<std::string_view> texts)
{
    std::sort(texts.begin(), texts.end());
    hash.add(title);
    hash.add(std::to_string(texts.size()));
    for (const std::string_view text : texts)
        hash.add(text);
}

void addDialogues(Sha256 &hash, std::string_view side, const std::vector<StudyDialogue> &dialogues)
{
    std::vector<std::string_view> ids;
    ids.reserve(dialogues.size());
    for (const StudyDialogue &dialogue : dialogues)
        ids.push_back(dialogue.id.value());
    addSorted(hash, side, std::move(ids));
}

void addSurveys(Sha256 &hash, const std::vector<StudySurvey> &surveys)
{
    std::vector<std::string> digests;
    for (const StudySurvey &survey : surveys) {
        Sha256 one;
        one.add(survey.task.value());
        one.add(std::to_string(survey.batch));
        for (const SurveyAnswer &answer : survey.answers) {
            one.add(answer.field);
            one.add(answer.question);
            one.add(answer.answer);
        }
        digests.push_back(one.finishHex());
    }
    addSorted(hash, "surveys", {digests.begin(), digests.end()});
}
} // namespace

std::string dataHash(const UsiStudy &study)
{
    Sha256 hash;
    addDialogues(hash, "people", study.people);
    addSurveys(hash, study.secondOpinions);
    std::vector<const StudySimulator *> simulators;
    for (const StudySimulator &simulator : study.simulators)
        simulators.push_back(&simulator);
    std::sort(simulators.begin(), simulators.end(),
              [](const auto *one, const auto *other) { return one->name < other->name; });
    for (const StudySimulator *simulator : simulators) {
        hash.add(simulator->name);
        addDialogues(hash, "simulator", simulator->dialogues);
        addSurveys(hash, simulator->surveys);
    }
    hash.add(name(study.edition));
    hash.add(difficultyName(study.difficulty));
    for (const auto &[task, value] : study.difficulty.given) {
        hash.add(task);
        hash.add(plainNumber(value));
    }
    return hash.finishHex(8);
}
} // namespace gapscope
