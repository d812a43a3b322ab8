// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/stats/random.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace gapscope {
/// Tasks to tune a simulator on and tasks to score it on; every task is in exactly one list, both
/// ascending by key.
struct TaskSplit
{
    std::uint64_t seed = defaultSeed;
    /// Wanted share of tuning tasks, in (0, 1).
    double share = 0.5;
    std::vector<TaskKey> tuning;
    std::vector<TaskKey> heldOut;
    /// Of seed, share and both lists: two exports with the same hash tune and score alike.
    std::string hash;
};

/// Divides tasks (key → domain) by task, seeded, each domain in the same proportion; the rounding
/// is settled by largest remainder, so that many small domains do not all fall on one side. Of two
/// tasks or more, each list has at least one. A task keeps its place in the draw whatever other
/// tasks there are. Errors: InvalidArgument for a share that is not in (0, 1).
Result<TaskSplit> splitTasks(const std::map<TaskKey, std::string> &domains, double share,
                             std::uint64_t seed);

/// The task's domain as its key names it (`benchmark:domain:id`); empty where it names none.
std::string domainOfKey(const TaskKey &key);
} // namespace gapscope
