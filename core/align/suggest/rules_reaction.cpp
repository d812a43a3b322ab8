// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/suggest/rules.h"

#include <algorithm>
#include <cstdlib>
#include <set>

/// Rules of group R, reactions.
namespace gapscope::suggest {
namespace {
/// The person's turn in the same situation: of the same row, else of a row beside it.
const TurnReading *realFacing(const PairReading &pair, std::size_t row)
{
    for (const std::size_t i : {row, row + 1, row - 1})
        if (i < pair.rows.size() && !pair.rows[i].real.empty() &&
            (i == row || pair.rows[i].sim.empty()))
            return pair.rows[i].real.front();
    return nullptr;
}

/// "I'm not too worried": the word stands there, the feeling does not.
bool deniesAffect(const TurnReading &turn)
{
    for (const std::string_view word :
         {"worried", "worry", "upset", "angry", "annoyed", "frustrated", "concerned"}) {
        const std::size_t at = turn.words.find(" " + std::string(word) + " ");
        if (at == std::string::npos)
            continue;
        // The three words before it.
        std::size_t from = at;
        for (int i = 0; i < 3 && from > 0 && from != std::string::npos; ++i)
            from = turn.words.rfind(' ', from - 1);
        const std::string before =
            turn.words.substr(from == std::string::npos ? 0 : from, at + 1 - from);
        if (says(before, {"not", "no", "never", "dont", "isnt", "arent", "wasnt", "im not"}))
            return true;
    }
    return false;
}

bool showsAffect(const SideReading &side, const TurnReading &turn)
{
    if (deniesAffect(turn))
        return false;
    return side.has(turn, Feature::EmotionRate) || turn.tokens.emotion ||
           says(turn.words, {"taking forever", "fed up", "waste of time", "wasting my time",
                             "sick of", "had enough", "come on", "for the third time", "joke",
                             "unbelievable", "how many times"});
}

bool anyAffect(const SideReading &side)
{
    return std::any_of(side.turns.begin(), side.turns.end(),
                       [&](const TurnReading &turn) { return showsAffect(side, turn); });
}

const TurnReading *firstBlame(const SideReading &side)
{
    const auto found =
        std::find_if(side.turns.begin(), side.turns.end(), [](const TurnReading &turn) {
            return turn.tokens.acts.contains(Act::Accuse);
        });
    return found == side.turns.end() ? nullptr : &*found;
}

/// "get user details" of get_user_details: how a user would say it.
std::set<std::string> toolNames(const Dialogue &dialogue)
{
    std::set<std::string> names;
    for (const Turn &turn : dialogue.turns)
        for (const ToolCall &call : turn.toolCalls)
            if (call.name.find('_') != std::string::npos)
                names.insert(call.name);
    return names;
}

bool coaches(const TurnReading &turn, const std::set<std::string> &tools)
{
    const bool namesTool = std::any_of(tools.begin(), tools.end(), [&](const std::string &tool) {
        return turn.text.find(tool) != std::string_view::npos;
    });
    return namesTool || says(turn.words, {"you should call", "you should use", "you should run",
                                          "you should first", "you need to call", "you need to use",
                                          "call the tool", "use the tool", "use your tool",
                                          "use your tools", "run the tool", "refund tool",
                                          "call the function", "according to your policy you"});
}
} // namespace

// R1; not where the person takes the same way out.
Findings quietPivot(const PairReading &pair)
{
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        for (const TurnReading *sim : pair.rows[i].sim) {
            const TurnReading *real = realFacing(pair, i);
            const bool pivots =
                sim->tokens.acts.contains(Act::Pivot) && !sim->tokens.acts.contains(Act::Pushback);
            if (!real || !pivots || !refuses(sim->agentWords) || !refuses(real->agentWords))
                continue;
            const bool insists = real->tokens.acts.contains(Act::Pushback) &&
                                 !real->tokens.acts.contains(Act::Pivot);
            Readings others;
            for (const TurnReading &turn : pair.real.turns)
                if (turn.number != real->number)
                    others.push_back(&turn);
            const bool personToo =
                std::any_of(others.begin(), others.end(), [&](const TurnReading *turn) {
                    return turn->tokens.acts.contains(Act::Pivot) && contained(*sim, {turn}) >= 0.5;
                });
            if (insists && !personToo)
                found.push_back({static_cast<int>(i),
                                 GapDirection::None,
                                 {std::to_string(sim->number), std::to_string(real->number)},
                                 wholeTurns({real}, {sim})});
        }
    }
    return found;
}

// R3; a person's turn that nothing answers counts only where the simulated user is neutral
// throughout.
Findings missingAffect(const PairReading &pair)
{
    const bool neutral = !anyAffect(pair.sim);
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        const RowReading &row = pair.rows[i];
        const bool simShows = std::any_of(row.sim.begin(), row.sim.end(), [&](const auto *turn) {
            return showsAffect(pair.sim, *turn);
        });
        for (const TurnReading *real : row.real)
            if (showsAffect(pair.real, *real) && !simShows && (row.matched() || neutral))
                found.push_back({static_cast<int>(i),
                                 GapDirection::SimLess,
                                 {std::to_string(real->number)},
                                 wholeTurns({real}, row.sim)});
    }
    return found;
}

// R4; against every person of the task, not only this one.
Findings amplifiedAffect(const PairReading &pair)
{
    Readings emotional;
    for (const TurnReading &turn : pair.sim.turns)
        if (pair.sim.has(turn, Feature::EmotionRate))
            emotional.push_back(&turn);
    if (emotional.empty() || anyAffect(pair.real))
        return {};
    const double share =
        static_cast<double>(emotional.size()) / static_cast<double>(pair.sim.turns.size());
    if (share <= *pair.input.peopleEmotion)
        return {};
    return {{emotional.front()->row,
             GapDirection::SimMore,
             {quoted(pair.sim.cuesIn(emotional, Feature::EmotionRate)), numbers(emotional)},
             evidence(pair.sim.cuesIn(emotional, Feature::EmotionRate), true)}};
}

// R5; a thing that is wrong is no blame, a person who did wrong is.
Findings accusationShift(const PairReading &pair)
{
    const TurnReading *real = firstBlame(pair.real);
    const TurnReading *sim = firstBlame(pair.sim);
    if ((real == nullptr) == (sim == nullptr))
        return {};
    const bool more = sim != nullptr;
    const TurnReading &turn = more ? *sim : *real;
    return {{turn.row,
             more ? GapDirection::SimMore : GapDirection::SimLess,
             {more ? "simulated" : "real", std::to_string(turn.number)},
             {wholeTurn(turn, more)}}};
}

// R6; not where the person does the same.
Findings coaching(const PairReading &pair)
{
    std::set<std::string> tools = toolNames(pair.input.sim);
    tools.merge(toolNames(pair.input.real));
    const auto does = [&](const TurnReading &turn) { return coaches(turn, tools); };
    if (std::any_of(pair.real.turns.begin(), pair.real.turns.end(), does))
        return {};
    Findings found;
    for (const TurnReading &turn : pair.sim.turns)
        if (does(turn))
            found.push_back({turn.row,
                             GapDirection::SimMore,
                             {std::to_string(turn.number)},
                             {wholeTurn(turn, true)}});
    return found;
}
} // namespace gapscope::suggest
