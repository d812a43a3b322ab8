// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/compare_painter.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
QColor withAlpha(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}
} // namespace

ComparePainter::ComparePainter(QPainter &painter, const CompareModel &model, CompareScene &scene,
                               const CompareState &state, const QRect &view)
    : m_painter(painter), m_model(model), m_scene(scene), m_state(state), m_style(scene.style()),
      m_view(view)
{}

void ComparePainter::paint()
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    const RowHeights &heights = m_scene.heights();
    if (heights.count() == 0)
        return;
    const int first = heights.itemAt(m_view.top());
    const int last = heights.itemAt(m_view.bottom());
    for (int i = first; i <= last; ++i) {
        const auto y = static_cast<double>(heights.top(i));
        if (m_scene.item(i).hiddenRows > 0)
            paintCollapsed(m_scene.item(i), y);
        else
            paintRow(i, y);
    }
    paintUnits();
    paintRibbons();
    paintForbidden();
    for (int i = first; i <= last; ++i)
        if (m_scene.item(i).hiddenRows == 0)
            paintGutter(m_scene.layout(i), static_cast<double>(heights.top(i)),
                        m_scene.item(i).firstRow);
    paintBrackets();
    paintFocus();
}

void ComparePainter::paintCollapsed(const CompareItem &item, double y)
{
    const QRectF columns = m_scene.column(Side::Real) | m_scene.column(Side::Sim);
    const double left = columns.left();
    const double right = columns.right();
    const QRectF rect(left, y + m_style.rowGap / 2.0, right - left, m_style.fold);
    const bool hovered = item.firstRow == m_state.hoveredRow;
    m_painter.setPen(QPen(m_style.theme.border, 1.0, Qt::DashLine));
    m_painter.setBrush(hovered ? m_style.theme.agentFill : m_style.theme.panel);
    m_painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), m_style.radius, m_style.radius);
    m_painter.setFont(m_style.caption);
    m_painter.setPen(m_style.theme.mutedText);
    m_painter.drawText(rect, Qt::AlignCenter, CompareModel::hiddenRowsText(item.hiddenRows));
}

void ComparePainter::paintRow(int item, double y)
{
    const RowLayout &row = m_scene.layout(item);
    const int displayRow = m_scene.item(item).firstRow;
    for (const Side side : {Side::Real, Side::Sim})
        paintCell(row, side, y, displayRow);
}

void ComparePainter::paintCell(const RowLayout &row, Side side, double y, int displayRow)
{
    const QRectF rect = row.rect(side).translated(0.0, y);
    const CellLayout &cell = row.cell(side);
    const std::optional<RowKind> kind = m_model.kind(displayRow);
    if (cell.empty()) {
        if (!m_model.isAlone())
            paintBlank(rect, kind.has_value());
        return;
    }
    const bool user = cell.turns().front().role == gapscope::Role::User;
    const QColor ground = !user                ? m_style.theme.agentFill
                          : side == Side::Real ? m_style.theme.realFill
                                               : m_style.theme.simFill;
    // Below a short answer of the agent the page shows, so that filler does not look like text.
    QRectF filled = rect;
    if (!kind)
        filled.setHeight(std::min(cell.height(), rect.height()));
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(ground);
    m_painter.drawRoundedRect(filled, m_style.radius, m_style.radius);
    const bool stacked = m_scene.stacked();
    const double x =
        m_scene.isFirst(side) && !stacked ? filled.right() - m_style.edge : filled.left();
    const QRectF edge(x, filled.top(), m_style.edge, filled.height());
    if (kind)
        m_painter.fillRect(edge, m_style.theme.rowColour(*kind));
    else if (stacked)
        m_painter.fillRect(edge, side == Side::Real ? m_style.theme.real : m_style.theme.sim);
    m_painter.save();
    m_painter.translate(rect.topLeft());
    cell.paint(m_painter, m_style, m_state.marks, m_view.top() - rect.top(),
               m_view.bottom() + 1.0 - rect.top());
    m_painter.restore();
}

