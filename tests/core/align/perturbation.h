// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"
#include "core/model/transcript.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

// Copies of dialogues with known edits, and the counts of what an alignment finds of them
// (methods.md C.5).
namespace gapscope::test {
//
// A turn gets at most one of remove, replace, move, merge, style; a foreign turn may be inserted
// before it. Turns that stay are reworded by 13 rules and lose words with probability `dropout`;
// merged ones always lose them at the easy rate. Foreign turns bring their own agent text.
struct EditRates
{
    double remove = 0;
    double replace = 0;
    double merge = 0;
    double style = 0;
    double insert = 0;
    double dropout = 0;
    /// Said in a turn at least two earlier instead.
    double move = 0;
};
inline constexpr EditRates easyEdits{.10, .08, .07, .10, .10, .15, 0};
inline constexpr EditRates hardEdits{.15, .12, .10, .15, .15, .40, 0};

using TurnPair = std::pair<int, int>;

/// The edits, in positions of Dialogue::turns of the two sides.
struct Gold
{
    std::set<TurnPair> pairs;
    std::set<int> merged;
    std::set<int> onlyReal;
    std::set<int> onlySim;
    std::set<int> styled;
    std::set<int> removed;
    std::set<int> moved;
    /// Counted among the user turns of the real side; the number of them where nothing diverges.
    int firstDivergence = 0;
};

struct Perturbed
{
    Dialogue sim;
    Gold gold;
};

class Perturber
{
public:
    Perturber(const std::vector<Dialogue> &base, const EditRates &rates, unsigned seed)
        : m_base(base), m_rates(rates), m_random(seed)
    {}

    Perturbed perturb(const Dialogue &real)
    {
        const std::vector<Exchange> exchanges = exchangesOf(real);
        const int count = static_cast<int>(exchanges.size());
        Perturbed out;
        out.sim.id = DialogueId(real.id.value() + "-sim");
        std::optional<int> first;
        const auto diverge = [&first](int at) { first = std::min(first.value_or(at), at); };
        std::vector<int> simOf(exchanges.size(), -1);
        for (int i = 0; i < count; ++i) {
            const Exchange &exchange = exchanges[static_cast<std::size_t>(i)];
            if (chance(m_rates.insert)) {
                const Exchange foreign = foreignTo(real);
                out.gold.onlySim.insert(say(out.sim, foreign.agent, foreign.user));
                call(out.sim, foreign.calls);
                diverge(i);
            }
            const double draw = m_uniform(m_random);
            double bound = m_rates.remove;
            if (draw < bound) {
                out.gold.removed.insert(exchange.position);
                out.gold.onlyReal.insert(exchange.position);
                diverge(i);
            } else if (draw < (bound += m_rates.replace)) {
                out.gold.onlyReal.insert(exchange.position);
                const Exchange foreign = foreignTo(real);
                out.gold.onlySim.insert(say(out.sim, foreign.agent, foreign.user));
                call(out.sim, foreign.calls);
                diverge(i);
            } else if (draw < (bound += m_rates.move) && i >= 2) {
                if (!moveTo(out.sim, simOf, i, reworded(exchange.user, m_rates.dropout)))
                    out.gold.removed.insert(exchange.position);
                else
                    out.gold.moved.insert(exchange.position);
                out.gold.onlyReal.insert(exchange.position);
                diverge(i);
            } else if (draw < (bound += m_rates.merge) && i + 1 < count) {
                const Exchange &next = exchanges[static_cast<std::size_t>(++i)];
                const int position = say(out.sim, exchange.agent,
                                         reworded(exchange.user, easyEdits.dropout) + ". " +
                                             reworded(next.user, easyEdits.dropout));
                call(out.sim, exchange.calls);
                call(out.sim, next.calls);
                for (const int turn : {exchange.position, next.position}) {
                    out.gold.pairs.insert({turn, position});
                    out.gold.merged.insert(turn);
                }
            } else {
                std::string text = reworded(exchange.user, m_rates.dropout);
                const bool style = draw < bound + m_rates.style;
                if (style)
                    text = wrapped(text);
                const int position = say(out.sim, exchange.agent, text);
                call(out.sim, exchange.calls);
                simOf[static_cast<std::size_t>(i)] = position;
                out.gold.pairs.insert({exchange.position, position});
                if (style)
                    out.gold.styled.insert(exchange.position);
            }
        }
        out.gold.firstDivergence = first.value_or(count);
        return out;
    }

private:
    static constexpr double lostCalls = .30;

