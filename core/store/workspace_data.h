// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/features/feature.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/exclusion_repository.h"
#include "core/store/ledger_repository.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace gapscope {
class Session;

/// Everything of a workspace that lists and filters need at once: no turns. Immutable, so that it
/// passes between threads.
class WorkspaceData final
{
public:
    std::vector<CorpusSummary> corpora;
    std::vector<Task> tasks;
    std::vector<DialogueHead> heads;
    std::vector<Exclusion> exclusions;
    std::vector<ImportEntry> imports;
    /// Reference edition; dialogues without features are absent.
    std::unordered_map<DialogueId, FeatureVector> features;

    /// Null where unknown.
    const CorpusSummary *corpus(const CorpusId &id) const;
    const DialogueHead *head(const DialogueId &id) const;
    const Task *task(const TaskKey &key) const;
    /// In the order of import.
    std::vector<const DialogueHead *> dialogues(const TaskKey &task, const CorpusId &corpus) const;
    bool isExcluded(const DialogueId &id) const;
    /// The same with other exclusions, without reading anything.
    std::shared_ptr<const WorkspaceData> withExclusions(std::vector<Exclusion> now) const;

private:
    friend Result<std::shared_ptr<const WorkspaceData>> loadWorkspaceData(Session &, JobContext &);

    void index();

    std::unordered_map<CorpusId, std::size_t> m_corpora;
    std::unordered_map<DialogueId, std::size_t> m_heads;
    std::unordered_map<TaskKey, std::size_t> m_tasks;
    std::unordered_map<TaskKey, std::vector<std::size_t>> m_byTask;
    std::unordered_map<DialogueId, std::size_t> m_excluded;
};

/// Brings the features up to date and reads the lists.
Result<std::shared_ptr<const WorkspaceData>> loadWorkspaceData(Session &session, JobContext &job);
} // namespace gapscope
