// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of Inspect AI, as one JSON object or as an archive `.eval` with one file for each sample
// (formats.md, section 2.9).
#include "core/base/hash.h"
#include "core/import/chat_messages.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/input_files.h"
#include "core/import/inspect_sample.h"
#include "core/import/record_reader.h"
#include "core/import/task_book.h"
#include "core/import/task_id.h"
#include "core/import/watch.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
using Effect = ImportIssue::Effect;

/// A model as a name, or as an object that has one.
std::string modelOf(const Json *role)
{
    return role && role->is_object() ? textOf(member(*role, "model")) : textOf(role);
}

std::string userModelOf(const Json &eval)
{
    if (const Json *roles = member(eval, "model_roles"); roles && roles->is_object()) {
        for (const std::string_view name : {"user", "user_simulator", "simulator", "user_sim"}) {
            if (const std::string model = modelOf(member(*roles, name)); !model.empty())
                return model;
        }
    }
    const Json *arguments = member(eval, "task_args");
    if (!arguments)
        return {};
    return modelOf(firstMember(*arguments, {"user", "user_model", "user_sim_model",
                                            "user_simulator", "user_simulator_model", "user_llm",
                                            "simulator", "simulator_model"}));
}

CorpusGuess guessFromEval(const Json &eval)
{
    CorpusGuess guess;
    guess.domain = textOf(member(eval, "task"));
    guess.agentModel = modelOf(member(eval, "model"));
    guess.userModel = userModelOf(eval);
    guess.label = guess.userModel.empty() ? guess.domain : guess.userModel;
    if (!guess.userModel.empty())
        guess.kind = CorpusKind::Simulated;
    return guess;
}

bool isSampleName(const std::string &name)
{
    return name.starts_with("samples/") && name.ends_with(".json");
}

/// The file of an archive that tells what was run; an interrupted log has no header yet.
std::string headOf(const Probe &probe)
{
    for (const char *name : {"header.json", "_journal/start.json"}) {
        if (std::find(probe.entries.begin(), probe.entries.end(), name) != probe.entries.end())
            return probe.path + "/" + name;
    }
    return {};
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output)
        : m_context(context), m_output(output), m_tasks(output)
    {}

    std::int64_t samples() const { return m_samples; }
    /// For samples that are files of their own: goes in front of their places.
    void setFile(std::string name) { m_file = std::move(name); }

    bool readSample(const Record &record)
    {
        ++m_samples;
        const Json &sample = record.value;
        m_name = nameOf(sample);
        if (!sample.is_object())
            return tell(record, Effect::Skipped, "not-an-object",
                        "the record is no object, so it is no sample");
        Task task = taskOf(sample);
        if (task.nativeId.empty())
            return tell(record, Effect::Skipped, "no-task-id", "the sample has no id");
        Dialogue dialogue;
        dialogue.task = task.key;
        const std::optional<int> epoch = integerOf(member(sample, "epoch"));
        setRun(epoch, dialogue);
        dialogue.nativeId = m_name;
        dialogue.startedMs = timeOf(member(sample, "started_at"));
        dialogue.metadata = metadataWithout(
            sample, {"messages", "events", "transcript", "events_data", "message_pool",
                     "attachments", "output", "input", "id", "epoch", "files", "setup"});
        return readTurns(record, dialogue) && readOutcome(record, dialogue) && m_tasks.add(task) &&
               m_output.dialogue(std::move(dialogue));
    }

    bool tell(const Record &record, Effect effect, const char *code, const std::string &message)
    {
        ImportIssue told = issueAt(record, effect, code, message);
        if (!m_file.empty())
            told.record = m_file;
        else if (!m_name.empty())
            told.record = m_name;
        return m_output.issue(std::move(told));
    }

private:
    /// As the files of an archive are named; empty where the sample has no id.
    static std::string nameOf(const Json &sample)
    {
        const std::string id = textOf(member(sample, "id"));
        const std::optional<int> epoch = integerOf(member(sample, "epoch"));
        return id.empty() || !epoch ? id : id + "_epoch_" + std::to_string(*epoch);
    }

    Task taskOf(const Json &sample) const
    {
        Task task;
        task.nativeId = textOf(member(sample, "id"));
        task.domain = m_context.corpus.domain;
        task.key = taskKey(m_context.benchmark.empty() ? "inspect" : m_context.benchmark,
                           task.domain, task.nativeId);
        const Json *input = member(sample, "input");
        int missing = 0;
        Json resolved = input ? resolvedInspectMessage(*input, sample, missing) : Json();
        if (resolved.is_array()) {
            for (const Json &message : resolved) {
                if (textOf(member(message, "role")) != "user")
                    continue;
                task.instruction += task.instruction.empty() ? "" : "\n\n";
                task.instruction += contentText(member(message, "content")).value_or(std::string());
            }
        } else {
            task.instruction = textOf(&resolved);
        }
        Sha256 hash;
        hash.add(task.instruction);
        hash.add(textOf(member(sample, "target")));
        task.fingerprint = hash.finishHex(16);
        return task;
    }

    bool readTurns(const Record &record, Dialogue &dialogue)
    {
        const InspectMessages found = inspectMessages(record.value);
        ChatMessages chat;
        int missing = 0;
        Watch watch(m_output);
        for (const Json &message : found.messages) {
            if (!watch.goesOn())
                return false;
            const Json resolved = resolvedInspectMessage(message, record.value, missing);
            // The message as the log has it; the turn's text is what it stands for.
            const std::string problem =
                resolved == message ? chat.add(message) : chat.add(resolved, dumped(message));
            if (!problem.empty() && !tell(record, Effect::Note, problem.c_str(),
                                          "a message has no known role or is no object"))
                return false;
        }
        dialogue.turns = chat.takeTurns();
        if (missing > 0 &&
            !tell(record, Effect::Note, "attachment-missing",
                  std::to_string(missing) + " texts stand in attachments that the log has not"))
            return false;
        if (found.fromEvents &&
            !tell(record, Effect::Repaired, "messages-from-events",
                  "the sample has no messages; they were taken from its last model event"))
            return false;
        return !dialogue.turns.empty() ||
               tell(record, Effect::Note, "no-turns", "the sample has no messages");
    }

    bool readOutcome(const Record &record, Dialogue &dialogue)
    {
        InspectOutcome found = inspectOutcome(record.value);
        dialogue.outcome = std::move(found.outcome);
        if (found.unreadable)
            return tell(record, Effect::Note, "reward-not-a-number",
                        "no score of the sample is a number or one of the letters C, I, P, N");
        if (found.several && !m_toldSeveral) {
            m_toldSeveral = true;
            return tell(record, Effect::Note, "several-scores",
                        "samples have several scores; the first one is the reward, all are in the "
                        "metadata");
        }
        return true;
    }

    const ImportContext &m_context;
    ImportOutput &m_output;
    TaskBook m_tasks;
    std::string m_file;
    /// Of the sample that is being read.
    std::string m_name;
    std::int64_t m_samples = 0;
    bool m_toldSeveral = false;
};