    struct Exchange
    {
        std::string agent;
        std::string user;
        int position = 0;
        std::vector<ToolCall> calls = {};
    };

    static std::vector<Exchange> exchangesOf(const Dialogue &dialogue)
    {
        std::vector<Exchange> exchanges;
        std::string agent;
        for (std::size_t i = 0; i < dialogue.turns.size(); ++i) {
            const Turn &turn = dialogue.turns[i];
            if (turn.role == Role::Agent && turn.text)
                agent = *turn.text;
            if (!exchanges.empty())
                exchanges.back().calls.insert(exchanges.back().calls.end(), turn.toolCalls.begin(),
                                              turn.toolCalls.end());
            if (turn.role == Role::User && turn.text) {
                exchanges.push_back({agent, *turn.text, static_cast<int>(i)});
                agent.clear();
            }
        }
        return exchanges;
    }

    bool chance(double probability) { return m_uniform(m_random) < probability; }

    static int say(Dialogue &dialogue, const std::string &agent, const std::string &user)
    {
        if (!agent.empty())
            dialogue.turns.push_back({Role::Agent, agent, {}, {}, {}, true, {}, {}});
        dialogue.turns.push_back({Role::User, user, {}, {}, {}, true, {}, {}});
        return static_cast<int>(dialogue.turns.size()) - 1;
    }

    /// What the agent does after a turn; of the calls a share is lost, as agents differ.
    void call(Dialogue &dialogue, const std::vector<ToolCall> &calls)
    {
        for (const ToolCall &one : calls)
            if (m_uniform(m_calls) >= lostCalls)
                dialogue.turns.push_back({Role::Agent, {}, {one}, {}, {}, true, {}, {}});
    }

    /// An exchange of another task.
    Exchange foreignTo(const Dialogue &dialogue)
    {
        while (true) {
            const Dialogue &other = m_base[m_random() % m_base.size()];
            if (other.task == dialogue.task)
                continue;
            const std::vector<Exchange> exchanges = exchangesOf(other);
            return exchanges[m_random() % exchanges.size()];
        }
    }

    bool moveTo(Dialogue &sim, const std::vector<int> &simOf, int turn, const std::string &text)
    {
        std::vector<int> targets;
        for (int i = 0; i + 2 <= turn; ++i)
            if (simOf[static_cast<std::size_t>(i)] >= 0)
                targets.push_back(simOf[static_cast<std::size_t>(i)]);
        if (targets.empty())
            return false;
        Turn &target = sim.turns[static_cast<std::size_t>(targets[m_random() % targets.size()])];
        *target.text += ". " + text;
        return true;
    }

    std::string wrapped(const std::string &text)
    {
        const std::array<std::string, 4> before{"Hello! ", "Of course! ", "Could you please help? ",
                                                "I really appreciate it. "};
        const std::array<std::string, 4> after{" Thank you so much!", " Please let me know.",
                                               " I would be very grateful.",
                                               " Thanks a lot for your help."};
        return before[m_random() % before.size()] + text + after[m_random() % after.size()];
    }

    std::string reworded(const std::string &text, double dropout)
    {
        static const std::array<std::pair<std::string, std::string>, 13> rules{
            {{"I would like to", "I want to"},
             {"I'd like to", "I wanna"},
             {"Could you", "can you"},
             {"please", "pls"},
             {"Please", "kindly"},
             {"do not", "don't"},
             {"I am", "I'm"},
             {"Yes", "Yeah"},
             {"yes", "yep"},
             {"thanks", "thank you"},
             {"Thank you", "Thanks"},
             {"reservation", "booking"},
             {"Hello", "Hi"}}};
        std::string out = text;
        for (const auto &[from, to] : rules)
            if (const std::size_t at = out.find(from); at != std::string::npos && chance(.5))
                out.replace(at, from.size(), to);
        std::istringstream words(out);
        std::string kept;
        std::string word;
        std::string last;
        while (words >> word) {
            last = word;
            if (!chance(dropout))
                kept += (kept.empty() ? "" : " ") + word;
        }
        return kept.empty() ? last : kept;
    }

