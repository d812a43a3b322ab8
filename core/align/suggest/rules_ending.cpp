// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/suggest/rules.h"
#include "core/metrics/endings.h"
#include "core/metrics/outcome_tables.h"

#include <algorithm>
#include <set>

/// Rules of group T, endings.
namespace gapscope::suggest {
namespace {
/// So many turns more or less at the end are a late or early stop.
constexpr std::size_t stopTurns = 2;
constexpr int loopTurns = 3;
/// A turn with less than this share of words that were not there before says nothing new.
constexpr double newShare = 0.2;

/// A last "yes, please do" is still business, thanks and goodbyes are not.
bool takesLeave(const TurnReading &turn)
{
    return turn.isClosing() && (turn.tokens.acts.contains(Act::Thanks) ||
                                says(turn.words, {"bye", "goodbye", "good bye", "have a great day",
                                                  "have a good day", "have a nice day"}));
}

/// The closing turns at the end, the first of them first.
Readings closers(const SideReading &side)
{
    Readings turns;
    for (auto turn = side.turns.rbegin(); turn != side.turns.rend() && takesLeave(*turn); ++turn)
        turns.insert(turns.begin(), &*turn);
    return turns;
}

std::string lastAgentText(const SideReading &side)
{
    for (auto turn = side.dialogue->turns.rbegin(); turn != side.dialogue->turns.rend(); ++turn)
        if (turn->role == Role::Agent && turn->text && !turn->text->empty())
            return *turn->text;
    return {};
}

std::string spaced(std::string_view text)
{
    std::string out = " ";
    for (const std::string &word : wordsOf(text))
        out += word + " ";
    return out;
}

/// The agent brings nothing forward: it refuses, or says the same again.
bool agentStalls(const SideReading &side)
{
    if (refuses(spaced(lastAgentText(side))))
        return true;
    std::vector<TokenHash> said;
    for (const Turn &turn : side.dialogue->turns)
        if (turn.role == Role::Agent && turn.text && !turn.text->empty())
            said.push_back(tokenizeTurn(*turn.text).folded);
    return said.size() >= 2 && said.back() == said[said.size() - 2];
}

/// Adds a text's content words and says what share of them was new; none for no words.
double newWords(const TurnTokens &tokens, std::set<TokenHash> &known)
{
    std::size_t fresh = 0;
    for (const TokenCount &word : tokens.words)
        fresh += known.insert(word.token).second ? 1U : 0U;
    return tokens.words.empty()
               ? 0.0
               : static_cast<double>(fresh) / static_cast<double>(tokens.words.size());
}

/// The first run of exchanges without anything new from the user and without a new question.
Readings loopOf(const SideReading &side)
{
    std::set<TokenHash> userSaid;
    std::set<TokenHash> agentSaid;
    Readings run;
    Readings best;
    for (const TurnReading &turn : side.turns) {
        const double agentNew = newWords(tokenizeTurn(turn.agentWords), agentSaid);
        const double userNew = newWords(turn.tokens, userSaid);
        const bool thanks = turn.tokens.acts.contains(Act::Thanks);
        if (turn.number > 1 && (userNew < newShare || turn.isClosing()) && agentNew < newShare &&
            !thanks)
            run.push_back(&turn);
        else
            run.clear();
        if (run.size() > best.size())
            best = run;
    }
    return static_cast<int>(best.size()) >= loopTurns ? best : Readings();
}
} // namespace

// T1; a closing turn holds no request.
Findings lateStop(const PairReading &pair)
{
    const Readings sim = closers(pair.sim);
    const std::size_t real = closers(pair.real).size();
    if (sim.size() < real + stopTurns)
        return {};
    const Readings more(sim.begin() + static_cast<std::ptrdiff_t>(real), sim.end());
    return {{more.front()->row,
             GapDirection::SimMore,
             {std::to_string(sim.size()), std::to_string(real)},
             wholeTurns({}, more)}};
}

// T2; not where the agent stalled, nor where the simulated user reached the goal, was handed over
// or was cut.
Findings earlyStop(const PairReading &pair)
{
    if (pair.sim.turns.empty() || succeeded(pair.input.sim) == true || agentStalls(pair.sim))
        return {};
    const Ending ending = endingOf(pair.input.sim);
    if (ending == Ending::Cap || ending == Ending::Transfer)
        return {};
    int lastSim = -1;
    for (const TurnReading &turn : pair.sim.turns)
        lastSim = std::max(lastSim, turn.row);
    Readings later;
    for (const TurnReading &turn : pair.real.turns)
        if (turn.row > lastSim && !turn.isClosing() &&
            pair.input.alignment.rows[static_cast<std::size_t>(turn.row)].kind == RowKind::Missing)
            later.push_back(&turn);
    if (later.size() < stopTurns)
        return {};
    return {{later.front()->row,
             GapDirection::SimLess,
             {std::to_string(later.size())},
             wholeTurns(later, {&pair.sim.turns.back()})}};
}

// T3; not where the person reached the goal.
Findings missingWalkAway(const PairReading &pair)
{
    if (pair.real.turns.empty() || pair.sim.turns.empty() || *succeeded(pair.input.real))
        return {};
    const TurnReading &last = pair.real.turns.back();
    const bool stopsAfterRefusal = refuses(spaced(lastAgentText(pair.real))) && !last.isClosing();
    if (endingOf(pair.input.real) != Ending::GaveUp && !stopsAfterRefusal)
        return {};
    if (endingOf(pair.input.sim) == Ending::GaveUp || !pair.sim.turns.back().isClosing())
        return {};
    return {{-1,
             GapDirection::SimLess,
             {std::to_string(last.number)},
             wholeTurns({&last}, {&pair.sim.turns.back()})}};
}

// T4; not where the person loops too.
Findings loop(const PairReading &pair)
{
    const Readings turns = loopOf(pair.sim);
    if (turns.empty() || !loopOf(pair.real).empty())
        return {};
    return {{turns.front()->row,
             GapDirection::SimMore,
             {std::to_string(turns.size()), numbers(turns)},
             wholeTurns({}, turns)}};
}
} // namespace gapscope::suggest
