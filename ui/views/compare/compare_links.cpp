// SPDX-License-Identifier: GPL-3.0-or-later
// What ties rows together and what stands on them: thin links, anchors, labels, suggestions.
#include "ui/views/compare/compare_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace gapscope {
QRectF noteRect(const CompareStyle &style, const QRectF &gutter, int index)
{
    const double height = style.captionLine + 2.0;
    const double top = gutter.top() + style.padY + style.sign() + 4.0 + index * (height + 3.0);
    return {gutter.left() + 9.0, top, gutter.width() - 18.0, height};
}

void ComparePainter::paintNotes(const RowLayout &row, double y, int displayRow)
{
    const std::vector<RowNote> &notes = m_model.notes(m_model.row(displayRow).alignedRow);
    for (int i = 0; i < static_cast<int>(notes.size()); ++i)
        paintNote(notes[static_cast<std::size_t>(i)],
                  noteRect(m_style, row.gutter, i).translated(0.0, y));
}

void ComparePainter::paintNote(const RowNote &note, const QRectF &chip)
{
    const Theme &theme = m_style.theme;
    const QRectF edge = chip.adjusted(0.5, 0.5, -0.5, -0.5);
    const double radius = edge.height() / 2.0;
    const double size = std::round(m_style.captionLine * 0.32);
    const QPointF middle = chip.center();
    m_painter.setFont(m_style.caption);
    const auto write = [&](const QString &text) {
        m_painter.drawText(
            chip, Qt::AlignCenter,
            QFontMetricsF(m_style.caption).elidedText(text, Qt::ElideRight, chip.width() - 6.0));
    };
    switch (note.kind) {
    case RowNote::Kind::Label:
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(theme.accent);
        m_painter.drawRoundedRect(chip, radius, radius);
        m_painter.setPen(theme.accentText);
        write(note.text);
        return;
    case RowNote::Kind::Suggestion:
        m_painter.setPen(QPen(theme.mutedText, 1.0, Qt::DashLine));
        m_painter.setBrush(theme.page);
        m_painter.drawRoundedRect(edge, radius, radius);
        m_painter.setPen(theme.mutedText);
        write(note.text + QLatin1Char('?'));
        return;
    case RowNote::Kind::Pin: {
        m_painter.setPen(QPen(theme.text, 1.6, Qt::SolidLine, Qt::RoundCap));
        m_painter.setBrush(theme.page);
        // An anchor: ring, shank and arms.
        const QRectF ring(middle.x() - size * 0.35, middle.y() - size * 1.3, size * 0.7,
                          size * 0.7);
        m_painter.drawEllipse(ring);
        m_painter.drawLine(QPointF(middle.x(), ring.bottom()),
                           QPointF(middle.x(), middle.y() + size * 1.2));
        m_painter.drawLine(QPointF(middle.x() - size * 0.6, middle.y() - size * 0.15),
                           QPointF(middle.x() + size * 0.6, middle.y() - size * 0.15));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawArc(
            QRectF(middle.x() - size, middle.y() - size * 0.8, size * 2.0, size * 2.0), 200 * 16,
            140 * 16);
        return;
    }
    case RowNote::Kind::Forbid: {
        m_painter.setPen(QPen(theme.failure, 1.6, Qt::SolidLine, Qt::RoundCap));
        m_painter.setBrush(theme.page);
        m_painter.drawEllipse(middle, size, size);
        const double reach = size * 0.7;
        m_painter.drawLine(middle - QPointF(reach, -reach), middle + QPointF(reach, -reach));
        return;
    }
    }
}

bool ComparePainter::crossesView(int oneRow, int otherRow) const
{
    const RowHeights &heights = m_scene.heights();
    const int one = m_scene.itemOfRow(oneRow);
    const int other = m_scene.itemOfRow(otherRow);
    return one >= 0 && other >= 0 && std::min(one, other) <= heights.itemAt(m_view.bottom()) &&
           std::max(one, other) >= heights.itemAt(m_view.top());
}

bool ComparePainter::isMarked(int realTurn, int simTurn) const
{
    const int real = m_model.rowOfTurn(Side::Real, realTurn);
    const int sim = m_model.rowOfTurn(Side::Sim, simTurn);
    const auto stands = [&](int row) { return row >= 0 && (real == row || sim == row); };
    return stands(m_state.currentRow) || stands(m_state.hoveredRow);
}

QPainterPath ComparePainter::thinLink(int realTurn, int simTurn) const
{
    const QRectF gutter = m_scene.gutterColumn();
    const auto end = [&](Side side, int turn) {
        const bool left = m_scene.column(side).center().x() < gutter.center().x();
        return QPointF(left ? gutter.left() : gutter.right(), turnRect(side, turn).center().y());
    };
    const QPointF real = end(Side::Real, realTurn);
    const QPointF sim = end(Side::Sim, simTurn);
    const double bend = m_scene.stacked() ? gutter.left() + 6.0 : gutter.center().x();
    QPainterPath path(real);
    path.cubicTo(QPointF(bend, real.y()), QPointF(bend, sim.y()), sim);
    return path;
}

void ComparePainter::paintUnits()
{
    if (!m_state.units || m_model.isAlone())
        return;
    const QColor colour = m_style.theme.dimensionColour(Dimension::Information);
    m_painter.setBrush(Qt::NoBrush);
    for (const bool marked : {false, true})
        for (const CompareUnit &unit : m_model.pair().units) {
            if (!unit.real || !unit.sim || marked != isMarked(*unit.real, *unit.sim) ||
                !crossesView(m_model.rowOfTurn(Side::Real, *unit.real),
                             m_model.rowOfTurn(Side::Sim, *unit.sim)))
                continue;
            const QPainterPath path = thinLink(*unit.real, *unit.sim);
            m_painter.setPen(QPen(colour, marked ? 2.0 : 1.0));
            m_painter.drawPath(path);
            m_painter.setBrush(colour);
            for (const double end : {0.0, 1.0})
                m_painter.drawEllipse(path.pointAtPercent(end), 2.0, 2.0);
            m_painter.setBrush(Qt::NoBrush);
        }
}

// Only where one stands: many of them would be lines across everything.
void ComparePainter::paintForbidden()
{
    if (m_model.isAlone())
        return;
    m_painter.setBrush(Qt::NoBrush);
    for (const Anchor &anchor : m_model.pair().anchors) {
        if (anchor.kind != Anchor::Kind::Forbid || !isMarked(anchor.realTurn, anchor.simTurn) ||
            !crossesView(m_model.rowOfTurn(Side::Real, anchor.realTurn),
                         m_model.rowOfTurn(Side::Sim, anchor.simTurn)))
            continue;
        m_painter.setPen(QPen(m_style.theme.failure, 1.3, Qt::DashLine));
        m_painter.drawPath(thinLink(anchor.realTurn, anchor.simTurn));
    }
}
} // namespace gapscope
