// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"
#include "core/model/transcript.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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
    /// What it failed with; empty = it did not fail.
    std::string error;
};

/// Puts the talk of one conversation together from calls that repeat it: the longest history plus
/// what is new, trace after trace in the order of time. What comes again in such a history is kept
/// once. Where no call is given more than the current message, there is nothing that repeats: then
/// each trace is an exchange of its own, however equal its words are.
class SpanHistory
{
public:
    void add(const SpanCall &call);
    /// Asked now and then while talk() works, which takes seconds for thousands of calls; false
    /// ends it early, with a part of the talk.
    void setWatch(std::function<bool()> goesOn) { m_goesOn = std::move(goesOn); }

    struct Talk
    {
        std::vector<SpanMessage> messages;
        /// Calls of other talks: summaries, titles, helpers, the other side's view of this one.
        int leftOut = 0;
        /// Traces in which a call failed without an answer, and what the last of these calls said.
        int failed = 0;
        std::string error;
        /// The last trace is one of them, and the talk has no answer after it.
        bool brokeOff = false;
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
        /// It was given what was said before the current message.
        bool remembers = false;
        /// Empty where it gave an answer nevertheless.
        std::string error;
    };
    struct Thread
    {
        Messages messages;
        int depth = 0;
        int calls = 0;
        bool remembers = false;
    };
    /// What was said under one prompt.
    struct View
    {
        Messages prompt;
        std::vector<const Thread *> traces;
        Messages talk;
        bool remembers = false;
        /// The prompt makes its reader the user: the roles are exchanged in it.
        bool ofUser = false;
    };
    /// What the user or the agent said, without calls and results.
    struct Said
    {
        Role role = Role::User;
        std::string_view text;
    };
    struct Pooled
    {
        SpanMessage message;
        /// Equal for messages that say the same, however they are written.
        std::size_t sense = 0;
        Role role = Role::User;
        /// The agent's last word for now: no call follows from it.
        bool answer = false;
        /// Without blanks around.
        std::string words;

        bool system() const { return role == Role::System; }
    };

    std::size_t pooled(const SpanMessage &message);
    bool answered(const Messages &messages) const;
    bool holdsHistory(const Messages &messages) const;
    Messages spoken(const Messages &messages) const;
    Messages prompts(const Messages &messages) const;
    std::optional<Messages> joined(const Messages &before, const Messages &more,
                                   bool samePrompt) const;
    Messages extended(const Messages &before, const Messages &more, std::size_t known) const;
    void appendTrace(Messages &talk, const Messages &more) const;
    Messages merged(const std::vector<const Thread *> &traces) const;

    static bool isOtherSide(const std::vector<Said> &talk, const std::vector<Said> &other);
    static bool quotesExchange(std::string_view text, const std::vector<Said> &talk);
    std::vector<Said> said(const Messages &messages) const;
    std::vector<View> viewsOf(const std::vector<Thread> &traces) const;
    const View &mainView(const std::vector<View> &views) const;
    std::vector<const Thread *> ofTheTalk(const std::vector<Thread> &traces, int &leftOut) const;
    Thread mainThread(const std::vector<const Call *> &calls, int &leftOut) const;

    bool goesOn() const { return !m_goesOn || m_goesOn(); }

    std::function<bool()> m_goesOn;
    std::vector<Pooled> m_pool;
    std::unordered_map<std::string, std::size_t> m_places;
    std::unordered_map<std::string, std::size_t> m_senses;
    std::vector<Call> m_calls;
};
} // namespace gapscope
