// SPDX-License-Identifier: GPL-3.0-or-later
// What a person decides about the workspace as a whole: exclusions, arrangements.
#include "core/store/exclusion_repository.h"
#include "core/store/settings_repository.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <unordered_set>

namespace gapscope {
std::optional<std::string> Workspace::setting(const std::string &key) const
{
    if (!m_session)
        return std::nullopt;
    if (const auto waiting = m_waitingSettings.find(key); waiting != m_waitingSettings.end())
        return waiting->second;
    Result<std::optional<std::string>> kept = SettingsRepository(*m_session).load(key);
    return kept ? std::move(*kept) : std::nullopt;
}

void Workspace::saveSetting(const std::string &key, const std::string &json)
{
    if (!m_session || isReadOnly())
        return;
    const bool waits = m_waitingSettings.contains(key);
    m_waitingSettings[key] = json;
    // The one that waits stores what is newest by then.
    if (waits)
        return;
    change(
        [this, key](Session &session) {
            return SettingsRepository(session).save(key, m_waitingSettings.at(key));
        },
        this,
        [this, key](const Result<void> &saved) {
            m_waitingSettings.erase(key);
            if (!saved)
                Q_EMIT failed(saved.error());
        });
}

void Workspace::setExcluded(const std::vector<DialogueId> &dialogues, bool excluded,
                            const QString &reason)
{
    std::vector<Exclusion> which;
    for (const DialogueId &dialogue : dialogues)
        if (excluded && !m_data->isExcluded(dialogue))
            which.push_back({dialogue, utf8(reason), annotator(), 0});
    const std::unordered_set<DialogueId> counted(dialogues.begin(), dialogues.end());
    for (const Exclusion &known : m_data->exclusions)
        if (!excluded && counted.contains(known.dialogue))
            which.push_back(known);
    changeExclusions(std::move(which), excluded, this, [this](const Result<void> &done) {
        if (!done)
            Q_EMIT failed(done.error());
    });
}

void Workspace::changeExclusions(std::vector<Exclusion> which, bool excluded, QObject *context,
                                 Done done)
{
    if (which.empty()) {
        done({});
        return;
    }
    using Exclusions = std::vector<Exclusion>;
    change(
        [which, excluded](Session &session) -> Result<Exclusions> {
            ExclusionRepository exclusions(session);
            if (excluded) {
                if (const Result<void> stored = exclusions.exclude(which); !stored)
                    return stored.error();
                return exclusions.all();
            }
            std::vector<DialogueId> dialogues;
            for (const Exclusion &one : which)
                dialogues.push_back(one.dialogue);
            if (const Result<int> included = exclusions.include(dialogues); !included)
                return included.error();
            return exclusions.all();
        },
        this,
        [this, which, excluded, guard = QPointer<QObject>(context),
         done = std::move(done)](Result<Exclusions> now) {
            if (now) {
                m_data = m_data->withExclusions(std::move(*now));
                Q_EMIT dataChanged();
                Q_EMIT exclusionsChanged(which, excluded);
                m_gap->refresh();
                // The curves leave them out as well.
                startAlignAll();
            }
            if (guard)
                done(now ? Result<void>() : now.error());
        });
}
} // namespace gapscope
