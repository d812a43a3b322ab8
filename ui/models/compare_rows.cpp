// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/compare_rows.h"

#include "ui/models/blind_pair.h"

#include <algorithm>
#include <iterator>

namespace gapscope {
namespace {
bool isReply(const Dialogue &dialogue, int position)
{
    return dialogue.turns[static_cast<std::size_t>(position)].role == Role::Tool;
}

/// True where `turns` are the replies to what `above` ends with: the very next messages, after a
/// call.
bool follows(const Dialogue *dialogue, const std::vector<int> &above, const std::vector<int> &turns)
{
    if (turns.empty())
        return true;
    if (!dialogue || above.empty() || above.back() + 1 != turns.front())
        return false;
    const bool called = std::any_of(above.begin(), above.end(), [dialogue](int position) {
        return !dialogue->turns[static_cast<std::size_t>(position)].toolCalls.empty();
    });
    return called && std::all_of(turns.begin(), turns.end(),
                                 [dialogue](int position) { return isReply(*dialogue, position); });
}

std::vector<DisplayRow> alone(const Dialogue &dialogue, Side side)
{
    std::vector<DisplayRow> rows;
    for (int i = 0; i < static_cast<int>(dialogue.turns.size()); ++i) {
        DisplayRow row;
        row.role = dialogue.turns[static_cast<std::size_t>(i)].role;
        (side == Side::Real ? row.real : row.sim) = {i};
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Without the turns that would tell which side is simulated.
void hide(std::vector<DisplayRow> &rows, const Dialogue *real, const Dialogue *sim)
{
    const auto keep = [](std::vector<int> &positions, const Dialogue *dialogue) {
        std::erase_if(positions, [dialogue](int position) {
            return !isShownBlind(dialogue->turns[static_cast<std::size_t>(position)]);
        });
    };
    std::erase_if(rows, [&](DisplayRow &row) {
        keep(row.real, real);
        keep(row.sim, sim);
        return row.real.empty() && row.sim.empty();
    });
}
} // namespace

std::vector<DisplayRow> compareRows(const ComparePair &pair)
{
    const Dialogue *real = pair.real.dialogue.get();
    const Dialogue *sim = pair.sim.dialogue.get();
    if (!real && !sim)
        return {};
    std::vector<DisplayRow> rows = real && sim ? layoutPair(*real, *sim, pair.alignment)
                                   : real      ? alone(*real, Side::Real)
                                               : alone(*sim, Side::Sim);
    if (pair.kinds == ComparePair::Kinds::Blind)
        hide(rows, real, sim);
    std::vector<DisplayRow> joined;
    joined.reserve(rows.size());
    for (DisplayRow &row : rows) {
        if (row.role == Role::Tool && row.alignedRow < 0 && !joined.empty() &&
            follows(real, joined.back().real, row.real) &&
            follows(sim, joined.back().sim, row.sim)) {
            DisplayRow &call = joined.back();
            call.real.insert(call.real.end(), row.real.begin(), row.real.end());
            call.sim.insert(call.sim.end(), row.sim.begin(), row.sim.end());
        } else {
            joined.push_back(std::move(row));
        }
    }
    return joined;
}
} // namespace gapscope
