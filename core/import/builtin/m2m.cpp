// SPDX-License-Identifier: GPL-3.0-or-later
// M2M, "simulated-dialogue": a list of {dialogue_id, turns}, where a turn is what the system said
// and what the user answered (formats.md, section 2.6f).
#include "core/import/corpus_importer.h"
#include "core/import/fields.h"

namespace gapscope::importers {
namespace {
std::optional<std::string> wordsOfSide(const Json &turn, std::string_view side)
{
    const Json *utterance = member(turn, side);
    const Json *text = utterance ? member(*utterance, "text") : nullptr;
    return text && !text->is_null() ? std::optional(textOf(text)) : std::nullopt;
}

bool readDialogue(const Record &record, const Json &list, CorpusReading &reading)
{
    const Json &value = record.value;
    const auto addTurn = [&](const Json &turn, MessageTurns &turns) {
        if (!turn.is_object() &&
            !reading.note(record, "not-an-object", "a turn is no object and was left out"))
            return false;
        std::vector<Turn> said;
        // Within a turn the system comes first.
        if (const auto words = wordsOfSide(turn, "system_utterance"))
            said.push_back(spoken(Role::Agent, words));
        if (const auto words = wordsOfSide(turn, "user_utterance"))
            said.push_back(spoken(Role::User, words));
        turns.add(turn, std::move(said));
        return true;
    };
    std::optional<Dialogue> dialogue = dialogueOfTurns(value, list, reading, addTurn);
    if (!dialogue)
        return false;
    const Task task = reading.task(
        "m2m", {}, dialogue->nativeId.empty() ? numberedId(record.number) : dialogue->nativeId);
    return reading.noteOnce(record, "paraphrased-outlines",
                            "people worded these dialogues, but a simulator had planned both "
                            "sides") &&
           reading.add(record, task, std::move(*dialogue));
}

Sniff sniff(const Probe &probe)
{
    const Json *turns = probe.field("turns");
    if (!probe.field("dialogue_id") || !turns || !turns->is_array() || turns->empty() ||
        (!member(turns->front(), "user_utterance") && !member(turns->front(), "system_utterance")))
        return {};
    Sniff found{95, {}};
    found.guess.kind = CorpusKind::Simulated;
    found.guess.label = "M2M";
    return found;
}
} // namespace

std::unique_ptr<Importer> m2m()
{
    return corpusImporter(
        {"m2m", "M2M simulated dialogues", "turns", &sniff, &readDialogue, nullptr});
}
} // namespace gapscope::importers
