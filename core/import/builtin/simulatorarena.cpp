// SPDX-License-Identifier: GPL-3.0-or-later
// SimulatorArena's people: a list of {workerId, user_queries, ai_responses, …} about documents or
// mathematical problems (formats.md, section 2.5).
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/simulatorarena_task.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
const Json *listOf(const Json &record, std::string_view name)
{
    const Json *list = member(record, name);
    return list && list->is_array() ? list : nullptr;
}

/// Which members are what the person answered when asked about the dialogue.
bool isAnswer(const std::string &field)
{
    return field.ends_with("_rating") || field.ends_with("_correctness") || field == "strength" ||
           field == "weakness" || field == "why_stop" || field == "why_ask_tutor" ||
           field == "solve_or_not" || field == "math_expertise";
}

/// Ratings go up to 10; an answer to a problem is right or not.
void readOutcome(const Json &record, Outcome &outcome)
{
    constexpr double best = 10.0;
    if (const Json *correct = firstMember(record, {"problem_1_correctness"})) {
        if (correct->is_boolean())
            outcome.success = correct->get<bool>();
        outcome.reward = numberOf(correct);
        return;
    }
    const std::optional<double> rating =
        numberOf(firstMember(record, {"overall_document_rating", "overall_rating"}));
    if (rating)
        outcome.reward = *rating / best;
}

Task taskOf(const Record &record, const CorpusReading &reading)
{
    const Json &value = record.value;
    if (const Json *problem = firstMember(value, {"problem_id"}))
        return simulatorArenaProblem(reading, textOf(problem));
    const std::string intent = textOf(member(value, "intent"));
    if (!trimmed(intent).empty())
        return simulatorArenaDocument(reading, textOf(member(value, "document_type")), intent);
    Task task = reading.task("simulatorarena", {}, numberedId(record.number));
    task.nativeId.clear();
    return task;
}

bool readDialogue(const Record &record, CorpusReading &reading)
{
    const Json &value = record.value;
    if (!value.is_object())
        return reading.skip(record, "not-an-object", "the record is no object, so no dialogue");
    const Json *queries = listOf(value, "user_queries");
    const Json *responses = listOf(value, "ai_responses");
    if (!queries || !responses)
        return reading.skip(record, "no-messages",
                            "the record lacks \"user_queries\" or \"ai_responses\"");
    const Task task = taskOf(record, reading);
    if (task.nativeId.empty() &&
        !reading.noteOnce(record, "no-task-id", "dialogues without an intent make no pairs"))
        return false;
    const bool even =
        queries->size() == responses->size() || queries->size() == responses->size() + 1;
    if (!even && !reading.note(record, "uneven-sides",
                               std::to_string(queries->size()) + " queries have " +
                                   std::to_string(responses->size()) +
                                   " responses; they are shown in turn as far as they go"))
        return false;
    Dialogue dialogue;
    dialogue.nativeId = textOf(member(value, "workerId"));
    for (std::size_t i = 0; i < std::max(queries->size(), responses->size()); ++i) {
        if (i < queries->size())
            dialogue.turns.push_back(spoken(Role::User, textOf(&(*queries)[i])));
        if (i < responses->size())
            dialogue.turns.push_back(spoken(Role::Agent, textOf(&(*responses)[i])));
    }
    Json rest = Json::object();
    for (const auto &[name, told] : value.items()) {
        if (isAnswer(name))
            dialogue.survey.push_back({name, {}, textOf(&told)});
        else if (name != "user_queries" && name != "ai_responses" && name != "intent")
            rest[name] = told;
    }
    dialogue.metadata = rest.empty() ? std::string() : dumped(rest);
    readOutcome(value, dialogue.outcome);
    return reading.add(record, task, std::move(dialogue));
}

class SimulatorArena final : public Importer
{
public:
    std::string_view id() const override { return "simulatorarena"; }
    std::string_view title() const override { return "SimulatorArena, people"; }

    Sniff sniff(const Probe &probe) const override
    {
        if (!probe.first.is_object() || !listOf(probe.first, "user_queries") ||
            !listOf(probe.first, "ai_responses"))
            return {};
        Sniff found{95, {}};
        found.guess.kind = CorpusKind::Real;
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        CorpusReading reading(context, output);
        return readRecords(probe, output, RecordLayout::Items,
                           [&](const Record &record) { return readDialogue(record, reading); });
    }
};
} // namespace

std::unique_ptr<Importer> simulatorarena()
{
    return std::make_unique<SimulatorArena>();
}
} // namespace gapscope::importers
