// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/compare_header.h"

#include "ui/views/compare/compare_scene.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace gapscope {
CompareHeader::CompareHeader(const CompareModel &model, const CompareScene &scene, QWidget *parent)
    : QWidget(parent), m_model(model), m_scene(scene)
{
    setAccessibleName(tr("Column headings"));
}

int CompareHeader::heightFor(const CompareStyle &style) const
{
    const double row = std::ceil(style.line) + 12.0;
    return static_cast<int>(m_scene.stacked() ? 2.0 * row - 8.0 : row);
}

QString CompareHeader::text(Side side) const
{
    const int section = side == Side::Real ? CompareModel::RealColumn : CompareModel::SimColumn;
    return m_model.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
}

void CompareHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_scene.style().theme;
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRectF(0.0, height() - 1.0, width(), 1.0), theme.border);
    const bool stacked = m_scene.stacked();
    const double line = stacked ? (height() - 1.0) / 2.0 : height() - 1.0;
    for (const Side side : {Side::Real, Side::Sim}) {
        if (!m_model.pair().side(side).dialogue)
            continue;
        QRectF rect = m_scene.column(side);
        rect.setTop(stacked && !m_scene.isFirst(side) ? line : 0.0);
        rect.setHeight(line);
        paintSide(painter, side, rect);
    }
}

void CompareHeader::paintSide(QPainter &painter, Side side, const QRectF &rect) const
{
    const CompareStyle &style = m_scene.style();
    const CompareSide &pairSide = m_model.pair().side(side);
    const double size = std::round(style.captionLine * 0.6);
    const QRectF mark(rect.left() + style.padX, rect.center().y() - size / 2.0, size, size);
    painter.setPen(Qt::NoPen);
    // Round and square, so that the sides differ without their colours.
    painter.setBrush(side == Side::Real ? style.theme.real : style.theme.sim);
    const ComparePair::Kinds kinds = m_model.pair().kinds;
    if (kinds == ComparePair::Kinds::BothReal ||
        (kinds == ComparePair::Kinds::RealAndSim && side == Side::Real))
        painter.drawEllipse(mark);
    else
        painter.drawRect(mark);

    QFont bold = style.text;
    bold.setBold(true);
    const QFontMetricsF boldMetrics(bold);
    QRectF place = rect.adjusted(2.0 * style.padX + size, 0.0, -style.padX, 0.0);
    const QString title = boldMetrics.elidedText(pairSide.title, Qt::ElideMiddle, place.width());
    painter.setFont(bold);
    painter.setPen(style.theme.text);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    place.setLeft(place.left() + boldMetrics.horizontalAdvance(title) + style.padX);
    if (place.width() <= 0.0)
        return;
    painter.setFont(style.caption);
    painter.setPen(style.theme.mutedText);
    painter.drawText(
        place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetricsF(style.caption).elidedText(pairSide.subtitle, Qt::ElideRight, place.width()));
}

bool CompareHeader::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const bool second = m_scene.stacked() ? help->pos().y() > height() / 2
                                          : help->pos().x() > m_scene.gutterColumn().center().x();
    const bool sim = second == m_scene.isFirst(Side::Real);
    const bool real = m_model.pair().real.dialogue && !(sim && m_model.pair().sim.dialogue);
    // Wrapped in markup of our own, so that no title is ever read as markup.
    const QString shown = text(real ? Side::Real : Side::Sim).toHtmlEscaped();
    QToolTip::showText(help->globalPos(), QStringLiteral("<qt>%1</qt>").arg(shown), this);
    return true;
}
} // namespace gapscope
