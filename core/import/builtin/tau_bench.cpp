// SPDX-License-Identifier: GPL-3.0-or-later
// Results of τ-bench v1 and its forks: a list of runs {task_id, reward, info, traj, trial}
// (formats.md, sections 2.1 and 2.4).
#include "core/import/chat_messages.h"
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/file_name.h"
#include "core/import/importer.h"
#include "core/import/record_reader.h"
#include "core/import/task_book.h"
#include "core/import/task_id.h"
#include "core/import/task_marks.h"
#include "core/import/tau_bench_run.h"
#include "core/import/watch.h"

namespace gapscope::importers {
namespace {
using Effect = ImportIssue::Effect;

/// The last line says what happened, as in `EOFError: EOF when reading a line`.
std::string reasonOf(const Json &error)
{
    std::string text = textOf(&error);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text.substr(text.rfind('\n') + 1).substr(0, 200);
}

class TauBench final : public Importer
{
public:
    std::string_view id() const override { return "tau_bench"; }
    std::string_view title() const override { return "τ-bench results (also τ-trait)"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *messages = probe.field("traj");
        if (!messages || !messages->is_array() || !probe.field("task_id"))
            return {};
        Sniff found{95, guessFromFileName(probe.fileName)};
        if (found.guess.domain.empty())
            found.guess.domain = tauBenchDomain(probe.first);
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        TaskBook tasks(output);
        return readRecords(probe, output, RecordLayout::Items, [&](const Record &record) {
            return readRun(record, context, tasks, output);
        });
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
        task.domain = context.corpus.domain.empty() ? tauBenchDomain(run) : context.corpus.domain;
        task.key = taskKey(context.benchmark.empty() ? "tau1" : context.benchmark, task.domain,
                           task.nativeId);
        task.instruction = told ? textOf(member(*told, "instruction")) : std::string();
        task.fingerprint = tauBenchFingerprint(told);
        if (task.domain.empty() && tasks.empty() &&
            !output.issue(issueAt(record, Effect::Note, "domain-unknown",
                                  "neither the file name nor the messages tell the domain of the "
                                  "tasks")))
            return false;

        Dialogue dialogue;
        dialogue.task = task.key;
        const std::optional<int> trial = integerOf(member(run, "trial"));
        setRun(trial ? std::optional(*trial + 1) : std::nullopt, dialogue);
        dialogue.nativeId = task.nativeId;
        if (trial)
            dialogue.nativeId += "/" + std::to_string(*trial);
        ChatMessages chat;
        Watch watch(output);
        for (const Json &message : *messages) {
            if (!watch.goesOn())
                return false;
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
        unfoldTextActions(dialogue.turns);
        const Json *reward = firstMember(run, {"reward"});
        dialogue.outcome.reward = figureOf(reward);
        if (reward && !dialogue.outcome.reward &&
            !output.issue(issueAt(record, Effect::Note, "reward-not-a-number",
                                  "the reward is " + dumped(*reward).substr(0, 60) +
                                      " and counts as missing")))
            return false;
        dialogue.startedMs = info ? timeOf(member(*info, "conversation_start_time")) : std::nullopt;
        dialogue.metadata = metadataWithout(run, {"traj", "reward", "task_id", "trial"});
        const bool crashed = error && !error->is_null();
        const bool ofApp = info && member(*info, "conversation_start_time");
        const bool people = context.corpus.kind == CorpusKind::Real || ofApp;
        dialogue.outcome.termination =
            crashed ? "error" : tauBenchTermination(dialogue.turns, people);
        if (crashed &&
            !output.issue(issueAt(
                record, Effect::Note, "crashed-run",
                std::string("the run broke off ") +
                    (dialogue.turns.empty() ? "before the first message: " : "with an error: ") +
                    reasonOf(*error))))
            return false;
        if (ofApp && isScreenView(dialogue.turns) &&
            !output.issue(
                issueAt(record, Effect::Note, "screen-view",
                        "the run holds what the screen showed, without the agent's prompt "
                        "and tool calls: its turns are fewer than those of runs that have "
                        "them")))
            return false;
        if (dialogue.turns.empty() && !crashed &&
            !output.issue(issueAt(record, Effect::Note, "no-turns", "the run has no messages")))
            return false;
        if (told && !tasks.told(task.key) &&
            !tellTaskMarks(output, task.key, textOf(member(*told, "user_id")),
                           member(*told, "actions")))
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
