// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/transcript.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

class TaskRepository final
{
public:
    explicit TaskRepository(Session &session);
    ~TaskRepository();

    /// Stores it where it is new; fills fields that were empty where it is known.
    Result<void> ensure(const Task &task);
    /// In the order of first import.
    Result<std::vector<Task>> all();
    /// None where the key is unknown.
    Result<std::optional<Task>> load(const TaskKey &key);

    /// Difficulty 0–1 by native task id; adds to and replaces what is there.
    Result<void> setDifficulty(const std::map<std::string, double> &difficulty);
    Result<std::map<std::string, double>> difficulty();

private:
    /// Statements that are used for one task after the other.
    struct Prepared;

    Session &m_session;
    std::unique_ptr<Prepared> m_prepared;
};
} // namespace gapscope
