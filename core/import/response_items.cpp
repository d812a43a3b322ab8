// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/response_items.h"

#include "core/import/fields.h"

#include <utility>

namespace gapscope {
namespace {
std::string typeOf(const Json &item)
{
    const Json *type = member(item, "type");
    return type && type->is_string() ? type->get<std::string>() : std::string();
}

bool isCall(const std::string &type)
{
    return type.ends_with("_call");
}

bool isOutput(const std::string &type)
{
    return type.ends_with("_call_output") || type == "mcp_call_output";
}

/// A call of the platform's own tools has no name and no arguments, but fields of its kind.
Json callOf(const Json &item, const std::string &type)
{
    Json call{{"id", textOf(firstMember(item, {"call_id", "id"}))}};
    const Json *name = member(item, "name");
    call["name"] = name ? textOf(name) : type.substr(0, type.size() - std::string("_call").size());
    const Json *arguments =
        firstMember(item, {"arguments", "input", "action", "queries", "code", "operation"});
    if (arguments)
        call["arguments"] = *arguments;
    return call;
}

/// The result that some calls of the platform's own tools bring with them.
Json resultIn(const Json &item)
{
    const Json *output = firstMember(item, {"output", "outputs", "results"});
    if (!isCall(typeOf(item)) || !output)
        return {};
    return {{"role", "tool"},
            {"tool_call_id", textOf(firstMember(item, {"call_id", "id"}))},
            {"content", output->is_string() ? *output : Json(dumped(*output))}};
}

/// Reasoning items that wait for the turn they belong to.
class Items
{
public:
    Items(ChatDialogues &dialogues, ChatRecord &record) : m_dialogues(dialogues), m_record(record)
    {}

    bool add(const Json &item)
    {
        if (typeOf(item) == "reasoning") {
            m_reasoning.push_back(item);
            return true;
        }
        const Json message = messageOfItem(item);
        bool more = true;
        if (!message.is_null())
            more = give(message, item);
        else if (item.is_object())
            more = m_dialogues.note(m_record.place, "unknown-item",
                                    "an item of the type \"" + typeOf(item).substr(0, 60) +
                                        "\" is shown as a note") &&
                   give(Json{{"role", "note"}, {"content", "[" + typeOf(item).substr(0, 60) + "]"}},
                        item);
        else
            more = m_dialogues.add(m_record, item);
        const Json result = resultIn(item);
        return more &&
               (result.is_null() || m_record.chat.add(result, std::string(nativeBefore)).empty());
    }

    /// What led to nothing goes to the turn before it.
    void finish()
    {
        if (!m_reasoning.empty())
            m_record.chat.appendNative(std::exchange(m_reasoning, Json::array()));
    }

private:
    bool give(const Json &message, const Json &item)
    {
        if (m_reasoning.empty())
            return &message == &item || message == item ? m_dialogues.add(m_record, message)
                                                        : m_dialogues.add(m_record, message, item);
        Json native = std::exchange(m_reasoning, Json::array());
        native.push_back(item);
        return m_dialogues.add(m_record, message, native);
    }

    ChatDialogues &m_dialogues;
    ChatRecord &m_record;
    Json m_reasoning = Json::array();
};
} // namespace

Json messageOfItem(const Json &item)
{
    const std::string type = typeOf(item);
    if (type == "message" || (type.empty() && member(item, "role")))
        return item;
    if (isCall(type))
        return {{"role", "assistant"},
                {"content", nullptr},
                {"tool_calls", Json::array({callOf(item, type)})}};
    if (isOutput(type)) {
        const Json *output = member(item, "output");
        return {{"role", "tool"},
                {"tool_call_id", textOf(member(item, "call_id"))},
                {"content", output ? *output : Json()}};
    }
    return {};
}

bool isResponseItem(const Json &value)
{
    const std::string type = typeOf(value);
    if (type == "message")
        return member(value, "role") && member(value, "content");
    if (type == "reasoning")
        return member(value, "summary") || member(value, "encrypted_content") ||
               member(value, "content");
    if (isOutput(type))
        return member(value, "call_id");
    return isCall(type) &&
           (member(value, "call_id") || member(value, "status") || member(value, "id"));
}

bool addResponseItems(ChatDialogues &dialogues, ChatRecord &record, const Json &items)
{
    if (items.is_string())
        return dialogues.add(record, Json{{"role", "user"}, {"content", items}});
    Items reading(dialogues, record);
    if (items.is_object())
        return reading.add(items);
    for (const Json &item : items) {
        if (!reading.add(item))
            return false;
    }
    reading.finish();
    return true;
}
} // namespace gapscope
