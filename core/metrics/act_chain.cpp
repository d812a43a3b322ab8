// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/act_chain.h"

#include "core/align/tokens.h"
#include "core/metrics/user_turns.h"
#include "core/stats/distances.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gapscope {
std::vector<Act> actsOf(const Dialogue &dialogue)
{
    std::vector<Act> acts;
    for (const SpokenTurn &turn : spokenTurns(dialogue))
        acts.push_back(tokenizeTurn(turn.text).acts.primary());
    return acts;
}

void ActCounts::add(std::span<const Act> acts)
{
    for (std::size_t i = 0; i < acts.size(); ++i) {
        ++m_seen[index(acts[i])];
        if (i > 0)
            m_counts[index(acts[i - 1])][index(acts[i])] += 1.0;
    }
}

void ActCounts::add(const ActCounts &other)
{
    for (std::size_t i = 0; i < actCount; ++i) {
        m_seen[i] += other.m_seen[i];
        for (std::size_t j = 0; j < actCount; ++j)
            m_counts[i][j] += other.m_counts[i][j];
    }
}

void ActCounts::remove(const ActCounts &other)
{
    for (std::size_t i = 0; i < actCount; ++i) {
        m_seen[i] -= other.m_seen[i];
        for (std::size_t j = 0; j < actCount; ++j)
            m_counts[i][j] -= other.m_counts[i][j];
    }
}

double ActCounts::outgoing(Act from) const
{
    const ActRow &row = m_counts[index(from)];
    return std::accumulate(row.begin(), row.end(), 0.0);
}

double ActCounts::total() const
{
    double sum = 0.0;
    for (int act = 0; act < actCount; ++act)
        sum += outgoing(static_cast<Act>(act));
    return sum;
}

std::vector<Act> statesOf(std::span<const ActCounts *const> counts)
{
    std::vector<Act> states;
    for (int i = 0; i < actCount; ++i) {
        const Act act = static_cast<Act>(i);
        if (std::any_of(counts.begin(), counts.end(),
                        [act](const ActCounts *one) { return one->seen(act); }))
            states.push_back(act);
    }
    return states;
}

std::vector<double> transitionRow(const ActCounts &counts, Act from, std::span<const Act> states)
{
    std::vector<double> row;
    double sum = 0.0;
    for (const Act to : states) {
        row.push_back(counts.count(from, to) + actSmoothing);
        sum += row.back();
    }
    for (double &share : row)
        share /= sum;
    return row;
}

double rowDivergence(const ActCounts &real, const ActCounts &sim, Act from,
                     std::span<const Act> states)
{
    const std::vector<double> people = transitionRow(real, from, states);
    const std::vector<double> simulated = transitionRow(sim, from, states);
    return stats::jensenShannonDivergence(people, simulated).value_or(0.0);
}

std::optional<double> chainDivergence(const ActCounts &real, const ActCounts &sim,
                                      std::span<const Act> states)
{
    const double total = real.total();
    if (total <= 0.0 || sim.total() <= 0.0)
        return std::nullopt;
    double divergence = 0.0;
    for (const Act from : states) {
        const double weight = real.outgoing(from) / total;
        if (weight > 0.0)
            divergence += weight * rowDivergence(real, sim, from, states);
    }
    return divergence;
}

std::optional<double> bitsPerTransition(std::span<const Act> acts, const ActCounts &chain,
                                        std::span<const Act> states)
{
    if (acts.size() < 2)
        return std::nullopt;
    double bits = 0.0;
    for (std::size_t i = 1; i < acts.size(); ++i) {
        const double count = chain.count(acts[i - 1], acts[i]) + actSmoothing;
        const double row =
            chain.outgoing(acts[i - 1]) + actSmoothing * static_cast<double>(states.size());
        bits -= std::log2(count / row);
    }
    return bits / static_cast<double>(acts.size() - 1);
}
} // namespace gapscope
