// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QTableView;

namespace gapscope {
class ColumnsDelegate;
class ColumnsModel;

/// The real column, always in sight, and the simulators' columns beside it, which scroll sideways.
/// Rows are measured when they come in sight.
class ColumnsView final : public QWidget
{
    Q_OBJECT

public:
    explicit ColumnsView(QWidget *parent = nullptr);

    ColumnsModel *model() const { return m_model; }
    QTableView *realTable() const { return m_real; }
    QTableView *table() const { return m_table; }
    /// Next (+1) or previous (−1) row in which some simulator parts; false where there is none.
    bool goToDifference(int step) { return goToDifference(step, currentRow()); }
    bool goToDifference(int step, int fromRow);
    int currentRow() const;
    void goToRow(int row);
    void goToCell(int row, int column);
    /// Whether words that the real turn beside a cell does not have are marked in it.
    void setWordDiff(bool on);

Q_SIGNALS:
    /// Enter or double click; the column of the real dialogue too.
    void cellActivated(const QModelIndex &index);
    void currentCellChanged(const QModelIndex &index);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void prepare(QTableView *table);
    void fitColumns();
    void forgetHeights();
    void measureSight();

    ColumnsModel *m_model = nullptr;
    ColumnsDelegate *m_delegate = nullptr;
    QTableView *m_real = nullptr;
    QTableView *m_table = nullptr;
    std::vector<bool> m_measured;
    bool m_measuring = false;
};
} // namespace gapscope
