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
#include <unordered_set>
#include <vector>

namespace gapscope {
class Session;

/// What was imported, without turns.
struct WorkspaceLists
{
    std::vector<CorpusSummary> corpora{};
    std::vector<Task> tasks{};
    std::vector<DialogueHead> heads{};
    std::vector<ImportEntry> imports{};
    /// Reference edition; dialogues without features are absent.
    std::unordered_map<DialogueId, FeatureVector> features{};
};

/// Everything of a workspace that lists and filters need at once: no turns. Immutable, so that it
/// passes between threads.
class WorkspaceData final
{
public:
    WorkspaceData() : WorkspaceData(WorkspaceLists(), {}) {}
    WorkspaceData(WorkspaceLists lists, std::vector<Exclusion> excluded);

private:
    struct Indexed;
    /// Shared with what differs in exclusions alone: copying it takes longer than a key may.
    std::shared_ptr<const Indexed> m_lists;

public:
    const std::vector<CorpusSummary> &corpora;
    const std::vector<Task> &tasks;
    const std::vector<DialogueHead> &heads;
    const std::vector<ImportEntry> &imports;
    const std::unordered_map<DialogueId, FeatureVector> &features;
    const std::vector<Exclusion> exclusions;

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
    WorkspaceData(std::shared_ptr<const Indexed> lists, std::vector<Exclusion> excluded);

    std::unordered_set<DialogueId> m_excluded;
};

/// Brings the features up to date and reads the lists.
Result<std::shared_ptr<const WorkspaceData>> loadWorkspaceData(Session &session, JobContext &job);
} // namespace gapscope
