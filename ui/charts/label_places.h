// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>

#include <optional>

namespace gapscope {
/// Where the texts of a plot go: never over each other, over marks and lines as little as can be.
class LabelPlaces
{
public:
    explicit LabelPlaces(const QRectF &bounds) : m_bounds(bounds) {}

    void takeMark(const QRectF &box) { m_marks << box; }
    void takeText(const QRectF &box) { m_texts << box; }
    /// The best of the corners for a text, which is taken; none where each covers another text,
    /// leaves the plot or covers more marks than `mostCovered` of its area.
    std::optional<QRectF> take(const QList<QPointF> &corners, QSizeF size,
                               double mostCovered = 1e9);

    /// Upper left corners around a mark, best first.
    static QList<QPointF> around(QPointF mark, double distance, QSizeF text);

private:
    QRectF m_bounds;
    QList<QRectF> m_marks;
    QList<QRectF> m_texts;
};
} // namespace gapscope
