// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/chat_messages.h"

#include "core/base/json_text.h"
#include "core/import/fields.h"
#include "core/model/markup.h"

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

constexpr std::array<RoleWord, 54> roleWords{{{"user", Role::User},
                                              {"human", Role::User},
                                              {"customer", Role::User},
                                              {"client", Role::User},
                                              {"me", Role::User},
                                              {"seeker", Role::User},
                                              {"student", Role::User},
                                              {"caller", Role::User},
                                              {"visitor", Role::User},
                                              {"guest", Role::User},
                                              {"consumer", Role::User},
                                              {"buyer", Role::User},
                                              {"shopper", Role::User},
                                              {"traveller", Role::User},
                                              {"traveler", Role::User},
                                              {"patient", Role::User},
                                              {"learner", Role::User},
                                              {"enduser", Role::User},
                                              {"end_user", Role::User},
                                              {"assistant", Role::Agent},
                                              {"agent", Role::Agent},
                                              {"bot", Role::Agent},
                                              {"gpt", Role::Agent},
                                              {"chatgpt", Role::Agent},
                                              {"model", Role::Agent},
                                              {"ai", Role::Agent},
                                              {"wizard", Role::Agent},
                                              {"chatbot", Role::Agent},
                                              {"recommender", Role::Agent},
                                              {"bard", Role::Agent},
                                              {"bing", Role::Agent},
                                              {"claude", Role::Agent},
                                              {"gemini", Role::Agent},
                                              {"llm", Role::Agent},
                                              {"ai_assistant", Role::Agent},
                                              {"virtual_assistant", Role::Agent},
                                              {"operator", Role::Agent},
                                              {"representative", Role::Agent},
                                              {"rep", Role::Agent},
                                              {"csr", Role::Agent},
                                              {"advisor", Role::Agent},
                                              {"support", Role::Agent},
                                              {"service", Role::Agent},
                                              {"staff", Role::Agent},
                                              {"tool", Role::Tool},
                                              {"function", Role::Tool},
                                              {"observation", Role::Tool},
                                              {"tool_response", Role::Tool},
                                              {"tool_result", Role::Tool},
                                              {"ipython", Role::Tool},
                                              {"environment", Role::Tool},
                                              {"system", Role::System},
                                              {"developer", Role::System},
                                              {"note", Role::Note}}};

bool holdsResults(const Json *content)
{
    return content && content->is_array() &&
           std::any_of(content->begin(), content->end(), [](const Json &block) {
               return textOf(member(block, "type")) == "tool_result";
           });
}

/// `web_search_tool_result`, `code_execution_tool_result`, `mcp_tool_result` …
bool isServerResult(std::string_view type)
{
    return type.ends_with("_tool_result");
}

bool isText(const Turn &turn)
{
    return turn.text && !turn.text->empty();
}
} // namespace

