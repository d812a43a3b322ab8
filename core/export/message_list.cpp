// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/message_list.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

const char *roleWord(Role role)
{
    // The one word that differs from ours in a message that is not kept (nativeOf()).
    return role == Role::Agent ? "assistant" : name(role);
}

/// Turn::native: a message; `null` for a further turn of the message before; a list of several.
void append(Json &messages, const Turn &turn)
{
    if (turn.native.empty()) {
        messages.push_back(Json{{"role", roleWord(turn.role)},
                                {"content", turn.text ? Json(*turn.text) : Json()}});
        return;
    }
    Json native = Json::parse(turn.native, nullptr, false);
    if (native.is_null() || native.is_discarded())
        return;
    if (!native.is_array()) {
        messages.push_back(std::move(native));
        return;
    }
    for (Json &message : native)
        messages.push_back(std::move(message));
}

Json listOf(const Dialogue &dialogue)
{
    Json messages = Json::array();
    for (const Turn &turn : dialogue.turns)
        append(messages, turn);
    return messages;
}

std::string dumped(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}
} // namespace

std::string messageListJson(const Dialogue &dialogue)
{
    return dumped(listOf(dialogue));
}

std::string exportedDialogue(const Dialogue &dialogue, const Corpus &corpus)
{
    return dumped(Json{{"id", dialogue.id.value()},
                       {"native_id", dialogue.nativeId},
                       {"kind", name(corpus.kind)},
                       {"corpus", corpus.label},
                       {"task", dialogue.task.value()},
                       {"run", dialogue.run},
                       {"messages", listOf(dialogue)}});
}
} // namespace gapscope
