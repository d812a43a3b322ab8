// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/scheme_edit.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace gapscope {
class FigureView;
class LabelDesk;
class Workspace;

/// The label scheme: its codes, what they mean, which keys they have. Every change is a version of
/// its own, stored at once; codes that labels name are retired, never deleted.
class SchemeDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit SchemeDialog(Workspace &workspace, QWidget *parent = nullptr);

    FigureView *codes() const { return m_codes; }
    QLineEdit *name() const { return m_name; }
    QComboBox *key() const { return m_key; }
    QPushButton *save() const { return m_save; }
    QPushButton *retire() const { return m_retire; }
    /// Why the last change was not made; empty where it was.
    QString problem() const;

private:
    QWidget *makeForm();
    QWidget *makeActions();
    void refresh();
    void show(const QString &code);
    const LabelCode *current() const;
    /// What the form says, of the code shown.
    LabelCode written() const;
    void tell(const QString &problem);
    /// `change` calls awaited() once it is stored, which may be later.
    void await(const std::function<void()> &change);
    void awaited(const QString &problem);
    void apply(const Result<SchemeEdit> &edit);
    void saveForm();
    void askNew();
    void askMerge();
    void retireOrRestore();
    void move(int step);
    void showHistory();
    void exportScheme();
    void importScheme();

    Workspace &m_workspace;
    LabelDesk &m_desk;
    /// What is out of reach while a change waits.
    QWidget *m_content = nullptr;
    FigureView *m_codes = nullptr;
    QLabel *m_version = nullptr;
    QLabel *m_problem = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_group = nullptr;
    QComboBox *m_key = nullptr;
    QPlainTextEdit *m_definition = nullptr;
    QLineEdit *m_use = nullptr;
    QLineEdit *m_avoid = nullptr;
    QList<QComboBox *> m_fields;
    QCheckBox *m_multiple = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_retire = nullptr;
    QPushButton *m_merge = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QString m_shown;
    /// Changes that are not stored yet.
    int m_awaited = 0;
};
} // namespace gapscope
