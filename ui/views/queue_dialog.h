// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_queue.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace gapscope {
class Workspace;

/// Makes a queue: which pairs, in which order, for whom, and what is hidden meanwhile.
class QueueDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit QueueDialog(Workspace &workspace, QWidget *parent = nullptr);

    /// As the form says.
    LabelQueue queue() const;
    QLineEdit *title() const { return m_title; }
    QComboBox *order() const { return m_order; }
    QLineEdit *annotators() const { return m_annotators; }
    QSpinBox *limit() const { return m_limit; }
    QPushButton *create() const { return m_create; }
    /// Why it was not made; empty where it was.
    QString problem() const;

private:
    struct RuleRow
    {
        QWidget *row = nullptr;
        QComboBox *field = nullptr;
        QComboBox *side = nullptr;
        QComboBox *key = nullptr;
        QComboBox *test = nullptr;
        QDoubleSpinBox *value = nullptr;
        QSpinBox *priority = nullptr;
    };

    void addWho();
    void addRule();
    void fillKeys(const RuleRow &rule);
    void followOrder();
    void make();

    Workspace &m_workspace;
    QLineEdit *m_title = nullptr;
    QComboBox *m_order = nullptr;
    QSpinBox *m_seed = nullptr;
    QListWidget *m_simulators = nullptr;
    QSpinBox *m_limit = nullptr;
    QFormLayout *m_form = nullptr;
    QWidget *m_rulesPart = nullptr;
    QVBoxLayout *m_rulesLayout = nullptr;
    QList<RuleRow> m_rules;
    QLineEdit *m_annotators = nullptr;
    QSpinBox *m_double = nullptr;
    QSpinBox *m_audit = nullptr;
    QCheckBox *m_hideOthers = nullptr;
    QCheckBox *m_hideSource = nullptr;
    QCheckBox *m_hideSimulator = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_create = nullptr;
};
} // namespace gapscope
