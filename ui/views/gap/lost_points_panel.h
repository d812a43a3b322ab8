// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_ledger.h"
#include "ui/views/gap/gap_panel.h"

#include <vector>

class QAction;
class QLabel;
class QSplitter;

namespace gapscope {
class FigureView;

/// Every lost point of the selected simulator with its owner, and the dialogues that move the index
/// most.
class LostPointsPanel final : public GapPanel
{
    Q_OBJECT

public:
    explicit LostPointsPanel(Workspace &workspace, QWidget *parent = nullptr);

    FigureView *ledger() const { return m_ledger; }
    FigureView *influences() const { return m_influences; }
    QAction *excludeAction() const { return m_exclude; }

protected:
    void refresh() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeLedger();
    QWidget *makeInfluences();
    void openLine(const QString &id);
    void openTasks(const QString &id);
    void startInfluences();
    void showInfluences();
    DialogueId dialogueOf(const QString &key) const;

    QSplitter *m_splitter = nullptr;
    QLabel *m_title = nullptr;
    FigureView *m_ledger = nullptr;
    QLabel *m_influenceTitle = nullptr;
    FigureView *m_influences = nullptr;
    QAction *m_open = nullptr;
    QAction *m_rows = nullptr;
    QAction *m_exclude = nullptr;
    /// What the influences are of.
    std::shared_ptr<const GapFigures> m_of;
    QString m_ofSimulator;
    std::vector<Influence> m_found;
};
} // namespace gapscope
