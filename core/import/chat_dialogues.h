// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/chat_messages.h"
#include "core/import/importer.h"
#include "core/import/record_reader.h"
#include "core/import/task_book.h"
#include "core/import/watch.h"

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// A field of the record, or of its `metadata`.
const Json *told(const Json &record, std::initializer_list<std::string_view> names);

/// What the record says of its corpus (`source`, `user_model`, `agent_model`, `model`) over what
/// the file's name says.
CorpusGuess guessOfChat(const Probe &probe);

/// A task by an id and an instruction that came with the dialogue; `fallbackId` makes the key where
/// there is no task id.
Task chatTask(std::string nativeId, std::string domain, std::string instruction,
              const ImportContext &context, const std::string &fallbackId);

/// An annotator's number: 2, "2", "ann2".
std::optional<int> annotatorNumber(const Json *annotator);

/// A dialogue in the making: its turns, its place in the file, and the members of its record that
/// are no messages.
struct ChatRecord
{
    /// Takes the place of the record, not its value.
    explicit ChatRecord(const Record &record)
        : place{Json(), record.key, record.element, record.number, record.line, record.byte}
    {}

    Record place;
    Json fields = Json::object();
    ChatMessages chat;
    /// Empty = the id among the fields, or the record's number.
    std::string id;
    /// Where several dialogues have one task without an id of its own; empty = `id`.
    std::string keyId;
};

/// What all formats of chat messages have in common: the fields around the messages, known under
/// the same names everywhere, become task, run, outcome, survey and metadata.
class ChatDialogues
{
public:
    ChatDialogues(const ImportContext &context, ImportOutput &output)
        : m_context(context), m_output(output), m_tasks(output), m_watch(output)
    {}

    /// Adds a message; `original` is the message in the source where that is another one. What is
    /// odd about it is told. False: the reading ends.
    bool add(ChatRecord &record, const Json &message) { return add(record, message, message); }
    bool add(ChatRecord &record, const Json &message, const Json &original);
    /// A prompt that stands beside the messages: text or blocks.
    static void addPrompt(ChatRecord &record, const Json *system);

    bool finish(ChatRecord record);
    bool skip(const Record &record, const char *code, const char *why);
    bool note(const Record &record, const char *code, const std::string &what);

private:
    bool noteMixedSources(const ChatRecord &record);
    Dialogue dialogueOf(ChatRecord &record, const Task &task);

    const ImportContext &m_context;
    ImportOutput &m_output;
    TaskBook m_tasks;
    CorpusKind m_source = CorpusKind::Unknown;
    Watch m_watch;
    bool m_toldSources = false;
    bool m_toldNoTask = false;
};

/// Passes the messages on, one dialogue a record, for formats that only differ in where messages
/// and prompt are. False: the reading ends.
bool readChatRecord(ChatDialogues &dialogues, Record record, std::string_view messagesName);

/// Gives all records of a file, or the rows of a table as objects of texts, to `take` until it
/// returns false. Error: InputUnreadable.
Result<void> forEachRecord(const Probe &probe, ImportOutput &output, RecordLayout layout,
                           const std::function<bool(Record)> &take);
/// Whether each line is a list of its own, as far as the beginning of a file tells.
bool hasListsOnLines(std::string_view head);

inline Result<void> forEachRecord(const Probe &probe, ImportOutput &output,
                                  const std::function<bool(Record)> &take)
{
    return forEachRecord(probe, output, RecordLayout::Items, take);
}
} // namespace gapscope
