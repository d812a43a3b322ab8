// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/anchor_edit.h"

#include <algorithm>

namespace gapscope {
namespace {
bool contains(const std::vector<int> &turns, int turn)
{
    return std::ranges::find(turns, turn) != turns.end();
}

Anchor anchorOf(const Alignment &alignment, int real, int sim, Anchor::Kind kind)
{
    return {alignment.realDialogue, alignment.simDialogue, real, sim, kind};
}

const AlignedRow *rowOf(const DisplayRow &line, const Alignment &alignment)
{
    const bool known =
        line.alignedRow >= 0 && static_cast<std::size_t>(line.alignedRow) < alignment.rows.size();
    return known ? &alignment.rows[static_cast<std::size_t>(line.alignedRow)] : nullptr;
}
} // namespace

std::vector<Anchor> pinsOf(const AlignedRow &row, const Alignment &alignment)
{
    std::vector<Anchor> pins;
    for (const int real : row.real) {
        for (const int sim : row.sim)
            pins.push_back(anchorOf(alignment, real, sim, Anchor::Kind::Pin));
    }
    return pins;
}

std::optional<TurnPlace> loneTurnOf(const AlignedRow &row)
{
    if (row.real.empty() == row.sim.empty())
        return std::nullopt;
    return row.sim.empty() ? TurnPlace{true, row.real.front()} : TurnPlace{false, row.sim.front()};
}

std::optional<Anchor> pinBetween(const TurnPlace &waiting, const DisplayRow &line,
                                 const Alignment &alignment)
{
    const AlignedRow *row = rowOf(line, alignment);
    if (!row)
        return std::nullopt;
    const std::vector<int> &here = waiting.real ? line.sim : line.real;
    const std::vector<int> &other = here.empty() ? (waiting.real ? row->sim : row->real) : here;
    if (other.empty())
        return std::nullopt;
    return waiting.real ? anchorOf(alignment, waiting.turn, other.front(), Anchor::Kind::Pin)
                        : anchorOf(alignment, other.front(), waiting.turn, Anchor::Kind::Pin);
}

std::vector<Anchor> bansOf(const DisplayRow &line, const Alignment &alignment)
{
    const AlignedRow *row = rowOf(line, alignment);
    if (!row || row->real.empty() || row->sim.empty())
        return {};
    const std::vector<int> &real = line.real.empty() ? row->real : line.real;
    const std::vector<int> &sim = line.sim.empty() ? row->sim : line.sim;
    const bool mergedInOneLine =
        !line.real.empty() && !line.sim.empty() && line.real.size() + line.sim.size() > 2;
    std::vector<Anchor> bans;
    for (const int each : real) {
        for (const int other : sim) {
            if (!mergedInOneLine || each != real.front() || other != sim.front())
                bans.push_back(anchorOf(alignment, each, other, Anchor::Kind::Forbid));
        }
    }
    return bans;
}

std::vector<std::size_t> anchorsTouching(const AlignedRow &row, std::span<const Anchor> anchors)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < anchors.size(); ++i) {
        if (contains(row.real, anchors[i].realTurn) || contains(row.sim, anchors[i].simTurn))
            found.push_back(i);
    }
    return found;
}

bool isKept(const Anchor &anchor, const Alignment &alignment)
{
    const bool together = std::ranges::any_of(alignment.rows, [&](const AlignedRow &row) {
        return contains(row.real, anchor.realTurn) && contains(row.sim, anchor.simTurn);
    });
    return together == (anchor.kind == Anchor::Kind::Pin);
}
} // namespace gapscope
