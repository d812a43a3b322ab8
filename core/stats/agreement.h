// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/coincidences.h"
#include "core/stats/measured.h"

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

/// Agreement of raters beyond chance, at most 1, or why it is undefined (methods.md B10).
namespace gapscope::stats {
/// counts[i][j]: how often the first rater said category i where the second said j; square.
using Confusion = std::vector<std::vector<double>>;

/// Share of equal ratings.
Measured observedAgreement(const Confusion &counts);
/// Cohen 1960.
Measured cohensKappa(const Confusion &counts);
/// Ordered categories, quadratic weights (Cohen 1968).
Measured weightedKappa(const Confusion &counts);
/// Two raters, robust to prevalence (Gwet 2008).
Measured gwetsAc1(const Confusion &counts);

/// ratings[unit][category]: how many of the raters chose it; every unit has the same number, two or
/// more (Fleiss 1971).
Measured fleissKappa(const Confusion &ratings);
/// The same for any number of raters; units may have fewer ratings than others (Gwet 2014).
Measured gwetsAc1OfUnits(const Confusion &ratings);

/// ratings[rater][unit]; none = not rated. Units with fewer than two ratings do not count
/// (Krippendorff 2004).
Measured krippendorffsAlpha(const std::vector<std::vector<std::optional<double>>> &ratings,
                            Scale scale);
/// The same for sets of labels, with masiDistance or jaccardDistance.
Measured
krippendorffsAlpha(const std::vector<std::vector<std::optional<std::set<std::string>>>> &ratings,
                   ValueDistances::SetDistance distance);

/// Distances 0–1 of two sets of labels; 0 where both are empty. MASI weighs Jaccard by how the sets
/// contain one another (Passonneau 2006).
double jaccardDistance(const std::set<std::string> &a, const std::set<std::string> &b);
double masiDistance(const std::set<std::string> &a, const std::set<std::string> &b);

/// Characters [begin, end).
struct TextSpan
{
    int begin = 0;
    int end = 0;
};
/// Harmonic mean of the shared characters' shares of each span, and shared / covered by either,
/// 0–1; none where both are empty.
std::optional<double> spanF1(const TextSpan &a, const TextSpan &b);
std::optional<double> spanIou(const TextSpan &a, const TextSpan &b);

/// Share of windows of `width` positions in which two segmentations have unlike numbers of
/// boundaries (Pevzner and Hearst 2002), 0–1; none for unlike lengths or no window.
std::optional<double> windowDiff(std::span<const int> a, std::span<const int> b, std::size_t width);

/// How well two raters agree on the turn at which dialogues first diverge.
struct OnsetAgreement
{
    int dialogues = 0;
    /// Shares of the dialogues in which both name the same turn, and turns at most one apart, 0–1.
    double exact = 0.0;
    double withinOne = 0.0;
    /// Krippendorff's, interval scale, over dialogues in which both name a turn.
    Measured alpha = Undefined::NothingRated;
};
/// Turns by dialogue; none = the rater sees no divergence: two of them agree, one alone agrees with
/// no turn. None for unlike lengths or no dialogue.
std::optional<OnsetAgreement> onsetAgreement(std::span<const std::optional<int>> first,
                                             std::span<const std::optional<int>> second);
} // namespace gapscope::stats
