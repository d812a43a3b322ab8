// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_settings.h"
#include "core/align/calibration.h"
#include "core/base/job_context.h"
#include "core/base/result.h"

#include <optional>
#include <string>

namespace gapscope {
class PairAligner;
class Session;

/// What a person set for this workspace; the validated values where nothing is stored. The errors
/// of parseAlignSettings(): what is stored wrongly is told, not replaced.
Result<AlignSettings> loadAlignSettings(Session &session);
Result<void> saveAlignSettings(Session &session, const AlignSettings &settings);

/// Aligns every two people of a task and, where no task has two, every two runs of a simulator on
/// one; excluded dialogues do not count. For a worker thread: long, cancellable, resumable through
/// the cache of alignments. The result is kept in the workspace (not in a read-only one).
Result<DivergenceFloors> divergenceFloors(Session &session, PairAligner &aligner, JobContext &job);

/// What divergenceFloors() kept for these words, settings and exclusions; none = not computed.
Result<std::optional<DivergenceFloors>> storedFloors(Session &session, const PairAligner &aligner);
} // namespace gapscope
