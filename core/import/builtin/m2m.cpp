// SPDX-License-Identifier: GPL-3.0-or-later
// M2M, "simulated-dialogue": a list of {dialogue_id, turns}, where a turn is what the system said
// and what the user answered (formats.md, section 2.6f).
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"

namespace gapscope::importers {
namespace {
std::optional<std::string> wordsOfSide(const Json &turn, std::string_view side)
{
    const Json *utterance = member(turn, side);
    const Json *text = utterance ? member(*utterance, "text") : nullptr;
    return text && !text->is_null() ? std::optional(textOf(text)) : std::nullopt;
}

bool readDialogue(const Record &record, CorpusReading &reading)
{
    const Json &value = record.value;
    const Json *list = member(value, "turns");
    if (!value.is_object())
        return reading.skip(record, "not-an-object", "the record is no object, so no dialogue");
    if (!list || !list->is_array())
        return reading.skip(record, "no-messages", "the dialogue has no list \"turns\"");
    Dialogue dialogue;
    dialogue.nativeId = textOf(member(value, "dialogue_id"));
    dialogue.metadata = metadataWithout(value, {"turns", "dialogue_id"});
    MessageTurns turns;
    for (const Json &turn : *list) {
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
    }
    dialogue.turns = turns.take();
    const Task task = reading.task(
        "m2m", {}, dialogue.nativeId.empty() ? numberedId(record.number) : dialogue.nativeId);
    return reading.noteOnce(record, "paraphrased-outlines",
                            "people worded these dialogues, but a simulator had planned both "
                            "sides") &&
           reading.add(record, task, std::move(dialogue));
}

class M2m final : public Importer
{
public:
    std::string_view id() const override { return "m2m"; }
    std::string_view title() const override { return "M2M simulated dialogues"; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *turns = probe.field("turns");
        if (!probe.field("dialogue_id") || !turns || !turns->is_array() || turns->empty() ||
            (!member(turns->front(), "user_utterance") &&
             !member(turns->front(), "system_utterance")))
            return {};
        Sniff found{95, {}};
        found.guess.kind = CorpusKind::Simulated;
        found.guess.label = "M2M";
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

std::unique_ptr<Importer> m2m()
{
    return std::make_unique<M2m>();
}
} // namespace gapscope::importers
