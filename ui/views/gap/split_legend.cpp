// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/split_legend.h"

#include "ui/base/theme.h"
#include "ui/views/figure_delegate.h"

#include <QPainter>

namespace gapscope {
namespace {
constexpr int boxWidth = 18;
constexpr int boxHeight = 11;
constexpr int gap = 6;
constexpr int between = 16;
} // namespace

SplitLegend::SplitLegend(QWidget *parent)
    : QWidget(parent), m_names{tr("real"), tr("artefact"), tr("noise")}
{
    setAccessibleName(tr("Legend: solid = real, hatched = artefact, hollow = noise"));
    setToolTip(tr("Real: the simulator's own. Artefact: owed to how the index is built. Noise: "
                  "people lose as much among themselves."));
}

QSize SplitLegend::sizeHint() const
{
    int width = 0;
    for (const QString &name : m_names)
        width += boxWidth + gap + fontMetrics().horizontalAdvance(name) + between;
    return {width, fontMetrics().height() + 4};
}

void SplitLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(palette());
    int x = 0;
    for (int i = 0; i < m_names.size(); ++i) {
        const int y = (height() - boxHeight) / 2;
        paintBarPart(painter, QRectF(x, y, boxWidth, boxHeight), static_cast<BarPart>(i), theme);
        x += boxWidth + gap;
        painter.setPen(palette().color(QPalette::WindowText));
        const int width = fontMetrics().horizontalAdvance(m_names[i]);
        painter.drawText(QRect(x, 0, width + 2, height()), Qt::AlignVCenter | Qt::AlignLeft,
                         m_names[i]);
        x += width + between;
    }
}
} // namespace gapscope
