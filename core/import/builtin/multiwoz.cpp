// SPDX-License-Identifier: GPL-3.0-or-later
// MultiWOZ 2.0 and 2.1, and ConvLab-2's copy: dialogues by id, each {goal, log} (formats.md,
// section 2.6a).
#include "core/import/corpus_importer.h"
#include "core/import/fields.h"
#include "core/import/multiwoz_task.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
bool isDialogue(const Json &value)
{
    const Json *log = member(value, "log");
    const Json *goal = member(value, "goal");
    return log && log->is_array() && goal && goal->is_object() &&
           (log->empty() || member(log->front(), "text"));
}

bool readDialogue(const Record &record, const Json &log, CorpusReading &reading)
{
    const Json &value = record.value;
    const Json *goal = member(value, "goal");
    const Json *messages = goal ? member(*goal, "message") : nullptr;
    const Task task = multiwozTask(reading, record.key, goal, messages);
    Dialogue dialogue;
    dialogue.nativeId = record.key;
    dialogue.metadata = metadataWithout(value, {"log"});
    MessageTurns turns;
    for (const Json &entry : log) {
        if (!reading.goesOn())
            return false;
        const Json *text = member(entry, "text");
        // Who speaks is told by the place alone, so a bad entry keeps its own.
        const bool user = turns.turns().size() % 2 == 0;
        if (!text && !reading.note(record, "no-text", "a turn has no text"))
            return false;
        turns.add(entry, spoken(user ? Role::User : Role::Agent,
                                text ? std::optional(textOf(text)) : std::nullopt));
    }
    dialogue.turns = turns.take();
    return reading.add(record, task, std::move(dialogue));
}

RecordLayout layoutOf(const Probe &)
{
    return RecordLayout::Members;
}

Sniff sniff(const Probe &probe)
{
    const Json &first = probe.first;
    if (!probe.isObject() || !first.is_object() ||
        std::none_of(first.begin(), first.end(), isDialogue))
        return {};
    Sniff found{95, {}};
    found.guess.kind = CorpusKind::Real;
    return found;
}
} // namespace

std::unique_ptr<Importer> multiwoz()
{
    return corpusImporter(
        {"multiwoz", "MultiWOZ 2.0/2.1 and ConvLab-2", "log", &sniff, &readDialogue, &layoutOf});
}
} // namespace gapscope::importers
