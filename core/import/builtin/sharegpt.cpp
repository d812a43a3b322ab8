// SPDX-License-Identifier: GPL-3.0-or-later
// ShareGPT: records with `conversations` of {from, value} (formats.md, section 2.10).
#include "core/base/json_text.h"
#include "core/import/chat_dialogues.h"
#include "core/import/fields.h"

#include <algorithm>
#include <utility>

namespace gapscope::importers {
namespace {
bool isEntry(const Json &value)
{
    return member(value, "from") && member(value, "value");
}

/// The same as a message with role and content.
Json messageOf(const Json &entry)
{
    const std::string from = lowered(textOf(firstMember(entry, {"from", "role"})));
    const Json *value = firstMember(entry, {"value", "content", "text"});
    if (from == "function_call" || from == "tool_call") {
        Json call = value && value->is_string() ? jsonIn(textOf(value)) : value ? *value : Json();
        Json calls = call.is_array() ? std::move(call) : Json::array({std::move(call)});
        if (!calls.empty() && std::all_of(calls.begin(), calls.end(), [](const Json &each) {
                return member(each, "name") != nullptr;
            }))
            return {{"role", "assistant"}, {"content", nullptr}, {"tool_calls", std::move(calls)}};
        return {{"role", "assistant"}, {"content", value ? *value : Json()}};
    }
    return {{"role", from}, {"content", value ? *value : Json()}};
}

bool readOne(ChatDialogues &dialogues, Record record)
{
    if (record.value.is_array()) {
        Json wrapped = Json::object();
        wrapped["conversations"] = std::move(record.value);
        record.value = std::move(wrapped);
    }
    if (!record.value.is_object())
        return dialogues.skip(record, "not-an-object",
                              "the record is no object, so it is no dialogue");
    const Json *entries = member(record.value, "conversations");
    if (!entries || !entries->is_array())
        return dialogues.skip(record, "no-messages", "the record has no list `conversations`");
    ChatRecord chat(record);
    ChatDialogues::addPrompt(chat, firstMember(record.value, {"system", "system_prompt"}));
    for (const Json &entry : *entries) {
        if (!(entry.is_object() ? dialogues.add(chat, messageOf(entry), entry)
                                : dialogues.add(chat, entry)))
            return false;
    }
    for (const char *name : {"conversations", "system", "system_prompt"})
        record.value.erase(name);
    chat.fields = std::move(record.value);
    return dialogues.finish(std::move(chat));
}

class ShareGpt final : public Importer
{
public:
    std::string_view id() const override { return "sharegpt"; }
    std::string_view title() const override { return "ShareGPT (conversations of from and value)"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *entries = member(probe.first, "conversations");
        if (entries && entries->is_array() && !entries->empty()) {
            const Json &first = entries->front();
            const bool message = member(first, "role") && member(first, "content");
            return isEntry(first) || message ? Sniff{80, guessOfChat(probe)} : Sniff{};
        }
        const bool list = probe.first.is_array() && !probe.first.empty();
        return list && isEntry(probe.first.front()) ? Sniff{60, guessOfChat(probe)} : Sniff{};
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        ChatDialogues dialogues(context, output);
        return forEachRecord(probe, output,
                             [&](Record record) { return readOne(dialogues, std::move(record)); });
    }
};
} // namespace

std::unique_ptr<Importer> sharegpt()
{
    return std::make_unique<ShareGpt>();
}
} // namespace gapscope::importers
