// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"
#include "core/store/session.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace gapscope {
/// Keeps the pairing of tasks while file after file is imported. Matching reads all dialogues, so
/// that it is done anew only where a file brought a task, a domain or a mark that no earlier one
/// did, or another program wrote in between.
class PairingUpkeep final
{
public:
    explicit PairingUpkeep(Session &session) : m_session(session) {}

    void sawDialogue(CorpusKind kind, const TaskKey &task);
    void sawTask(const Task &task);
    void sawMark(CorpusKind kind, const TaskKey &task, std::string_view type,
                 std::string_view value);
    /// Inside a transaction of the caller that holds all that was seen.
    Result<void> refresh();
    /// After a rollback: what was seen may not be there.
    void forget();

private:
    void saw(std::initializer_list<std::string_view> parts);

    Session &m_session;
    std::unordered_set<std::string> m_seen;
    bool m_isNew = true;
    /// SQLite's count of what others wrote, at the last refresh.
    std::optional<std::int64_t> m_version;
};
} // namespace gapscope
