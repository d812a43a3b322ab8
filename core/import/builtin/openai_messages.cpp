// SPDX-License-Identifier: GPL-3.0-or-later
// Chat messages as OpenAI's interfaces write them, one dialogue a record {messages, …}, or one
// file that is a list of messages (formats.md, section 2.10).
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

bool isMessage(const Json &value)
{
    return member(value, "role") && (member(value, "content") || member(value, "tool_calls"));
}

bool isDialogue(const Json &value)
{
    const Json *messages = member(value, "messages");
    return messages && messages->is_array() &&
           (messages->empty() || member(messages->front(), "role"));
}

/// A field of the record, or of its `metadata`.
const Json *told(const Json &record, std::initializer_list<std::string_view> names)
{
    if (const Json *own = firstMember(record, names))
        return own;
    const Json *metadata = member(record, "metadata");
    return metadata ? firstMember(*metadata, names) : nullptr;
}

/// An annotator's number: 2, "2", "ann2".
std::optional<int> annotatorNumber(const Json *annotator)
{
    if (!annotator || !annotator->is_string())
        return integerOf(annotator);
    const std::string &text = annotator->get_ref<const std::string &>();
    const std::size_t digits = text.find_last_not_of("0123456789") + 1;
    const Json number = text.substr(digits);
    return digits == text.size() ? std::nullopt : integerOf(&number);
}

/// Where one messages file holds several kinds of users, the corpus can only be one of them.
struct SourceWatch
{
    CorpusKind kind = CorpusKind::Unknown;
    bool warned = false;

    bool differs(const Json &record)
    {
        const CorpusKind own = kindOfSource(textOf(told(record, {"source"})));
        if (kind == CorpusKind::Unknown)
            kind = own;
        const bool other = own != CorpusKind::Unknown && own != kind && !warned;
        warned = warned || other;
        return other;
    }
};

Task taskOf(const Json &record, const ImportContext &context, std::int64_t number)
{
    Task task;
    task.nativeId = textOf(told(record, {"task_id", "task"}));
    task.domain =
        context.corpus.domain.empty() ? textOf(told(record, {"domain"})) : context.corpus.domain;
    task.instruction = textOf(told(record, {"instruction", "instructions"}));
    if (!task.instruction.empty()) {
        Sha256 hash;
        hash.add(task.instruction);
        task.fingerprint = hash.finishHex(16);
    }
    std::string keyId = task.nativeId;
    if (const auto parts = splitInstanceId(keyId);
        parts && !task.domain.empty() && parts->domain == task.domain && !parts->run)
        keyId = parts->number;
    if (keyId.empty())
        keyId = textOf(told(record, {"conversation_id", "dialogue_id", "id"}));
    if (keyId.empty())
        keyId = numberedId(number);
    task.key = taskKey(context.benchmark.empty() ? "chat" : context.benchmark,
                       task.domain.empty() ? "general" : task.domain, keyId);
    return task;
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output)
        : m_context(context), m_output(output), m_tasks(output)
    {}

    bool readDialogue(const Record &record)
    {
        const Json &value = record.value;
        const Json *messages = member(value, "messages");
        if (!value.is_object())
            return skip(record, "not-an-object", "the record is no object, so it is no dialogue");
        if (!messages || !messages->is_array())
            return skip(record, "no-messages", "the record has no list of messages");
        if (m_sources.differs(value) &&
            !m_output.issue(issueAt(record, Effect::Note, "mixed-sources",
                                    "the file holds dialogues of real and of simulated users; all "
                                    "go into one corpus")))
            return false;
        ChatMessages chat;
        if (const Json *system = member(value, "system"); system && !system->is_null())
            chat.add(Json{{"role", "system"}, {"content", *system}});
        for (const Json &message : *messages) {
            if (!add(chat, record, message))
                return false;
        }
        return finish(record, chat);
    }

    /// Without a record around the messages: nothing but the words is known.
    bool finish(const Record &record, ChatMessages &chat)
    {
        const Json &value = record.value;
        const Task task = taskOf(value, m_context, record.number);
        if (task.nativeId.empty() && !m_toldNoTask) {
            m_toldNoTask = true;
            if (!m_output.issue(issueAt(record, Effect::Note, "no-task-id",
                                        "dialogues without a task id make no pairs")))
                return false;
        }
        Dialogue dialogue;
        dialogue.task = task.key;
        dialogue.nativeId = textOf(told(value, {"conversation_id", "dialogue_id", "id"}));
        if (dialogue.nativeId.empty())
            dialogue.nativeId = numberedId(record.number);
        const std::optional<int> trial = integerOf(told(value, {"trial"}));
        const std::optional<int> annotator = annotatorNumber(told(value, {"annotator"}));
        const int counted = m_tasks.nextRun(task.key);
        dialogue.run = trial ? *trial + 1 : annotator.value_or(counted);
        dialogue.outcome.reward = numberOf(told(value, {"reward"}));
        if (const Json *success = told(value, {"success"}); success && success->is_boolean())
            dialogue.outcome.success = success->get<bool>();
        dialogue.outcome.termination = textOf(told(value, {"termination_reason", "termination"}));
        dialogue.survey = surveyOf(told(value, {"survey"}));
        dialogue.keep = keepOf(member(value, "keep"));
        dialogue.startedMs = timeOf(told(value, {"started_at", "start_time", "timestamp"}));
        if (value.is_object())
            dialogue.metadata = metadataWithout(value, {"messages", "task_id", "conversation_id",
                                                        "instruction", "reward", "survey", "keep",
                                                        "termination_reason", "system"});
        dialogue.turns = chat.takeTurns();
        if (dialogue.turns.empty() && !m_output.issue(issueAt(record, Effect::Note, "no-turns",
                                                              "the dialogue has no messages")))
            return false;
        return m_tasks.add(task) && m_output.dialogue(std::move(dialogue));
    }

    bool add(ChatMessages &chat, const Record &record, const Json &message)
    {
        const std::string problem = chat.add(message);
        if (problem.empty())
            return true;
        return m_output.issue(issueAt(record, Effect::Note, problem,
                                      problem == "unknown-role"
                                          ? "a message has the role \"" +
                                                textOf(member(message, "role")).substr(0, 60) +
                                                "\" and is shown as a note"
                                          : "a message is no object and was left out"));
    }

