// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/suggest/rules.h"
#include "core/align/tool_diff.h"
#include "core/metrics/outcome_tables.h"

#include <algorithm>
#include <array>

/// Rules of the groups A (agent), E (evaluation) and X (other).
namespace gapscope::suggest {
namespace {
/// Rows above are not "the same user content".
constexpr double sameContent = 0.5;
constexpr double sameWords = 0.35;

struct PlacedCall
{
    const ToolCall *call = nullptr;
    /// Row of the user turn before it; −1 = before any.
    int row = -1;
    bool taken = false;
};

std::vector<PlacedCall> callsOf(const SideReading &side)
{
    std::vector<PlacedCall> calls;
    int row = -1;
    for (std::size_t i = 0; i < side.dialogue->turns.size(); ++i) {
        const TurnReading *user = side.at(static_cast<int>(i));
        if (user)
            row = user->row;
        for (const ToolCall &call : side.dialogue->turns[i].toolCalls)
            if (!call.byUser)
                calls.push_back({&call, row});
    }
    return calls;
}

void takeCommon(std::vector<PlacedCall> &real, std::vector<PlacedCall> &sim)
{
    for (PlacedCall &one : real) {
        const auto other = std::find_if(sim.begin(), sim.end(), [&](const PlacedCall &call) {
            return !call.taken && call.call->name == one.call->name &&
                   diffToolCalls(*one.call, *call.call).same();
        });
        if (other == sim.end())
            continue;
        one.taken = true;
        other->taken = true;
    }
}

std::string namesIn(const std::vector<PlacedCall> &calls, int row)
{
    std::vector<std::string> names;
    for (const PlacedCall &call : calls)
        if (!call.taken && call.row == row)
            names.push_back(call.call->name);
    return list(names);
}

bool sameUserContent(const AlignedRow &row)
{
    return !row.real.empty() && !row.sim.empty() && row.divergence <= sameContent &&
           row.kind != RowKind::Divergent;
}
} // namespace

// A1; not where the user's own words just before were other ones.
Findings agentFirst(const PairReading &pair)
{
    const std::optional<int> first = pair.input.alignment.firstDivergence;
    if (!first || !pair.input.alignment.rows[static_cast<std::size_t>(*first)].agentInduced)
        return {};
    if (*first > 0 &&
        !sameUserContent(pair.input.alignment.rows[static_cast<std::size_t>(*first) - 1]))
        return {};
    const RowReading &row = pair.rows[static_cast<std::size_t>(*first)];
    return {{*first, GapDirection::None, {}, wholeTurns(row.real, row.sim)}};
}

// A2; calls are compared over the whole dialogue, so that another order is no difference.
Findings toolPath(const PairReading &pair)
{
    std::vector<PlacedCall> real = callsOf(pair.real);
    std::vector<PlacedCall> sim = callsOf(pair.sim);
    takeCommon(real, sim);
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        // "The same words" is said of these rows.
        const AlignedRow &row = pair.input.alignment.rows[i];
        if (!sameUserContent(row) || row.divergence > sameWords)
            continue;
        const std::string onlyReal = namesIn(real, static_cast<int>(i));
        const std::string onlySim = namesIn(sim, static_cast<int>(i));
        if (onlyReal.empty() && onlySim.empty())
            continue;
        const GapDirection direction = onlyReal.empty()  ? GapDirection::SimMore
                                       : onlySim.empty() ? GapDirection::SimLess
                                                         : GapDirection::None;
        found.push_back({static_cast<int>(i),
                         direction,
                         {onlyReal.empty() ? "–" : onlyReal, onlySim.empty() ? "–" : onlySim},
                         wholeTurns(pair.rows[i].real, pair.rows[i].sim)});
    }
    return found;
}

// E3; an end by an error of the run is no outcome.
Findings outcomeFlip(const PairReading &pair)
{
    const bool real = *succeeded(pair.input.real);
    const bool sim = *succeeded(pair.input.sim);
    const auto broke = [](const Dialogue &dialogue) {
        return dialogue.outcome.termination.find("error") != std::string::npos;
    };
    if (real == sim || broke(pair.input.real) || broke(pair.input.sim))
        return {};
    return {{-1,
             sim ? GapDirection::SimMore : GapDirection::SimLess,
             {sim ? "simulated" : "real"},
             {}}};
}

// X1; a platform's end and transfer signals are no artefacts.
Findings artefact(const PairReading &pair)
{
    static constexpr std::array<std::string_view, 12> marks{
        "<function=", "</function>", "<tool_call", "<|",    "|>",     "<think>",
        "</think>",   "```",         "{\"name\":", "&amp;", "&quot;", "\xEF\xBF\xBD"};
    Findings found;
    const auto look = [&](const SideReading &side, bool sim) {
        for (const TurnReading &turn : side.turns)
            for (const std::string_view mark : marks)
                if (turn.text.find(mark) != std::string_view::npos) {
                    found.push_back({turn.row,
                                     GapDirection::None,
                                     {sim ? "simulated" : "real", std::to_string(turn.number),
                                      std::string(mark)},
                                     {wholeTurn(turn, sim)}});
                    break;
                }
    };
    look(pair.real, false);
    look(pair.sim, true);
    return found;
}
} // namespace gapscope::suggest