void ComparePainter::paintBlank(const QRectF &rect, bool aligned)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(
        QBrush(withAlpha(m_style.theme.border, aligned ? 255 : 110), Qt::BDiagPattern));
    m_painter.drawRoundedRect(rect, m_style.radius, m_style.radius);
}

void ComparePainter::paintGutter(const RowLayout &row, double y, int displayRow)
{
    const std::optional<RowKind> kind = m_model.kind(displayRow);
    const int aligned = m_model.row(displayRow).alignedRow;
    if (!kind || m_model.rowOfAligned(aligned) != displayRow)
        return;
    const QRectF gutter = row.gutter.translated(0.0, y);
    const double size = m_style.sign();
    const QString number = QLocale().toString(aligned + 1);
    const double text = std::ceil(QFontMetricsF(m_style.caption).horizontalAdvance(number));
    const double line = m_style.padY + std::max(m_style.line - size, 0.0) / 2.0;
    const QRectF sign(std::round(gutter.center().x() - (size + 4.0 + text) / 2.0),
                      std::round(gutter.top() + line), size, size);
    const QRectF place(sign.right() + 4.0, sign.top(), text, size);
    // A ribbon may pass under the number.
    m_painter.fillRect(place.adjusted(-2.0, 1.0, 1.0, -1.0), m_style.theme.page);
    const QColor colour = m_style.theme.rowColour(*kind);
    const bool quiet = *kind == RowKind::Equal || *kind == RowKind::Paraphrase;
    m_painter.setPen(QPen(colour, 1.2));
    m_painter.setBrush(quiet ? m_style.theme.page : colour);
    m_painter.drawEllipse(sign);
    QFont bold = m_style.caption;
    bold.setBold(true);
    m_painter.setFont(bold);
    m_painter.setPen(quiet ? m_style.theme.mutedText : m_style.theme.page);
    m_painter.drawText(sign, Qt::AlignCenter, Theme::rowSign(*kind));
    m_painter.setFont(m_style.caption);
    m_painter.setPen(m_style.theme.mutedText);
    m_painter.drawText(place, Qt::AlignCenter, number);
    paintNotes(row, y, displayRow);
}

QRectF ComparePainter::turnRect(Side side, int position) const
{
    const int displayRow = m_model.rowOfTurn(side, position);
    const int item = m_scene.itemOfRow(displayRow);
    if (item < 0)
        return {};
    const auto top = static_cast<double>(m_scene.heights().top(item));
    const QRectF column = m_scene.column(side);
    const double height = m_scene.heights().height(item) - m_style.rowGap;
    const QRectF whole(column.left(), top + m_style.rowGap / 2.0, column.width(), height);
    const bool inSight = top <= m_view.bottom() && whole.bottom() >= m_view.top();
    if (!inSight || m_scene.item(item).hiddenRows > 0)
        return whole;
    const RowLayout &row = m_scene.layout(item);
    const QRectF cell = row.rect(side).translated(0.0, top);
    const std::optional<QRectF> turn = row.cell(side).turnRect(position);
    return turn ? turn->translated(cell.topLeft()) : cell;
}

void ComparePainter::paintRibbons()
{
    if (m_model.isAlone())
        return;
    const std::vector<MovedLink> &links = m_model.pair().alignment.moved;
    for (const bool marked : {false, true})
        for (const MovedLink &link : links)
            if (crossesView(m_model.rowOfTurn(Side::Real, link.real),
                            m_model.rowOfTurn(Side::Sim, link.sim)) &&
                marked == isMarked(link.real, link.sim))
                paintRibbon(link, marked);
}

