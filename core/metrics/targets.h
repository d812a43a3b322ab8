// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/targets_profile.h"
#include "core/metrics/targets_split.h"
#include "core/stats/interval.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// Where a simulator's figure has to go. Unclear: the interval holds 0 or cannot be given, or both
/// sides have fewer than 10 events: nothing to aim at.
enum class Move { Unclear, Up, Down };

/// One figure of a simulator against people's on the same tuning tasks.
struct TargetGap
{
    Figure people;
    Figure simulator;
    /// People − simulator, in the figure's unit: what is to be added.
    double change = 0.0;
    /// 95 %, bootstrap by task; none with fewer than two tasks on both sides.
    std::optional<ConfidenceInterval> interval;
    Move move = Move::Unclear;
    /// |Cohen's h| of shares, else |change| / people's SD; what gaps are sorted by.
    double effect = 0.0;
};

struct SimulatorTargets
{
    std::string name;
    UserProfile profile;
    /// Tuning tasks that both sides have; people's figures in `gaps` are of these only.
    int sharedTasks = 0;
    /// Largest effect first, those that are Unclear last.
    std::vector<TargetGap> gaps;
};

/// What to tune a simulator towards; computed from tuning tasks only.
struct Targets
{
    TaskSplit split;
    /// Size of both lists by domain.
    struct DomainSize
    {
        std::string domain;
        int tuning = 0;
        int heldOut = 0;
    };
    std::vector<DomainSize> domains;
    std::string edition = "reference";
    std::string lexiconVersion;
    int draws = defaultDraws;
    UserProfile people;
    std::vector<SimulatorTargets> simulators;
    /// People's dialogues without a task: on neither side.
    int withoutTask = 0;
};

/// Splits people's tasks (seed of `input`) and describes users on the tuning half; dialogues of
/// held-out tasks are not looked at. Errors: InvalidArgument for a share outside (0, 1),
/// NotComputable without people's dialogues that have a task, Cancelled.
Result<Targets> computeTargets(const MetricInput &input, double share, JobContext &job);
} // namespace gapscope
