// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/tau_usi_records.h"

#include "core/base/json_text.h"
#include "core/import/chat_messages.h"
#include "core/import/fields.h"
#include "core/import/python_repr.h"
#include "core/import/task_id.h"
#include "core/import/watch.h"
#include "core/model/markup.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gapscope {
namespace {
using Effect = ImportIssue::Effect;

// The 29 blanks of usi.md, section 4, in UTF-8.
constexpr std::array<std::string_view, 29> blanks{
    "\t",           "\n",           "\v",           "\f",           "\r",
    "\x1c",         "\x1d",         "\x1e",         "\x1f",         " ",
    "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81",
    "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86",
    "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
    "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80"};

/// Length of the blank at the start or the end of the text; 0 = there is none.
std::size_t blankLength(std::string_view text, bool atEnd)
{
    for (const std::string_view blank : blanks) {
        if (atEnd ? text.ends_with(blank) : text.starts_with(blank))
            return blank.size();
    }
    return 0;
}

std::string_view stripped(std::string_view text)
{
    while (const std::size_t length = blankLength(text, false))
        text.remove_prefix(length);
    while (const std::size_t length = blankLength(text, true))
        text.remove_suffix(length);
    return text;
}

bool startsWithCommand(std::string_view text, std::string_view command)
{
    return text.starts_with(command) && blankLength(text.substr(command.size()), false) > 0;
}

/// The value of a line `name: value`.
std::string lineOf(std::string_view lines, std::string_view name)
{
    std::size_t at = 0;
    while (at < lines.size()) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size());
        const std::string_view line = stripped(lines.substr(at, end - at));
        if (line.starts_with(name) && line.size() > name.size() && line[name.size()] == ':')
            return std::string(stripped(line.substr(name.size() + 1)));
        at = end + 1;
    }
    return {};
}

/// Answers come as JSON in a text.
Json surveyResponseOf(const Json &message)
{
    const Json *response = member(message, "survey_response");
    if (!response || !response->is_string())
        return response ? *response : Json();
    const Json parsed = jsonIn(response->get_ref<const std::string &>());
    return parsed.is_discarded() ? Json() : parsed;
}

/// The platform answers `\reward` with `Reward: 1.0`.
std::optional<double> rewardReplyOf(const Json &message)
{
    constexpr std::string_view start = "Reward:";
    const std::string text = textOf(member(message, "content"));
    if (textOf(member(message, "role")) != "assistant" || !stripped(text).starts_with(start))
        return std::nullopt;
    const std::string_view number = stripped(stripped(text).substr(start.size()));
    const Json parsed = Json::parse(number.begin(), number.end(), nullptr, false);
    return parsed.is_discarded() ? std::nullopt : numberOf(&parsed);
}

/// What the person was shown as their task, on the platform's canvas.
std::string instructionOf(const std::vector<Turn> &turns)
{
    constexpr std::string_view heading = "**Instruction:**";
    for (std::size_t i = 0; i < std::min<std::size_t>(turns.size(), 4); ++i) {
        if (!turns[i].text || turns[i].text->find("<|canvas|>") == std::string::npos)
            continue;
        for (const MarkupSegment &segment : splitMarkup(*turns[i].text)) {
            const std::size_t at = segment.text.find(heading);
            if (segment.kind == MarkupKind::Canvas && at != std::string::npos)
                return std::string(stripped(segment.text.substr(at + heading.size())));
        }
    }
    return {};
}
} // namespace

bool isPlatformMessage(const std::string &scored)
{
    if (startsWithCommand(scored, "\\tau") || scored.starts_with("\\reward"))
        return true;
    for (const std::string_view tag : {"<|canvas|>", "<|highlight|>", "<|survey|>"}) {
        if (scored.find(tag) != std::string::npos)
            return true;
    }
    return stripped(scored) == "/stop";
}

bool isFormatHint(const std::string &text)
{
    return stripped(text).starts_with("**Tool Call Format Error**");
}

Turn tauUsiTurn(const Json &message, CorpusKind kind)
{
    Turn turn;
    const Json *role = member(message, "role");
    const std::string word = role && role->is_string() ? role->get<std::string>() : std::string();
    // Only this very word makes a user turn for the reference scorer.
    const Role known = roleOf(word).value_or(Role::Note);
    turn.role = known == Role::User && word != "user" ? Role::Note : known;

    const Json *content = member(message, "content");
    turn.text = contentText(content);
    if (!content)
        turn.scoredText.emplace();
    else if (!content->is_string())
        turn.scoredText = pythonRepr(*content);
    if (turn.text && turn.scoredText == turn.text)
        turn.scoredText.reset();
    turn.timeMs = timeOf(firstMember(message, {"timestamp", "created_at"}));
    turn.native = nativeOf(message);
    if (kind == CorpusKind::Real &&
        isPlatformMessage(turn.scoredText ? *turn.scoredText : turn.text.value_or(std::string())))
        turn.role = Role::Note;
    if (turn.role == Role::User && turn.text && isFormatHint(*turn.text))
        turn.role = Role::Note;
    if (turn.role == Role::Agent && turn.text)
        turn.toolCalls = callsInText(*turn.text);
    // A note's word for its role cannot be told from the turn.
    if (turn.role == Role::Note)
        turn.native = dumped(message);
    return turn;
}

