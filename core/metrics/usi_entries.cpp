// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_entries.h"

#include "core/base/text.h"
#include "core/base/unicode.h"

#include <cmath>

namespace gapscope {
Error entryError(const EntryPlace &place, std::string_view field, const std::string &reason)
{
    std::string subject(place.file);
    if (!place.id.empty())
        subject += ": " + std::string(place.id);
    std::string detail(field);
    return {ErrorCode::InputMalformed, std::move(subject),
            detail.empty() ? reason : detail + ": " + reason};
}

Result<const JsonMembers *> entriesOf(const JsonDocument &document, std::string_view file)
{
    const JsonValue &root = document.root();
    if (!root.isObject())
        return entryError({file, {}}, {},
                          std::string("an object of entries by id is expected, found ") +
                              root.kindName());
    for (const JsonMember &member : root.members)
        if (!member.value.isObject())
            return entryError({file, member.key}, {},
                              std::string("an object is expected, found ") +
                                  member.value.kindName());
    return &root.members;
}

namespace {
std::string_view textOf(const JsonValue *value, std::deque<std::string> &texts)
{
    if (!value)
        return {};
    return value->isString() ? value->text : texts.emplace_back(pythonText(*value));
}
} // namespace

Result<std::vector<Message>> messagesOf(const JsonValue &entry, const EntryPlace &place,
                                        std::deque<std::string> &texts)
{
    std::vector<Message> messages;
    const JsonValue *conversation = entry.find("conversation");
    if (!conversation)
        return messages;
    const bool nothing =
        (conversation->isString() || conversation->isObject()) && !conversation->truthy();
    if (nothing)
        return messages;
    if (!conversation->isList())
        return entryError(place, "conversation",
                          std::string("a list of messages is expected, found ") +
                              conversation->kindName());
    messages.reserve(conversation->items.size());
    for (std::size_t i = 0; i < conversation->items.size(); ++i) {
        const JsonValue &message = conversation->items[i];
        if (!message.isObject())
            return entryError(place, "conversation[" + std::to_string(i) + "]",
                              std::string("an object is expected, found ") + message.kindName());
        const JsonValue *content = message.find("content");
        messages.push_back({textOf(message.find("role"), texts), textOf(content, texts),
                            !content || content->kind == JsonValue::Kind::Null});
    }
    return messages;
}

bool isKept(const JsonValue &entry)
{
    const JsonValue *keep = entry.find("keep");
    return !keep || keep->truthy();
}

bool isKeptOut(const JsonValue &entry)
{
    const JsonValue *keep = entry.find("keep");
    return keep && keep->kind == JsonValue::Kind::False;
}

Result<bool> successOf(const JsonValue &entry, const EntryPlace &place)
{
    const JsonValue *reward = entry.find("reward");
    if (!reward || !reward->truthy())
        return false;
    if (!reward->isNumber() && !reward->isBool())
        return entryError(place, "reward",
                          std::string("a number is expected, found ") + reward->kindName());
    return reward->number() > 0.0;
}

Result<void> checkReward(const JsonValue &entry, const EntryPlace &place)
{
    const JsonValue *reward = entry.find("reward");
    if (!reward)
        return entryError(place, "reward", "missing, but the dialogue is kept and compared");
    const bool whole = reward->kind == JsonValue::Kind::Integer || reward->isBool();
    const bool finite = reward->kind == JsonValue::Kind::Float && std::isfinite(reward->number());
    if (whole || finite)
        return {};
    const std::string found =
        reward->isNumber() ? std::string(reward->text) : std::string(reward->kindName());
    return entryError(place, "reward", "a finite number is needed, found " + found);
}

Result<SurveyLevels> surveyOf(const JsonValue &entry, const EntryPlace &place,
                              const SurveyRules &rules, const SurveyLevels *only)
{
    SurveyLevels levels;
    if (!entry.isObject())
        return entryError(place, {},
                          std::string("an object is expected, found ") + entry.kindName());
    const JsonValue *survey = entry.find("survey");
    if (!survey)
        return levels;
    for (std::size_t field = 0; field < surveyFieldCount; ++field) {
        if (only && !(*only)[field])
            continue;
        if (!survey->isObject())
            return entryError(place, "survey",
                              std::string("an object is expected, found ") + survey->kindName());
        const std::string_view key = surveyFields()[field].key;
        const JsonValue *wrapped = survey->find(key);
        if (!wrapped || !wrapped->truthy())
            continue;
        if (!wrapped->isObject())
            return entryError(place, "survey." + std::string(key),
                              std::string("an object with `answer` is expected, found ") +
                                  wrapped->kindName());
        const JsonValue *answer = wrapped->find("answer");
        if (answer && answer->isString())
            levels[field] = surveyLevel(field, answer->text, rules);
    }
    return levels;
}

namespace {
/// Bytes of decimal digits (of any script) at `at`.
std::size_t digitsAt(std::string_view text, std::size_t at)
{
    const std::size_t begin = at;
    while (at < text.size()) {
        const CodePoint unit = decodeAt(text, at);
        if (!isDecimalDigit(unit.value))
            break;
        at += unit.bytes;
    }
    return at - begin;
}

/// int(text) of Python as decimal text.
std::string decimal(std::string_view digits)
{
    std::string result;
    for (std::size_t at = 0; at < digits.size();) {
        const CodePoint unit = decodeAt(digits, at);
        const auto value = static_cast<char>('0' + unicode::digitValue(unit.value));
        if (value != '0' || !result.empty())
            result += value;
        at += unit.bytes;
    }
    return result.empty() ? "0" : result;
}
} // namespace

TaskRun taskRunOf(std::string_view id)
{
    for (const std::string_view domain : {"airline_", "retail_"}) {
        if (!id.starts_with(domain))
            continue;
        const std::size_t number = digitsAt(id, domain.size());
        if (number == 0)
            break;
        const std::size_t end = domain.size() + number;
        const std::string task(id.substr(0, end));
        const std::size_t run =
            end < id.size() && id[end] == '_' ? digitsAt(id, end + 1) : std::size_t{0};
        return {task, run > 0 ? decimal(id.substr(end + 1, run)) : "1"};
    }
    return {std::string(id), "1"};
}
} // namespace gapscope
