// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/exclusion_repository.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace gapscope {
class Workspace;

/// What a person did on the way to a cause, to be taken back step by step: filters set and taken
/// away, dialogues excluded and counted again. Of the open workspace, since it was opened.
class GapHistory final : public QObject
{
    Q_OBJECT

public:
    explicit GapHistory(Workspace &workspace);

    /// One step at a time: not while one waits to be stored.
    bool canUndo() const { return !m_step && !m_past.empty(); }
    bool canRedo() const { return !m_step && !m_future.empty(); }
    /// "Undo filter", "Undo exclusion".
    QString undoText() const;
    QString redoText() const;

public Q_SLOTS:
    void undo();
    void redo();

Q_SIGNALS:
    void changed();

private:
    /// No exclusions: a step of the filters.
    struct Step
    {
        std::vector<Exclusion> exclusions;
        bool excluded = false;
    };

    void record(Step step);
    void step(std::vector<Step> &from, std::vector<Step> &to, bool isBack);

    Workspace &m_workspace;
    std::vector<Step> m_past;
    std::vector<Step> m_future;
    /// Is being taken back or done again.
    std::optional<Step> m_step;
};
} // namespace gapscope
