// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_settings.h"
#include "core/align/idf.h"
#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/metrics/divergence_curve.h"
#include "core/model/alignment.h"
#include "core/store/alignment_repository.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// A real and a simulated dialogue of one task.
struct DialoguePair
{
    TaskKey task;
    DialogueId real;
    DialogueId sim;

    bool operator==(const DialoguePair &) const = default;
};

/// Which pairs; empty text = any. `real` and `sim` are corpus labels, ids as in the source,
/// or dialogue hashes; `task` is a
/// full key or what follows its last colon.
struct PairSelection
{
    std::string task;
    std::string real;
    std::string sim;
};

/// All pairs of real and simulated dialogues that share a task, by task, then in the order of
/// import. NotFound where a text of the selection names nothing.
Result<std::vector<DialoguePair>> listPairs(Session &session, const PairSelection &selection = {});
/// The same from heads that are loaded already.
std::vector<DialoguePair> pairsOf(const std::vector<DialogueHead> &heads,
                                  const std::vector<CorpusSummary> &corpora);
/// Every two real dialogues of one task, the earlier one first.
std::vector<DialoguePair> realPairsOf(const std::vector<DialogueHead> &heads,
                                      const std::vector<CorpusSummary> &corpora);

/// By simulator label every two of its runs on one task, the earlier one first (as `real`).
std::map<std::string, std::vector<DialoguePair>>
rerunPairsOf(const std::vector<DialogueHead> &heads, const std::vector<CorpusSummary> &corpora);

/// The words of all user turns of the workspace: what an alignment weighs with.
Result<IdfModel> loadIdf(Session &session, JobContext &job);

/// Aligns pairs, with the workspace's cache and anchors. An alignment is stored under the method,
/// the words it was weighed with and the anchors it kept to, so that neither a new import nor an
/// anchor set while it was computed ever leaves a stale one behind.
class PairAligner final
{
public:
    /// `session` must outlive it.
    PairAligner(Session &session, IdfModel idf, AlignSettings settings = {});
    /// With the settings of the workspace.
    static Result<PairAligner> open(Session &session, IdfModel idf);

    Result<Alignment> align(const DialogueId &real, const DialogueId &sim);
    /// Every pair in turn, from the cache where it is there; new ones are stored in batches. Ends
    /// early with Cancelled; what was stored stays. Progress in pairs.
    Result<void> alignAll(const std::vector<DialoguePair> &pairs,
                          const std::function<Result<void>(const Alignment &)> &callback,
                          JobContext &job);
    /// Key of the cache for pairs without anchors.
    const std::string &version() const { return m_version; }
    const AlignSettings &settings() const { return m_settings; }

private:
    Session &m_session;
    IdfModel m_idf;
    AlignSettings m_settings;
    std::string m_version;
};

class WorkspaceData;

/// Aligns every pair, real against simulated and real against real, and adds the rows up by turn;
/// excluded dialogues do not count. `onAlignment`, if any, sees each simulated pair's alignment.
Result<DivergenceCurves> divergenceCurves(Session &session, const WorkspaceData &data, IdfModel idf,
                                          const std::function<void(const Alignment &)> &onAlignment,
                                          JobContext &job);
} // namespace gapscope
