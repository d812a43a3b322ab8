// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/span_messages.h"

#include "core/base/json_text.h"
#include "core/import/fields.h"
#include "core/import/response_items.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace gapscope {
namespace {
constexpr int maxDepth = 6;

/// The role of a LangChain message by its class or type; "" = it is none.
std::string langChainRole(std::string type)
{
    type = lowered(type);
    for (const std::string_view end : {"chunk", "message"}) {
        if (type.size() > end.size() && type.ends_with(end))
            type.resize(type.size() - end.size());
    }
    if (type == "human")
        return "user";
    if (type == "ai")
        return "assistant";
    if (type == "system" || type == "tool" || type == "function")
        return type;
    return {};
}

/// {lc, id: [… "HumanMessage"], kwargs}, {type: "human", data} or {type: "human", content}.
std::optional<Json> ofLangChain(const Json &value)
{
    const Json *id = member(value, "id");
    const Json *body = member(value, "kwargs");
    std::string type = textOf(member(value, "type"));
    if (body && id && id->is_array() && !id->empty())
        type = textOf(&id->back());
    else if (!body)
        body = member(value, "data") ? member(value, "data") : &value;
    std::string role = langChainRole(type);
    if (role.empty())
        role = member(value, "kwargs") ? textOf(member(*body, "role")) : std::string();
    if (role.empty() || !body->is_object() || !member(*body, "content"))
        return std::nullopt;
    Json message{{"role", role}, {"content", *member(*body, "content")}};
    for (const std::string_view name : {"tool_calls", "tool_call_id", "name"}) {
        if (const Json *field = member(*body, name); field && !field->empty())
            message[std::string(name)] = *field;
    }
    if (const Json *more = member(*body, "additional_kwargs"); more && more->is_object()) {
        for (const std::string_view name : {"tool_calls", "function_call"}) {
            const Json *field = member(*more, name);
            if (field && !field->empty() && !message.contains("tool_calls"))
                message[std::string(name)] = *field;
        }
    }
    if (textOf(member(*body, "status")) == "error")
        message["error"] = true;
    return message;
}

/// A part of OpenTelemetry's or Gemini's messages as a content block.
Json blockOf(const Json &part)
{
    const std::string type = textOf(member(part, "type"));
    const Json *id = member(part, "id");
    const Json key = id ? *id : Json();
    if (const Json *call = firstMember(part, {"functionCall", "function_call"}))
        return {{"type", "tool_use"},
                {"id", key},
                {"name", textOf(member(*call, "name"))},
                {"input", member(*call, "args") ? *member(*call, "args") : Json()}};
    if (type == "tool_call") {
        const Json *arguments = member(part, "arguments");
        return {{"type", "tool_use"},
                {"id", key},
                {"name", textOf(member(part, "name"))},
                {"input", arguments ? *arguments : Json()}};
    }
    const Json *native = firstMember(part, {"functionResponse", "function_response"});
    if (type == "tool_call_response" || native) {
        const Json *result = native ? member(*native, "response")
                                    : firstMember(part, {"response", "result", "content"});
        return {{"type", "tool_result"},
                {"tool_use_id", key},
                {"content", result && !result->is_object() ? *result : Json(textOf(result))}};
    }
    if (type == "blob" || type == "file" || type == "uri") {
        const std::string modality = textOf(member(part, "modality"));
        return {{"type", modality.empty() ? "file" : modality}};
    }
    return part;
}

Json ofParts(const Json &value, const Json &parts)
{
    Json blocks = Json::array();
    bool results = false;
    for (const Json &part : parts) {
        blocks.push_back(part.is_object() ? blockOf(part) : part);
        results = results || textOf(member(blocks.back(), "type")) == "tool_result";
    }
    // Results are found among the blocks of messages that are not the tool's own.
    return {{"role", results ? "user" : textOf(member(value, "role"))},
            {"content", std::move(blocks)}};
}

/// The message that a value is, in one of the many forms; none = it is no message.
std::optional<Json> messageOf(const Json &value)
{
    if (!value.is_object())
        return std::nullopt;
    if (const Json *parts = member(value, "parts"); parts && parts->is_array())
        return ofParts(value, *parts);
    if (std::optional<Json> chain = ofLangChain(value))
        return chain;
    if (member(value, "message.role")) {
        Json message = Json::object();
        for (const auto &[key, field] : value.items())
            message[key.starts_with("message.") ? key.substr(8) : key] = field;
        return message;
    }
    if (isResponseItem(value)) {
        Json message = messageOfItem(value);
        return message.is_null() ? std::nullopt : std::optional(std::move(message));
    }
    return member(value, "role") ? std::optional(value) : std::nullopt;
}

bool isBlock(const Json &value)
{
    return member(value, "type") &&
           (member(value, "text") || member(value, "input") || member(value, "thinking"));
}

class Finder
{
public:
    explicit Finder(std::string role) : m_role(std::move(role)) {}

