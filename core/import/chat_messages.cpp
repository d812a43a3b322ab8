// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/chat_messages.h"

#include "core/import/fields.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gapscope {
namespace {
struct RoleWord
{
    std::string_view word;
    Role role;
};

constexpr std::array<RoleWord, 22> roleWords{
    {{"user", Role::User},     {"human", Role::User},        {"customer", Role::User},
     {"client", Role::User},   {"me", Role::User},           {"seeker", Role::User},
     {"student", Role::User},  {"assistant", Role::Agent},   {"agent", Role::Agent},
     {"bot", Role::Agent},     {"gpt", Role::Agent},         {"chatgpt", Role::Agent},
     {"model", Role::Agent},   {"ai", Role::Agent},          {"wizard", Role::Agent},
     {"chatbot", Role::Agent}, {"recommender", Role::Agent}, {"tool", Role::Tool},
     {"function", Role::Tool}, {"system", Role::System},     {"developer", Role::System},
     {"note", Role::Note}}};

bool isText(const Turn &turn)
{
    return turn.text && !turn.text->empty();
}
} // namespace

std::optional<Role> roleOf(std::string_view word)
{
    const std::string lower = lowered(word);
    for (const RoleWord &known : roleWords) {
        if (known.word == lower)
            return known.role;
    }
    return std::nullopt;
}

std::optional<std::string> contentText(const Json *content)
{
    if (!content || content->is_null())
        return std::nullopt;
    if (content->is_string())
        return content->get<std::string>();
    if (!content->is_array())
        return dumped(*content);
    std::optional<std::string> text;
    for (const Json &block : *content) {
        const Json *part = block.is_string() ? &block : member(block, "text");
        if (!part || !part->is_string())
            continue;
        if (text)
            *text += '\n';
        else
            text.emplace();
        *text += part->get_ref<const std::string &>();
    }
    return text;
}

std::string nativeOf(const Json &message)
{
    const Json *content = member(message, "content");
    const bool plain = message.is_object() && message.size() == 2 && content &&
                       content->is_string() && member(message, "role");
    return plain ? std::string() : dumped(message);
}

std::string ChatMessages::add(const Json &message)
{
    if (!message.is_object())
        return "not-an-object";
    Turn turn;
    const std::optional<Role> role = roleOf(textOf(member(message, "role")));
    turn.role = role.value_or(Role::Note);
    turn.timeMs = timeOf(firstMember(message, {"timestamp", "created_at", "time"}));
    turn.native = nativeOf(message);
    turn.scored = false;
    if (turn.role == Role::Tool) {
        addToolMessage(message, std::move(turn));
        return {};
    }
    const Json *content = member(message, "content");
    turn.text = contentText(content);
    if (const Json *calls = member(message, "tool_calls"); calls && calls->is_array()) {
        for (const Json &call : *calls)
            addCall(call, turn);
    }
    if (const Json *call = member(message, "function_call"); call && call->is_object())
        addCall(*call, turn);
    const bool onlyResults = content && content->is_array() && addBlocks(*content, turn);
    turn.scored = isText(turn) && (turn.role == Role::User || turn.role == Role::Agent);
    if (!onlyResults)
        m_turns.push_back(std::move(turn));
    return role ? std::string() : std::string("unknown-role");
}

void ChatMessages::addToolMessage(const Json &message, Turn turn)
{
    if (const Json *several = member(message, "tool_messages"); several && several->is_array()) {
        for (const Json &one : *several) {
            Turn each;
            each.role = Role::Tool;
            each.scored = false;
            each.native = dumped(one);
            each.timeMs = timeOf(member(one, "timestamp"));
            addToolMessage(one, std::move(each));
        }
        return;
    }
    turn.text = contentText(member(message, "content"));
    ToolResult result;
    const Json *error = member(message, "error");
    result.error = error && error->is_boolean() && error->get<bool>();
    result.byUser = textOf(member(message, "requestor")) == "user";
    turn.toolResult = std::move(result);
    addResult(std::move(turn), textOf(firstMember(message, {"tool_call_id", "id"})),
              textOf(member(message, "name")));
}

// Content blocks with results come in messages of the user's role, but the user said none of it.
bool ChatMessages::addBlocks(const Json &content, Turn &turn)
{
    bool results = false;
    for (const Json &block : content) {
        const std::string type = textOf(member(block, "type"));
        if (type == "tool_use") {
            addCall(block, turn);
        } else if (type == "tool_result") {
            results = true;
            Turn each;
            each.role = Role::Tool;
            each.scored = false;
            each.text = contentText(member(block, "content"));
            each.native = dumped(block);
            const Json *error = member(block, "is_error");
            each.toolResult =
                ToolResult{{}, {}, error && error->is_boolean() && error->get<bool>(), false};
            addResult(std::move(each), textOf(member(block, "tool_use_id")), {});
        }
    }
    return results && !turn.text && turn.toolCalls.empty();
}

void ChatMessages::addCall(const Json &call, Turn &turn)
{
    const Json *function = member(call, "function");
    const Json &body = function && function->is_object() ? *function : call;
    ToolCall made;
    made.id = textOf(member(call, "id"));
    made.name = textOf(function && function->is_string() ? function : member(body, "name"));
    made.byUser = turn.role == Role::User || textOf(member(call, "requestor")) == "user";
    const Json *arguments = firstMember(body, {"arguments", "input"});
    if (arguments && arguments->is_string()) {
        const std::string &text = arguments->get_ref<const std::string &>();
        const Json parsed = Json::parse(text, nullptr, false);
        made.arguments = parsed.is_discarded() ? dumped(*arguments) : dumped(parsed);
        if (made.arguments != text)
            made.raw = text;
    } else if (arguments) {
        made.arguments = dumped(*arguments);
    }
    if (!made.id.empty())
        m_nameOfCall[made.id] = made.name;
    m_waiting.push_back(made);
    turn.toolCalls.push_back(std::move(made));
}

void ChatMessages::addResult(Turn turn, std::string callId, std::string name)
{
    ToolResult &result = *turn.toolResult;
    const auto call =
        std::find_if(m_waiting.begin(), m_waiting.end(), [&](const ToolCall &waiting) {
            return callId.empty() || waiting.id == callId;
        });
    if (call != m_waiting.end()) {
        if (callId.empty()) {
            callId = call->id;
            result.byUser = result.byUser || call->byUser;
        }
        if (name.empty())
            name = call->name;
        m_waiting.erase(call);
    } else if (const auto known = m_nameOfCall.find(callId);
               name.empty() && known != m_nameOfCall.end()) {
        name = known->second;
    }
    result.callId = std::move(callId);
    result.name = std::move(name);
    m_turns.push_back(std::move(turn));
}
} // namespace gapscope
