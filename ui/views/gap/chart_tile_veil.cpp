// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/chart_tile_veil.h"

#include "ui/charts/chart_canvas.h"
#include "ui/charts/chart_view.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int opacity = 180;
/// Outlines of more marks would hide them.
constexpr std::size_t mostOutlined = 60;
constexpr double around = 2.5;
/// Pixels; what is larger is a bar or a cell, not a marker.
constexpr double largestMarker = 22.0;

void drawHole(QPainter &painter, const QRectF &box)
{
    if (box.width() <= largestMarker && box.height() <= largestMarker)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box, 3, 3);
}
} // namespace

ChartTileVeil::ChartTileVeil(ChartView *view)
    : QWidget(view), m_view(view), m_canvas(view->findChild<ChartCanvas *>())
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    view->installEventFilter(this);
    setGeometry(view->rect());
    hide();
}

void ChartTileVeil::setMarks(std::vector<int> marks)
{
    m_marks = std::move(marks);
    setVisible(!m_marks.empty());
    raise();
    update();
}

bool ChartTileVeil::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        setGeometry(m_view->rect());
    return false;
}

QRectF ChartTileVeil::boxOf(int mark) const
{
    const QRect inViewport = m_canvas->mapFromScene(m_canvas->chart().markBox(mark)).boundingRect();
    return QRectF(m_canvas->viewport()->mapTo(m_view, inViewport.topLeft()), inViewport.size())
        .adjusted(-around, -around, around, around);
}

void ChartTileVeil::paintEvent(QPaintEvent *)
{
    const QRect seen(m_canvas->viewport()->mapTo(m_view, QPoint()), m_canvas->viewport()->size());
    QRegion plots;
    for (int i = 0; i < m_view->plotCount(); ++i)
        plots += m_view->plotRect(i) & seen;
    std::vector<QRectF> boxes;
    for (const int mark : m_marks) {
        if (mark < m_view->markCount())
            boxes.push_back(boxOf(mark));
    }
    if (boxes.empty())
        return;
    // In a picture of its own: holes may overlap.
    QImage veil(size() * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
    veil.setDevicePixelRatio(devicePixelRatioF());
    veil.fill(Qt::transparent);
    QPainter painter(&veil);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRegion(plots);
    if (static_cast<int>(boxes.size()) < m_view->markCount()) {
        QColor dim = m_view->theme().page;
        dim.setAlpha(opacity);
        painter.fillRect(rect(), dim);
    }
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    for (const QRectF &box : boxes)
        drawHole(painter, box);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.setPen(QPen(m_view->theme().text, 1.2));
    painter.setBrush(Qt::NoBrush);
    if (boxes.size() <= mostOutlined) {
        for (const QRectF &box : boxes)
            drawHole(painter, box);
    }
    painter.end();
    QPainter(this).drawImage(0, 0, veil);
}
} // namespace gapscope
