// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/compare/cell_layout.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QToolButton;

namespace gapscope {
class CompareView;

/// Finds words in both dialogues of a view, open or folded away. Hidden until open(); Enter and F3
/// go on, with Shift back, Esc closes. Stands near its view; whoever holds it binds a key to
/// open().
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    /// The view must outlive the bar.
    explicit FindBar(CompareView &view, QWidget *parent = nullptr);

    int matches() const { return static_cast<int>(m_places.size()); }
    /// Counts from 1, 0 = none.
    int currentMatch() const { return m_current + 1; }

public Q_SLOTS:
    /// Shows the bar with the selected words of the view, if there are any, ready to be typed over.
    void open();
    void close();
    void next();
    void previous();

Q_SIGNALS:
    /// Display rows with a match, ascending: OverviewStrip::setFoundRows.
    void foundRowsChanged(const std::vector<int> &rows);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *button(const char *icon, const QString &name);
    /// Seeks anew; `go` = shows the first match from where the search began.
    void search(bool go);
    void step(int by);
    void showCount();

    CompareView &m_view;
    QLineEdit *m_words = nullptr;
    QToolButton *m_case = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_previous = nullptr;
    QLabel *m_count = nullptr;
    std::vector<FoundPlace> m_places;
    int m_current = -1;
    /// Row from which typing seeks.
    int m_from = 0;
};
} // namespace gapscope
