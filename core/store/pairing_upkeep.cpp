// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pairing_upkeep_p.h"

#include "core/store/query_p.h"
#include "core/store/task_link_repository.h"

namespace gapscope {
void PairingUpkeep::saw(std::initializer_list<std::string_view> parts)
{
    std::string whole;
    for (const std::string_view part : parts) {
        whole += std::to_string(part.size());
        whole += ':';
        whole += part;
    }
    m_isNew = m_seen.insert(std::move(whole)).second || m_isNew;
}

void PairingUpkeep::sawDialogue(CorpusKind kind, const TaskKey &task)
{
    saw({"dialogue", name(kind), task.value()});
}

void PairingUpkeep::sawTask(const Task &task)
{
    saw({"task", task.key.value(), task.domain});
}

void PairingUpkeep::sawMark(CorpusKind kind, const TaskKey &task, std::string_view type,
                            std::string_view value)
{
    saw({"mark", name(kind), task.value(), type, value});
}

Result<void> PairingUpkeep::refresh()
{
    const auto version = queryInteger(m_session, "PRAGMA data_version");
    if (!version)
        return version.error();
    if (!m_isNew && m_version == *version)
        return {};
    if (auto done = refreshTaskPairing(m_session); !done)
        return done;
    m_isNew = false;
    m_version = *version;
    return {};
}

void PairingUpkeep::forget()
{
    m_seen.clear();
    m_isNew = true;
}
} // namespace gapscope
