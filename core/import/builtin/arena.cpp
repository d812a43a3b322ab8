// SPDX-License-Identifier: GPL-3.0-or-later
// Chatbot Arena battles: one person writes to two agents, which makes two dialogues of a record
// (formats.md, section 2.10).
#include "core/base/json_text.h"
#include "core/import/chat_dialogues.h"
#include "core/import/fields.h"

#include <utility>

namespace gapscope::importers {
namespace {
/// The messages of a side; some copies of the data have the list as a text.
Json messagesOf(const Json *side)
{
    if (!side || !side->is_string())
        return side ? *side : Json();
    return jsonIn(side->get_ref<const std::string &>());
}

bool isBattle(const Json &record)
{
    return messagesOf(member(record, "conversation_a")).is_array() &&
           messagesOf(member(record, "conversation_b")).is_array();
}

bool readSide(ChatDialogues &dialogues, const Record &record, char side)
{
    const Json &value = record.value;
    const std::string name = std::string("conversation_") + side;
    ChatRecord chat(record);
    chat.keyId = textOf(firstMember(value, {"question_id", "conversation_id", "id"}));
    if (chat.keyId.empty())
        chat.keyId = numberedId(record.number);
    chat.id = chat.keyId + ":" + side;
    const Json messages = messagesOf(member(value, name));
    if (!messages.is_array())
        return dialogues.skip(record, "no-messages", "the battle has no such list of messages");
    for (const Json &message : messages) {
        if (!dialogues.add(chat, message))
            return false;
    }
    for (const auto &[key, field] : value.items()) {
        if (key != "conversation_a" && key != "conversation_b")
            chat.fields[key] = field;
    }
    chat.fields["side"] = std::string(1, side);
    return dialogues.finish(std::move(chat));
}

bool readBoth(ChatDialogues &dialogues, const Record &record)
{
    if (!record.value.is_object())
        return dialogues.skip(record, "not-an-object",
                              "the record is no object, so it is no battle");
    return readSide(dialogues, record, 'a') && readSide(dialogues, record, 'b');
}

class Arena final : public Importer
{
public:
    std::string_view id() const override { return "arena"; }
    std::string_view title() const override { return "Chatbot Arena battles"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        if (!isBattle(probe.first))
            return {};
        Sniff found{90, guessOfChat(probe)};
        if (found.guess.kind == CorpusKind::Unknown && found.guess.userModel.empty() &&
            (member(probe.first, "winner") || member(probe.first, "judge")))
            found.guess.kind = CorpusKind::Real;
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        ChatDialogues dialogues(context, output);
        return forEachRecord(probe, output,
                             [&](Record record) { return readBoth(dialogues, record); });
    }
};
} // namespace

std::unique_ptr<Importer> arena()
{
    return std::make_unique<Arena>();
}
} // namespace gapscope::importers
