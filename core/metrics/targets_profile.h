// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/metrics/metric.h"
#include "core/metrics/targets_course.h"
#include "core/metrics/targets_disclosure.h"
#include "core/metrics/targets_figure.h"
#include "core/metrics/targets_fragments.h"

#include <set>
#include <string_view>
#include <vector>

namespace gapscope {
/// What users do, as numbers and patterns; people and simulators are described alike.
struct UserProfile
{
    int tasks = 0;
    int dialogues = 0;
    /// User turns that say something.
    int turns = 0;
    /// Dialogues by how they ended (UserEnding).
    int stopped = 0;
    int assumedEnds = 0;
    int censored = 0;
    /// Always the same keys in the same order.
    std::vector<Figure> figures;
    std::vector<HistogramBin> openingHistogram;
    std::vector<Quantiles> wordsByTurn;
    DisclosureSchedule disclosure;
    ActCourse acts;
    std::vector<HazardStep> ending;
    std::vector<Fragment> fragments;

    /// Null for an unknown key.
    const Figure *find(std::string_view key) const;
};

/// The profile of the dialogues about `tasks`; dialogues in which the user says nothing do not
/// count. Error: only Cancelled.
Result<UserProfile> profileOf(const std::vector<MetricDialogue> &dialogues, Source source,
                              const std::set<TaskKey> &tasks, JobContext &job);
} // namespace gapscope
