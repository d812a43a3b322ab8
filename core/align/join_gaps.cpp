// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/containment.h"
#include "core/align/turn_groups.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace gapscope {
namespace {
/// Larger gaps are left as they are: a text that long is no neighbour.
constexpr std::int64_t mostCells = 10'000;

/// How far the one turn is said by the other, whichever way that is more.
double containmentOf(const WeightedDialogue &real, int i, const WeightedDialogue &sim, int j)
{
    return std::max(containment(real.wordsOf(i), sim, std::array{j}),
                    containment(sim.wordsOf(j), real, std::array{i}));
}

class Gap
{
public:
    Gap(const WeightedDialogue &real, const WeightedDialogue &sim, TurnRange realRange,
        TurnRange simRange)
        : m_real(real), m_sim(sim), m_realRange(realRange), m_simRange(simRange)
    {}

    /// Monotone pairs of the highest total gain.
    void join(std::vector<TurnGroup> &out, const AlignSettings &settings,
              const AnchorPlan &anchors) const
    {
        const auto rows = static_cast<std::size_t>(m_realRange.size());
        const auto columns = static_cast<std::size_t>(m_simRange.size());
        const std::size_t width = columns + 1;
        std::vector<double> best((rows + 1) * width, 0.0);
        std::vector<double> gains(rows * columns, 0.0);
        for (std::size_t r = 0; r < rows; ++r)
            for (std::size_t c = 0; c < columns; ++c) {
                const double gain = gainOf(r, c, settings, anchors);
                gains[r * columns + c] = gain;
                const double skipped = std::max(best[r * width + c + 1], best[(r + 1) * width + c]);
                best[(r + 1) * width + c + 1] =
                    gain > 0 ? std::max(skipped, best[r * width + c] + gain) : skipped;
            }
        const TurnSimilarity similarity(m_real, m_sim, settings, m_realRange, m_simRange);
        const std::size_t first = out.size();
        for (std::size_t r = rows, c = columns; r > 0 && c > 0;) {
            const double here = best[r * width + c];
            if (here == best[(r - 1) * width + c]) {
                --r;
            } else if (here == best[r * width + c - 1]) {
                --c;
            } else {
                --r;
                --c;
                const int i = m_realRange.begin + static_cast<int>(r);
                const int j = m_simRange.begin + static_cast<int>(c);
                // What one turn says and the other contains is no divergence: it counts as just not
                // divergent, whatever the turns' similarity.
                const bool said = containmentOf(m_real, i, m_sim, j) >= settings.mergeContainment;
                out.push_back(
                    {{i},
                     {j},
                     std::max(similarity.at(i, j), said ? 1.0 - settings.divergentAbove : 0.0),
                     similarity.parts(i, j)});
            }
        }
        std::reverse(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
    }

private:
    double gainOf(std::size_t row, std::size_t column, const AlignSettings &settings,
                  const AnchorPlan &anchors) const
    {
        const int i = m_realRange.begin + static_cast<int>(row);
        const int j = m_simRange.begin + static_cast<int>(column);
        if (m_real.turns[static_cast<std::size_t>(i)].stop ||
            m_sim.turns[static_cast<std::size_t>(j)].stop || anchors.forbids(i, j))
            return 0;
        const double share = containmentOf(m_real, i, m_sim, j);
        const double asked = share > 0 || respondAlike(i, j) ? askedAlike(i, j, share) : 0;
        return std::max(share >= settings.mergeContainment ? share : 0,
                        asked >= settings.joinContext ? asked : 0);
    }

    /// Both ask or neither does, or they have an act in common: a new question and an answer do not
    /// belong together though the agent had said the same.
    bool respondAlike(int i, int j) const
    {
        const ActSet real = m_real.turns[static_cast<std::size_t>(i)].acts;
        const ActSet sim = m_sim.turns[static_cast<std::size_t>(j)].acts;
        const auto asks = [](ActSet acts) {
            return acts.contains(Act::InfoQuestion) || acts.contains(Act::Question) ||
                   acts.contains(Act::Clarify);
        };
        return asks(real) == asks(sim) || real.jaccard(sim) > 0;
    }

    /// How alike what the agent said before the two turns is. Two openings with a word in common
    /// answer nothing, alike.
    double askedAlike(int i, int j, double share) const
    {
        const bool opening = i == 0 && j == 0 && !m_real.hasContext[0] && !m_sim.hasContext[0];
        if (opening)
            return share > 0 ? 1.0 : 0.0;
        return contextSimilarity(m_real, i, m_sim, j).value_or(0.0);
    }

    const WeightedDialogue &m_real;
    const WeightedDialogue &m_sim;
    TurnRange m_realRange;
    TurnRange m_simRange;
};
} // namespace

void joinGaps(std::vector<TurnGroup> &groups, const WeightedDialogue &real,
              const WeightedDialogue &sim, const AlignSettings &settings, const AnchorPlan &anchors)
{
    std::vector<TurnGroup> joined;
    TurnRange realGap{0, 0};
    TurnRange simGap{0, 0};
    const auto close = [&](int realEnd, int simEnd) {
        realGap.end = realEnd;
        simGap.end = simEnd;
        const std::int64_t cells = std::int64_t{realGap.size()} * simGap.size();
        if (cells > 0 && cells <= mostCells)
            Gap(real, sim, realGap, simGap).join(joined, settings, anchors);
    };
    for (TurnGroup &group : groups) {
        close(group.real.front(), group.sim.front());
        realGap.begin = group.real.back() + 1;
        simGap.begin = group.sim.back() + 1;
        joined.push_back(std::move(group));
    }
    close(static_cast<int>(real.turns.size()), static_cast<int>(sim.turns.size()));
    groups = std::move(joined);
}
} // namespace gapscope