    const std::vector<Dialogue> &m_base;
    EditRates m_rates;
    std::mt19937 m_random;
    /// Of its own, so that edits of turns do not depend on calls.
    std::mt19937 m_calls{7};
    std::uniform_real_distribution<double> m_uniform{0.0, 1.0};
};

struct Counts
{
    int hit = 0;
    int found = 0;
    int wanted = 0;

    template <class Set>
    void add(const Set &foundSet, const Set &wantedSet)
    {
        found += static_cast<int>(foundSet.size());
        wanted += static_cast<int>(wantedSet.size());
        for (const auto &item : foundSet)
            hit += wantedSet.contains(item) ? 1 : 0;
    }
    double precision() const { return found ? static_cast<double>(hit) / found : 1.0; }
    double recall() const { return wanted ? static_cast<double>(hit) / wanted : 1.0; }
    double f1() const { return 2 * precision() * recall() / (precision() + recall()); }
};

struct Score
{
    Counts pairs;
    Counts merged;
    Counts onlySim;
    Counts onlyReal;
    Counts style;
    Counts moved;
    int dialogues = 0;
    int firstExact = 0;
    int firstNear = 0;

    void add(const Dialogue &real, const Perturbed &copy, const Alignment &alignment)
    {
        const Gold &gold = copy.gold;
        std::set<TurnPair> foundPairs;
        std::set<int> foundMerged;
        std::set<int> foundOnlySim;
        std::set<int> foundOnlyReal;
        std::set<int> styled;
        std::set<int> movedTurns;
        for (const AlignedRow &row : alignment.rows) {
            for (const int r : row.real)
                for (const int s : row.sim)
                    foundPairs.insert({r, s});
            if (row.real.size() > 1)
                foundMerged.insert(row.real.begin(), row.real.end());
            if (row.real.empty())
                foundOnlySim.insert(row.sim.begin(), row.sim.end());
            if (row.sim.empty())
                foundOnlyReal.insert(row.real.begin(), row.real.end());
            const bool one = row.real.size() == 1 && row.sim.size() == 1;
            if (one && row.styleFlag &&
                words(real, row.real.front()) < words(copy.sim, row.sim.front()))
                styled.insert(row.real.front());
            if (row.kind == RowKind::Moved && !row.real.empty() &&
                (gold.moved.contains(row.real.front()) || gold.removed.contains(row.real.front())))
                movedTurns.insert(row.real.front());
        }
        pairs.add(foundPairs, gold.pairs);
        merged.add(foundMerged, gold.merged);
        onlySim.add(foundOnlySim, gold.onlySim);
        onlyReal.add(foundOnlyReal, gold.onlyReal);
        style.add(styled, gold.styled);
        // Among the turns found unmatched: were they moved or removed?
        std::set<int> unmatchedMoved;
        std::set_intersection(gold.moved.begin(), gold.moved.end(), foundOnlyReal.begin(),
                              foundOnlyReal.end(),
                              std::inserter(unmatchedMoved, unmatchedMoved.end()));
        moved.add(movedTurns, unmatchedMoved);
        addFirst(gold, alignment);
    }

private:
    static std::ptrdiff_t words(const Dialogue &dialogue, int position)
    {
        const std::string &text = *dialogue.turns[static_cast<std::size_t>(position)].text;
        return std::count(text.begin(), text.end(), ' ');
    }

    void addFirst(const Gold &gold, const Alignment &alignment)
    {
        // Of an Extra row: the real user turn before which it stands.
        int first = 0;
        const int end = alignment.firstDivergence ? *alignment.firstDivergence
                                                  : static_cast<int>(alignment.rows.size());
        for (int i = 0; i < end; ++i)
            first += static_cast<int>(alignment.rows[static_cast<std::size_t>(i)].real.size());
        ++dialogues;
        firstExact += first == gold.firstDivergence ? 1 : 0;
        firstNear += std::abs(first - gold.firstDivergence) <= 1 ? 1 : 0;
    }
};
} // namespace gapscope::test
