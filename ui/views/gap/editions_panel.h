// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/edition_difference.h"
#include "ui/base/gap_figures.h"
#include "ui/views/gap/gap_panel.h"

#include <utility>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace gapscope {
class FigureView;

/// The index in the reference and in the corrected edition, which repair makes the difference, and
/// the choice of repairs for an edition of one's own.
class EditionsPanel final : public GapPanel
{
    Q_OBJECT

public:
    explicit EditionsPanel(Workspace &workspace, QWidget *parent = nullptr);

    FigureView *table() const { return m_table; }
    QTreeWidget *repairs() const { return m_repairs; }
    QPushButton *useButton() const { return m_use; }
    /// The repairs that are ticked.
    Edition chosen() const;

protected:
    void refresh() override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeTable();
    QWidget *makeRepairs();
    void tick(const RepairSet &repairs);
    void choiceChanged();
    void explain();
    /// Fusion outlines check boxes in a shade of the window: none to be seen on a dark table.
    void outlineCheckBoxes();
    void showTable();
    void showDifference();
    void startDifference();

    FigureView *m_table = nullptr;
    QTreeWidget *m_repairs = nullptr;
    QLabel *m_choice = nullptr;
    QLabel *m_explanation = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_compute = nullptr;
    /// Of which reading of the database and which selection the difference is.
    std::pair<int, GapSelection> m_of{-1, {}};
    std::shared_ptr<const EditionDifference> m_difference;
    bool m_running = false;
};
} // namespace gapscope
