// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <QWidget>

#include <memory>

class QLabel;
class QToolButton;

namespace gapscope {
/// What the user was asked to do and how both dialogues ended. Collapsed it keeps two lines of the
/// instruction.
class TaskCard final : public QWidget
{
    Q_OBJECT

public:
    explicit TaskCard(QWidget *parent = nullptr);

    /// Either dialogue may be null.
    void show(const Task &task, std::shared_ptr<const Dialogue> real,
              std::shared_ptr<const Dialogue> sim);
    void clear();
    bool isExpanded() const;

public Q_SLOTS:
    void setExpanded(bool expanded);

Q_SIGNALS:
    void expandedChanged(bool expanded);
};
} // namespace gapscope