bool TauUsiRecords::readExport(const Record &record)
{
    Record dialogue = record;
    Json &entry = dialogue.value;
    const std::string information = textOf(member(entry, "meta_info"));
    const std::string domain = lineOf(information, "env_name");
    const std::string task = lineOf(information, "task_index");
    Json conversation = Json::array();
    const Json *messages = member(entry, "messages");
    for (const Json &message : messages && messages->is_array() ? *messages : Json::array()) {
        if (const Json answers = surveyResponseOf(message); answers.is_object())
            entry["survey"] = answers;
        if (const std::optional<double> reward = rewardReplyOf(message))
            entry["reward"] = *reward;
        conversation.push_back(message);
    }
    entry["conversation"] = std::move(conversation);
    entry.erase("messages");
    if (domain.empty() || task.empty()) {
        if (!m_output.issue(issueAt(record, Effect::Note, "no-task-id",
                                    "the chat's \"meta_info\" does not name environment and task: "
                                    "it makes no pair")))
            return false;
        return readDialogue(dialogue, "chat " + textOf(member(record.value, "id")));
    }
    return readDialogue(dialogue, domain + "_" + task);
}

bool TauUsiRecords::skip(const Record &record, const char *code, const std::string &why)
{
    return m_output.issue(issueAt(record, Effect::Skipped, code, why));
}

Task TauUsiRecords::taskOf(const std::string &id) const
{
    const std::string benchmark = m_context.benchmark.empty() ? "tau1" : m_context.benchmark;
    const std::optional<InstanceId> parts = splitInstanceId(id);
    Task task;
    task.nativeId = id;
    task.domain = parts ? parts->domain : m_context.corpus.domain;
    task.key = taskKey(benchmark, task.domain, parts ? parts->number : id);
    if (parts)
        task.nativeId = parts->domain + "_" + parts->number;
    return task;
}

bool TauUsiRecords::readTurns(const Record &record, const Json *conversation, Dialogue &dialogue,
                              bool &good)
{
    good = false;
    if (!conversation->is_array())
        return skip(record, "conversation-not-a-list",
                    std::string("the field \"conversation\" is a ") + conversation->type_name() +
                        ", not a list");
    std::size_t position = 0;
    Watch watch(m_output);
    for (const Json &message : *conversation) {
        if (!watch.goesOn())
            return false;
        ++position;
        if (!message.is_object())
            return skip(record, "message-not-an-object",
                        "message " + std::to_string(position) + " of the conversation is a " +
                            message.type_name() + ", not an object");
        dialogue.turns.push_back(tauUsiTurn(message, m_context.corpus.kind));
    }
    good = true;
    return true;
}

bool TauUsiRecords::readDialogue(const Record &record, const std::string &id)
{
    const Json &entry = record.value;
    if (!entry.is_object())
        return skip(record, "not-an-object", "the record is no object, so it is no dialogue");
    Dialogue dialogue;
    dialogue.nativeId = id;
    const Json *conversation = member(entry, "conversation");
    bool good = true;
    if (conversation && !readTurns(record, conversation, dialogue, good))
        return false;
    if (!good)
        return true;
    if (dialogue.turns.empty() &&
        !m_output.issue(issueAt(record, Effect::Note, "no-turns", "the dialogue has no messages")))
        return false;

    Task task = taskOf(id);
    if (m_context.corpus.kind == CorpusKind::Real && !m_tasks.told(task.key))
        task.instruction = instructionOf(dialogue.turns);
    dialogue.task = task.key;
    const std::optional<InstanceId> parts = splitInstanceId(id);
    const std::optional<int> trial = integerOf(member(entry, "trial"));
    if (parts && parts->run)
        dialogue.run = *parts->run;
    else
        setRun(trial ? std::optional(*trial + 1) : std::nullopt, dialogue);

    const Json *reward = member(entry, "reward");
    dialogue.outcome.reward = numberOf(reward);
    if (reward && !reward->is_null() && !dialogue.outcome.reward &&
        !m_output.issue(
            issueAt(record, Effect::Note, "reward-not-a-number",
                    "the reward is " + dumped(*reward).substr(0, 60) + " and counts as missing")))
        return false;
    dialogue.outcome.termination = textOf(member(entry, "termination_reason"));
    dialogue.keep = keepOf(member(entry, "keep"));
    dialogue.survey = surveyOf(member(entry, "survey"));
    // `chat` tells the same dialogue a second time with the agent's prompt and tools in it.
    dialogue.metadata = metadataWithout(entry, {"conversation", "chat", "survey", "reward", "keep",
                                                "instance_id", "termination_reason"});
    return m_tasks.add(task) && m_output.dialogue(std::move(dialogue));
}

bool TauUsiRecords::readSurvey(const Record &record, const std::string &id)
{
    const Json *answers = member(record.value, "survey");
    if (!answers || !answers->is_object())
        return skip(record, "no-survey", "the record has no object \"survey\" of answers");
    const std::optional<InstanceId> parts = splitInstanceId(id);
    const Task task = taskOf(id);
    ComparableSurvey survey;
    survey.task = task.key;
    survey.batch = parts && parts->run ? *parts->run : 1;
    survey.answers = surveyOf(answers);
    return m_tasks.add(task) && m_output.survey(std::move(survey));
}
} // namespace gapscope
