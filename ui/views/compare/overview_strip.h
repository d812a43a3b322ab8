// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"

#include <QWidget>

#include <optional>
#include <vector>

class QPainter;

namespace gapscope {
class CompareModel;

/// The whole pair on one narrow strip: every row's kind in its colour, labelled rows ticked, rows
/// with anchors and found words marked, the rows in sight framed. Where several rows share a pixel
/// the one that matters most is shown, so that no difference is lost at any height.
class OverviewStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit OverviewStrip(QWidget *parent = nullptr);

    /// Borrowed; may be null.
    void setModel(CompareModel *model);
    /// Kind shown on each pixel line of a strip of this height; none = before the first one.
    std::vector<std::optional<RowKind>> lines(int height) const;
    QSize sizeHint() const override;

public Q_SLOTS:
    /// Connect to CompareView::visibleRowsChanged.
    void setVisibleRows(double first, double last);
    void setCurrentRow(int displayRow);
    /// Display rows with found words, ascending.
    void setFoundRows(const std::vector<int> &rows);

Q_SIGNALS:
    /// The view shall begin here, in display rows with fractions: CompareView::showFrom. A drag
    /// asks many times.
    void topRequested(double row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void forget();
    void paintAnchors(QPainter &painter, double scale) const;

    CompareModel *m_model = nullptr;
    /// Of the height that was painted last; a scroll does not count the rows again.
    std::vector<std::optional<RowKind>> m_lines;
    std::vector<int> m_found;
    double m_first = 0.0;
    double m_last = 0.0;
    int m_current = -1;
    /// Where inside the frame it was taken hold of, in rows.
    double m_grip = 0.0;
};
} // namespace gapscope
