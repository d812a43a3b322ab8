// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/inspect_sample.h"

#include "core/import/fields.h"

#include <charconv>
#include <string_view>
#include <utility>

namespace gapscope {
namespace {
/// Messages that several events share, by their number.
const Json *messagePool(const Json &sample)
{
    const Json *data = member(sample, "events_data");
    const Json *pool = data ? member(*data, "messages") : nullptr;
    if (!pool)
        pool = member(sample, "message_pool");
    return pool && pool->is_array() ? pool : nullptr;
}

/// `[[0, 3], 5]`: messages 0 to 2 and 5 of the pool.
void addReferred(const Json &references, const Json *pool, std::vector<Json> &messages)
{
    if (!pool || !references.is_array())
        return;
    const int size = static_cast<int>(pool->size());
    for (const Json &reference : references) {
        const bool range = reference.is_array() && reference.size() == 2;
        const int first = integerOf(range ? &reference[0] : &reference).value_or(0);
        const int last = range ? integerOf(&reference[1]).value_or(0) : first + 1;
        for (int i = std::max(first, 0); i < std::min(last, size); ++i)
            messages.push_back((*pool)[static_cast<std::size_t>(i)]);
    }
}

const Json *replyOf(const Json &event)
{
    const Json *output = member(event, "output");
    const Json *choices = output ? member(*output, "choices") : nullptr;
    if (!choices || !choices->is_array() || choices->empty())
        return nullptr;
    return member(choices->front(), "message");
}

/// The text an attachment stands for; null = `text` is none, or it is missing.
const Json *attached(std::string_view text, const Json &sample, int &missing)
{
    std::string_view hash;
    for (const std::string_view protocol : {"attachment://", "tc://"}) {
        if (text.starts_with(protocol))
            hash = text.substr(protocol.size());
    }
    if (hash.empty())
        return nullptr;
    for (const Json *holder : {&sample, member(sample, "events_data")}) {
        const Json *attachments = holder ? member(*holder, "attachments") : nullptr;
        const Json *found = attachments ? member(*attachments, hash) : nullptr;
        if (found && found->is_string())
            return found;
    }
    ++missing;
    return nullptr;
}

void resolve(Json &value, const Json &sample, int &missing)
{
    if (value.is_structured()) {
        for (Json &inside : value)
            resolve(inside, sample, missing);
    } else if (value.is_string()) {
        if (const Json *text = attached(value.get_ref<const std::string &>(), sample, missing))
            value = *text;
    }
}

/// A score as the log's own program turns one into a number.
bool readScore(const Json &value, Outcome &outcome)
{
    if (value.is_boolean())
        outcome.success = value.get<bool>();
    if (!value.is_string()) {
        outcome.reward = numberOf(&value);
        return outcome.reward.has_value();
    }
    const std::string word = lowered(value.get_ref<const std::string &>());
    if (word == "c" || word == "yes" || word == "true") {
        outcome.reward = 1.0;
        outcome.success = true;
    } else if (word == "i" || word == "n" || word == "no" || word == "false") {
        outcome.reward = 0.0;
        outcome.success = false;
    } else if (word == "p") {
        outcome.reward = 0.5;
    } else {
        double number = 0.0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
        if (error != std::errc() || end != word.data() + word.size())
            return false;
        const Json told = number;
        outcome.reward = numberOf(&told);
    }
    return outcome.reward.has_value();
}
} // namespace

InspectMessages inspectMessages(const Json &sample)
{
    InspectMessages found;
    if (const Json *messages = member(sample, "messages");
        messages && messages->is_array() && !messages->empty()) {
        found.messages.assign(messages->begin(), messages->end());
        return found;
    }
    const Json *events = member(sample, "events");
    if (!events || !events->is_array())
        return found;
    for (auto event = events->rbegin(); event != events->rend(); ++event) {
        if (textOf(member(*event, "event")) != "model")
            continue;
        if (const Json *references = member(*event, "input_refs"))
            addReferred(*references, messagePool(sample), found.messages);
        if (const Json *input = member(*event, "input");
            found.messages.empty() && input && input->is_array())
            found.messages.assign(input->begin(), input->end());
        if (const Json *reply = replyOf(*event))
            found.messages.push_back(*reply);
        found.fromEvents = !found.messages.empty();
        if (found.fromEvents)
            break;
    }
    return found;
}

Json resolvedInspectMessage(const Json &message, const Json &sample, int &missing)
{
    Json resolved = message;
    resolve(resolved, sample, missing);
    const Json *error = member(resolved, "error");
    if (!resolved.is_object() || textOf(member(resolved, "role")) != "tool")
        return resolved;
    if (error && error->is_object()) {
        const std::string told = textOf(member(*error, "message"));
        if (textOf(member(resolved, "content")).empty())
            resolved["content"] = told;
        resolved["error"] = true;
    }
    if (!member(resolved, "name") && member(resolved, "function"))
        resolved["name"] = textOf(member(resolved, "function"));
    return resolved;
}

InspectOutcome inspectOutcome(const Json &sample)
{
    InspectOutcome found;
    const Json *scores = member(sample, "scores");
    const Json *only = member(sample, "score");
    Json all = scores && scores->is_object() ? *scores : Json::object();
    if (all.empty() && only && !only->is_null())
        all["score"] = *only;
    for (const Json &score : all) {
        const Json *value = score.is_object() ? member(score, "value") : &score;
        if (value && readScore(*value, found.outcome))
            break;
    }
    found.several = all.size() > 1;
    found.unreadable = !all.empty() && !found.outcome.reward;
    const Json *limit = member(sample, "limit");
    if (const Json *error = member(sample, "error"); error && !error->is_null())
        found.outcome.termination = "error";
    else if (limit && !limit->is_null())
        found.outcome.termination =
            (limit->is_object() ? textOf(member(*limit, "type")) : textOf(limit)) + "_limit";
    return found;
}
} // namespace gapscope
