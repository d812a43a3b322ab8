// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_settings.h"
#include "core/align/weighted_dialogue.h"
#include "core/model/alignment.h"

#include <cstddef>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace gapscope {
/// User turns [begin, end) of a dialogue.
struct TurnRange
{
    int begin = 0;
    int end = 0;

    int size() const { return end - begin; }
    bool contains(int turn) const { return turn >= begin && turn < end; }
    bool operator==(const TurnRange &) const = default;
};

/// Similarities of all pairs of turns of two ranges (methods.md C.2), 0–1 each; turns are counted
/// in the whole dialogues. Holds four floats per pair and refers to what it is made of.
class TurnSimilarity
{
public:
    TurnSimilarity(const WeightedDialogue &real, const WeightedDialogue &sim,
                   const AlignSettings &settings, TurnRange realRange, TurnRange simRange);

    /// A stop signal is like a stop signal (1) and like nothing else (0).
    double at(int real, int sim) const;
    /// The six similarities; those not defined for the pair are none.
    RowParts parts(int real, int sim) const;
    /// The same tool call, made once on each side, follows both turns.
    bool sameCall(int real, int sim) const { return m_sameCalls.contains({real, sim}); }

private:
    struct Cell
    {
        float words = 0;
        float grams = 0;
        float context = 0;
        float commonSlots = 0;
    };

    std::size_t indexOf(int real, int sim) const;
    const SimilarityWeights &weightsOf(int real, int sim) const;
    std::optional<double> position(int real, int sim) const;

    const WeightedDialogue &m_real;
    const WeightedDialogue &m_sim;
    const AlignSettings &m_settings;
    TurnRange m_realRange;
    TurnRange m_simRange;
    std::vector<Cell> m_cells;
    std::set<std::pair<int, int>> m_sameCalls;
};

/// Turns that the same tool call follows, which is made once on each side.
std::set<std::pair<int, int>> turnsOfSameCalls(const WeightedDialogue &real,
                                               const WeightedDialogue &sim);

/// Similarity of the agent's texts before two turns; none where a side has none.
std::optional<double> contextSimilarity(const WeightedDialogue &real, int realTurn,
                                        const WeightedDialogue &sim, int simTurn);

/// Weighted mean of the lexical, character and slot similarity; none where none is defined.
std::optional<double> contentSimilarity(const RowParts &parts, const SimilarityWeights &weights);

/// The weights for turns of these lengths (C.2, adaptive).
const SimilarityWeights &weightsFor(int realWords, int simWords, const AlignSettings &settings);
} // namespace gapscope
