// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/jobs_widget.h"

#include "ui/base/job_runner.h"
#include "ui/base/plain_label.h"
#include "ui/base/themed_icons.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

namespace gapscope {
JobsWidget::JobsWidget(JobRunner &jobs, QWidget *parent)
    : QWidget(parent), m_jobs(jobs), m_title(new PlainLabel), m_bar(new QProgressBar),
      m_cancel(new QToolButton)
{
    m_bar->setFixedWidth(120);
    m_bar->setMaximumHeight(fontMetrics().height());
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    setThemedIcon(m_cancel, "cancel");
    m_cancel->setAutoRaise(true);
    m_cancel->setToolTip(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel the running job"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (const QList<JobRunner::Job> running = m_jobs.jobs(); !running.isEmpty())
            m_jobs.cancel(running.last().id);
    });
    connect(&jobs, &JobRunner::jobsChanged, this, &JobsWidget::refresh);
    refresh();
}

void JobsWidget::refresh()
{
    const QList<JobRunner::Job> running = m_jobs.jobs();
    setVisible(!running.isEmpty());
    if (running.isEmpty())
        return;
    const JobRunner::Job &job = running.last();
    QString text = job.title;
    if (running.size() > 1)
        text = tr("%1 (and %n more)", nullptr, static_cast<int>(running.size()) - 1).arg(text);
    m_title->setText(text);
    if (job.progress.total > 0) {
        m_bar->setRange(0, 1000);
        m_bar->setValue(static_cast<int>(1000 * job.progress.done / job.progress.total));
    } else {
        m_bar->setRange(0, 0);
    }
}
} // namespace gapscope
