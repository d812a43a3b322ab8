// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/span_history.h"

#include "core/import/chat_messages.h"
#include "core/import/fields.h"

#include <algorithm>
#include <utility>

namespace gapscope {
namespace {
std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// What the message says. Ids of calls do not count: some tracers make new ones.
std::string senseOf(const std::vector<Turn> &turns)
{
    std::string sense;
    for (const Turn &turn : turns) {
        sense += name(turn.role);
        sense += '\x1f';
        sense += trimmed(turn.text ? std::string_view(*turn.text) : std::string_view());
        for (const ToolCall &call : turn.toolCalls)
            sense += '\x1f' + call.name + '\x1f' + call.arguments;
        sense += '\x1e';
    }
    return sense;
}

std::size_t commonPrefix(const std::vector<std::size_t> &a, const std::vector<std::size_t> &b)
{
    const auto [endA, endB] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(endA - a.begin());
}

/// How many of the last of `a` are the first of `b`.
std::size_t overlap(const std::vector<std::size_t> &a, const std::vector<std::size_t> &b)
{
    for (std::size_t count = std::min(a.size(), b.size()); count > 0; --count) {
        if (std::equal(a.end() - static_cast<std::ptrdiff_t>(count), a.end(), b.begin()))
            return count;
    }
    return 0;
}
} // namespace

std::size_t SpanHistory::pooled(const SpanMessage &message)
{
    const auto [place, isNew] =
        m_places.try_emplace(dumped(message.message) + dumped(message.original), m_pool.size());
    if (isNew) {
        ChatMessages chat;
        chat.add(message.message);
        const std::vector<Turn> turns = chat.takeTurns();
        const std::size_t sense =
            m_senses.try_emplace(senseOf(turns), m_senses.size()).first->second;
        Pooled fresh;
        fresh.message = message;
        fresh.sense = sense;
        if (!turns.empty()) {
            fresh.role = turns.front().role;
            fresh.answer = fresh.role == Role::Agent && turns.front().toolCalls.empty();
            if (turns.front().text)
                fresh.words = trimmed(*turns.front().text);
        }
        m_pool.push_back(std::move(fresh));
    }
    return place->second;
}

void SpanHistory::add(const SpanCall &call)
{
    Call made{{}, call.trace, call.startMs, call.depth, call.fallback, false, {}};
    Messages output;
    for (const SpanMessage &message : call.input)
        made.messages.push_back(pooled(message));
    for (const SpanMessage &message : call.output)
        output.push_back(pooled(message));
    if (output.empty())
        made.error = call.error;
    made.remembers = holdsHistory(made.messages);
    const Messages given = spoken(made.messages);
    const Messages said = spoken(output);
    const auto echo = std::find_end(said.begin(), said.end(), given.begin(), given.end());
    if (!given.empty() && echo != said.end()) {
        // Graphs give their whole state back: what they remember, the input and what came to it.
        made.remembers = made.remembers || echo != said.begin();
        std::erase_if(made.messages, [&](std::size_t place) { return !m_pool[place].system(); });
        appendTrace(made.messages, output);
    } else {
        made.messages.insert(made.messages.end(), output.begin(), output.end());
    }
    if (!made.messages.empty())
        m_calls.push_back(std::move(made));
}

bool SpanHistory::answered(const Messages &messages) const
{
    return !messages.empty() && m_pool[messages.back()].answer;
}

/// Whether anything was said before the user's last message. What comes behind it are calls and
/// results on the way to an answer.
bool SpanHistory::holdsHistory(const Messages &messages) const
{
    std::size_t said = 0;
    bool history = false;
    for (const std::size_t place : messages) {
        history = history || (said > 0 && m_pool[place].role == Role::User);
        said += m_pool[place].system() ? 0 : 1;
    }
    return history;
}

/// The senses of what was said by anybody: prompts are not part of the talk.
SpanHistory::Messages SpanHistory::spoken(const Messages &messages) const
{
    Messages senses;
    for (const std::size_t place : messages) {
        if (!m_pool[place].system())
            senses.push_back(m_pool[place].sense);
    }
    return senses;
}

/// The senses of the prompts.
SpanHistory::Messages SpanHistory::prompts(const Messages &messages) const
{
    Messages senses;
    for (const std::size_t place : messages) {
        if (m_pool[place].system())
            senses.push_back(m_pool[place].sense);
    }
    return senses;
}

/// The talk that both are parts of; none where they are not of one talk. A longer history of the
/// same talk may come with another prompt, unless `samePrompt`.
std::optional<SpanHistory::Messages>
SpanHistory::joined(const Messages &before, const Messages &more, bool samePrompt) const
{
    const Messages old = spoken(before);
    const Messages fresh = spoken(more);
    const Messages oldPrompts = prompts(before);
    const Messages freshPrompts = prompts(more);
    const bool prompted = oldPrompts.empty() || freshPrompts.empty() || oldPrompts == freshPrompts;
    const std::size_t common = commonPrefix(old, fresh);
    const bool whole = common == old.size() || common == fresh.size();
    if (common > 0 && whole && (prompted || !samePrompt))
        return extended(before, more, common);
    if (!prompted)
        return std::nullopt;
    if (const std::size_t known = overlap(old, fresh); known > 0)
        return extended(before, more, known);
    // Said again with other words: an answer tried twice, or a history that was shortened.
    if (common > 0 && fresh.size() >= old.size())
        return more;
    return std::nullopt;
}

/// `before` and what `more` has behind the first `known` messages of the talk.
SpanHistory::Messages SpanHistory::extended(const Messages &before, const Messages &more,
                                            std::size_t known) const
{
    const Messages oldPrompts = prompts(before);
    Messages prompt;
    Messages rest;
    std::size_t passed = 0;
    for (const std::size_t place : more) {
        const Pooled &message = m_pool[place];
        const bool told =
            std::find(oldPrompts.begin(), oldPrompts.end(), message.sense) != oldPrompts.end();
        if (message.system() && passed == 0 && oldPrompts.empty())
            prompt.push_back(place);
        else if (!message.system() && passed < known)
            ++passed;
        else if (passed == known && !(message.system() && told))
            rest.push_back(place);
    }
    Messages all = std::move(prompt);
    all.insert(all.end(), before.begin(), before.end());
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

/// The thread of calls that is the talk itself.
SpanHistory::Thread SpanHistory::mainThread(const std::vector<const Call *> &calls,
                                            int &leftOut) const
{
    std::vector<Thread> threads;
    for (const Call *call : calls) {
        if (!threads.empty() && !goesOn())
            break;
        bool found = false;
        for (Thread &thread : threads) {
            std::optional<Messages> both = joined(thread.messages, call->messages, true);
            if (!both)
                continue;
            thread.messages = std::move(*both);
            thread.depth = std::min(thread.depth, call->depth);
            ++thread.calls;
            thread.remembers = thread.remembers || call->remembers;
            found = true;
            break;
        }
        if (!found)
            threads.push_back({call->messages, call->depth, 1, call->remembers});
    }
    const auto better = [](const Thread &a, const Thread &b) {
        if (a.depth != b.depth)
            return a.depth > b.depth;
        return a.messages.size() < b.messages.size();
    };
    // Of equals the first: titles and summaries are made of it.
    const auto main = std::max_element(threads.begin(), threads.end(), better);
    const Messages said = spoken(main->messages);
    for (const Thread &thread : threads) {
        const Messages part = spoken(thread.messages);
        leftOut += commonPrefix(said, part) == part.size() ? 0 : thread.calls;
    }
    return std::move(*main);
}

/// Messages that do not repeat the talk go on with it; their prompt is told once.
void SpanHistory::appendTrace(Messages &talk, const Messages &more) const
{
    const Messages known = prompts(talk);
    for (const std::size_t place : more) {
        const Pooled &message = m_pool[place];
        if (!message.system() ||
            std::find(known.begin(), known.end(), message.sense) == known.end())
            talk.push_back(place);
    }
}

/// The traces of one talk, one after the other.
SpanHistory::Messages SpanHistory::merged(const std::vector<const Thread *> &traces) const
{
    const bool repeats = std::any_of(traces.begin(), traces.end(),
                                     [](const Thread *trace) { return trace->remembers; });
    Messages talk;
    // What was said under each prompt: who talks under one may not be given what others said.
    std::map<Messages, Messages> parts;
    for (const Thread *trace : traces) {
        if (!goesOn())
            break;
        Messages &part = parts[prompts(trace->messages)];
        const Messages before = part;
        // Without a history, only a message that got no answer is known to be one with its like.
        const bool mayRepeat = repeats || !answered(talk);
        std::optional<Messages> longer;
        if (mayRepeat)
            longer = joined(part, trace->messages, false);
        part = longer.value_or(trace->messages);
        if (std::optional<Messages> both =
                mayRepeat ? joined(talk, trace->messages, false) : std::nullopt)
            talk = std::move(*both);
        else if (longer && commonPrefix(before, *longer) == before.size())
            appendTrace(talk, {longer->begin() + static_cast<std::ptrdiff_t>(before.size()),
                               longer->end()});
        else
            appendTrace(talk, trace->messages);
    }
    return talk;
}

SpanHistory::Talk SpanHistory::talk() const
{
    std::vector<const Call *> sorted;
    for (const Call &call : m_calls)
        sorted.push_back(&call);
    // Where some have no time, as the file has them.
    if (std::all_of(sorted.begin(), sorted.end(),
                    [](const Call *call) { return call->startMs.has_value(); }))
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const Call *a, const Call *b) { return *a->startMs < *b->startMs; });
    std::vector<std::string> order;
    std::map<std::string, std::vector<const Call *>> traces;
    for (const Call *call : sorted) {
        std::vector<const Call *> &trace = traces[call->trace];
        if (trace.empty())
            order.push_back(call->trace);
        trace.push_back(call);
    }
    Talk talk;
    std::vector<Thread> threads;
    for (const std::string &name : order) {
        std::vector<const Call *> &calls = traces[name];
        talk.brokeOff = false;
        for (const Call *call : calls) {
            if (call->error.empty())
                continue;
            talk.failed += talk.brokeOff ? 0 : 1;
            talk.brokeOff = true;
            talk.error = call->error;
        }
        const auto isFallback = [](const Call *call) { return call->fallback; };
        if (!std::all_of(calls.begin(), calls.end(), isFallback))
            calls.erase(std::remove_if(calls.begin(), calls.end(), isFallback), calls.end());
        threads.push_back(mainThread(calls, talk.leftOut));
    }
    const Messages messages = merged(ofTheTalk(threads, talk.leftOut));
    talk.brokeOff = talk.brokeOff && !answered(messages);
    for (const std::size_t place : messages)
        talk.messages.push_back(m_pool[place].message);
    if (!sorted.empty())
        talk.startMs = sorted.front()->startMs;
    return talk;
}
} // namespace gapscope
