// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/annotation.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QListWidget;
class QLineEdit;
class QToolButton;

namespace gapscope {
class Workspace;

/// The labels of the current row: add by button, list or key, set severity, write a note. Every
/// change is stored at once; what is shown is what is stored.
class LabelEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit LabelEditor(Workspace &workspace, QWidget *parent = nullptr);

    QListWidget *list() const { return m_list; }
    QLineEdit *note() const { return m_note; }

public Q_SLOTS:
    /// Adds the code to the current row, or takes it away where the row has it already.
    void toggle(const QString &code);
    void removeCurrent();
    void setSeverity(int severity);
    void editNote();

private:
    void refresh();
    void saveNote();
    const Label *current() const;

    Workspace &m_workspace;
    QLabel *m_state = nullptr;
    QListWidget *m_list = nullptr;
    QComboBox *m_codes = nullptr;
    QList<QToolButton *> m_severities;
    QLineEdit *m_note = nullptr;
    std::vector<Label> m_labels;
    QString m_selectedId;
    bool m_filling = false;
};
} // namespace gapscope