std::optional<Role> roleOf(std::string_view word)
{
    std::string lower = lowered(word);
    std::replace_if(
        lower.begin(), lower.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
    for (const RoleWord &known : roleWords) {
        if (known.word == lower)
            return known.role;
    }
    return std::nullopt;
}

std::string nativeOf(const Json &message)
{
    static constexpr std::array<std::string_view, 3> usual{"user", "assistant", "system"};
    const Json *content = member(message, "content");
    const Json *role = member(message, "role");
    const bool plain =
        message.is_object() && message.size() == 2 && content && content->is_string() && role &&
        role->is_string() && message.items().begin().key() == "role" &&
        std::find(usual.begin(), usual.end(), role->get_ref<const std::string &>()) != usual.end();
    return plain ? std::string() : dumped(message);
}

void setArguments(const Json *arguments, ToolCall &call)
{
    if (!arguments)
        return;
    call.arguments = dumped(*arguments);
    if (!arguments->is_string())
        return;
    const std::string &text = arguments->get_ref<const std::string &>();
    const Json parsed = jsonIn(text);
    if (!parsed.is_discarded())
        call.arguments = dumped(parsed);
    if (call.arguments != text)
        call.raw = text;
}

std::string ChatMessages::add(const Json &message, std::string native)
{
    if (!message.is_object())
        return "not-an-object";
    Turn turn;
    const std::optional<Role> role = roleOf(textOf(member(message, "role")));
    turn.role = role.value_or(Role::Note);
    turn.timeMs = timeOf(firstMember(message, {"timestamp", "created_at", "time"}));
    turn.native = std::move(native);
    turn.scored = false;
    const Json *content = member(message, "content");
    if (turn.role == Role::Tool && !holdsResults(content)) {
        addToolMessage(message, std::move(turn));
        return {};
    }
    turn.text = contentText(content);
    if (!isText(turn)) {
        if (const Json *refusal = member(message, "refusal"); refusal && refusal->is_string())
            turn.text = refusal->get<std::string>();
        else if (const Json *audio = member(message, "audio"); audio && audio->is_object())
            turn.text = textOf(member(*audio, "transcript"));
    }
    if (const Json *calls = member(message, "tool_calls"); calls && calls->is_array()) {
        for (const Json &call : *calls)
            addCall(call, turn);
    } else if (calls && calls->is_string()) {
        // Tables that became JSON have lists as texts.
        const Json list = jsonIn(calls->get_ref<const std::string &>());
        if (list.is_array()) {
            for (const Json &call : list)
                addCall(call, turn);
        }
    }
    if (const Json *call = member(message, "function_call"); call && call->is_object())
        addCall(*call, turn);
    const bool more = !content || !content->is_array() || addBlocks(*content, turn);
    addCallsInText(turn);
    turn.scored = isText(turn) && (turn.role == Role::User || turn.role == Role::Agent);
    if (more)
        m_turns.push_back(std::move(turn));
    if (more && content && content->is_array())
        addServerResults(*content);
    return role ? std::string() : std::string("unknown-role");
}

void ChatMessages::appendNative(const Json &items)
{
    // Of several turns of one item, the first has the native.
    const auto turn = std::find_if(m_turns.rbegin(), m_turns.rend(),
                                   [](const Turn &each) { return each.native != nativeBefore; });
    if (turn == m_turns.rend())
        return;
    Json native = Json::parse(turn->native, nullptr, false);
    if (!native.is_array()) {
        Json list = Json::array();
        if (!turn->native.empty())
            list.push_back(std::move(native));
        else
            list.push_back({{"role", turn->role == Role::User     ? "user"
                                     : turn->role == Role::System ? "system"
                                                                  : "assistant"},
                            {"content", turn->text.value_or("")}});
        native = std::move(list);
    }
    native.insert(native.end(), items.begin(), items.end());
    turn->native = dumped(native);
}

void ChatMessages::addToolMessage(const Json &message, Turn turn)
{
    if (const Json *several = member(message, "tool_messages"); several && several->is_array()) {
        for (const Json &one : *several) {
            Turn each;
            each.role = Role::Tool;
            each.scored = false;
            each.native = turn.native;
            turn.native = nativeBefore;
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
        if (type == "tool_use" || type == "server_tool_use" || type == "mcp_tool_use" ||
            type == "tool_call") {
            addCall(block, turn);
        } else if (type == "tool_result") {
            results = true;
            Turn each;
            each.role = Role::Tool;
            each.scored = false;
            each.text = contentText(member(block, "content"));
            each.native = turn.native;
            turn.native = nativeBefore;
            const Json *error = member(block, "is_error");
            each.toolResult =
                ToolResult{{}, {}, error && error->is_boolean() && error->get<bool>(), false};
            addResult(std::move(each), textOf(member(block, "tool_use_id")), {});
        }
    }
    return !results || turn.text || !turn.toolCalls.empty();
}

// Tools that the model's own server runs answer within the message of their call.
void ChatMessages::addServerResults(const Json &content)
{
    for (const Json &block : content) {
        if (!isServerResult(textOf(member(block, "type"))))
            continue;
        Turn turn;
        turn.role = Role::Tool;
        turn.scored = false;
        turn.native = nativeBefore;
        const Json *result = member(block, "content");
        const Json *error = member(block, "is_error");
        const std::string type = result ? textOf(member(*result, "type")) : std::string();
        turn.text = result && result->is_string() ? result->get<std::string>()
                    : result                      ? dumped(*result)
                                                  : std::string();
        turn.toolResult = ToolResult{{},
                                     {},
                                     type.ends_with("_error") ||
                                         (error && error->is_boolean() && error->get<bool>()),
                                     false};
        addResult(std::move(turn), textOf(member(block, "tool_use_id")), {});
    }
}

void ChatMessages::addCall(const Json &call, Turn &turn)
{
    const Json *function = member(call, "function");
    const Json &body = function && function->is_object() ? *function : call;
    ToolCall made;
    made.id = textOf(member(call, "id"));
    made.name = textOf(function && function->is_string() ? function : member(body, "name"));
    made.byUser = turn.role == Role::User || textOf(member(call, "requestor")) == "user";
    setArguments(firstMember(body, {"arguments", "input", "args"}), made);
    // Some libraries give a call twice, as a block and in a list of calls.
    const auto same = [&](const ToolCall &each) { return each.id == made.id; };
    if (!made.id.empty() && std::any_of(turn.toolCalls.begin(), turn.toolCalls.end(), same))
        return;
    if (!made.id.empty())
        m_nameOfCall[made.id] = made.name;
    m_waiting.push_back(made);
    turn.toolCalls.push_back(std::move(made));
}

// Some servers give a call as they parsed it and leave it in the text as well.
void ChatMessages::addCallsInText(Turn &turn)
{
    if (turn.role != Role::Agent || !turn.text || !turn.toolCalls.empty())
        return;
    turn.toolCalls = callsInText(*turn.text);
    m_waiting.insert(m_waiting.end(), turn.toolCalls.begin(), turn.toolCalls.end());
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
