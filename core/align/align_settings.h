// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gapscope {
/// Weights of the six similarities of two turns (methods.md C.2).
struct SimilarityWeights
{
    double lexical = 0.35;
    double characters = 0.15;
    double slots = 0.20;
    double acts = 0.15;
    double context = 0.10;
    double position = 0.05;

    bool operator==(const SimilarityWeights &) const = default;
};

/// Every threshold of turn alignment; the initialisers are the validated values (methods.md C).
struct AlignSettings
{
    SimilarityWeights weights;
    /// Used where either turn has at most `shortWords` words.
    SimilarityWeights shortWeights{0.25, 0.10, 0.10, 0.20, 0.30, 0.05};
    int shortWords = 3;
    /// A match gains similarity − theta.
    double theta = 0.35;
    double mergeContainment = 0.5;
    /// A turn explained this far by its partner takes no further turn.
    double mergeExplained = 0.9;
    int mergeMost = 3;
    /// Turns that stand alone between the same groups are joined where the agent's texts before
    /// them are this similar: they answer the same question.
    double joinContext = 0.7;
    double movedContainment = 0.5;
    /// Less will do, down to `movedLeast`, where the other turn's surplus over the turns it is
    /// matched with is said by the unmatched turn to this share.
    double movedLeast = 0.3;
    double movedSurplus = 0.6;
    /// A matched row is Divergent above this divergence, or with no act in common and a content
    /// similarity under `lowContent`.
    double divergentAbove = 0.65;
    double lowContent = 0.3;
    double movedDivergence = 0.5;
    double mergedDivergence = 0.3;
    double unmatchedDivergence = 1.0;
    /// The agent came first where the contexts of the first divergent row are less similar.
    double inducedContext = 0.2;
    double styleFlag = 1.0;
    /// What a match gains besides where the same tool call, made once on each side, follows both
    /// turns.
    double sameCall = 0.10;

    bool operator==(const AlignSettings &) const = default;
};

/// Changes whenever the same input may align differently: the method's number, and a digest of the
/// settings where they are not the validated ones.
std::string alignMethodVersion(const AlignSettings &settings = {});
} // namespace gapscope
