// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"
#include "ui/views/gap/gap_panel.h"

#include <vector>

class QLabel;
class QListWidget;

namespace gapscope {
class ChartView;

/// The charts of the gap, one at a time.
class ChartsPanel final : public GapPanel
{
    Q_OBJECT

public:
    explicit ChartsPanel(Workspace &workspace, QWidget *parent = nullptr);

    ChartView *chart() const { return m_chart; }
    QStringList chartIds() const;
    void showChart(const QString &id);
    void exportChart();
    /// Rows of the literature beside one's own.
    void setPublished(bool shown);

Q_SIGNALS:
    /// A mark that stands for a simulator was clicked.
    void simulatorChosen(const QString &name);

protected:
    void refresh() override;

private:
    void activate(const QString &key);
    const Chart *selectedChart() const;

    std::vector<std::unique_ptr<Chart>> m_charts;
    QListWidget *m_list = nullptr;
    ChartView *m_chart = nullptr;
    QLabel *m_caption = nullptr;
    bool m_published = false;
};
} // namespace gapscope
