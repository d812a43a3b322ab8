// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/model/alignment.h"
#include "core/stats/interval.h"
#include "core/stats/random.h"

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

/// How early a simulated user parts from a person, above what people part from each other
/// (methods.md C.6).
namespace gapscope {
/// A pair by the user turns of its first side, stop signals left out.
struct PairCourse
{
    TaskKey task;
    DialogueId real;
    DialogueId sim;
    /// By turn: divergent, missing, or said elsewhere.
    std::vector<bool> apart;
    /// Turn of the first divergence, from 1; one past the last where only extra turns follow. None
    /// = no divergence.
    std::optional<int> first;
};

PairCourse courseOf(const Alignment &alignment, const TaskKey &task);

/// Every pair of a simulator, and what they have to be read against.
struct SimulatorCourses
{
    std::string simulator;
    std::vector<PairCourse> pairs;
    /// "human–human", "re-runs of X"; empty = there is none.
    std::string floorName;
    /// Never null; shared by simulators that are read against the same.
    std::shared_ptr<const std::vector<PairCourse>> floor =
        std::make_shared<const std::vector<PairCourse>>();
};

/// The same without the pairs of these dialogues and, where `tasks` is given, of other tasks.
std::vector<SimulatorCourses> restricted(const std::vector<SimulatorCourses> &courses,
                                         const std::unordered_set<DialogueId> &excluded,
                                         const std::set<TaskKey> *tasks = nullptr);

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
