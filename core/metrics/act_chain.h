// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/acts.h"
#include "core/model/transcript.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

/// What kind of turn follows what kind: a Markov chain over dialogue acts (methods.md B8).
namespace gapscope {
/// The first act of every spoken user turn.
std::vector<Act> actsOf(const Dialogue &dialogue);

using ActRow = std::array<double, actCount>;

/// Counts of transitions between acts.
class ActCounts
{
public:
    void add(std::span<const Act> acts);
    void add(const ActCounts &other);
    /// Takes what was added before out again.
    void remove(const ActCounts &other);

    double count(Act from, Act to) const { return m_counts[index(from)][index(to)]; }
    double outgoing(Act from) const;
    double total() const;
    /// Acts seen in an added sequence, transitions or not.
    bool seen(Act act) const { return m_seen[index(act)] > 0; }

private:
    static std::size_t index(Act act) { return static_cast<std::size_t>(act); }

    std::array<ActRow, actCount> m_counts{};
    std::array<int, actCount> m_seen{};
};

/// The acts that occur in any of the counts, in the order of Act.
std::vector<Act> statesOf(std::span<const ActCounts *const> counts);

/// Added to every count, so that what was never seen is rare and not impossible.
inline constexpr double actSmoothing = 0.5;

/// P(to | from) = (count + ½)/row over `states`, in their order.
std::vector<double> transitionRow(const ActCounts &counts, Act from, std::span<const Act> states);

/// Jensen–Shannon divergence of the two rows of a state, bits, 0–1.
double rowDivergence(const ActCounts &real, const ActCounts &sim, Act from,
                     std::span<const Act> states);
/// Σ π_real(i)·JSD(P_i, Q_i), π_real(i) = share of people's transitions that leave i; none where
/// people or the simulator have no transition.
std::optional<double> chainDivergence(const ActCounts &real, const ActCounts &sim,
                                      std::span<const Act> states);

/// Mean −log₂ P over the transitions of a sequence, in bits; none below two acts.
std::optional<double> bitsPerTransition(std::span<const Act> acts, const ActCounts &chain,
                                        std::span<const Act> states);
} // namespace gapscope
