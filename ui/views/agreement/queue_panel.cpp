// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/agreement/queue_panel.h"

#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/queue_desk.h"
#include "ui/base/workspace.h"
#include "ui/models/queue_table.h"
#include "ui/views/figure_view.h"
#include "ui/views/queue_dialog.h"

#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace gapscope {
QueuePanel::QueuePanel(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_summary(new PlainLabel),
      m_remove(new QPushButton(tr("Remove the queue …"))),
      m_people(new FigureView(tr("Progress of the annotators"))),
      m_items(new FigureView(tr("Pairs of the queue")))
{
    auto *make = new QPushButton(tr("New queue …"));
    m_summary->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(12, 6, 12, 6);
    line->addWidget(m_summary, 1);
    line->addWidget(make);
    line->addWidget(m_remove);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_people);
    splitter->addWidget(m_items);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(splitter, 1);

    connect(make, &QPushButton::clicked, this, [this] {
        auto *dialog = new QueueDialog(m_workspace, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_remove, &QPushButton::clicked, this, &QueuePanel::askToRemove);
    connect(m_items, &FigureView::keyOpened, this, [this](const QString &key) {
        const auto &items = m_workspace.queue().progress().items;
        const auto index = static_cast<std::size_t>(key.toUInt());
        if (index < items.size())
            Q_EMIT placeRequested(items[index].item.real, items[index].item.sim, -1);
    });
    connect(&workspace.queue(), &QueueDesk::changed, this, &QueuePanel::refresh);
    connect(&workspace, &Workspace::dataChanged, this, &QueuePanel::refresh);
    refresh();
}

QString QueuePanel::summary() const
{
    return m_summary->text();
}

void QueuePanel::refresh()
{
    const QueueDesk &queue = m_workspace.queue();
    m_remove->setEnabled(queue.current() && !m_workspace.isReadOnly());
    if (!queue.current()) {
        m_summary->setText(queue.queues().empty()
                               ? tr("There is no queue yet. A queue says which pairs are labelled, "
                                    "in which order, by whom, and which of them by two.")
                               : tr("Choose a queue under the comparison."));
        m_people->setFigures({});
        m_items->setFigures({});
        return;
    }
    const QueueProgress &progress = queue.progress();
    m_summary->setText(tr("%1: %2 items, %3 of them nobody's yet. Double click opens a pair.")
                           .arg(qs(queue.current()->title))
                           .arg(progress.items.size())
                           .arg(progress.unclaimed));
    m_people->setFigures(queuePeopleTable(progress));
    m_items->setFigures(queueItemTable(progress, m_workspace.data()));
}

void QueuePanel::askToRemove()
{
    const LabelQueue *queue = m_workspace.queue().current();
    if (!queue)
        return;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Remove the queue"), {},
                                QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(
        tr("Remove the queue %1? The labels that were set through it stay.").arg(qs(queue->title)));
    box->addButton(tr("Remove"), QMessageBox::AcceptRole);
    connect(box, &QDialog::accepted, this,
            [this, id = queue->id] { m_workspace.queue().remove(id); });
    box->open();
}
} // namespace gapscope
