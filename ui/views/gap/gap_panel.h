// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/features/feature.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <memory>

namespace gapscope {
class Workspace;
struct GapFigures;

/// One of the tabs under the index table, about the simulator that is selected there. It is brought
/// up to date when it is seen.
class GapPanel : public QWidget
{
    Q_OBJECT

public:
    explicit GapPanel(Workspace &workspace, QWidget *parent = nullptr);

    void setSimulator(const QString &name);
    const QString &simulator() const { return m_simulator; }

Q_SIGNALS:
    /// The places where a feature fired are wanted.
    void featureRequested(gapscope::Feature feature, const QString &simulator);
    /// The dialogues of these tasks are wanted; `title` says what the tasks have in common.
    void tasksRequested(const QString &title, const QList<gapscope::TaskKey> &tasks,
                        const QString &simulator);
    void dialogueRequested(const gapscope::DialogueId &dialogue);
    /// The turns of people and of the simulator in which a word was said.
    void wordRequested(const QString &word, const QString &simulator);

protected:
    /// Shows what there is; called only while the panel is visible.
    virtual void refresh() = 0;
    /// Calls refresh(), now or when the panel is seen.
    void invalidate();
    void showEvent(QShowEvent *event) override;

    Workspace &workspace() const { return m_workspace; }
    /// Null while there are none.
    std::shared_ptr<const GapFigures> figures() const;

private:
    Workspace &m_workspace;
    QString m_simulator;
    bool m_stale = true;
};
} // namespace gapscope
