// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_output.h"

#include <unordered_map>
#include <unordered_set>

namespace gapscope {
/// What an importer remembers about the tasks of one file: which it has told, how often each ran.
class TaskBook
{
public:
    explicit TaskBook(ImportOutput &output) : m_output(output) {}

    /// Tells the output about a task, once.
    bool add(const Task &task) { return !m_told.insert(task.key).second || m_output.task(task); }
    bool empty() const { return m_told.empty(); }
    bool told(const TaskKey &key) const { return m_told.contains(key); }
    /// 1, 2, 3 … for the dialogues of a task whose source does not number them.
    int nextRun(const TaskKey &key) { return ++m_runs[key]; }

private:
    ImportOutput &m_output;
    std::unordered_set<TaskKey> m_told;
    std::unordered_map<TaskKey, int> m_runs;
};
} // namespace gapscope
