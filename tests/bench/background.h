// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/idf.h"
#include "core/store/workspace_data.h"
#include "tests/bench/measure.h"

#include <filesystem>
#include <memory>

namespace gapscope::bench {
/// What a run of the job cost and brought.
struct BackgroundRun
{
    Moment spent;
    bool cancelled = false;
    /// From the wish to cancel to the end of the thread; only where it was cancelled.
    double latency = 0.0;
    /// Of a whole run: alignments of a real and a simulated dialogue, and the sum of their
    /// divergence, which is the same whether they were computed or read.
    std::size_t pairs = 0;
    double divergence = 0.0;
};

/// The lists and words a window has read before it aligns.
struct ReadWorkspace
{
    std::shared_ptr<const WorkspaceData> data;
    IdfModel idf;
};

/// Reads them as the window's job does.
ReadWorkspace readWorkspace(const std::filesystem::path &path);

/// Aligns all pairs as the window's job does: on a thread and with a session of its own, divergence
/// by turn and the floors included. `cancelAt` is the share of the simulated pairs behind which it
/// is cancelled, from the calling thread; above 1 = never.
BackgroundRun alignInBackground(const std::filesystem::path &path, const ReadWorkspace &read,
                                double cancelAt = 2.0);
} // namespace gapscope::bench