/// Passes on what is said about one sample's file with its name.
class SampleOutput final : public ImportOutput
{
public:
    SampleOutput(ImportOutput &output, std::string file) : m_output(output), m_file(std::move(file))
    {}
    bool task(const Task &task) override { return m_output.task(task); }
    bool dialogue(Dialogue dialogue) override { return m_output.dialogue(std::move(dialogue)); }
    bool survey(ComparableSurvey survey) override { return m_output.survey(std::move(survey)); }
    bool difficulty(const std::map<std::string, double> &difficulty) override
    {
        return m_output.difficulty(difficulty);
    }
    bool issue(ImportIssue issue) override
    {
        issue.record = m_file;
        return m_output.issue(std::move(issue));
    }
    /// Of the log as a whole, not of the sample's file.
    bool progress(std::int64_t) override { return m_output.progress(0); }
    bool rest() override { return m_output.rest(); }

private:
    ImportOutput &m_output;
    std::string m_file;
};

class InspectAi final : public Importer
{
public:
    std::string_view id() const override { return "inspect_ai"; }
    std::string_view title() const override { return "Inspect AI logs (.eval, .json)"; }

    Sniff sniff(const Probe &probe) const override
    {
        if (probe.shape == FileShape::Archive) {
            const std::string head = headOf(probe);
            if (head.empty())
                return {};
            const Result<Probe> header = probeFile(head, probe.files);
            const Json *eval = header ? header->field("eval") : nullptr;
            return {97, eval ? guessFromEval(*eval) : CorpusGuess()};
        }
        const Json *eval = probe.isObject() ? probe.field("eval") : nullptr;
        if (!eval || !member(*eval, "task") ||
            !(probe.field("plan") || probe.field("status") || probe.field("version")))
            return {};
        return {97, guessFromEval(*eval)};
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        Reading reading(context, output);
        const Result<bool> more = probe.shape == FileShape::Archive
                                      ? readArchive(probe, reading, output)
                                      : readObject(probe, reading, output);
        if (!more)
            return more.error();
        if (*more && reading.samples() == 0)
            output.issue({Effect::Note, 0, -1, "", "no-samples",
                          "the log holds no samples: it was written with its header only, or its "
                          "run ended before the first one"});
        else if (*more && context.corpus.userModel.empty())
            output.issue({Effect::Note, 0, -1, "", "user-is-prompt",
                          "the log names no model for the user: the user's turns are the prompts "
                          "of its data set, unless the task brought its own"});
        return {};
    }

private:
    /// False: the reading ends.
    static Result<bool> readObject(const Probe &probe, Reading &reading, ImportOutput &output)
    {
        RecordReader records(probe, output);
        if (const Result<void> opened = records.open(RecordLayout::NestedMembers); !opened)
            return opened.error();
        while (const std::optional<Record> record = records.next()) {
            if (record->element && record->key == "samples" && !reading.readSample(*record))
                return false;
        }
        return records.failed() ? Result<bool>(*records.failed()) : Result<bool>(true);
    }

    static Result<bool> readArchive(const Probe &probe, Reading &reading, ImportOutput &output)
    {
        if (!headOf(probe).ends_with("/header.json") &&
            !output.issue({Effect::Note, 0, -1, "", "interrupted-log",
                           "the log has no header: its run was interrupted, and what it had "
                           "written is read"}))
            return false;
        std::vector<std::string> names = probe.entries;
        std::sort(names.begin(), names.end());
        for (const std::string &name : names) {
            if (!isSampleName(name))
                continue;
            SampleOutput named(output, name);
            Probe sample;
            sample.path = probe.path + "/" + name;
            sample.files = probe.files;
            sample.shape = FileShape::Object;
            RecordReader records(sample, named);
            reading.setFile(name);
            if (const Result<void> opened = records.open(RecordLayout::Items); !opened) {
                if (opened.error().code == ErrorCode::Cancelled)
                    return opened.error();
                if (!named.issue(
                        {Effect::Skipped, 0, -1, "", "damaged-file", opened.error().detail}))
                    return false;
                continue;
            }
            while (const std::optional<Record> record = records.next()) {
                if (!reading.readSample(*record))
                    return false;
            }
            if (records.failed())
                return *records.failed();
            if (!output.progress(0))
                return false;
        }
        return true;
    }
};
} // namespace

std::unique_ptr<Importer> inspect_ai()
{
    return std::make_unique<InspectAi>();
}
} // namespace gapscope::importers
