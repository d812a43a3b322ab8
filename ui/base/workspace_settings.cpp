// SPDX-License-Identifier: GPL-3.0-or-later
// What a person decides about the workspace as a whole: exclusions, arrangements.
#include "core/store/exclusion_repository.h"
#include "core/store/settings_repository.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

namespace gapscope {
std::optional<std::string> Workspace::setting(const std::string &key) const
{
    if (!m_session)
        return std::nullopt;
    Result<std::optional<std::string>> kept = SettingsRepository(*m_session).load(key);
    return kept ? std::move(*kept) : std::nullopt;
}

void Workspace::saveSetting(const std::string &key, const std::string &json)
{
    if (!m_session || isReadOnly())
        return;
    if (const Result<void> saved = SettingsRepository(*m_session).save(key, json); !saved)
        Q_EMIT failed(saved.error());
}

Result<void> Workspace::setExcluded(const DialogueId &dialogue, bool excluded,
                                    const QString &reason)
{
    return setExcluded(std::vector<DialogueId>{dialogue}, excluded, reason);
}

Result<void> Workspace::setExcluded(const std::vector<DialogueId> &dialogues, bool excluded,
                                    const QString &reason)
{
    ExclusionRepository exclusions(*m_session);
    std::vector<Exclusion> changed;
    Result<void> outcome;
    for (const DialogueId &dialogue : dialogues) {
        Exclusion exclusion{dialogue, utf8(reason), annotator(), 0};
        if (excluded) {
            outcome = exclusions.exclude(exclusion);
        } else {
            for (const Exclusion &known : m_data->exclusions)
                if (known.dialogue == dialogue)
                    exclusion = known;
            if (const Result<bool> done = exclusions.include(dialogue); !done)
                outcome = done.error();
        }
        if (!outcome)
            break;
        changed.push_back(std::move(exclusion));
    }
    if (changed.empty())
        return outcome;
    Result<std::vector<Exclusion>> now = exclusions.all();
    if (!now)
        return now.error();
    m_data = m_data->withExclusions(std::move(*now));
    Q_EMIT dataChanged();
    Q_EMIT exclusionsChanged(changed, excluded);
    m_gap->refresh();
    // The curves leave them out as well.
    startAlignAll();
    return outcome;
}
} // namespace gapscope
