// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/annotation.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QToolButton;

namespace gapscope {
class LabelDesk;
class LabelFields;
class Workspace;

/// The labels of what is being labelled: who labels, the target, codes by button, list or key, the
/// labels with their fields, and whether they are saved. What is shown is what is stored.
class LabelEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit LabelEditor(Workspace &workspace, QWidget *parent = nullptr);

    QListWidget *list() const { return m_list; }
    QLineEdit *note() const;
    LabelFields *fields() const { return m_fields; }
    QComboBox *codes() const { return m_codes; }
    QComboBox *target() const { return m_target; }
    QToolButton *annotator() const { return m_annotator; }
    /// "Saved 14:03:12", or why not.
    QString stateText() const;

public Q_SLOTS:
    /// Opens the list of all codes, to be chosen from by typing.
    void chooseCode();
    /// The same for the label at hand: what is chosen takes the place of its code.
    void changeCode();
    void editNote();
    void askWho();
    /// False: no label is chosen.
    bool showHistory();

Q_SIGNALS:
    /// A code was chosen from the list: back to where one reads.
    void codeTaken();

private:
    void fillCodes();
    void takeTyped();
    void take(const QString &code);
    void setRecoding(bool recoding);
    void fillTargets();
    void refresh();
    void refreshState();
    void refreshWait();
    void addItem(const Label &label, bool isMine);

    Workspace &m_workspace;
    LabelDesk &m_desk;
    QToolButton *m_annotator = nullptr;
    QComboBox *m_target = nullptr;
    QGridLayout *m_quick = nullptr;
    QComboBox *m_codes = nullptr;
    QListWidget *m_list = nullptr;
    LabelFields *m_fields = nullptr;
    QProgressBar *m_wait = nullptr;
    QLabel *m_state = nullptr;
    QToolButton *m_retry = nullptr;
    bool m_filling = false;
    bool m_recoding = false;
};
} // namespace gapscope
