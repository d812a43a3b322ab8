// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/metrics/usi.h"
#include "core/metrics/usi_ledger.h"
#include "core/metrics/usi_problem.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace gapscope {
/// Which dialogues count.
struct GapSelection
{
    std::unordered_set<DialogueId> excluded;
    /// None = all.
    std::optional<std::set<TaskKey>> tasks;

    bool operator==(const GapSelection &) const = default;
};

/// The figures of one edition and one selection: all from the same dialogues, and immutable, so
/// that they pass between threads.
struct GapFigures
{
    /// What was selected of the study.
    UsiStudy study;
    UsiProblem problem;
    /// The same dialogues in the corrected edition, where it was given.
    std::optional<UsiProblem> corrected;
    UsiTable table;
    /// By simulator; none where it has no index.
    std::vector<std::optional<UsiLedger>> ledgers;
    /// Tasks that people and some simulator have: selected, and in the whole study.
    int tasks = 0;
    int allTasks = 0;
    /// Dialogues of the study that were excluded.
    int excluded = 0;
    /// Of `study` (core/plot/data_hash).
    std::string dataHash;

    /// Index into problem.simulators, table.details and ledgers; none where it is unknown.
    std::optional<std::size_t> simulator(std::string_view name) const;
    /// Its row in the table.
    const UsiRow *row(std::string_view name) const;
    /// The id of a dialogue that an influence speaks of; empty where there is none.
    DialogueId dialogue(std::size_t simulator, const LeftOut &place) const;
};

/// `corrected` may be null. Error: only Cancelled.
Result<GapFigures> gapFigures(const UsiStudy &study, const UsiStudy *corrected,
                              const GapSelection &selection, JobContext &job);
} // namespace gapscope
