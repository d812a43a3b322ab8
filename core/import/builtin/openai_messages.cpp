// SPDX-License-Identifier: GPL-3.0-or-later
// Chat messages as OpenAI's interfaces write them: one dialogue a record {messages, …}, records
// that are lists of messages, or one file that is a list of messages (formats.md, section 2.10).
#include "core/import/chat_dialogues.h"
#include "core/import/fields.h"

#include <algorithm>
#include <utility>

namespace gapscope::importers {
namespace {
bool isMessage(const Json &value)
{
    // Training data leaves the content out where there is only a call.
    return member(value, "role") && (member(value, "content") || member(value, "tool_calls") ||
                                     member(value, "function_call"));
}

bool isList(const Json &value)
{
    return value.is_array() && !value.empty() && isMessage(value.front());
}

bool isDialogue(const Json &value)
{
    const Json *messages = member(value, "messages");
    return messages && messages->is_array() &&
           (messages->empty() || member(messages->front(), "role"));
}

/// Messages outside records: one list, one message a line, or a list of messages on each line.
class BareMessages
{
public:
    BareMessages(ChatDialogues &dialogues, const Probe &probe)
        : m_dialogues(dialogues), m_listsOnLines(hasListsOnLines(probe.head))
    {}

    bool add(const Record &record)
    {
        // A second message on the line of the first tells that a line is a dialogue, too, where
        // the first line is too long to be seen whole.
        if (m_current && record.line == m_current->place.line)
            m_listsOnLines = true;
        if (m_current && m_listsOnLines && record.line != m_current->place.line && !finish())
            return false;
        if (!m_current)
            m_current.emplace(Record{Json(), {}, false, ++m_number, record.line, record.byte});
        return m_dialogues.add(*m_current, record.value);
    }

    bool finish()
    {
        if (!m_current)
            return true;
        ChatRecord done = std::move(*m_current);
        m_current.reset();
        return m_dialogues.finish(std::move(done));
    }

private:
    ChatDialogues &m_dialogues;
    bool m_listsOnLines = false;
    std::int64_t m_number = 0;
    std::optional<ChatRecord> m_current;
};

bool readOne(ChatDialogues &dialogues, Record record)
{
    if (record.value.is_array()) {
        Json wrapped = Json::object();
        wrapped["messages"] = std::move(record.value);
        record.value = std::move(wrapped);
    }
    return readChatRecord(dialogues, std::move(record), "messages");
}

class OpenAiMessages final : public Importer
{
public:
    std::string_view id() const override { return "openai_messages"; }
    std::string_view title() const override { return "Chat messages (role and content)"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        if (isDialogue(probe.first))
            return {80, guessOfChat(probe)};
        if (!isMessage(probe.first) && !isList(probe.first))
            return {};
        Sniff found{60, guessOfChat(probe)};
        found.guess.agentModel.clear();
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        ChatDialogues dialogues(context, output);
        if (!isMessage(probe.first) || isDialogue(probe.first)) {
            return forEachRecord(probe, output, [&](Record record) {
                return readOne(dialogues, std::move(record));
            });
        }
        BareMessages bare(dialogues, probe);
        bool more = true;
        const Result<void> read = forEachRecord(probe, output, [&](const Record &record) {
            more = bare.add(record);
            return more;
        });
        if (more)
            bare.finish();
        return read;
    }
};
} // namespace

std::unique_ptr<Importer> openai_messages()
{
    return std::make_unique<OpenAiMessages>();
}
} // namespace gapscope::importers
