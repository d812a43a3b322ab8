// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace gapscope {
/// A message of a traced call, with role and content as chat formats have them, and as it stood in
/// the trace.
struct SpanMessage
{
    Json message;
    Json original;
};

/// One call of a model in a trace: what it was given, most often the whole talk so far, and what it
/// said.
struct SpanCall
{
    std::vector<SpanMessage> input;
    std::vector<SpanMessage> output;
    std::string trace;
    std::optional<std::int64_t> startMs;
    /// Spans above it. The calls nearest to the root make the talk, not those of helpers below.
    int depth = 0;
    /// Counts only where its trace has no better call: a span around the calls.
    bool fallback = false;
};

/// Puts the talk of one conversation together from calls that repeat it: the longest history plus
/// what is new, trace after trace in the order of time. Equal messages are kept once.
class SpanHistory
{
public:
    void add(const SpanCall &call);

    struct Talk
    {
        std::vector<SpanMessage> messages;
        /// Calls of other talks within the traces: summaries, titles, helpers.
        int leftOut = 0;
        std::optional<std::int64_t> startMs;
    };
    Talk talk() const;

private:
    /// A message by its place in the pool.
    using Messages = std::vector<std::size_t>;
    struct Call
    {
        Messages messages;
        std::string trace;
        std::optional<std::int64_t> startMs;
        int depth = 0;
        bool fallback = false;
    };
    struct Thread
    {
        Messages messages;
        int depth = 0;
        int calls = 0;
    };
    struct Pooled
    {
        SpanMessage message;
        /// Equal for messages that say the same, however they are written.
        std::size_t sense = 0;
        bool system = false;
    };

    std::size_t pooled(const SpanMessage &message);
    Messages spoken(const Messages &messages) const;
    Messages prompts(const Messages &messages) const;
    std::optional<Messages> joined(const Messages &before, const Messages &more,
                                   bool samePrompt) const;
    Messages extended(const Messages &before, const Messages &more, std::size_t known) const;
    void appendTrace(Messages &talk, const Messages &more) const;
    Thread mainThread(const std::vector<const Call *> &calls, int &leftOut) const;

    std::vector<Pooled> m_pool;
    std::unordered_map<std::string, std::size_t> m_places;
    std::unordered_map<std::string, std::size_t> m_senses;
    std::vector<Call> m_calls;
};
} // namespace gapscope
