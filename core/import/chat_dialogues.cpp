// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/chat_dialogues.h"

#include "core/base/hash.h"
#include "core/import/fields.h"
#include "core/import/file_name.h"
#include "core/import/table_records.h"
#include "core/import/task_id.h"

#include <utility>

namespace gapscope {
namespace {
using Effect = ImportIssue::Effect;

std::string idOf(const ChatRecord &record)
{
    if (!record.id.empty())
        return record.id;
    return textOf(
        told(record.fields, {"conversation_id", "dialogue_id", "conversation_hash", "id"}));
}
} // namespace

std::optional<int> annotatorNumber(const Json *annotator)
{
    if (!annotator || !annotator->is_string())
        return integerOf(annotator);
    const std::string &text = annotator->get_ref<const std::string &>();
    const std::size_t digits = text.find_last_not_of("0123456789") + 1;
    const Json number = text.substr(digits);
    return digits == text.size() ? std::nullopt : integerOf(&number);
}

const Json *told(const Json &record, std::initializer_list<std::string_view> names)
{
    if (const Json *own = firstMember(record, names))
        return own;
    const Json *metadata = member(record, "metadata");
    return metadata ? firstMember(*metadata, names) : nullptr;
}

CorpusGuess guessOfChat(const Probe &probe)
{
    CorpusGuess guess = guessFromFileName(probe.fileName);
    guess.domain.clear();
    const CorpusKind kind = kindOfSource(textOf(told(probe.first, {"source"})));
    if (kind != CorpusKind::Unknown)
        guess.kind = kind;
    if (const std::string model = textOf(told(probe.first, {"user_model"})); !model.empty()) {
        guess.userModel = model;
        guess.label = model;
    }
    guess.agentModel = textOf(told(probe.first, {"agent_model", "model"}));
    return guess;
}

Task chatTask(std::string nativeId, std::string domain, std::string instruction,
              const ImportContext &context, const std::string &fallbackId)
{
    Task task;
    task.nativeId = std::move(nativeId);
    task.domain = context.corpus.domain.empty() ? std::move(domain) : context.corpus.domain;
    task.instruction = std::move(instruction);
    if (!task.instruction.empty()) {
        Sha256 hash;
        hash.add(task.instruction);
        task.fingerprint = hash.finishHex(16);
    }
    std::string keyId = task.nativeId;
    if (const auto parts = splitInstanceId(keyId);
        parts && !task.domain.empty() && parts->domain == task.domain && !parts->run)
        keyId = parts->number;
    task.key =
        taskKey(context.benchmark.empty() ? "chat" : context.benchmark,
                task.domain.empty() ? "general" : task.domain, keyId.empty() ? fallbackId : keyId);
    return task;
}

bool ChatDialogues::add(ChatRecord &record, const Json &message, const Json &original)
{
    if (!m_watch.goesOn())
        return false;
    const std::string problem = &message == &original ? record.chat.add(message)
                                                      : record.chat.add(message, dumped(original));
    if (problem.empty())
        return true;
    return m_output.issue(issueAt(record.place, Effect::Note, problem,
                                  problem == "unknown-role"
                                      ? "a message has the role \"" +
                                            textOf(member(message, "role")).substr(0, 60) +
                                            "\" and is shown as a note"
                                      : "a message is no object and was left out"));
}

void ChatDialogues::addPrompt(ChatRecord &record, const Json *system)
{
    if (!system || system->is_null())
        return;
    // No message of the source: its native has no role.
    record.chat.add(Json{{"role", "system"}, {"content", *system}},
                    dumped(Json{{"system", *system}}));
}

bool ChatDialogues::skip(const Record &record, const char *code, const char *why)
{
    return m_output.issue(issueAt(record, Effect::Skipped, code, why));
}

bool ChatDialogues::note(const Record &record, const char *code, const std::string &what)
{
    return m_output.issue(issueAt(record, Effect::Note, code, what));
}

// Where one file holds several kinds of users, the corpus can only be one of them.
bool ChatDialogues::noteMixedSources(const ChatRecord &record)
{
    const CorpusKind own = kindOfSource(textOf(told(record.fields, {"source"})));
    if (m_source == CorpusKind::Unknown)
        m_source = own;
    if (own == CorpusKind::Unknown || own == m_source || m_toldSources)
        return true;
    m_toldSources = true;
    return note(record.place, "mixed-sources",
                "the file holds dialogues of real and of simulated users; all go into one corpus");
}

Dialogue ChatDialogues::dialogueOf(ChatRecord &record, const Task &task)
{
    const Json &value = record.fields;
    Dialogue dialogue;
    dialogue.task = task.key;
    dialogue.nativeId = idOf(record);
    if (dialogue.nativeId.empty())
        dialogue.nativeId = numberedId(record.place.number);
    const std::optional<int> trial = integerOf(told(value, {"trial"}));
    const std::optional<int> annotator = annotatorNumber(told(value, {"annotator"}));
    setRun(trial ? std::optional(*trial + 1) : annotator, dialogue);
    dialogue.outcome.reward = figureOf(told(value, {"reward"}));
    dialogue.outcome.success = truthOf(told(value, {"success"}));
    dialogue.outcome.termination = textOf(told(value, {"termination_reason", "termination"}));
    dialogue.survey = surveyOf(told(value, {"survey"}));
    dialogue.keep = keepOf(member(value, "keep"));
    dialogue.turns = record.chat.takeTurns();
    dialogue.startedMs = timeOf(told(value, {"started_at", "start_time", "timestamp", "tstamp"}));
    dialogue.metadata = metadataWithout(value, {"task_id", "conversation_id", "instruction",
                                                "reward", "survey", "keep", "termination_reason"});
    return dialogue;
}

bool ChatDialogues::finish(ChatRecord record)
{
    if (!noteMixedSources(record))
        return false;
    std::string fallback = record.keyId.empty() ? idOf(record) : record.keyId;
    if (fallback.empty())
        fallback = numberedId(record.place.number);
    const Task task = chatTask(
        textOf(told(record.fields, {"task_id", "task"})), textOf(told(record.fields, {"domain"})),
        textOf(told(record.fields, {"instruction", "instructions"})), m_context, fallback);
    if (task.nativeId.empty() && !m_toldNoTask) {
        m_toldNoTask = true;
        if (!note(record.place, "no-task-id", "dialogues without a task id make no pairs"))
            return false;
    }
    if (const Json *reward = told(record.fields, {"reward"});
        reward && !figureOf(reward) &&
        !note(record.place, "reward-not-a-number",
              "the reward is " + dumped(*reward).substr(0, 60) + " and counts as missing"))
        return false;
    Dialogue dialogue = dialogueOf(record, task);
    if (dialogue.turns.empty() && !note(record.place, "no-turns", "the dialogue has no messages"))
        return false;
    return m_tasks.add(task) && m_output.dialogue(std::move(dialogue));
}

bool hasListsOnLines(std::string_view head)
{
    const std::size_t end = head.find('\n');
    if (end == std::string_view::npos || end == 0 || !head.starts_with('['))
        return false;
    const std::size_t close = head.find_last_not_of(" \t\r\n", end);
    const std::size_t next = head.find_first_not_of(" \t\r\n", end);
    return close != std::string_view::npos && close > 0 && head[close] == ']' &&
           next != std::string_view::npos && head[next] == '[';
}

bool readChatRecord(ChatDialogues &dialogues, Record record, std::string_view messagesName)
{
    if (!record.value.is_object())
        return dialogues.skip(record, "not-an-object",
                              "the record is no object, so it is no dialogue");
    const Json *messages = member(record.value, messagesName);
    if (!messages || !messages->is_array())
        return dialogues.skip(record, "no-messages", "the record has no list of messages");
    ChatRecord chat(record);
    ChatDialogues::addPrompt(chat, firstMember(record.value, {"system", "system_prompt"}));
    for (const Json &message : *messages) {
        if (!dialogues.add(chat, message))
            return false;
    }
    for (const std::string_view name :
         {messagesName, std::string_view("system"), std::string_view("system_prompt")})
        record.value.erase(std::string(name));
    chat.fields = std::move(record.value);
    return dialogues.finish(std::move(chat));
}

Result<void> forEachRecord(const Probe &probe, ImportOutput &output, RecordLayout layout,
                           const std::function<bool(Record)> &take)
{
    if (probe.shape == FileShape::Text)
        return forEachRow(probe, output, take);
    RecordReader records(probe, output);
    if (const Result<void> opened = records.open(layout); !opened)
        return opened;
    while (std::optional<Record> record = records.next()) {
        if (!take(std::move(*record)))
            return {};
    }
    return records.failed() ? Result<void>(*records.failed()) : Result<void>();
}
} // namespace gapscope
