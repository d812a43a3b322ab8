// SPDX-License-Identifier: GPL-3.0-or-later
// STAR: one dialogue of two people a record {DialogueID, Scenario, Events} (formats.md, section
// 2.7), mostly one record a file.
#include "core/import/corpus_importer.h"
#include "core/import/fields.h"

namespace gapscope::importers {
namespace {
/// One text covers hundreds of unrelated dialogues, whose users were told step by step what to do.
bool saysNoTask(const std::string &userTask)
{
    const std::string text = lowered(userTask);
    return text.starts_with("follow the instructions") &&
           text.find("system bot") != std::string::npos;
}

/// The turns an event gives; none for what nobody saw: drafts and clicks of the wizard.
std::vector<Turn> turnsOf(const Json &event)
{
    const std::string agent = textOf(member(event, "Agent"));
    const std::string action = textOf(member(event, "Action"));
    const std::string api = textOf(member(event, "APIName"));
    const Json *words = firstMember(event, {"Text"});
    const auto text = words ? std::optional(textOf(words)) : std::nullopt;
    if (agent == "User" && action == "utter")
        return {spoken(Role::User, text)};
    // The wizard mostly picks what to say from suggestions.
    if (agent == "Wizard" && (action == "utter" || action == "pick_suggestion"))
        return {spoken(Role::Agent, text)};
    if (agent == "Wizard" && action == "query") {
        const Json *constraints = member(event, "Constraints");
        return {called(Role::Agent, api,
                       Json{{"Constraints", constraints ? *constraints : Json::array()}})};
    }
    if (agent == "KnowledgeBase" && action == "return_item") {
        const Json *item = firstMember(event, {"Item"});
        return {answered(api, item ? dumped(*item) : std::string())};
    }
    if (agent == "UserGuide")
        return {spoken(Role::Note, text)};
    return {};
}

void addAnswers(const Json *questionnaire, const std::string &prefix, Dialogue &dialogue)
{
    if (!questionnaire || !questionnaire->is_array())
        return;
    for (const Json &asked : *questionnaire) {
        const std::string question = textOf(member(asked, "Question"));
        if (!question.empty())
            dialogue.survey.push_back(
                {prefix + question, question, textOf(member(asked, "Answer"))});
    }
}

Task taskOf(const Json &value, const std::string &id, const CorpusReading &reading)
{
    const Json *scenario = member(value, "Scenario");
    const std::string words = scenario ? textOf(member(*scenario, "UserTask")) : std::string();
    const std::string domain = scenario ? joined(member(*scenario, "Domains"), "+") : std::string();
    const bool known = !trimmed(words).empty() && !saysNoTask(words);
    Task task = reading.task("star", domain, known ? textId(words) : "dialogue " + id);
    task.nativeId = known ? words : std::string();
    task.instruction = words;
    if (known)
        task.fingerprint = fingerprintOf(words);
    return task;
}

bool readDialogue(const Record &record, const Json &events, CorpusReading &reading)
{
    const Json &value = record.value;
    Dialogue dialogue;
    dialogue.nativeId = textOf(member(value, "DialogueID"));
    const Task task = taskOf(
        value, dialogue.nativeId.empty() ? numberedId(record.number) : dialogue.nativeId, reading);
    if (task.nativeId.empty() &&
        !reading.noteOnce(record, "no-task-id",
                          "the text of the task says no more than to follow what comes; the "
                          "dialogue makes no pair"))
        return false;
    MessageTurns turns;
    for (const Json &event : events) {
        if (!reading.goesOn())
            return false;
        const std::optional<std::int64_t> time = timeOf(member(event, "UnixTime"));
        if (!dialogue.startedMs)
            dialogue.startedMs = time;
        std::vector<Turn> made = turnsOf(event);
        for (Turn &turn : made)
            turn.timeMs = time;
        turns.add(event, std::move(made));
    }
    dialogue.turns = turns.take();
    addAnswers(member(value, "UserQuestionnaire"), "", dialogue);
    addAnswers(member(value, "WizardQuestionnaire"), "wizard: ", dialogue);
    dialogue.outcome.termination = textOf(member(value, "CompletionLevel"));
    dialogue.metadata =
        metadataWithout(value, {"Events", "UserQuestionnaire", "WizardQuestionnaire", "DialogueID",
                                "CompletionLevel"});
    return reading.add(record, task, std::move(dialogue));
}

Sniff sniff(const Probe &probe)
{
    const Json *events = probe.field("Events");
    if (!events || !events->is_array() || !probe.field("Scenario") || !probe.field("DialogueID"))
        return {};
    Sniff found{95, {}};
    found.guess.kind = CorpusKind::Real;
    return found;
}
} // namespace

std::unique_ptr<Importer> star()
{
    return corpusImporter(
        {"star", "STAR (user and wizard)", "Events", &sniff, &readDialogue, nullptr});
}
} // namespace gapscope::importers
