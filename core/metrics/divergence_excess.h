// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/model/alignment.h"
#include "core/stats/interval.h"
#include "core/stats/random.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// How early a simulated user parts from a person, above what people part from each other
/// (methods.md C.6).
namespace gapscope {
/// A pair by the user turns of its first side, stop signals left out.
struct PairCourse
{
    TaskKey task;
    /// By turn: divergent, missing, or said elsewhere.
    std::vector<bool> apart;
    /// Turn of the first divergence, from 1; one past the last where only extra turns follow. None
    /// = no divergence.
    std::optional<int> first;
};

PairCourse courseOf(const Alignment &alignment, const TaskKey &task);

/// Shares 0–1; none where no pair has the turn. Intervals are of 95 %, bootstrap by task; none
/// below two tasks.
struct TurnExcess
{
    /// From 1.
    int turn = 1;
    /// Pairs whose first side has the turn, and those apart there.
    int simPairs = 0;
    int floorPairs = 0;
    std::optional<double> sim;
    std::optional<double> floor;
    /// sim − floor; none without a floor at this turn.
    std::optional<double> excess;
    std::optional<ConfidenceInterval> band;
    /// Pairs that have not parted before and still talk, and the share that parts here for the
    /// first time.
    int atRisk = 0;
    int parted = 0;
    std::optional<double> hazard;
    std::optional<double> floorHazard;
    std::optional<ConfidenceInterval> hazardBand;
};

struct ExcessOptions
{
    int draws = defaultDraws;
    std::uint64_t seed = defaultSeed;
};

/// From turn 1 up to the last turn of any pair. Tasks are drawn together for both sides, so that a
/// task's pairs and its floor stay together. Error: only Cancelled.
Result<std::vector<TurnExcess>> excessDivergence(std::span<const PairCourse> sim,
                                                 std::span<const PairCourse> floor,
                                                 const ExcessOptions &options, JobContext &job);
} // namespace gapscope
