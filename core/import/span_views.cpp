// SPDX-License-Identifier: GPL-3.0-or-later
// The traces of a session that are of its talk. How they are put together: span_history.cpp.
#include "core/import/fields.h"
#include "core/import/role_swap.h"
#include "core/import/span_history.h"

#include <algorithm>
#include <set>
#include <utility>

namespace gapscope {
/// Whether `other` is the talk as a simulator's model is given it: the same words in the same
/// order, the sides exchanged. It may lack messages of the talk, and have a greeting before it and
/// a last word behind it that the talk lacks.
bool SpanHistory::isOtherSide(const std::vector<Said> &talk, const std::vector<Said> &other)
{
    bool heard = false;
    bool said = false;
    auto from = talk.begin();
    for (std::size_t at = 0; at < other.size(); ++at) {
        const bool own = other[at].role == Role::Agent;
        const Role role = own ? Role::User : Role::Agent;
        const auto found = std::find_if(from, talk.end(), [&](const Said &words) {
            return words.role == role && words.text == other[at].text;
        });
        if (found != talk.end()) {
            from = found + 1;
            (own ? said : heard) = true;
            continue;
        }
        const bool greeting = at == 0 && !own;
        const bool lastWord = at + 1 == other.size() && own;
        if (!greeting && !lastWord)
            return false;
    }
    return heard && said;
}

/// Whether the text quotes somebody of the talk and the answer, as those who ask for a title or a
/// summary do.
bool SpanHistory::quotesExchange(std::string_view text, const std::vector<Said> &talk)
{
    for (std::size_t at = 1; at < talk.size(); ++at) {
        const Said &words = talk[at - 1];
        const Said &answer = talk[at];
        // The text may be a part of the talk itself.
        const bool others = words.text.size() < text.size() && answer.text.size() < text.size();
        if (others && words.role != answer.role && containsWord(text, words.text) &&
            containsWord(text, answer.text))
            return true;
    }
    return false;
}

std::vector<SpanHistory::Said> SpanHistory::said(const Messages &messages) const
{
    std::vector<Said> all;
    for (const std::size_t place : messages) {
        const Pooled &message = m_pool[place];
        if ((message.role == Role::User || message.role == Role::Agent) && !message.words.empty())
            all.push_back({message.role, message.words});
    }
    return all;
}

std::vector<SpanHistory::View> SpanHistory::viewsOf(const std::vector<Thread> &traces) const
{
    std::vector<View> views;
    std::map<Messages, std::size_t> places;
    for (const Thread &trace : traces) {
        const auto [place, isNew] = places.try_emplace(prompts(trace.messages), views.size());
        if (isNew)
            views.push_back({place->first, {}, {}, false, false});
        View &view = views[place->second];
        view.traces.push_back(&trace);
        view.remembers = view.remembers || trace.remembers;
    }
    for (View &view : views) {
        view.talk = merged(view.traces);
        view.ofUser = std::any_of(view.talk.begin(), view.talk.end(), [&](std::size_t place) {
            return m_pool[place].system() &&
                   userPromptOf(m_pool[place].words) == UserPrompt::Plainly;
        });
    }
    return views;
}

/// The longest, of equals the first, as within a trace; of two sides of one talk the agent's, which
/// has the calls.
const SpanHistory::View &SpanHistory::mainView(const std::vector<View> &views) const
{
    const auto longest =
        std::max_element(views.begin(), views.end(), [](const View &a, const View &b) {
            return a.talk.size() < b.talk.size();
        });
    const auto agents = std::find_if(views.begin(), views.end(), [&](const View &view) {
        return longest->ofUser && !view.ofUser && isOtherSide(said(view.talk), said(longest->talk));
    });
    return agents == views.end() ? *longest : *agents;
}

/// The traces of a session without those that are seen to be of another talk. What merely has
/// another prompt goes on with the talk: it may have been handed over.
std::vector<const SpanHistory::Thread *> SpanHistory::ofTheTalk(const std::vector<Thread> &traces,
                                                                int &leftOut) const
{
    std::set<const Thread *> others;
    if (traces.size() > 1) {
        const std::vector<View> views = viewsOf(traces);
        const View &main = mainView(views);
        const std::vector<Said> words = said(main.talk);
        // Who goes on with a talk that is remembered is given its messages and does not quote them.
        const auto asksAbout = [&](const Thread &trace) {
            const std::vector<Said> own = said(trace.messages);
            return main.remembers && !trace.remembers && !own.empty() &&
                   quotesExchange(own.front().text, words);
        };
        for (const View &view : views) {
            const bool isMain = &view == &main;
            const bool otherSide = !isMain && isOtherSide(words, said(view.talk));
            for (const Thread *trace : view.traces) {
                if (!goesOn())
                    break;
                if (otherSide || ((!isMain || view.prompt.empty()) && asksAbout(*trace)))
                    others.insert(trace);
            }
        }
    }
    std::vector<const Thread *> kept;
    for (const Thread &trace : traces) {
        if (others.contains(&trace))
            leftOut += trace.calls;
        else
            kept.push_back(&trace);
    }
    return kept;
}
} // namespace gapscope
