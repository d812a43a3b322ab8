// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <QWidget>

#include <memory>

class QLabel;
class QToolButton;

namespace gapscope {
/// What the user was asked to do and how both dialogues ended. Collapsed it keeps two lines of the
/// instruction; hidden while it has no task.
class TaskCard final : public QWidget
{
    Q_OBJECT

public:
    explicit TaskCard(QWidget *parent = nullptr);

    /// Either dialogue may be null. `names` are of the two sides; empty = real and simulated.
    void setTask(const Task &task, std::shared_ptr<const Dialogue> real,
                 std::shared_ptr<const Dialogue> sim, const QStringList &names = {});
    void clear();
    bool isExpanded() const;
    /// The instruction as it is shown, cut where the card is collapsed.
    QString shownInstruction() const;
    /// "✓ reward 1 · user_stop"; for column headings too. Empty for null.
    static QString outcomeText(const Dialogue *dialogue);

public Q_SLOTS:
    void setExpanded(bool expanded);

Q_SIGNALS:
    void expandedChanged(bool expanded);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void restyle();
    void fitInstruction();

    QToolButton *m_toggle = nullptr;
    QLabel *m_key = nullptr;
    QLabel *m_domain = nullptr;
    QLabel *m_real = nullptr;
    QLabel *m_sim = nullptr;
    QLabel *m_instruction = nullptr;
    std::shared_ptr<const Dialogue> m_realDialogue;
    std::shared_ptr<const Dialogue> m_simDialogue;
    QString m_text;
    bool m_expanded = false;
    bool m_styling = false;
};
} // namespace gapscope
