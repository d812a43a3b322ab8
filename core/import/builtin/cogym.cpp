// SPDX-License-Identifier: GPL-3.0-or-later
// Co-Gym's event log: one collaboration a file, one action a line (formats.md, section 2.14).
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/input_files.h"

#include <filesystem>

namespace gapscope::importers {
namespace {
constexpr std::string_view sendMessage = "SEND_TEAMMATE_MESSAGE";

/// `NAME(inside)` in its parts; `inside` empty where the text has another form.
struct Action
{
    std::string name;
    std::string inside;
};

Action actionOf(const std::string &text)
{
    const std::string whole = trimmed(text);
    const std::size_t open = whole.find('(');
    if (open == std::string::npos || !whole.ends_with(')'))
        return {whole, {}};
    return {whole.substr(0, open), whole.substr(open + 1, whole.size() - open - 2)};
}

/// The words of `message="…"`. What stands between the outer quotes is as it was written: quotes
/// and brackets in it are not escaped by the writer.
std::string messageIn(const std::string &inside)
{
    constexpr std::string_view name = "message=";
    std::string text = inside.starts_with(name) ? inside.substr(name.size()) : inside;
    const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') &&
                        text.back() == text.front();
    return quoted ? text.substr(1, text.size() - 2) : text;
}

std::string idOf(const Probe &probe)
{
    // The log has the same name in every run; the run's folder has its id.
    const std::string folder = std::filesystem::path(probe.path).parent_path().filename().string();
    return lowered(probe.stem) == "event_log" && !folder.empty() ? folder : probe.stem;
}

/// What the environment wrote beside the log when the task was over; null where it is not there.
Json performanceBeside(const Probe &probe)
{
    const auto folder = std::filesystem::path(probe.path).parent_path();
    const std::string file = (folder / "task_performance.json").string();
    if (!probe.files || !probe.files->exists(file))
        return {};
    const Result<Probe> performance = probeFile(file, probe.files);
    return performance && performance->isObject() ? performance->first : Json();
}

/// What the user asked for tells the task, where it is known: the environment's id is another one
/// each time.
Task taskOf(const std::string &id, const Json &performance, const CorpusReading &reading)
{
    const std::string query = trimmed(textOf(firstMember(performance, {"query"})));
    Task task = reading.task("cogym", {}, query.empty() ? id : textId(query));
    if (query.empty()) {
        task.nativeId.clear();
        return task;
    }
    task.instruction = query;
    task.fingerprint = fingerprintOf(query);
    return task;
}

std::optional<Role> roleOfMember(const std::string &member)
{
    const std::string lower = lowered(member);
    if (lower.starts_with("user") || lower.starts_with("human"))
        return Role::User;
    if (lower.starts_with("agent") || lower.starts_with("assistant") ||
        lower.find("agent") != std::string::npos)
        return Role::Agent;
    return std::nullopt;
}

bool addRow(const Record &record, CorpusReading &reading, MessageTurns &turns)
{
    const Json &row = record.value;
    const Json *text = member(row, "action");
    if (!row.is_object() || !text)
        return reading.skip(record, "not-an-action", "the line has no \"action\"");
    const std::string who = textOf(member(row, "role"));
    const std::optional<Role> role = roleOfMember(who);
    if (!role && !reading.note(record, "unknown-role",
                               "the role \"" + who.substr(0, 60) + "\" is shown as a note"))
        return false;
    // Every row repeats all that was said before it.
    const Json own = without(row, {"current_chat_history"});
    const Action action = actionOf(textOf(text));
    Turn turn;
    if (action.name == sendMessage)
        turn = spoken(role.value_or(Role::Note), messageIn(action.inside));
    else if (role)
        turn = called(*role, action.name,
                      action.inside.empty() ? Json::object() : Json{{"text", action.inside}});
    else
        turn = spoken(Role::Note, textOf(text));
    turn.timeMs = timeOf(member(row, "timestamp"));
    turns.add(own, std::move(turn));
    return true;
}

class CoGym final : public Importer
{
public:
    std::string_view id() const override { return "cogym"; }
    std::string_view title() const override { return "Co-Gym event log"; }
    int version() const override { return 2; }
    bool holdsOneDialogue() const override { return true; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *action = probe.field("action");
        if (!action || !action->is_string() || !probe.field("role") ||
            (!probe.field("action_type") && !probe.field("action_status") &&
             !probe.field("current_chat_history")))
            return {};
        Sniff found{95, {}};
        std::error_code error;
        const auto folder = std::filesystem::path(probe.path).parent_path();
        if (std::filesystem::exists(folder / "simulated_user", error))
            found.guess.kind = CorpusKind::Simulated;
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        CorpusReading reading(context, output);
        MessageTurns turns;
        Record whole;
        bool more = true;
        const Result<void> read =
            readRecords(probe, output, RecordLayout::Items, [&](const Record &record) {
                if (whole.number == 0)
                    whole = Record{Json(), {}, false, 1, record.line, record.byte};
                more = addRow(record, reading, turns);
                return more;
            });
        if (!read || !more || whole.number == 0)
            return read;
        Dialogue dialogue;
        dialogue.nativeId = idOf(probe);
        dialogue.turns = turns.take();
        for (const Turn &turn : dialogue.turns) {
            if (!dialogue.startedMs)
                dialogue.startedMs = turn.timeMs;
        }
        const Json performance = performanceBeside(probe);
        dialogue.outcome.reward = numberOf(member(performance, "performance_rating"));
        const Task task = taskOf(dialogue.nativeId, performance, reading);
        if (!task.nativeId.empty() ||
            reading.note(whole, "no-task-id",
                         "the log names no task, and its environment's id is another one each "
                         "time, so that the dialogue makes no pairs"))
            reading.add(whole, task, std::move(dialogue));
        return {};
    }
};
} // namespace

std::unique_ptr<Importer> cogym()
{
    return std::make_unique<CoGym>();
}
} // namespace gapscope::importers
