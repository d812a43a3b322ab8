// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/compare/mark_chip.h"

#include <QWidget>

#include <vector>

class QToolButton;

namespace gapscope {
class CompareView;
class SignLegend;

/// What the signs of rows and the marks in the text mean, and which marks are shown: word
/// differences, facts, links, and every feature that fired in the pair. One line high; the button
/// at its end opens the rest. Tab and the arrow keys go through the entries, Space switches one.
class CueLegend final : public QWidget
{
    Q_OBJECT

public:
    /// The view must outlive the legend.
    explicit CueLegend(CompareView &view, QWidget *parent = nullptr);

    bool isOpen() const { return m_open; }
    const std::vector<MarkChip *> &chips() const { return m_chips; }

public Q_SLOTS:
    void setOpen(bool open);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Lists what the pair has; keeps the chips (and the focus) where nothing changed.
    void list();
    void showState();
    void toggle(const MarkChip::Content &content, bool on);
    void showAll(bool on);
    /// Places the chips for the width there is.
    void arrange();

    CompareView &m_view;
    std::vector<MarkChip *> m_chips;
    SignLegend *m_signs = nullptr;
    QToolButton *m_all = nullptr;
    QToolButton *m_none = nullptr;
    QToolButton *m_more = nullptr;
    bool m_open = false;
};
} // namespace gapscope
