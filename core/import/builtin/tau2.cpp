// SPDX-License-Identifier: GPL-3.0-or-later
// Results of τ²-bench: one object {info, tasks, simulations}, or single simulation objects
// (formats.md, section 2.2).
#include "core/base/hash.h"
#include "core/import/chat_messages.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/input_files.h"
#include "core/import/record_reader.h"
#include "core/import/task_book.h"
#include "core/import/task_id.h"
#include "core/import/task_marks.h"
#include "core/import/tau2_folder.h"
#include "core/import/tau2_ticks.h"
#include "core/import/watch.h"

#include <map>
#include <set>

namespace gapscope::importers {
namespace {
using Effect = ImportIssue::Effect;

CorpusGuess guessFromInfo(const Json &info)
{
    CorpusGuess guess;
    const Json *user = member(info, "user_info");
    const Json *agent = member(info, "agent_info");
    const Json *environment = member(info, "environment_info");
    if (user) {
        const std::string implementation = textOf(member(*user, "implementation"));
        guess.userModel = textOf(member(*user, "llm"));
        guess.label = guess.userModel;
        if (implementation.find("human") != std::string::npos) {
            guess.kind = CorpusKind::Real;
            guess.label = "human";
        } else if (!implementation.empty() || !guess.userModel.empty()) {
            guess.kind = CorpusKind::Simulated;
        }
        if (implementation == "dummy_user")
            guess.label = "no user";
    }
    if (agent)
        guess.agentModel = textOf(member(*agent, "llm"));
    if (environment)
        guess.domain = textOf(member(*environment, "domain_name"));
    return guess;
}

/// Beside a folder of single simulations lies the file that tells what they have in common.
CorpusGuess guessFromSibling(const Probe &probe)
{
    const std::string path = probe.files ? tau2ResultsOf(probe.path, *probe.files) : std::string();
    const Result<Probe> results =
        path.empty() ? Result<Probe>(Probe()) : probeFile(path, probe.files);
    const Json *info = results ? tau2InfoOf(*results) : nullptr;
    return info ? guessFromInfo(*info) : CorpusGuess();
}

std::string instructionOf(const Json &task)
{
    const Json *scenario = member(task, "user_scenario");
    const Json *told = scenario ? member(*scenario, "instructions") : nullptr;
    if (!told || told->is_string())
        return textOf(told);
    std::string text;
    for (const std::string_view part :
         {"reason_for_call", "known_info", "unknown_info", "task_instructions"}) {
        const std::string piece = textOf(member(*told, part));
        if (!text.empty() && !piece.empty())
            text += "\n\n";
        text += piece;
    }
    return text;
}

std::string fingerprintOf(const Json &task)
{
    const Json *criteria = member(task, "evaluation_criteria");
    Sha256 hash;
    hash.add(textOf(member(task, "user_scenario")));
    hash.add(criteria ? textOf(member(*criteria, "actions")) : std::string());
    return hash.finishHex(16);
}

/// "Your user id is mia_li_3668." in what the user knows.
std::string userIn(const std::string &instruction)
{
    constexpr std::string_view before = "user id is ";
    const std::string text = lowered(instruction);
    const std::size_t at = text.find(before);
    if (at == std::string::npos)
        return {};
    const std::size_t begin = at + before.size();
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-", begin);
    return instruction.substr(begin, end == std::string::npos ? end : end - begin);
}

bool isSimulation(const Json &value)
{
    return member(value, "task_id") && member(value, "id") && member(value, "termination_reason") &&
           (member(value, "messages") || member(value, "ticks"));
}

/// Reads one file: simulations wait for nothing, tasks wait until a simulation needs them.
class Run
{
public:
    Run(const ImportContext &context, ImportOutput &output)
        : m_context(context), m_output(output), m_tasks(output)
    {}

    std::int64_t simulations() const { return m_simulations; }
    /// For simulations that are files of their own: stands for their places.
    void setFile(std::string name) { m_file = std::move(name); }

