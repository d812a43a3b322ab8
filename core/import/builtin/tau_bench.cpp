// SPDX-License-Identifier: GPL-3.0-or-later
// Results of τ-bench v1 and its forks: a list of runs {task_id, reward, info, traj, trial}
// (formats.md, sections 2.1 and 2.4).
#include "core/base/hash.h"
#include "core/import/chat_messages.h"
#include "core/import/fields.h"
#include "core/import/file_name.h"
#include "core/import/importer.h"
#include "core/import/record_reader.h"
#include "core/import/task_book.h"
#include "core/import/task_id.h"

namespace gapscope::importers {
namespace {
using Effect = ImportIssue::Effect;

std::string domainOf(const Json &run)
{
    const Json *messages = member(run, "traj");
    if (!messages || !messages->is_array())
        return {};
    for (const Json &message : *messages) {
        if (textOf(member(message, "role")) == "system") {
            std::string domain = domainOfPolicy(textOf(member(message, "content")));
            if (!domain.empty())
                return domain;
        }
        std::string domain = domainOfTool(textOf(member(message, "name")));
        if (!domain.empty())
            return domain;
    }
    return {};
}

/// Stable across the forks' rewording of instructions: who the user is and what should be done.
std::string fingerprintOf(const Json *task)
{
    if (!task || !task->is_object())
        return {};
    Sha256 hash;
    hash.add(textOf(member(*task, "user_id")));
    hash.add(textOf(member(*task, "actions")));
    return hash.finishHex(16);
}

/// The source does not say how a run ended; its last messages do.
std::string terminationOf(const std::vector<Turn> &turns, const Json *error)
{
    if (error && !error->is_null())
        return "error";
    if (turns.empty())
        return {};
    const Turn &last = turns.back();
    if (last.toolResult && last.toolResult->name == "transfer_to_human_agents")
        return "transfer";
    for (auto turn = turns.rbegin(); turn != turns.rend(); ++turn) {
        if (turn->role != Role::User)
            continue;
        const bool stop = turn->text && turn->text->find("###STOP###") != std::string::npos;
        return stop ? "user_stop" : "";
    }
    return {};
}

class TauBench final : public Importer
{
public:
    std::string_view id() const override { return "tau_bench"; }
    std::string_view title() const override { return "τ-bench results (also τ-trait)"; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *messages = probe.field("traj");
        if (!messages || !messages->is_array() || !probe.field("task_id"))
            return {};
        Sniff found{95, guessFromFileName(probe.fileName)};
        if (found.guess.domain.empty())
            found.guess.domain = domainOf(probe.first);
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        RecordReader records(probe, output);
        if (const Result<void> opened = records.open(RecordLayout::Items); !opened)
            return opened;
        TaskBook tasks(output);
        while (const std::optional<Record> record = records.next()) {
            if (!readRun(*record, context, tasks, output))
                return {};
        }
        return records.failed() ? Result<void>(*records.failed()) : Result<void>();
    }

private:
    static bool readRun(const Record &record, const ImportContext &context, TaskBook &tasks,
                        ImportOutput &output)
    {
        const Json &run = record.value;
        const Json *messages = member(run, "traj");
        if (!run.is_object())
            return output.issue(issueAt(record, Effect::Skipped, "not-an-object",
                                        "the record is no object, so it is no run"));
        if (!messages || !messages->is_array())
            return output.issue(issueAt(record, Effect::Skipped, "no-messages",
                                        "the run has no list \"traj\" of messages"));
        const Json *info = member(run, "info");
        const Json *told = info ? member(*info, "task") : nullptr;
        const Json *error = info ? member(*info, "error") : nullptr;

        Task task;
        task.nativeId = textOf(member(run, "task_id"));
        if (task.nativeId.empty())
            return output.issue(
                issueAt(record, Effect::Skipped, "no-task-id", "the run does not name its task"));
        task.domain = context.corpus.domain.empty() ? domainOf(run) : context.corpus.domain;
        task.key = taskKey(context.benchmark.empty() ? "tau1" : context.benchmark, task.domain,
                           task.nativeId);
        task.instruction = told ? textOf(member(*told, "instruction")) : std::string();
        task.fingerprint = fingerprintOf(told);
        if (task.domain.empty() && tasks.empty() &&
            !output.issue(issueAt(record, Effect::Note, "domain-unknown",
                                  "neither the file name nor the messages tell the domain of the "
                                  "tasks")))
            return false;

        Dialogue dialogue;
        dialogue.task = task.key;
        const std::optional<int> trial = integerOf(member(run, "trial"));
        dialogue.run = trial ? *trial + 1 : tasks.nextRun(task.key);
        dialogue.nativeId = task.nativeId + "/" + std::to_string(dialogue.run - 1);
        ChatMessages chat;
        for (const Json &message : *messages) {
            if (const std::string problem = chat.add(message);
                !problem.empty() &&
                !output.issue(issueAt(record, Effect::Note, problem,
                                      problem == "unknown-role"
                                          ? "a message has the role \"" +
                                                textOf(member(message, "role")) + "\""
                                          : "a message is no object and was left out")))
                return false;
        }
        dialogue.turns = chat.takeTurns();
        dialogue.outcome.reward = numberOf(member(run, "reward"));
        dialogue.outcome.termination = terminationOf(dialogue.turns, error);
        dialogue.startedMs = info ? timeOf(member(*info, "conversation_start_time")) : std::nullopt;
        dialogue.metadata = metadataWithout(run, {"traj", "reward", "task_id", "trial"});
        if (dialogue.turns.empty() &&
            !output.issue(issueAt(record, Effect::Note, error ? "crashed-run" : "no-turns",
                                  error ? "the run broke off before the first message"
                                        : "the run has no messages")))
            return false;
        return tasks.add(task) && output.dialogue(std::move(dialogue));
    }
};
} // namespace

std::unique_ptr<Importer> tau_bench()
{
    return std::make_unique<TauBench>();
}
} // namespace gapscope::importers
