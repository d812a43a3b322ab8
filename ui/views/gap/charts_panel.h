// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/gap/gap_panel.h"

class QLabel;
class QListWidget;

namespace gapscope {
class ChartTile;
class ChartView;

/// The charts of the gap, one at a time.
class ChartsPanel final : public GapPanel
{
    Q_OBJECT

public:
    explicit ChartsPanel(Workspace &workspace, QWidget *parent = nullptr);

    ChartView *chart() const;
    ChartTile *tile() const { return m_tile; }
    QStringList chartIds() const;
    void showChart(const QString &id);
    void exportChart();

Q_SIGNALS:
    /// A mark that stands for a simulator was clicked.
    void simulatorChosen(const QString &name);
    void rowsRequested();

protected:
    void refresh() override;

private:
    void fillList();

    QListWidget *m_list = nullptr;
    ChartTile *m_tile = nullptr;
    QLabel *m_caption = nullptr;
};
} // namespace gapscope
