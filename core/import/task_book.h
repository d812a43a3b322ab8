// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_output.h"

#include <unordered_set>

namespace gapscope {
/// What an importer remembers about the tasks of one file: which it has told.
class TaskBook
{
public:
    explicit TaskBook(ImportOutput &output) : m_output(output) {}

    /// Tells the output about a task, once.
    bool add(const Task &task) { return !m_told.insert(task.key).second || m_output.task(task); }
    bool empty() const { return m_told.empty(); }
    bool told(const TaskKey &key) const { return m_told.contains(key); }

private:
    ImportOutput &m_output;
    std::unordered_set<TaskKey> m_told;
};
} // namespace gapscope
