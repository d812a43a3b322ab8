// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace gapscope {
class JobRunner;

/// What runs in the background: the latest job with its progress and a button that cancels it.
class JobsWidget final : public QWidget
{
    Q_OBJECT

public:
    explicit JobsWidget(JobRunner &jobs, QWidget *parent = nullptr);

private:
    void refresh();

    JobRunner &m_jobs;
    QLabel *m_title = nullptr;
    QProgressBar *m_bar = nullptr;
    QToolButton *m_cancel = nullptr;
};
} // namespace gapscope