    /// What the results file says that lies beside it.
    void expect(const Json &entry) { m_expected.insert(textOf(member(entry, "id"))); }
    bool tellMissing()
    {
        for (const std::string &id : m_read)
            m_expected.erase(id);
        if (m_expected.empty())
            return true;
        return m_output.issue({Effect::Skipped, 0, -1, "", "missing-simulations",
                               std::to_string(m_expected.size()) +
                                   " simulations of the index are not there, the first is " +
                                   m_expected.begin()->substr(0, 60)});
    }

    bool readTask(const Record &record)
    {
        Task task = taskOf(textOf(member(record.value, "id")));
        task.instruction = instructionOf(record.value);
        task.fingerprint = fingerprintOf(record.value);
        if (!tellMarks(task, record.value))
            return false;
        if (m_tasks.told(task.key))
            return m_output.task(task);
        m_waiting[task.nativeId] = std::move(task);
        return true;
    }

    bool readSimulation(const Record &record)
    {
        ++m_simulations;
        const Json &simulation = record.value;
        m_id = textOf(member(simulation, "id"));
        if (!simulation.is_object())
            return skip(record, "not-an-object", "the record is no object, so it is no simulation");
        const std::string taskId = textOf(member(simulation, "task_id"));
        if (taskId.empty())
            return skip(record, "no-task-id", "the simulation does not name its task");
        Dialogue dialogue;
        dialogue.nativeId = m_id;
        m_read.insert(dialogue.nativeId);
        if (!readTurns(record, dialogue))
            return false;
        const Task task = knownTask(taskId);
        if (task.domain.empty() && m_tasks.empty() &&
            !tell(record, Effect::Note, "domain-unknown",
                  "neither the file nor the one beside its folder tells the domain of the tasks"))
            return false;
        const std::optional<int> trial = integerOf(member(simulation, "trial"));
        dialogue.task = task.key;
        setRun(trial ? std::optional(*trial + 1) : std::nullopt, dialogue);
        const Json *reward = member(simulation, "reward_info");
        dialogue.outcome.reward = reward ? numberOf(member(*reward, "reward")) : std::nullopt;
        dialogue.outcome.termination = textOf(member(simulation, "termination_reason"));
        dialogue.startedMs = timeOf(firstMember(simulation, {"start_time", "timestamp"}));
        dialogue.metadata = metadataWithout(
            simulation, {"id", "task_id", "trial", "messages", "ticks", "termination_reason"});
        return m_tasks.add(task) && m_output.dialogue(std::move(dialogue));
    }

private:
    Task taskOf(const std::string &nativeId) const
    {
        Task task;
        task.nativeId = nativeId;
        task.domain = m_context.corpus.domain;
        task.key = taskKey(m_context.benchmark.empty() ? "tau2" : m_context.benchmark, task.domain,
                           nativeId);
        return task;
    }

    bool tellMarks(const Task &task, const Json &told)
    {
        const Json *criteria = member(told, "evaluation_criteria");
        const Json *actions = criteria ? member(*criteria, "actions") : nullptr;
        std::string user = userOfActions(actions);
        if (user.empty())
            user = userIn(task.instruction);
        return tellTaskMarks(m_output, task.key, user, actions);
    }

    Task knownTask(const std::string &nativeId)
    {
        const auto waiting = m_waiting.find(nativeId);
        return waiting == m_waiting.end() ? taskOf(nativeId) : waiting->second;
    }

    bool tell(const Record &record, Effect effect, const std::string &code, const std::string &why)
    {
        ImportIssue told = issueAt(record, effect, code, why);
        if (!m_file.empty())
            told.record = m_file;
        else if (!m_id.empty())
            told.record = m_id;
        return m_output.issue(std::move(told));
    }
    bool skip(const Record &record, const char *code, const char *why)
    {
        return tell(record, Effect::Skipped, code, why);
    }

