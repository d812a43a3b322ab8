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

const CorpusSummary *WorkspaceData::corpus(const CorpusId &id) const
{
    return lookUp(m_corpora, id, corpora);
}

const DialogueHead *WorkspaceData::head(const DialogueId &id) const
{
    return lookUp(m_heads, id, heads);
}

const Task *WorkspaceData::task(const TaskKey &key) const
{
    return lookUp(m_tasks, key, tasks);
}

std::vector<const DialogueHead *> WorkspaceData::dialogues(const TaskKey &task,
                                                           const CorpusId &corpus) const
{
    std::vector<const DialogueHead *> found;
    const auto entry = m_byTask.find(task);
    if (entry == m_byTask.end())
        return found;
    for (const std::size_t index : entry->second) {
        if (heads[index].dialogue.corpus == corpus)
            found.push_back(&heads[index]);
    }
    return found;
}

bool WorkspaceData::isExcluded(const DialogueId &id) const
{
    return m_excluded.count(id) > 0;
}

std::shared_ptr<const WorkspaceData> WorkspaceData::withExclusions(std::vector<Exclusion> now) const
{
    auto copy = std::make_shared<WorkspaceData>(*this);
    copy->exclusions = std::move(now);
    copy->m_excluded.clear();
    for (std::size_t i = 0; i < copy->exclusions.size(); ++i)
        copy->m_excluded.emplace(copy->exclusions[i].dialogue, i);
    return copy;
}

void WorkspaceData::index()
{
    for (std::size_t i = 0; i < corpora.size(); ++i)
        m_corpora.emplace(corpora[i].corpus.id, i);
    for (std::size_t i = 0; i < tasks.size(); ++i)
        m_tasks.emplace(tasks[i].key, i);
    for (std::size_t i = 0; i < heads.size(); ++i) {
        m_heads.emplace(heads[i].dialogue.id, i);
        m_byTask[heads[i].dialogue.task].push_back(i);
    }
    for (std::size_t i = 0; i < exclusions.size(); ++i)
        m_excluded.emplace(exclusions[i].dialogue, i);
}

Result<std::shared_ptr<const WorkspaceData>> loadWorkspaceData(Session &session, JobContext &job)
{
    if (const Result<int> updated = updateFeatures(session, Edition::reference(), job); !updated)
        return updated.error();
    auto data = std::make_shared<WorkspaceData>();
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    data->corpora = std::move(*corpora);
    Result<std::vector<Task>> tasks = TaskRepository(session).all();
    if (!tasks)
        return tasks.error();
    data->tasks = std::move(*tasks);
    Result<std::vector<DialogueHead>> heads = DialogueRepository(session).list();
    if (!heads)
        return heads.error();
    data->heads = std::move(*heads);
    Result<std::vector<Exclusion>> exclusions = ExclusionRepository(session).all();
    if (!exclusions)
        return exclusions.error();
    data->exclusions = std::move(*exclusions);
    Result<std::vector<ImportEntry>> imports = LedgerRepository(session).all();
    if (!imports)
        return imports.error();
    data->imports = std::move(*imports);
    Result<std::vector<FeatureRecord>> features =
        FeatureRepository(session).loadAll(referenceLexicon().version());
    if (!features)
        return features.error();
    for (const FeatureRecord &record : *features) {
        if (record.features)
            data->features.emplace(record.dialogue, *record.features);
    }
    data->index();
    return std::shared_ptr<const WorkspaceData>(std::move(data));
}
} // namespace gapscope