void ComparePainter::paintRibbon(const MovedLink &link, bool marked)
{
    const QRectF real = turnRect(Side::Real, link.real);
    const QRectF sim = turnRect(Side::Sim, link.sim);
    if (std::max(real.bottom(), sim.bottom()) < m_view.top() ||
        std::min(real.top(), sim.top()) > m_view.bottom())
        return;
    const QRectF gutter = m_scene.gutterColumn();
    const bool stacked = m_scene.stacked();
    const auto end = [&](Side side) {
        return stacked || !m_scene.isFirst(side) ? gutter.right() : gutter.left();
    };
    const double fromX = end(Side::Real);
    const double toX = end(Side::Sim);
    const double bend = stacked ? gutter.left() + 2.0 : gutter.center().x();
    const auto curve = [&](double fromY, double toY) {
        QPainterPath path(QPointF(fromX, fromY));
        path.cubicTo(QPointF(bend, fromY), QPointF(bend, toY), QPointF(toX, toY));
        return path;
    };
    const QColor colour = m_style.theme.moved;
    m_painter.setBrush(Qt::NoBrush);
    if (!marked) {
        m_painter.setPen(QPen(withAlpha(colour, 150), 1.3));
        m_painter.drawPath(curve(real.center().y(), sim.center().y()));
        return;
    }
    QPainterPath band = curve(real.top(), sim.top());
    band.lineTo(toX, sim.bottom());
    band.cubicTo(QPointF(bend, sim.bottom()), QPointF(bend, real.bottom()),
                 QPointF(fromX, real.bottom()));
    band.closeSubpath();
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(withAlpha(colour, 70));
    m_painter.drawPath(band);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(colour, 2.0));
    m_painter.drawPath(curve(real.center().y(), sim.center().y()));
}

void ComparePainter::paintBrackets()
{
    const RowHeights &heights = m_scene.heights();
    const int first = heights.itemAt(m_view.top());
    const int last = heights.itemAt(m_view.bottom());
    for (int i = first; i <= last; ++i) {
        const int aligned = m_model.row(m_scene.item(i).firstRow).alignedRow;
        const bool shown = aligned >= 0 && m_scene.item(i).hiddenRows == 0;
        if (!shown || m_model.kind(m_scene.item(i).firstRow) != RowKind::Merged)
            continue;
        const AlignedRow &row = m_model.pair().alignment.rows[static_cast<std::size_t>(aligned)];
        // A group of several lines is drawn once, from the first of its lines in sight.
        if (i > first && m_model.row(m_scene.item(i - 1).firstRow).alignedRow == aligned)
            continue;
        const QColor colour = m_style.theme.rowColour(RowKind::Merged);
        if (row.real.size() > 1)
            paintBracket(row.real.front(), row.real.back(), Side::Real, colour);
        if (row.sim.size() > 1)
            paintBracket(row.sim.front(), row.sim.back(), Side::Sim, colour);
    }
}

void ComparePainter::paintBracket(int firstTurn, int lastTurn, Side side, const QColor &colour)
{
    const QRectF from = turnRect(side, firstTurn);
    const QRectF to = turnRect(side, lastTurn);
    const QRectF gutter = m_scene.gutterColumn();
    const bool atRight = m_scene.isFirst(side) && !m_scene.stacked();
    const double x = atRight ? gutter.left() + 5.0 : gutter.right() - 5.0;
    const double tick = atRight ? -5.0 : 5.0;
    QPainterPath path(QPointF(x + tick, from.top() + 3.0));
    path.lineTo(x, from.top() + 3.0);
    path.lineTo(x, to.bottom() - 3.0);
    path.lineTo(x + tick, to.bottom() - 3.0);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(colour, 2.0));
    m_painter.drawPath(path);
}

void ComparePainter::paintFocus()
{
    const int item = m_scene.itemOfRow(m_state.currentRow);
    if (item < 0)
        return;
    const auto top = static_cast<double>(m_scene.heights().top(item));
    const QRectF columns = m_scene.column(Side::Real) | m_scene.column(Side::Sim);
    const double left = columns.left();
    const double right = columns.right();
    const double start = m_scene.stacked() ? m_scene.gutterColumn().left() : left;
    const QRectF rect(start, top + m_style.rowGap / 2.0, right - start,
                      m_scene.heights().height(item) - m_style.rowGap);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_state.focused ? m_style.theme.accent : m_style.theme.mutedText,
                          m_state.focused ? 2.0 : 1.0));
    m_painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), m_style.radius + 1.0,
                              m_style.radius + 1.0);
}
} // namespace gapscope
