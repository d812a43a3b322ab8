// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/shortcuts.h"

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gapscope {
/// Changes the keys of all actions. A key that is taken is said to be, and taken over only on
/// demand. What is set holds at once and is kept.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT

public:
    ShortcutsDialog(Shortcuts &shortcuts, QWidget *parent);

    QTableWidget *table() const { return m_table; }
    QLineEdit *search() const { return m_search; }
    QKeySequenceEdit *keys() const { return m_keys; }
    QPushButton *assignButton() const { return m_assign; }
    QPushButton *resetButton() const { return m_reset; }
    QPushButton *resetAllButton() const { return m_resetAll; }
    QString message() const;

private:
    void fill();
    void showCurrent();
    void check();
    void assign();
    QAction *current() const;

    Shortcuts &m_shortcuts;
    QLineEdit *m_search = nullptr;
    QTableWidget *m_table = nullptr;
    QKeySequenceEdit *m_keys = nullptr;
    QLabel *m_message = nullptr;
    QPushButton *m_assign = nullptr;
    QPushButton *m_reset = nullptr;
    QPushButton *m_resetAll = nullptr;
};
} // namespace gapscope
