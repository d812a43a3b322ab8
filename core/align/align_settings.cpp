// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/align_settings.h"

#include "core/base/hash.h"

#include <array>
#include <cstdio>

namespace gapscope {
namespace {
constexpr const char *method = "turns-4";

void add(Sha256 &hash, double value)
{
    std::array<char, 40> text{};
    const int length = std::snprintf(text.data(), text.size(), "%a", value);
    hash.add({text.data(), static_cast<std::size_t>(length)});
}

void add(Sha256 &hash, const SimilarityWeights &weights)
{
    for (const double weight : {weights.lexical, weights.characters, weights.slots, weights.acts,
                                weights.context, weights.position})
        add(hash, weight);
}
} // namespace

std::string alignMethodVersion(const AlignSettings &settings)
{
    if (settings == AlignSettings{})
        return method;
    Sha256 hash;
    add(hash, settings.weights);
    add(hash, settings.shortWeights);
    for (const double value :
         {static_cast<double>(settings.shortWords), settings.theta, settings.mergeContainment,
          settings.mergeExplained, static_cast<double>(settings.mergeMost), settings.joinContext,
          settings.movedContainment, settings.movedLeast, settings.movedSurplus,
          settings.divergentAbove, settings.lowContent, settings.movedDivergence,
          settings.mergedDivergence, settings.unmatchedDivergence, settings.inducedContext,
          settings.styleFlag, settings.sameCall})
        add(hash, value);
    return std::string(method) + "-" + hash.finishHex(8);
}
} // namespace gapscope
