// SPDX-License-Identifier: GPL-3.0-or-later
// MultiWOZ 2.0 and 2.1, and ConvLab-2's copy: dialogues by id, each {goal, log} (formats.md,
// section 2.6a).
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
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

bool readDialogue(const Record &record, CorpusReading &reading)
{
    const Json &value = record.value;
    const Json *log = member(value, "log");
    if (!value.is_object())
        return reading.skip(record, "not-an-object", "the member is no object, so no dialogue");
    if (!log || !log->is_array())
        return reading.skip(record, "no-messages", "the dialogue has no list \"log\" of turns");
    const Json *goal = member(value, "goal");
    const Json *messages = goal ? member(*goal, "message") : nullptr;
    const Task task = multiwozTask(reading, record.key, goal, messages);
    Dialogue dialogue;
    dialogue.nativeId = record.key;
    dialogue.metadata = metadataWithout(value, {"log"});
    MessageTurns turns;
    for (const Json &entry : *log) {
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

class Multiwoz final : public Importer
{
public:
    std::string_view id() const override { return "multiwoz"; }
    std::string_view title() const override { return "MultiWOZ 2.0/2.1 and ConvLab-2"; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json &first = probe.first;
        if (!probe.isObject() || !first.is_object() ||
            std::none_of(first.begin(), first.end(), isDialogue))
            return {};
        Sniff found{95, {}};
        found.guess.kind = CorpusKind::Real;
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        CorpusReading reading(context, output);
        return readRecords(probe, output, RecordLayout::Members,
                           [&](const Record &record) { return readDialogue(record, reading); });
    }
};
} // namespace

std::unique_ptr<Importer> multiwoz()
{
    return std::make_unique<Multiwoz>();
}
} // namespace gapscope::importers
