// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/slides.h"

#include <QDialog>

#include <optional>
#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace gapscope {
class Workspace;

/// Which slides are presented, in which order, and whether names are shown; each change is kept
/// with the workspace at once.
class SlidesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `chart` and `pair` are those on screen, to be added; none = there is none.
    SlidesDialog(Workspace &workspace, std::optional<Slide> chart, std::optional<Slide> pair,
                 QWidget *parent = nullptr);

    const std::vector<Slide> &slides() const { return m_slides; }
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void presentRequested();

private:
    void become(std::vector<Slide> slides, int current);
    void move(int step);
    void refresh();

    Workspace &m_workspace;
    std::vector<Slide> m_slides;
    QListWidget *m_list = nullptr;
    /// What an empty list means.
    QLabel *m_empty = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_present = nullptr;
};
} // namespace gapscope
