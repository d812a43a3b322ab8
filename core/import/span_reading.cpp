// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/span_reading.h"

#include "core/import/chat_dialogues.h"
#include "core/import/fields.h"
#include "core/import/silent_output.h"

#include <unordered_map>
#include <utility>

namespace gapscope {
namespace {
constexpr int maxDepth = 64;

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output)
        : m_output(output), m_dialogues(context, output)
    {}

    /// First pass: what belongs together, and how much is to come.
    void count(const std::vector<Span> &spans)
    {
        for (const Span &span : spans) {
            if (!span.conversation.empty())
                m_conversationOf.try_emplace(span.trace, span.conversation);
            if (!span.id.empty() && !span.parent.empty())
                m_parentOf[span.id] = span.parent;
            // Who it belongs to is only known when all have been seen.
            ++m_spansOf[span.conversation.empty() ? "\x1f" + span.trace : span.conversation];
        }
    }

    void counted()
    {
        std::unordered_map<std::string, std::int64_t> settled;
        for (const auto &[key, count] : m_spansOf)
            settled[key.starts_with('\x1f') ? conversationOf(key.substr(1)) : key] += count;
        m_spansOf = std::move(settled);
    }

    bool read(const Record &record, std::vector<Span> spans)
    {
        for (Span &span : spans) {
            const std::string key =
                span.conversation.empty() ? conversationOf(span.trace) : span.conversation;
            auto [place, fresh] = m_open.try_emplace(key, record);
            Open &open = place->second;
            addFields(open.chat.fields, span.fields);
            if (span.call) {
                span.call->trace = span.trace;
                span.call->depth = depthOf(span);
                open.history.add(*span.call);
            }
            if (--m_spansOf[key] > 0)
                continue;
            auto done = m_open.extract(place);
            if (!finish(key, done.mapped()))
                return false;
        }
        return true;
    }

    bool finish()
    {
        for (auto &[key, open] : m_open) {
            if (!finish(key, open))
                return false;
        }
        return true;
    }

    ChatDialogues &dialogues() { return m_dialogues; }

private:
    struct Open
    {
        explicit Open(const Record &record) : chat(record) {}

        ChatRecord chat;
        SpanHistory history;
    };

    std::string conversationOf(const std::string &trace) const
    {
        const auto found = m_conversationOf.find(trace);
        return found == m_conversationOf.end() ? trace : found->second;
    }

    int depthOf(const Span &span) const
    {
        int depth = span.call->depth;
        auto parent = m_parentOf.find(span.id);
        while (parent != m_parentOf.end() && depth < maxDepth) {
            ++depth;
            parent = m_parentOf.find(parent->second);
        }
        return depth;
    }

    bool finish(const std::string &key, Open &open)
    {
        open.history.setWatch([this] { return m_output.progress(0); });
        const SpanHistory::Talk talk = open.history.talk();
        if (!m_output.progress(0))
            return false;
        open.chat.id = key;
        if (talk.messages.empty())
            return m_dialogues.skip(open.chat.place, "no-messages",
                                    "no call of the conversation holds messages");
        if (talk.startMs && !open.chat.fields.contains("started_at"))
            open.chat.fields["started_at"] = *talk.startMs;
        for (const SpanMessage &message : talk.messages) {
            if (!(message.message == message.original
                      ? m_dialogues.add(open.chat, message.message)
                      : m_dialogues.add(open.chat, message.message, message.original)))
                return false;
        }
        if (talk.leftOut > 0 &&
            !m_dialogues.note(open.chat.place, "other-calls",
                              std::to_string(talk.leftOut) +
                                  " calls of other talks within the traces of \"" + key +
                                  "\" (helpers, titles, summaries, the talk as its other side "
                                  "is given it) were left out"))
            return false;
        if (talk.brokeOff && !told(open.chat.fields, {"termination_reason", "termination"}))
            open.chat.fields["termination_reason"] = "error";
        if (talk.failed > 0 &&
            !m_dialogues.note(open.chat.place, "failed-calls",
                              "calls failed without an answer in " + std::to_string(talk.failed) +
                                  " traces of \"" + key + "\", the last with: " +
                                  talk.error.substr(0, talk.error.find('\n')).substr(0, 200)))
            return false;
        return m_dialogues.finish(std::move(open.chat));
    }

    ImportOutput &m_output;
    ChatDialogues m_dialogues;
    std::unordered_map<std::string, std::string> m_conversationOf;
    std::unordered_map<std::string, std::string> m_parentOf;
    std::unordered_map<std::string, std::int64_t> m_spansOf;
    std::unordered_map<std::string, Open> m_open;
};
} // namespace

void addFields(Json &fields, const Json &more)
{
    if (!more.is_object())
        return;
    for (const auto &[key, value] : more.items()) {
        if (value.is_null())
            continue;
        if (!fields.contains(key))
            fields[key] = value;
        else if (key == "metadata" && fields[key].is_object())
            addFields(fields[key], value);
    }
}

Result<void> readSpans(const Probe &probe, const ImportContext &context, ImportOutput &output,
                       RecordLayout layout, const SpansOf &spansOf)
{
    Reading reading(context, output);
    SilentOutput silent(&output);
    const Result<void> counted = forEachRecord(probe, silent, layout, [&](const Record &record) {
        reading.count(spansOf(record));
        return true;
    });
    if (!counted)
        return counted;
    reading.counted();
    bool more = true;
    const Result<void> read = forEachRecord(probe, output, layout, [&](const Record &record) {
        std::vector<Span> spans = spansOf(record);
        // Members around the list of spans are no spans of their own.
        const bool span = layout == RecordLayout::Items || record.element;
        if (spans.empty() && span)
            more = reading.dialogues().skip(record, "not-a-span", "the record is no span");
        else
            more = reading.read(record, std::move(spans));
        return more;
    });
    if (more)
        reading.finish();
    return read;
}
} // namespace gapscope
