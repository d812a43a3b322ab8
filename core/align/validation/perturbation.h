// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"
#include "core/stats/random.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gapscope {
/// Probabilities of the edits of a copy (methods.md C.5). A turn gets at most one of remove,
/// replace, move, merge, style; a foreign turn may be inserted before it. Turns that stay are
/// reworded by 13 rules and lose words with probability `dropout`; merged ones always lose them at
/// the easy rate. Foreign turns bring their own agent text.
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

/// A real and a simulated turn, as positions in Dialogue::turns.
using TurnPair = std::pair<int, int>;

/// The edits of one copy, as positions in Dialogue::turns of the two sides.
struct KnownEdits
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

struct PerturbedCopy
{
    Dialogue sim;
    KnownEdits edits;
};

/// What can be perturbed: the spoken texts of the dialogues without stop signals, and the agents'
/// tool calls; dialogues with fewer than two user turns are left out.
std::vector<Dialogue> perturbationBase(const std::vector<Dialogue> &dialogues);

/// Makes copies with known edits; the same for the same seed on every machine.
class Perturber
{
public:
    /// `base` is what perturbationBase() returns, with at least two tasks; it must outlive this.
    Perturber(const std::vector<Dialogue> &base, const EditRates &rates, std::uint64_t seed);

    PerturbedCopy perturb(const Dialogue &real);

private:
    struct Exchange
    {
        std::string agent;
        std::string user;
        int position = 0;
        /// What the agent does after it.
        std::vector<ToolCall> calls;
    };

    static std::vector<Exchange> exchangesOf(const Dialogue &dialogue);
    static int say(Dialogue &dialogue, const std::string &agent, const std::string &user);
    void call(Dialogue &dialogue, const std::vector<ToolCall> &calls);
    bool chance(double probability) { return m_random.unit() < probability; }
    std::size_t below(std::size_t bound);
    Exchange foreignTo(const Dialogue &dialogue);
    bool moveTo(Dialogue &sim, const std::vector<int> &simOf, int turn, const std::string &text);
    std::string wrapped(const std::string &text);
    std::string reworded(const std::string &text, double dropout);

    const std::vector<Dialogue> &m_base;
    EditRates m_rates;
    RandomStream m_random;
    /// Of its own, so that edits of turns do not depend on calls.
    RandomStream m_calls;
};
} // namespace gapscope
