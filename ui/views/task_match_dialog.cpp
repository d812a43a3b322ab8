// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/task_match_dialog.h"

#include "core/store/task_link_repository.h"
#include "ui/base/error_sentence.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/models/task_match_table.h"
#include "ui/views/figure_view.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QPushButton>
#include <QVBoxLayout>

namespace gapscope {
TaskMatchDialog::TaskMatchDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_summary(new PlainLabel), m_ways(new QComboBox),
      m_rows(new FigureView(tr("Tasks and how they are matched"))), m_said(new PlainLabel)
{
    setObjectName(QStringLiteral("TaskMatchDialog"));
    setWindowTitle(tr("Match tasks"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(980, 600);
    m_summary->setWordWrap(true);
    m_said->setWordWrap(true);
    m_said->setAccessibleName(tr("What the last correction did"));
    m_ways->setAccessibleName(tr("Show"));
    m_ways->addItem(tr("all tasks"));
    for (const MatchWay way : {MatchWay::Conflict, MatchWay::Alone, MatchWay::ByFingerprint,
                               MatchWay::ByHand, MatchWay::ById})
        m_ways->addItem(matchWayText(way), static_cast<int>(way));
    auto *top = new QHBoxLayout;
    top->addWidget(m_summary, 1);
    top->addWidget(m_ways);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    const auto button = [&](const QString &text, const QString &tip) {
        QPushButton *made = buttons->addButton(text, QDialogButtonBox::ActionRole);
        made->setAutoDefault(false);
        made->setToolTip(plainToolTip(tip));
        return made;
    };
    m_link = button(tr("&Link with …"), tr("Says that this task and one of the other side are the "
                                           "same, whatever their ids"));
    m_part = button(tr("&Part"), tr("Says that these two are not the same task"));
    m_clear = button(tr("&As before"), tr("Forgets what was said about these two by hand"));
    m_undo = button(tr("&Undo"), tr("Takes back your last correction"));
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_rows, 1);
    layout->addWidget(m_said);
    layout->addWidget(buttons);

    connect(m_ways, &QComboBox::activated, this, &TaskMatchDialog::refill);
    connect(m_rows, &FigureView::keyChosen, this, &TaskMatchDialog::follow);
    connect(m_rows, &FigureView::keyOpened, this, [this] {
        if (m_link->isEnabled())
            askLink();
    });
    connect(m_link, &QPushButton::clicked, this, &TaskMatchDialog::askLink);
    connect(m_part, &QPushButton::clicked, this, [this] {
        const TaskMatchRow row = *current();
        run([row, by = utf8(m_workspace.desk().annotator())](Session &session) -> Result<QString> {
            const Result<bool> done = TaskLinkRepository(session).unlink(*row.real, *row.sim, by);
            return done ? Result<QString>(tr("Parted.")) : Result<QString>(done.error());
        });
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        const TaskMatchRow row = *current();
        run([row, by = utf8(m_workspace.desk().annotator())](Session &session) -> Result<QString> {
            const Result<bool> done = TaskLinkRepository(session).clear(*row.real, *row.sim, by);
            if (!done)
                return done.error();
            return *done ? tr("As their ids and fingerprints say again.")
                         : tr("Nothing was said about these two by hand.");
        });
    });
    connect(m_undo, &QPushButton::clicked, this, [this] {
        run([by = utf8(m_workspace.desk().annotator())](Session &session) -> Result<QString> {
            const Result<TaskChange> done = TaskLinkRepository(session).undo(by);
            return done ? Result<QString>(tr("Taken back.")) : Result<QString>(done.error());
        });
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_workspace, &Workspace::dataChanged, this, &TaskMatchDialog::reload);
    connect(&m_workspace, &Workspace::closed, this, &QDialog::close);
    follow();
    reload();
}

TaskMatchDialog *TaskMatchDialog::showIn(Workspace &workspace, QWidget *parent)
{
    auto *dialog = parent ? parent->findChild<TaskMatchDialog *>() : nullptr;
    if (!dialog)
        dialog = new TaskMatchDialog(workspace, parent);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

void TaskMatchDialog::reload()
{
    m_workspace.runWithSession(
        QStringLiteral("task-match"), tr("Matching tasks"),
        [](Session &session, JobContext &) { return TaskLinkRepository(session).matching(); }, this,
        [this](const Result<TaskMatching> &matching) {
            if (matching)
                become(*matching);
            else
                m_said->setText(errorSentence(matching.error()));
        });
}

void TaskMatchDialog::become(const TaskMatching &matching)
{
    m_matching = matching;
    m_summary->setText(taskMatchSentence(matching));
    refill();
}

void TaskMatchDialog::refill()
{
    const QVariant way = m_ways->currentData();
    m_rows->setFigures(
        taskMatchTable(m_matching, way.isValid() ? std::optional(static_cast<MatchWay>(way.toInt()))
                                                 : std::nullopt));
    follow();
}

const TaskMatchRow *TaskMatchDialog::current() const
{
    bool isRow = false;
    const std::size_t row = m_rows->currentKey().toULongLong(&isRow);
    return isRow && row < m_matching.rows.size() ? &m_matching.rows[row] : nullptr;
}

void TaskMatchDialog::follow()
{
    const TaskMatchRow *row = current();
    const bool isWritable = m_workspace.isOpen() && !m_workspace.isReadOnly();
    const bool isBoth = row && row->real && row->sim;
    m_link->setEnabled(isWritable && row && !(isBoth && row->paired));
    m_part->setEnabled(isWritable && isBoth && row->paired);
    m_clear->setEnabled(isWritable && isBoth);
    m_undo->setEnabled(isWritable);
}

void TaskMatchDialog::askLink()
{
    const TaskMatchRow *row = current();
    if (!row)
        return;
    if (row->real && row->sim) {
        linkWith(*row->sim);
        return;
    }
    QStringList others;
    for (const TaskMatchRow &other : m_matching.rows) {
        const std::optional<TaskKey> &task = row->real ? other.sim : other.real;
        if (task && !others.contains(qs(task->value())))
            others << qs(task->value());
    }
    if (others.isEmpty()) {
        m_said->setText(tr("The other side has no task."));
        return;
    }
    auto *ask = new QInputDialog(this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("Link tasks"));
    ask->setLabelText(
        row->real ? tr("The simulated task that is the same as %1").arg(qs(row->real->value()))
                  : tr("The real task that is the same as %1").arg(qs(row->sim->value())));
    ask->setComboBoxItems(others);
    connect(ask, &QInputDialog::textValueSelected, this,
            [this](const QString &chosen) { linkWith(TaskKey(utf8(chosen))); });
    ask->open();
}

void TaskMatchDialog::linkWith(const TaskKey &other)
{
    const TaskMatchRow *row = current();
    if (!row)
        return;
    const TaskKey real = row->real ? *row->real : other;
    const TaskKey sim = row->real ? other : *row->sim;
    run([real, sim,
         by = utf8(m_workspace.desk().annotator())](Session &session) -> Result<QString> {
        const Result<bool> done = TaskLinkRepository(session).link(real, sim, by);
        if (!done)
            return done.error();
        return *done ? tr("Linked.") : tr("They are linked already.");
    });
}

void TaskMatchDialog::run(Act act)
{
    m_workspace.runWithSession(
        QString(), tr("Matching tasks"),
        [act](Session &session, JobContext &) { return act(session); }, this,
        [this](const Result<QString> &said) {
            m_said->setText(said ? *said : errorSentence(said.error()));
            if (said)
                m_workspace.reload();
        });
}

QString TaskMatchDialog::said() const
{
    return m_said->text();
}

QString TaskMatchDialog::summary() const
{
    return m_summary->text();
}
} // namespace gapscope
