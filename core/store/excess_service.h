// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/divergence_excess.h"

#include <string>
#include <vector>

namespace gapscope {
class PairAligner;
class Session;

/// A simulator's divergence by turn against its floor.
struct ExcessCurve
{
    std::string simulator;
    int pairs = 0;
    /// "human–human", "re-runs of X"; empty = the workspace has none to read it against.
    std::string floor;
    int floorPairs = 0;
    std::vector<TurnExcess> turns;
};

/// Whether pairs of excluded dialogues are there too, to be left out later with restricted().
enum class ExcludedPairs { Out, In };

/// Aligns every pair, real against simulated, and those of the floor: two people of a task, or,
/// where no task has two, two runs of the simulator. Long, cancellable, resumable through the cache
/// of alignments. By label.
Result<std::vector<SimulatorCourses>> simulatorCourses(Session &session, PairAligner &aligner,
                                                       JobContext &job,
                                                       ExcludedPairs excluded = ExcludedPairs::Out);
/// Divergence by turn of the same pairs.
Result<std::vector<ExcessCurve>> excessCurves(Session &session, PairAligner &aligner,
                                              const ExcessOptions &options, JobContext &job);
} // namespace gapscope
