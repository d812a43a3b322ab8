// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/label/label_queue.h"
#include "core/label/rating_units.h"
#include "core/label/rule_precision.h"
#include "core/label/verdicts.h"

#include <vector>

namespace gapscope {
class PairAligner;
class Session;
class WorkspaceData;

/// What people said, with the rows it is about; excluded dialogues take no part. All are
/// cancellable where they align; progress in pairs.

/// Every pair that carries labels of any kind, in the order of its first one, with its rows; then
/// single dialogues with judgements of their own, which have no rows.
Result<std::vector<PairToRate>> loadPairsToRate(Session &session, const WorkspaceData &data,
                                                PairAligner &aligner, JobContext &job);

/// Every pair that somebody judged, with what the rules suggest.
Result<std::vector<SuggestedPair>> loadSuggestedPairs(Session &session, const WorkspaceData &data,
                                                      PairAligner &aligner, JobContext &job);

/// Every pair of the queue's simulators and tasks. Aligned only where the order or a rule asks for
/// divergence or disagreement. Features are in shown units (rates × 100).
Result<std::vector<QueueCandidate>> loadQueueCandidates(Session &session, const WorkspaceData &data,
                                                        const LabelQueue &queue,
                                                        PairAligner &aligner, JobContext &job);

/// How blind judgements hold against what the dialogues are.
Result<VerdictReport> loadVerdicts(Session &session, const WorkspaceData &data);
} // namespace gapscope
