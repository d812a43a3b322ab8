// SPDX-License-Identifier: GPL-3.0-or-later
// Taskmaster 1 to 4: a list of {conversation_id, instruction_id or scenario, utterances}
// (formats.md, section 2.6c).
#include "core/import/chat_messages.h"
#include "core/import/corpus_importer.h"
#include "core/import/fields.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
/// Two people wrote the dialogues of TM-2 and of the WOZ part of TM-1; of the rest one person wrote
/// both sides. Without a name that says so nothing counts as real.
CorpusKind kindOf(const Probe &probe)
{
    if (probe.field("scenario") || probe.field("vertical"))
        return CorpusKind::SelfDialog;
    const auto names = [](const std::vector<std::string> &words, std::string_view word) {
        return std::ranges::find(words, word) != words.end();
    };
    const std::vector<std::string> file = nameWords(probe.stem);
    if (names(file, "self"))
        return CorpusKind::SelfDialog;
    if (names(file, "woz"))
        return CorpusKind::Real;
    for (const std::string &part : pathParts(probe.path)) {
        if (part.starts_with("tm-2") || part.starts_with("tm2") ||
            part.starts_with("taskmaster-2") || part.starts_with("taskmaster2"))
            return CorpusKind::Real;
    }
    return CorpusKind::SelfDialog;
}

Task taskOf(const Record &record, const CorpusReading &reading)
{
    const Json &value = record.value;
    const std::string scenario = textOf(firstMember(value, {"scenario"}));
    std::string id = scenario.empty() ? textOf(firstMember(value, {"instruction_id"})) : scenario;
    const bool known = !id.empty();
    if (!known)
        id = textOf(member(value, "conversation_id"));
    Task task = reading.task("taskmaster", lowered(textOf(firstMember(value, {"vertical"}))),
                             id.empty() ? numberedId(record.number) : textId(id));
    task.nativeId = known ? id : std::string();
    task.instruction = textOf(firstMember(value, {"instructions"}));
    if (known)
        task.fingerprint = fingerprintOf(task.instruction.empty() ? id : task.instruction);
    return task;
}

bool readDialogue(const Record &record, const Json &list, CorpusReading &reading)
{
    const Json &value = record.value;
    const Task task = taskOf(record, reading);
    if (task.nativeId.empty() &&
        !reading.noteOnce(record, "no-task-id", "dialogues without a scenario make no pairs"))
        return false;
    Dialogue dialogue;
    dialogue.nativeId = textOf(member(value, "conversation_id"));
    dialogue.metadata = metadataWithout(value, {"utterances", "conversation_id", "instructions"});
    MessageTurns turns;
    for (const Json &utterance : list) {
        if (!reading.goesOn())
            return false;
        const std::string speaker = textOf(member(utterance, "speaker"));
        const std::optional<Role> role = roleOf(speaker);
        if (!role && !reading.note(record, "unknown-role",
                                   "an utterance's speaker is \"" + speaker.substr(0, 60) +
                                       "\"; it is shown as a note"))
            return false;
        const Json *words = firstMember(utterance, {"text"});
        turns.add(utterance, spoken(role.value_or(Role::Note),
                                    words ? std::optional(textOf(words)) : std::nullopt));
    }
    dialogue.turns = turns.take();
    return reading.add(record, task, std::move(dialogue));
}

Sniff sniff(const Probe &probe)
{
    const Json *utterances = probe.field("utterances");
    if (!probe.field("conversation_id") || !utterances || !utterances->is_array() ||
        utterances->empty() || !member(utterances->front(), "speaker"))
        return {};
    Sniff found{95, {}};
    found.guess.kind = kindOf(probe);
    if (found.guess.kind == CorpusKind::SelfDialog)
        found.guess.label = "Taskmaster self-dialogs";
    return found;
}
} // namespace

std::unique_ptr<Importer> taskmaster()
{
    return corpusImporter(
        {"taskmaster", "Taskmaster 1 to 4", "utterances", &sniff, &readDialogue, nullptr});
}
} // namespace gapscope::importers
