// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/tau2_ticks.h"

#include "core/import/fields.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace gapscope {
namespace {
bool sharesAny(const Json &some, const Json &others)
{
    return std::any_of(some.begin(), some.end(), [&](const Json &one) {
        return std::find(others.begin(), others.end(), one) != others.end();
    });
}

/// One side's words, chunk by chunk.
class Speaker
{
public:
    Speaker(const char *role, std::vector<Json> &messages) : m_role(role), m_messages(messages) {}

    bool speaks() const { return m_open.has_value(); }
    void end() { m_open.reset(); }

    void hear(const Json &chunk, const std::string &text, const Json &tick)
    {
        const Json *ids = member(chunk, "utterance_ids");
        const bool known = ids && ids->is_array() && !ids->empty();
        if (m_open && known && !m_ids.empty() && !sharesAny(m_ids, *ids))
            end();
        if (!m_open) {
            Json message{{"role", m_role}, {"content", ""}};
            if (const Json *time = firstMember(chunk, {"timestamp"}))
                message["timestamp"] = *time;
            else if (const Json *ticked = firstMember(tick, {"timestamp"}))
                message["timestamp"] = *ticked;
            m_open = m_messages.size();
            m_messages.push_back(std::move(message));
        }
        m_ids = known ? *ids : Json::array();
        Json &content = m_messages[*m_open]["content"];
        content = content.get<std::string>() + text;
    }

private:
    const char *m_role;
    std::vector<Json> &m_messages;
    /// Position of the message that is being spoken.
    std::optional<std::size_t> m_open;
    Json m_ids = Json::array();
};

/// What a tick has for one side.
struct Side
{
    const char *chunk;
    const char *calls;
    const char *results;
    const char *role;
};
constexpr Side agentSide{"agent_chunk", "agent_tool_calls", "agent_tool_results", "assistant"};
constexpr Side userSide{"user_chunk", "user_tool_calls", "user_tool_results", "user"};

class Merging
{
public:
    explicit Merging(const Json &ticks)
    {
        const auto told = [](const Json &tick) {
            const Json *chunk = member(tick, userSide.chunk);
            return chunk && !textOf(member(*chunk, "content")).empty();
        };
        m_transcript = std::none_of(ticks.begin(), ticks.end(), told);
    }

    void add(const Json &tick)
    {
        const std::string agent = textOfChunk(tick, agentSide);
        std::string user = textOfChunk(tick, userSide);
        if (m_transcript)
            user = textOf(member(tick, "user_transcript"));
        speak(tick, agentSide, m_agent, agent, !user.empty());
        speak(tick, userSide, m_user, user, !agent.empty());
    }
    std::vector<Json> take() { return std::move(m_messages); }

private:
    static std::string textOfChunk(const Json &tick, const Side &side)
    {
        const Json *chunk = member(tick, side.chunk);
        return chunk ? textOf(member(*chunk, "content")) : std::string();
    }

    void speak(const Json &tick, const Side &side, Speaker &speaker, const std::string &text,
               bool otherSpeaks)
    {
        const Json *told = member(tick, side.chunk);
        const Json chunk = told ? *told : Json();
        if (!text.empty())
            speaker.hear(chunk, text, tick);
        else if (otherSpeaks)
            speaker.end();
        const Json *last = member(chunk, "is_final_chunk");
        if (last && last->is_boolean() && last->get<bool>())
            speaker.end();
        const Json *calls = member(tick, side.calls);
        if (calls && calls->is_array() && !calls->empty()) {
            speaker.end();
            m_messages.push_back(
                Json{{"role", side.role}, {"content", nullptr}, {"tool_calls", *calls}});
        }
        const Json *results = member(tick, side.results);
        for (const Json &result : results && results->is_array() ? *results : Json::array()) {
            Json message = result.is_object() ? result : Json{{"content", result}};
            message["role"] = "tool";
            m_messages.push_back(std::move(message));
        }
    }

    std::vector<Json> m_messages;
    Speaker m_agent{agentSide.role, m_messages};
    Speaker m_user{userSide.role, m_messages};
    /// No chunk of the user has words: what was heard of it stands in.
    bool m_transcript = false;
};
} // namespace

std::vector<Json> messagesOfTicks(const Json &ticks)
{
    if (!ticks.is_array())
        return {};
    Merging merging(ticks);
    for (const Json &tick : ticks)
        merging.add(tick);
    return merging.take();
}
} // namespace gapscope
