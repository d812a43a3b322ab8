// SPDX-License-Identifier: GPL-3.0-or-later
// Messages as Anthropic's interface has them: {system, messages}, contents of blocks, results of
// tools in messages of the user's role (formats.md, section 2.10).
#include "core/import/chat_dialogues.h"
#include "core/import/fields.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gapscope::importers {
namespace {
bool hasOwnBlock(const Json &message)
{
    static constexpr std::array<std::string_view, 5> types{"tool_use", "tool_result", "thinking",
                                                           "redacted_thinking", "server_tool_use"};
    const Json *content = member(message, "content");
    return content && content->is_array() &&
           std::any_of(content->begin(), content->end(), [](const Json &block) {
               return std::find(types.begin(), types.end(), textOf(member(block, "type"))) !=
                      types.end();
           });
}

bool hasSystemBlocks(const Json &record)
{
    const Json *system = member(record, "system");
    return system && system->is_array() && !system->empty() &&
           textOf(member(system->front(), "type")) == "text";
}

class AnthropicMessages final : public Importer
{
public:
    std::string_view id() const override { return "anthropic_messages"; }
    std::string_view title() const override { return "Anthropic messages (content blocks)"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *messages = member(probe.first, "messages");
        if (!messages || !messages->is_array() || messages->empty())
            return {};
        const Json *system = member(probe.first, "system");
        const bool blocks = std::any_of(messages->begin(), messages->end(), hasOwnBlock);
        // A prompt beside text blocks: no other interface has both.
        const Json *content = member(messages->front(), "content");
        const bool prompted = system && system->is_string() && content && content->is_array();
        if (!blocks && !prompted && !hasSystemBlocks(probe.first))
            return {};
        return {85, guessOfChat(probe)};
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        ChatDialogues dialogues(context, output);
        return forEachRecord(probe, output, [&](Record record) {
            return readChatRecord(dialogues, std::move(record), "messages");
        });
    }
};
} // namespace

std::unique_ptr<Importer> anthropic_messages()
{
    return std::make_unique<AnthropicMessages>();
}
} // namespace gapscope::importers
