// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QListWidget;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace gapscope {
class ChartView;
class UsiModel;
class Workspace;

/// How large the gap is and what makes it: the index table and the charts.
class GapPage final : public QWidget
{
    Q_OBJECT

public:
    explicit GapPage(Workspace &workspace, QWidget *parent = nullptr);

    QTableView *table() const { return m_table; }
    ChartView *chart() const { return m_chart; }
    QStringList chartIds() const;
    void showChart(const QString &id);
    void exportChart();

Q_SIGNALS:
    /// A mark that stands for a feature was clicked.
    void featureRequested(gapscope::Feature feature, const QString &simulator);

private:
    void refreshTable();
    void refreshChart();
    void activate(const QString &key);
    QString selectedSimulator() const;
    const Chart *selectedChart() const;

    Workspace &m_workspace;
    std::vector<std::unique_ptr<Chart>> m_charts;
    UsiModel *m_model = nullptr;
    QSortFilterProxyModel *m_sorted = nullptr;
    QTableView *m_table = nullptr;
    QListWidget *m_list = nullptr;
    ChartView *m_chart = nullptr;
    QLabel *m_caption = nullptr;
    QLabel *m_empty = nullptr;
    QStackedWidget *m_stack = nullptr;
    QString m_simulator;
};
} // namespace gapscope
