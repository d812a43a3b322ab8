// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/mapped_turns.h"

#include "core/import/chat_messages.h"
#include "core/import/content_blocks.h"
#include "core/import/fields.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gapscope {
namespace {
std::optional<double> numberIn(const Json *value)
{
    if (!value || !value->is_string())
        return numberOf(value);
    const std::string &text = value->get_ref<const std::string &>();
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

/// A list stands for several messages in `native`, so that a message that is a list itself stands
/// in one.
std::string nativeOfElement(const Json &element)
{
    return element.is_array() ? dumped(Json::array({element})) : dumped(element);
}
} // namespace

Role MappedTurns::otherSide()
{
    if (!m_last)
        return m_structure.firstSpeaker;
    return *m_last == Role::User ? Role::Agent : Role::User;
}

Role MappedTurns::roleFor(const Json &element)
{
    if (m_structure.role.empty())
        return otherSide();
    const std::string word = textOf(m_paths.role().first(element));
    const auto mapped = m_structure.roles.find(word);
    if (mapped != m_structure.roles.end())
        return mapped->second;
    const auto alike =
        std::find_if(m_structure.roles.begin(), m_structure.roles.end(),
                     [&](const auto &known) { return lowered(known.first) == lowered(word); });
    if (alike != m_structure.roles.end())
        return alike->second;
    const std::optional<Role> role = roleOf(word);
    if (!role)
        m_unknown.insert(word);
    return role.value_or(Role::Note);
}

void MappedTurns::add(const Json &element)
{
    if (m_paths.isPair())
        return addSides(element);
    const Role role = roleFor(element);
    m_last = role;
    const Json *content = m_structure.text.empty() ? &element : m_paths.text().first(element);
    addMessage(element, role, content);
}

void MappedTurns::addSides(const Json &element)
{
    std::array<Role, 2> order{Role::User, Role::Agent};
    if (m_structure.firstSpeaker == Role::Agent)
        std::swap(order[0], order[1]);
    std::string native = nativeOfElement(element);
    const std::optional<double> number =
        m_structure.order.empty() ? std::nullopt : numberIn(m_paths.order().first(element));
    bool any = false;
    for (const Role role : order) {
        const FieldPath &path = role == Role::User ? m_paths.userText() : m_paths.agentText();
        const std::optional<std::string> text = contentText(path.first(element));
        if (!text)
            continue;
        Turn turn;
        turn.role = role;
        turn.text = text;
        turn.scored = !text->empty();
        turn.native = any ? std::string(nativeBefore) : native;
        any = true;
        m_turns.push_back({number, std::move(turn)});
    }
    if (any)
        return;
    Turn empty;
    empty.role = Role::Note;
    empty.scored = false;
    empty.native = std::move(native);
    m_turns.push_back({number, std::move(empty)});
}

void MappedTurns::addMessage(const Json &element, Role role, const Json *content)
{
    // As a chat message, so that calls and results of tools are found where chat formats have them.
    Json message = Json::object();
    message["role"] = role == Role::Agent ? "assistant" : name(role);
    message["content"] = content ? *content : Json();
    for (const char *part : {"tool_calls", "function_call", "tool_call_id", "name", "error"}) {
        if (const Json *value = member(element, part); value && role != Role::Note)
            message[part] = *value;
    }
    ChatMessages chat;
    chat.add(message);
    const std::optional<std::int64_t> time =
        m_structure.time.empty() ? std::nullopt : timeOf(m_paths.time().first(element));
    const std::optional<double> number =
        m_structure.order.empty() ? std::nullopt : numberIn(m_paths.order().first(element));
    bool any = false;
    for (Turn &turn : chat.takeTurns()) {
        turn.native = any ? std::string(nativeBefore) : nativeOfElement(element);
        any = true;
        turn.timeMs = time;
        m_turns.push_back({number, std::move(turn)});
    }
}

std::vector<Turn> MappedTurns::take(bool &reordered)
{
    const auto before = [](const Numbered &a, const Numbered &b) { return *a.number < *b.number; };
    const bool numbered = std::all_of(m_turns.begin(), m_turns.end(),
                                      [](const Numbered &turn) { return turn.number.has_value(); });
    reordered = numbered && !std::is_sorted(m_turns.begin(), m_turns.end(), before);
    if (reordered)
        std::stable_sort(m_turns.begin(), m_turns.end(), before);
    std::vector<Turn> turns;
    for (Numbered &each : m_turns)
        turns.push_back(std::move(each.turn));
    m_turns.clear();
    m_unknown.clear();
    m_last.reset();
    return turns;
}
} // namespace gapscope
