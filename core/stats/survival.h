// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/interval.h"

#include <optional>
#include <span>
#include <vector>

namespace gapscope::stats {
/// When something ended; `event` false: it was still going on then (censored).
struct SurvivalTime
{
    double time = 0.0;
    bool event = true;
};

/// One distinct time at which something ended or was censored.
struct SurvivalStep
{
    double time = 0.0;
    /// Still going on just before.
    int atRisk = 0;
    int events = 0;
    int censored = 0;
    /// S(time), from this time on; 0–1.
    double survival = 1.0;

    bool operator==(const SurvivalStep &) const = default;
};

/// Π(1 − d/n) over the event times (Kaplan and Meier 1958), ascending by time. What is censored at
/// an event's time counts as at risk there. No times: no steps.
std::vector<SurvivalStep> kaplanMeier(std::span<const SurvivalTime> times);
/// S(time) of such a curve; 1 before the first step.
double survivalAt(std::span<const SurvivalStep> curve, double time);
/// 95 % around each step by Greenwood's variance on the scale log(−log S), which keeps it within
/// 0–1 (Kalbfleisch and Prentice 1980); none where S is 0 or 1, where that variance says nothing.
std::vector<std::optional<ConfidenceInterval>> greenwoodBand(std::span<const SurvivalStep> curve);
/// Area under the curve from 0 to `horizon`, in units of time, 0 … horizon. None for an empty
/// curve, a horizon below 0, and where the curve does not reach the horizon (all left were censored
/// before it): nothing is known there.
std::optional<double> restrictedMean(std::span<const SurvivalStep> curve, double horizon);
/// Ends at turn t / still going on then, for t = 1 … last (times are whole turns); none where none
/// is left.
std::vector<std::optional<double>> discreteHazard(std::span<const SurvivalStep> curve, int last);

struct LogRank
{
    /// Events of the first group, seen and expected were both groups alike.
    double observed = 0.0;
    double expected = 0.0;
    double variance = 0.0;
    /// (O − E)²/V, one degree of freedom.
    double chiSquared = 0.0;
    double p = 1.0;
};

/// Log-rank test with hypergeometric variance (Mantel 1966). None where no time tells the groups
/// apart (variance 0), as with an empty group or without events.
std::optional<LogRank> logRank(std::span<const SurvivalTime> first,
                               std::span<const SurvivalTime> second);
} // namespace gapscope::stats
