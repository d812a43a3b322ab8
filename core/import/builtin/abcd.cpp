// SPDX-License-Identifier: GPL-3.0-or-later
// Action-Based Conversations Dataset: a list of {convo_id, scenario, original}, or an object with
// such lists for train, dev and test (formats.md, section 2.6d).
#include "core/import/corpus_importer.h"
#include "core/import/fields.h"

namespace gapscope::importers {
namespace {
bool isDialogue(const Json &value)
{
    const Json *original = member(value, "original");
    return member(value, "convo_id") && original && original->is_array();
}

/// The button and its values that the annotated copy of the dialogue names for an action.
std::pair<std::string, Json> actionAt(const Json &dialogue, std::size_t place)
{
    const Json *copy = member(dialogue, "delexed");
    if (!copy || !copy->is_array() || place >= copy->size())
        return {"action", Json::object()};
    const Json *targets = member((*copy)[place], "targets");
    if (!targets || !targets->is_array() || targets->size() < 4 || !(*targets)[2].is_string())
        return {"action", Json::object()};
    return {(*targets)[2].get<std::string>(), Json{{"values", (*targets)[3]}}};
}

bool addLine(const Record &record, std::size_t place, CorpusReading &reading, MessageTurns &turns)
{
    const Json &line = (*member(record.value, "original"))[place];
    if (!line.is_array() || line.size() < 2 || !line[0].is_string()) {
        turns.add(line);
        return reading.note(record, "no-text",
                            "line " + std::to_string(place + 1) +
                                " is no pair of speaker and text and was left out");
    }
    const std::string speaker = line[0].get<std::string>();
    const std::string text = textOf(&line[1]);
    if (speaker == "customer" || speaker == "agent") {
        turns.add(line, spoken(speaker == "agent" ? Role::Agent : Role::User, text));
        return true;
    }
    if (speaker == "action") {
        const auto [button, values] = actionAt(record.value, place);
        turns.add(line, {called(Role::Agent, button, values), answered(button, text)});
        return true;
    }
    turns.add(line, spoken(Role::Note, text));
    return reading.note(record, "unknown-role",
                        "a line's speaker is \"" + speaker.substr(0, 60) +
                            "\"; it is shown as a note");
}

bool readDialogue(const Record &record, const Json &original, CorpusReading &reading)
{
    const Json &value = record.value;
    const Json *scenario = member(value, "scenario");
    const std::string flow = scenario ? textOf(member(*scenario, "flow")) : std::string();
    const std::string subflow = scenario ? textOf(member(*scenario, "subflow")) : std::string();
    Dialogue dialogue;
    dialogue.nativeId = textOf(member(value, "convo_id"));
    // Without a scenario nobody knows what the customer wanted: a task of its own.
    const Task task = reading.task("abcd", flow, subflow.empty() ? dialogue.nativeId : subflow);
    if (subflow.empty() &&
        !reading.noteOnce(record, "no-task-id", "dialogues without a subflow make no pairs"))
        return false;
    Json rest = without(value, {"original", "delexed", "convo_id"});
    if (record.element)
        rest["split"] = record.key;
    dialogue.metadata = rest.empty() ? std::string() : dumped(rest);
    MessageTurns turns;
    for (std::size_t place = 0; place < original.size(); ++place) {
        if (!reading.goesOn())
            return false;
        if (!addLine(record, place, reading, turns))
            return false;
    }
    dialogue.turns = turns.take();
    return reading.add(record, task, std::move(dialogue));
}

bool isBySplit(const Probe &probe)
{
    for (const std::string_view split : {"train", "dev", "test"}) {
        const Json *list = probe.field(split);
        if (list && list->is_array() && !list->empty() && isDialogue(list->front()))
            return probe.isObject();
    }
    return false;
}

RecordLayout layoutOf(const Probe &probe)
{
    return isBySplit(probe) ? RecordLayout::NestedMembers : RecordLayout::Items;
}

Sniff sniff(const Probe &probe)
{
    if (!isDialogue(probe.first) && !isBySplit(probe))
        return {};
    Sniff found{95, {}};
    found.guess.kind = CorpusKind::Real;
    return found;
}
} // namespace

std::unique_ptr<Importer> abcd()
{
    return corpusImporter({"abcd", "ABCD (customer service, with actions)", "original", &sniff,
                           &readDialogue, &layoutOf});
}
} // namespace gapscope::importers
