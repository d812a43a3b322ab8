// SPDX-License-Identifier: GPL-3.0-or-later
// Few-shot examples of τ-bench: lines {"messages_display": "user: …\nassistant: …"} (formats.md,
// section 2.1).
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/file_name.h"
#include "core/import/importer.h"
#include "core/import/record_reader.h"
#include "core/import/task_book.h"
#include "core/import/task_id.h"
#include "core/import/tau_bench_run.h"

namespace gapscope::importers {
namespace {
using Effect = ImportIssue::Effect;

class TauFewShot final : public Importer
{
public:
    std::string_view id() const override { return "tau_few_shot"; }
    std::string_view title() const override { return "τ-bench few-shot transcripts"; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *display = probe.field("messages_display");
        if (!display || !display->is_string())
            return {};
        return {95, guessFromFileName(probe.fileName)};
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        TaskBook tasks(output);
        return readRecords(probe, output, RecordLayout::Items, [&](const Record &record) {
            return readRecord(record, context, tasks, output);
        });
    }

private:
    static bool readRecord(const Record &record, const ImportContext &context, TaskBook &tasks,
                           ImportOutput &output)
    {
        const Json *display = member(record.value, "messages_display");
        if (!display || !display->is_string())
            return output.issue(issueAt(record, Effect::Skipped, "no-messages",
                                        "the record has no text \"messages_display\""));
        if (tasks.empty() && !output.issue(issueAt(record, Effect::Note, "no-task-id",
                                                   "dialogues without a task id make no pairs")))
            return false;
        Task task;
        task.nativeId = "few_shot_" + std::to_string(record.number);
        task.domain = context.corpus.domain;
        task.key = taskKey(context.benchmark.empty() ? "tau1" : context.benchmark, task.domain,
                           task.nativeId);
        Dialogue dialogue;
        dialogue.task = task.key;
        dialogue.nativeId = numberedId(record.number);
        dialogue.turns = turnsOfDisplay(display->get_ref<const std::string &>());
        dialogue.outcome.termination = tauBenchTermination(dialogue.turns, true);
        dialogue.metadata = metadataWithout(record.value, {"messages_display"});
        if (dialogue.turns.empty() &&
            !output.issue(issueAt(record, Effect::Note, "no-turns", "the transcript is empty")))
            return false;
        return tasks.add(task) && output.dialogue(std::move(dialogue));
    }
};
} // namespace

std::unique_ptr<Importer> tau_few_shot()
{
    return std::make_unique<TauFewShot>();
}
} // namespace gapscope::importers