    std::vector<SpanMessage> take() { return std::move(m_found); }

    void find(const Json &value, int depth)
    {
        if (depth > maxDepth || value.is_null())
            return;
        if (value.is_string()) {
            const Json inside = decoded(&value);
            if (inside.is_string())
                text(value, value);
            else
                find(inside, depth + 1);
        } else if (value.is_array()) {
            list(value, depth);
        } else if (std::optional<Json> message = messageOf(value)) {
            m_found.push_back({std::move(*message), value});
        } else if (value.is_object()) {
            object(value, depth);
        }
    }

private:
    void text(const Json &words, const Json &original)
    {
        if (!textOf(&words).empty())
            m_found.push_back({Json{{"role", m_role}, {"content", words}}, original});
    }

    void list(const Json &value, int depth)
    {
        if (value.empty())
            return;
        // A batch: what else is in it are other talks.
        if (value.front().is_array() && !value.front().empty() &&
            !value.front().front().is_string())
            return find(value.front(), depth + 1);
        if (isBlock(value.front()) && !messageOf(value.front()))
            return text(value, value);
        for (const Json &each : value) {
            // ("human", "Hello")
            const bool pair = each.is_array() && each.size() == 2 && each[0].is_string();
            if (pair) {
                const std::string known = langChainRole(each[0].get<std::string>());
                m_found.push_back(
                    {Json{{"role", known.empty() ? textOf(&each[0]) : known}, {"content", each[1]}},
                     each});
            } else {
                find(each, depth + 1);
            }
        }
    }

    void object(const Json &value, int depth)
    {
        if (const Json *calls = member(value, "tool_calls"); calls && calls->is_array()) {
            Json message = value;
            message["role"] = m_role;
            m_found.push_back({std::move(message), value});
            return;
        }
        if (const Json *messages = firstMember(value, {"messages", "chat_history", "history"})) {
            if (const Json *system = member(value, "system"); system && !system->is_null())
                m_found.push_back(
                    {Json{{"role", "system"}, {"content", *system}}, Json{{"system", *system}}});
            return find(*messages, depth + 1);
        }
        if (const Json *choices = firstMember(value, {"choices", "generations", "candidates"});
            choices && choices->is_array() && !choices->empty())
            return find(choices->front(), depth + 1);
        for (const std::string_view name :
             {"message", "content", "output", "input", "response", "text", "answer", "question",
              "query", "prompt", "result", "completion"}) {
            const Json *inside = member(value, name);
            if (!inside || inside->is_null())
                continue;
            if (inside->is_string())
                return text(*inside, value);
            return find(*inside, depth + 1);
        }
    }

    std::string m_role;
    std::vector<SpanMessage> m_found;
};
} // namespace

Json decoded(const Json *value)
{
    if (!value || !value->is_string())
        return value ? *value : Json();
    const std::string &text = value->get_ref<const std::string &>();
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos || (text[begin] != '{' && text[begin] != '['))
        return *value;
    Json inside = jsonIn(text);
    return inside.is_discarded() ? *value : inside;
}

std::vector<SpanMessage> messagesIn(const Json &value, const std::string &role)
{
    Finder finder(role);
    finder.find(value, 0);
    return finder.take();
}
} // namespace gapscope
