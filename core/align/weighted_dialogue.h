// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/idf.h"
#include "core/align/tokens.h"

#include <span>
#include <vector>

namespace gapscope {
/// A token of a turn with its share in the turn's unit vector.
struct WeightedPosting
{
    TokenHash token = 0;
    int turn = 0;
    float weight = 0;
};

/// A content word of a turn with its idf.
struct WeightedWord
{
    TokenHash token = 0;
    double idf = 0;
};

/// A prepared dialogue with the weights (1+ln tf)·idf of one IdfModel; vectors have length 1.
struct WeightedDialogue
{
    DialogueId id;
    std::vector<PreparedTurn> turns;
    std::vector<WeightedPosting> words;
    std::vector<WeightedPosting> grams;
    std::vector<WeightedPosting> context;
    std::vector<Posting> slots;
    std::vector<Posting> calls;
    /// Content words of turn t, ascending by hash: turnWords[wordStart[t], wordStart[t + 1]).
    std::vector<WeightedWord> turnWords;
    std::vector<std::size_t> wordStart;
    std::vector<bool> hasContext;
    /// Turns that an earlier turn says word for word: a dialogue that begins again.
    std::vector<bool> isRepeat;
    std::vector<int> slotCount;

    std::span<const WeightedWord> wordsOf(int turn) const;
};

WeightedDialogue weighDialogue(const PreparedDialogue &dialogue, const IdfModel &idf);
} // namespace gapscope