private:
    bool skip(const Record &record, const char *code, const char *why)
    {
        return m_output.issue(issueAt(record, Effect::Skipped, code, why));
    }

    const ImportContext &m_context;
    ImportOutput &m_output;
    TaskBook m_tasks;
    SourceWatch m_sources;
    bool m_toldNoTask = false;
};

class OpenAiMessages final : public Importer
{
public:
    std::string_view id() const override { return "openai_messages"; }
    std::string_view title() const override { return "Chat messages (role and content)"; }

    Sniff sniff(const Probe &probe) const override
    {
        const bool bare = isMessage(probe.first);
        if (!bare && !isDialogue(probe.first))
            return {};
        Sniff found{bare ? 60 : 80, guessFromFileName(probe.fileName)};
        CorpusGuess &guess = found.guess;
        guess.domain.clear();
        if (bare)
            return found;
        const CorpusKind kind = kindOfSource(textOf(told(probe.first, {"source"})));
        if (kind != CorpusKind::Unknown)
            guess.kind = kind;
        if (const std::string model = textOf(told(probe.first, {"user_model"})); !model.empty()) {
            guess.userModel = model;
            guess.label = model;
        }
        guess.agentModel = textOf(told(probe.first, {"agent_model", "model"}));
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        RecordReader records(probe, output);
        if (const Result<void> opened = records.open(RecordLayout::Items); !opened)
            return opened;
        Reading reading(context, output);
        const bool bare = isMessage(probe.first);
        ChatMessages chat;
        std::optional<Record> whole;
        while (const std::optional<Record> record = records.next()) {
            if (!whole)
                whole = Record{Json(), {}, false, 1, record->line, record->byte};
            if (!(bare ? reading.add(chat, *record, record->value) : reading.readDialogue(*record)))
                return {};
        }
        if (bare && whole)
            reading.finish(*whole, chat);
        return records.failed() ? Result<void>(*records.failed()) : Result<void>();
    }
};
} // namespace

std::unique_ptr<Importer> openai_messages()
{
    return std::make_unique<OpenAiMessages>();
}
} // namespace gapscope::importers
