// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/metrics/usi_problem.h"
#include "core/stats/events.h"
#include "core/stats/interval.h"
#include "core/stats/random.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// How far a simulator's dialogues are from people's in one feature. Means, differences and the
/// smallest detectable difference are in shown units (rates × 100).
struct FeatureEffect
{
    Feature feature = Feature::NTurns;
    /// Tasks that both sides have: what the test and its power rest on.
    int tasks = 0;
    std::optional<double> people;
    std::optional<double> sim;
    /// Mean over tasks of (simulator's mean − people's mean).
    std::optional<double> difference;
    /// 95 %, tasks resampled.
    std::optional<ConfidenceInterval> interval;
    /// Dialogues against dialogues: P(sim > people) − P(sim < people), and its interval by Cliff's
    /// consistent variance (dialogues of a task count as independent).
    std::optional<double> cliffsDelta;
    std::optional<ConfidenceInterval> cliffsInterval;
    std::optional<double> hedgesG;
    /// Sign-flip permutation of the task differences, two-sided, and its Benjamini–Hochberg q over
    /// all features and simulators.
    std::optional<double> p;
    std::optional<double> q;
    /// The mean difference that this many tasks find with a power of 80 % at 5 %.
    std::optional<double> smallestDetectable;
    /// Dialogues in which it is above zero.
    int peopleEvents = 0;
    int simEvents = 0;

    /// Too few events to be read: shown grey.
    bool fewEvents() const { return peopleEvents + simEvents < leastEvents; }
};

struct SimulatorEffects
{
    std::string name;
    /// In the order of featureTable(), without n_turns.
    std::vector<FeatureEffect> features;
};

struct FeatureEffects
{
    std::uint64_t seed = defaultSeed;
    int flips = 10000;
    /// Behind the intervals.
    int draws = defaultDraws;
    std::vector<SimulatorEffects> simulators;
};

/// Methods.md B3 and B11. Error: only Cancelled; progress in simulators.
Result<FeatureEffects> featureEffects(const UsiProblem &problem, JobContext &job,
                                      std::uint64_t seed = defaultSeed, int flips = 10000);
} // namespace gapscope
