// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/pair_loader.h"
#include "ui/base/slides.h"
#include "ui/views/present/name_cover.h"

#include <QWidget>

#include <vector>

class QLabel;
class QStackedWidget;

namespace gapscope {
class ChartSlide;
class CompareView;
class Workspace;

/// Slides one at a time in large type, without ids of dialogues and tasks, without anybody's
/// labels and, unless the workspace says otherwise, without names of simulators. Right, Space and
/// Page Down go on, Left, Backspace and Page Up back, Home and End to the ends, Up and Down scroll
/// a pair, Escape leaves.
class PresenterWindow final : public QWidget
{
    Q_OBJECT

public:
    PresenterWindow(Workspace &workspace, std::vector<Slide> slides, QWidget *parent = nullptr);

    int current() const { return m_current; }
    int count() const { return static_cast<int>(m_slides.size()); }
    void showSlide(int index);
    /// The picture of the current slide is there.
    bool isReady() const { return m_ready; }
    ChartSlide *chart() const { return m_chart; }
    CompareView *pair() const { return m_pair; }
    QString heading() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool handleKey(int key);
    void go(int index);
    void showChart();
    void showPair();
    void takePair(const LoadedPair &loaded, int row);
    void wait(const QString &reason);
    QString pairHeading(const Slide &slide) const;

    Workspace &m_workspace;
    std::vector<Slide> m_slides;
    /// One for the whole show, so that a simulator has the same letter on all slides.
    NameCover m_cover;
    int m_current = 0;
    bool m_ready = false;
    QLabel *m_heading = nullptr;
    QLabel *m_number = nullptr;
    QStackedWidget *m_stack = nullptr;
    ChartSlide *m_chart = nullptr;
    CompareView *m_pair = nullptr;
};
} // namespace gapscope
