// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/corpus_reading.h"

#include "core/base/hash.h"
#include "core/import/fields.h"
#include "core/import/task_id.h"
#include "core/import/text_reader.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace gapscope {
Task CorpusReading::task(std::string_view benchmark, std::string_view domain,
                         std::string_view id) const
{
    Task task;
    task.nativeId = id;
    task.domain = m_context.corpus.domain.empty() ? domain : m_context.corpus.domain;
    task.key =
        taskKey(m_context.benchmark.empty() ? benchmark : m_context.benchmark, task.domain, id);
    return task;
}

bool CorpusReading::skip(const Record &record, const char *code, const std::string &why)
{
    return m_output.issue(issueAt(record, ImportIssue::Effect::Skipped, code, why));
}

bool CorpusReading::note(const Record &record, const char *code, const std::string &what)
{
    return m_output.issue(issueAt(record, ImportIssue::Effect::Note, code, what));
}

bool CorpusReading::noteOnce(const Record &record, const char *code, const std::string &what)
{
    return !m_told.insert(code).second || note(record, code, what);
}

bool CorpusReading::add(const Record &record, const Task &task, Dialogue dialogue)
{
    dialogue.task = task.key;
    setRun(std::nullopt, dialogue);
    if (dialogue.nativeId.empty())
        dialogue.nativeId = numberedId(record.number);
    if (dialogue.turns.empty() && !note(record, "no-turns", "the dialogue has no turns"))
        return false;
    return m_tasks.add(task) && m_output.dialogue(std::move(dialogue));
}

Result<void> readRecords(const Probe &probe, ImportOutput &output, RecordLayout layout,
                         const std::function<bool(const Record &)> &take)
{
    RecordReader records(probe, output);
    if (const Result<void> opened = records.open(layout); !opened)
        return opened;
    while (const std::optional<Record> record = records.next()) {
        if (!take(*record))
            return {};
    }
    return records.failed() ? Result<void>(*records.failed()) : Result<void>();
}

std::optional<Dialogue>
dialogueOfTurns(const Json &record, const Json &list, CorpusReading &reading,
                const std::function<bool(const Json &turn, MessageTurns &turns)> &addTurn)
{
    Dialogue dialogue;
    dialogue.nativeId = textOf(member(record, "dialogue_id"));
    dialogue.metadata = metadataWithout(record, {"turns", "dialogue_id"});
    MessageTurns turns;
    for (const Json &turn : list) {
        if (!reading.goesOn() || !addTurn(turn, turns))
            return std::nullopt;
    }
    dialogue.turns = turns.take();
    return dialogue;
}

Turn spoken(Role role, std::optional<std::string> text)
{
    Turn turn;
    turn.role = role;
    turn.scored = text && !text->empty() && (role == Role::User || role == Role::Agent);
    turn.text = std::move(text);
    return turn;
}

Turn called(Role role, std::string name, const Json &arguments)
{
    Turn turn = spoken(role, std::nullopt);
    ToolCall call;
    call.name = std::move(name);
    call.arguments = dumped(arguments);
    call.byUser = role == Role::User;
    turn.toolCalls.push_back(std::move(call));
    return turn;
}

Turn answered(std::string name, std::string text)
{
    Turn turn = spoken(Role::Tool, std::move(text));
    ToolResult result;
    result.name = std::move(name);
    turn.toolResult = std::move(result);
    return turn;
}

std::string textId(std::string_view text)
{
    constexpr std::size_t longest = 80;
    constexpr std::size_t kept = 60;
    const std::string whole = trimmed(text);
    if (whole.size() <= longest)
        return whole;
    std::size_t end = 0;
    while (end < kept)
        end += std::max<std::size_t>(1, utf8SequenceLength(whole, end));
    return whole.substr(0, end) + "… " + fingerprintOf(whole).substr(0, 8);
}

std::string fingerprintOf(std::string_view text)
{
    Sha256 hash;
    hash.add(text);
    return hash.finishHex(16);
}

std::string trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos)
        return {};
    return std::string(text.substr(begin, text.find_last_not_of(blank) - begin + 1));
}

std::string joined(const Json *list, std::string_view between)
{
    if (!list || !list->is_array())
        return textOf(list);
    std::string text;
    for (const Json &part : *list) {
        if (&part != &list->front())
            text += between;
        text += textOf(&part);
    }
    return text;
}

std::vector<std::string> pathParts(const std::string &path)
{
    const std::filesystem::path whole(path);
    std::vector<std::string> parts;
    for (const std::filesystem::path &folder : whole.parent_path())
        parts.push_back(lowered(folder.string()));
    parts.push_back(lowered(whole.stem().string()));
    return parts;
}

std::vector<std::string> nameWords(std::string_view text)
{
    std::vector<std::string> words;
    bool inside = false;
    for (const char c : lowered(text)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter && !inside)
            words.emplace_back();
        if (letter)
            words.back() += c;
        inside = letter;
    }
    return words;
}
} // namespace gapscope
