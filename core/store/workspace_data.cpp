// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/workspace_data.h"

#include "core/features/lexicon.h"
#include "core/store/feature_repository.h"
#include "core/store/session.h"
#include "core/store/study_loader.h"
#include "core/store/task_repository.h"

namespace gapscope {
namespace {
template <class Map, class Key, class Value>
const Value *lookUp(const Map &map, const Key &key, const std::vector<Value> &values)
{
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &values[found->second];
}
} // namespace

struct WorkspaceData::Indexed
{
    explicit Indexed(WorkspaceLists all) : lists(std::move(all))
    {
        for (std::size_t i = 0; i < lists.corpora.size(); ++i)
            corpora.emplace(lists.corpora[i].corpus.id, i);
        for (std::size_t i = 0; i < lists.tasks.size(); ++i)
            tasks.emplace(lists.tasks[i].key, i);
        for (std::size_t i = 0; i < lists.heads.size(); ++i) {
            heads.emplace(lists.heads[i].dialogue.id, i);
            byTask[lists.heads[i].dialogue.task].push_back(i);
        }
    }

    const WorkspaceLists lists;
    std::unordered_map<CorpusId, std::size_t> corpora;
    std::unordered_map<DialogueId, std::size_t> heads;
    std::unordered_map<TaskKey, std::size_t> tasks;
    std::unordered_map<TaskKey, std::vector<std::size_t>> byTask;
};

WorkspaceData::WorkspaceData(WorkspaceLists lists, std::vector<Exclusion> excluded)
    : WorkspaceData(std::make_shared<const Indexed>(std::move(lists)), std::move(excluded))
{}

WorkspaceData::WorkspaceData(std::shared_ptr<const Indexed> lists, std::vector<Exclusion> excluded)
    : m_lists(std::move(lists)), corpora(m_lists->lists.corpora), tasks(m_lists->lists.tasks),
      heads(m_lists->lists.heads), imports(m_lists->lists.imports),
      features(m_lists->lists.features), exclusions(std::move(excluded))
{
    for (const Exclusion &exclusion : exclusions)
        m_excluded.insert(exclusion.dialogue);
}

const CorpusSummary *WorkspaceData::corpus(const CorpusId &id) const
{
    return lookUp(m_lists->corpora, id, corpora);
}

const DialogueHead *WorkspaceData::head(const DialogueId &id) const
{
    return lookUp(m_lists->heads, id, heads);
}

const Task *WorkspaceData::task(const TaskKey &key) const
{
    return lookUp(m_lists->tasks, key, tasks);
}

std::vector<const DialogueHead *> WorkspaceData::dialogues(const TaskKey &task,
                                                           const CorpusId &corpus) const
{
    std::vector<const DialogueHead *> found;
    const auto entry = m_lists->byTask.find(task);
    if (entry == m_lists->byTask.end())
        return found;
    for (const std::size_t index : entry->second) {
        if (heads[index].dialogue.corpus == corpus)
            found.push_back(&heads[index]);
    }
    return found;
}

bool WorkspaceData::isExcluded(const DialogueId &id) const
{
    return m_excluded.contains(id);
}

std::shared_ptr<const WorkspaceData> WorkspaceData::withExclusions(std::vector<Exclusion> now) const
{
    // Not by make_shared, which cannot call what is private.
    return std::shared_ptr<const WorkspaceData>(new WorkspaceData(m_lists, std::move(now)));
}

Result<std::shared_ptr<const WorkspaceData>> loadWorkspaceData(Session &session, JobContext &job)
{
    if (const Result<int> updated = updateFeatures(session, Edition::reference(), job); !updated)
        return updated.error();
    WorkspaceLists lists;
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    lists.corpora = std::move(*corpora);
    Result<std::vector<Task>> tasks = TaskRepository(session).all();
    if (!tasks)
        return tasks.error();
    lists.tasks = std::move(*tasks);
    Result<std::vector<DialogueHead>> heads = DialogueRepository(session).list();
    if (!heads)
        return heads.error();
    lists.heads = std::move(*heads);
    Result<std::vector<Exclusion>> exclusions = ExclusionRepository(session).all();
    if (!exclusions)
        return exclusions.error();
    Result<std::vector<ImportEntry>> imports = LedgerRepository(session).all();
    if (!imports)
        return imports.error();
    lists.imports = std::move(*imports);
    Result<std::vector<FeatureRecord>> features =
        FeatureRepository(session).loadAll(referenceLexicon().version());
    if (!features)
        return features.error();
    for (const FeatureRecord &record : *features) {
        if (record.features)
            lists.features.emplace(record.dialogue, *record.features);
    }
    return std::make_shared<const WorkspaceData>(std::move(lists), std::move(*exclusions));
}
} // namespace gapscope
