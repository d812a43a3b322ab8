// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/figure_table.h"

#include <QTableView>

namespace gapscope {
class FigureModel;

/// A sortable table of figures: columns wide enough for their content, rows that keep their
/// selection when the figures change, copies with the names of the columns.
class FigureView final : public QTableView
{
    Q_OBJECT

public:
    explicit FigureView(const QString &accessibleName, QWidget *parent = nullptr);

    FigureModel *figures() const { return m_model; }
    /// Replaces the figures; the current row is kept by its key.
    void setFigures(FigureTable table);
    /// Empty: no row.
    QString currentKey() const;
    void setCurrentKey(const QString &key);

Q_SIGNALS:
    /// A person, or setCurrentKey(), chose another row; not when figures changed under it.
    void keyChosen(const QString &key);
    /// Double click or Enter.
    void keyOpened(const QString &key);

private:
    void restore();
    void widenColumns();
    int contentWidth(int column) const;

    FigureModel *m_model = nullptr;
    QString m_key;
    QStringList m_titles;
    bool m_restoring = false;
};
} // namespace gapscope
