// SPDX-License-Identifier: GPL-3.0-or-later
// WildChat and LMSYS-Chat-1M: records with `conversation` of messages and what a data set of real
// chats says around them (formats.md, section 2.10).
#include "core/import/chat_dialogues.h"
#include "core/import/fields.h"
#include "core/import/sample_records.h"

#include <algorithm>
#include <utility>

namespace gapscope::importers {
namespace {
bool isChat(const Json &record)
{
    const Json *messages = member(record, "conversation");
    if (!messages || !messages->is_array())
        return false;
    if (!messages->empty() && !member(messages->front(), "role"))
        return false;
    const bool lmsys = member(record, "conversation_id") && member(record, "model") &&
                       (member(record, "turn") || member(record, "language"));
    return member(record, "conversation_hash") || member(record, "openai_moderation") || lmsys;
}

class WildChat final : public Importer
{
public:
    std::string_view id() const override { return "wildchat"; }
    std::string_view title() const override { return "WildChat, LMSYS-Chat-1M"; }

    Sniff sniff(const Probe &probe) const override
    {
        if (!isChat(probe.first))
            return {};
        Sniff found{85, guessOfChat(probe)};
        CorpusGuess &guess = found.guess;
        // The data sets have chats with many models.
        const std::vector<Json> chats = sampleOf(probe).records;
        if (std::any_of(chats.begin(), chats.end(), [&](const Json &chat) {
                return textOf(member(chat, "model")) != guess.agentModel;
            }))
            guess.agentModel.clear();
        // Both data sets hold chats of people; a file that says otherwise is made like them.
        const bool said = guess.kind != CorpusKind::Unknown || !guess.userModel.empty();
        if (!said &&
            (member(probe.first, "conversation_hash") || member(probe.first, "openai_moderation")))
            guess.kind = CorpusKind::Real;
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        ChatDialogues dialogues(context, output);
        return forEachRecord(probe, output, [&](Record record) {
            return readChatRecord(dialogues, std::move(record), "conversation");
        });
    }
};
} // namespace

std::unique_ptr<Importer> wildchat()
{
    return std::make_unique<WildChat>();
}
} // namespace gapscope::importers
