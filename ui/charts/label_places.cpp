// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/label_places.h"

#include <algorithm>

namespace gapscope {
namespace {
double overlap(const QRectF &a, const QRectF &b)
{
    const QRectF common = a & b;
    return common.width() * common.height();
}
} // namespace

std::optional<QRectF> LabelPlaces::take(const QList<QPointF> &corners, QSizeF size,
                                        double mostCovered)
{
    std::optional<QRectF> best;
    double least = mostCovered * size.width() * size.height();
    for (const QPointF &corner : corners) {
        const QRectF place(corner, size);
        const bool isCovered = std::any_of(m_texts.begin(), m_texts.end(), [&](const QRectF &text) {
            return text.intersects(place);
        });
        if (isCovered || !m_bounds.contains(place))
            continue;
        double cost = 0.0;
        for (const QRectF &mark : m_marks)
            cost += overlap(place, mark);
        if (cost < least - 1e-6) {
            least = cost;
            best = place;
        }
    }
    if (best)
        takeText(*best);
    return best;
}

QList<QPointF> LabelPlaces::around(QPointF mark, double distance, QSizeF text)
{
    const double w = text.width();
    const double h = text.height();
    const double near = 0.6 * distance;
    return {mark + QPointF(distance, -h / 2),      mark + QPointF(-distance - w, -h / 2),
            mark + QPointF(-w / 2, -distance - h), mark + QPointF(-w / 2, distance),
            mark + QPointF(near, -near - h),       mark + QPointF(near, near),
            mark + QPointF(-near - w, -near - h),  mark + QPointF(-near - w, near)};
}
} // namespace gapscope
