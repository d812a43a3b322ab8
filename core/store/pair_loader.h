// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/calibration.h"
#include "core/align/suggest/suggestion.h"
#include "core/align/unit_links.h"
#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/features/feature.h"
#include "core/metrics/edition.h"
#include "core/model/alignment.h"
#include "core/model/annotation.h"
#include "core/model/transcript.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class PairAligner;
class Session;

/// All there is to show of a pair. One dialogue may be absent; then the alignment is empty.
struct LoadedPair
{
    Task task;
    std::shared_ptr<const Dialogue> real;
    std::shared_ptr<const Dialogue> sim;
    Alignment alignment;
    /// Turns are positions in Dialogue::turns.
    std::vector<CueSpan> realCues;
    std::vector<CueSpan> simCues;
    std::vector<Label> labels;
    /// The cues are those of its text repairs.
    Edition edition;
    /// Codes that rules find fitting; nothing is labelled by them.
    std::vector<Suggestion> suggestions;
    /// What the task card says, linked from its first real to its first simulated user turn.
    std::vector<UnitLink> units;
    /// What of the two above is not known, rather than absent.
    std::vector<NotComputed> notComputed;
    /// By row of the alignment: the share of floor rows that diverge less, 0–100; none for rows
    /// that are not matched and where no floor is computed or the workspace has none.
    std::vector<std::optional<double>> floorPercentiles;
};

/// Either id may be empty. NotFound: unknown dialogue.
Result<LoadedPair> loadPair(Session &session, PairAligner &aligner, const DialogueId &real,
                            const DialogueId &sim, const Edition &edition = {});

/// The same around an alignment that is there already; `floors`, if any, give the percentiles.
Result<LoadedPair> loadPair(Session &session, Alignment alignment, const DivergenceFloors *floors,
                            const Edition &edition = {});

/// Where the features fired in a dialogue; turns are positions in Dialogue::turns.
std::vector<CueSpan> cuesOf(const Dialogue &dialogue, CorpusKind kind, const Edition &edition = {});

/// A turn in which a feature fired.
struct FeatureHit
{
    DialogueId dialogue;
    TaskKey task;
    std::string corpusLabel;
    CueSpan span;
    /// The whole turn.
    std::string text;
};

/// Every place where `feature` fired in these corpora, in the order of import; whole turns for
/// short messages, the opening and front-loading. Other lengths and ratios have no places.
Result<std::vector<FeatureHit>> featureHits(Session &session, Feature feature,
                                            const std::vector<CorpusId> &corpora, JobContext &job,
                                            const Edition &edition = {});
} // namespace gapscope