    bool readTurns(const Record &record, Dialogue &dialogue)
    {
        const Json *messages = member(record.value, "messages");
        const Json *ticks = member(record.value, "ticks");
        std::vector<Json> list;
        if (messages && messages->is_array() && !(messages->empty() && ticks))
            list.assign(messages->begin(), messages->end());
        else if (ticks && ticks->is_array())
            list = messagesOfTicks(*ticks);
        ChatMessages chat;
        Watch watch(m_output);
        for (const Json &message : list) {
            if (!watch.goesOn())
                return false;
            const std::string problem = chat.add(message);
            if (!problem.empty() &&
                !tell(record, Effect::Note, problem, "a message has no known role or is no object"))
                return false;
        }
        dialogue.turns = chat.takeTurns();
        if (!dialogue.turns.empty())
            return true;
        return tell(record, Effect::Note, "no-turns",
                    ticks && ticks->is_array() && !ticks->empty()
                        ? "a voice simulation: its ticks hold no text"
                        : "the simulation has no messages");
    }

    const ImportContext &m_context;
    ImportOutput &m_output;
    TaskBook m_tasks;
    std::map<std::string, Task> m_waiting;
    std::int64_t m_simulations = 0;
    std::string m_file;
    /// Of the simulation that is being read; empty where it has none.
    std::string m_id;
    std::set<std::string> m_expected;
    std::set<std::string> m_read;
};

class Tau2 final : public Importer
{
public:
    std::string_view id() const override { return "tau2"; }
    std::string_view title() const override { return "τ²-bench results"; }

    Sniff sniff(const Probe &probe) const override
    {
        if (isSimulation(probe.first))
            return {95, guessFromSibling(probe)};
        const Json *info = tau2InfoOf(probe);
        return info ? Sniff{95, guessFromInfo(*info)} : Sniff();
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        const bool single = isSimulation(probe.first);
        RecordReader records(probe, output);
        const auto layout = single ? RecordLayout::Items : RecordLayout::NestedMembers;
        if (const Result<void> opened = records.open(layout); !opened)
            return opened;
        Run run(context, output);
        while (const std::optional<Record> record = records.next()) {
            bool more = true;
            if (single || (record->element && record->key == "simulations"))
                more = run.readSimulation(*record);
            else if (record->element && record->key == "tasks")
                more = run.readTask(*record);
            else if (record->element && record->key == "simulation_index")
                run.expect(record->value);
            if (!more)
                return {};
        }
        if (records.failed())
            return *records.failed();
        const Result<bool> more = readFolder(probe, run, output);
        if (!more || !*more)
            return more ? Result<void>() : more.error();
        if (run.simulations() == 0)
            output.issue({Effect::Note, 0, -1, "", "no-dialogues",
                          "the file has no simulations: a run that broke off, or one whose "
                          "simulations are files of their own"});
        return {};
    }

private:
    /// Simulations that are files beside the results file. False: the reading ends.
    static Result<bool> readFolder(const Probe &probe, Run &run, ImportOutput &output)
    {
        const std::vector<std::string> files = tau2SimulationsBeside(probe);
        for (const std::string &file : files) {
            const std::string name = file.substr(file.rfind('/') + 1);
            Result<Probe> simulation = probeFile(file, probe.files);
            if (!simulation && simulation.error().code == ErrorCode::Cancelled)
                return simulation.error();
            if (!simulation || !isSimulation(simulation->first)) {
                if (!output.issue({Effect::Skipped, 0, -1, name, "no-simulation",
                                   simulation ? "the file beside the results is no simulation"
                                              : simulation.error().detail}))
                    return false;
                continue;
            }
            RecordReader records(*simulation, output);
            if (const Result<void> opened = records.open(RecordLayout::Items); !opened)
                return opened.error();
            run.setFile(name);
            while (const std::optional<Record> record = records.next()) {
                if (!run.readSimulation(*record))
                    return false;
            }
            if (records.failed())
                return *records.failed();
            if (!output.progress(0))
                return false;
        }
        return files.empty() || run.tellMissing();
    }
};
} // namespace

std::unique_ptr<Importer> tau2()
{
    return std::make_unique<Tau2>();
}
} // namespace gapscope::importers
