// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_scene.h"

#include "ui/charts/chart_frame_item.h"

#include <algorithm>

namespace gapscope {
ChartScene::ChartScene(ChartSpec spec, ChartStyle style)
    : m_spec(std::move(spec)), m_style(std::move(style))
{
    setBackgroundBrush(m_style.theme.page);
    const std::vector<const ChartSpec *> specs = plotsOf(m_spec);
    for (std::size_t i = 0; i < specs.size(); ++i) {
        m_plots.push_back(std::make_unique<ChartPlot>(*specs[i], m_style, *this));
        m_firstMark.push_back(m_markCount);
        m_markCount += m_plots.back()->marks().count();
    }
    widenSharedRanges();
    m_frame = new ChartFrameItem(*this);
    addItem(m_frame);
}

ChartScene::~ChartScene()
{
    // The items look at their plots until the end.
    clear();
}

/// Plots with one axis together show what all of them need.
void ChartScene::widenSharedRanges()
{
    std::vector<QRectF> ranges;
    for (std::size_t a = 0; a < m_plots.size(); ++a) {
        QRectF range = m_plots[a]->homeRange();
        for (std::size_t b = 0; b < m_plots.size(); ++b) {
            const QRectF other = m_plots[b]->homeRange();
            if (a != b && shareX(m_spec, a, b)) {
                range.setLeft(std::min(range.left(), other.left()));
                range.setRight(std::max(range.right(), other.right()));
            }
            if (a != b && shareY(m_spec, a, b)) {
                range.setTop(std::min(range.top(), other.top()));
                range.setBottom(std::max(range.bottom(), other.bottom()));
            }
        }
        ranges.push_back(range);
    }
    for (std::size_t i = 0; i < m_plots.size(); ++i)
        m_plots[i]->setHomeRange(ranges[i]);
}

void ChartScene::resize(QSizeF size)
{
    setSceneRect(QRectF(QPointF(), size));
    m_layout = layOut(m_spec, m_style, size);
    for (std::size_t i = 0; i < m_plots.size(); ++i)
        m_plots[i]->place(m_layout.plots[i], size);
    m_frame->refresh();
}

int ChartScene::plotAt(QPointF scene) const
{
    for (int i = 0; i < plotCount(); ++i)
        if (!plot(i).spec().isEmpty() && plot(i).layout().plot.contains(scene))
            return i;
    return -1;
}

std::vector<QRectF> ChartScene::visibleRanges() const
{
    std::vector<QRectF> ranges;
    for (const auto &plot : m_plots)
        ranges.push_back(plot->visibleRange());
    return ranges;
}

void ChartScene::setVisibleRanges(const std::vector<QRectF> &ranges)
{
    for (std::size_t i = 0; i < m_plots.size(); ++i)
        m_plots[i]->setVisibleRange(ranges.at(i));
    m_frame->refresh();
}

bool ChartScene::isZoomed() const
{
    return std::any_of(m_plots.begin(), m_plots.end(),
                       [](const auto &plot) { return plot->visibleRange() != plot->homeRange(); });
}

void ChartScene::setVisibleRange(int plot, const QRectF &range)
{
    const auto moved = static_cast<std::size_t>(plot);
    std::vector<QRectF> ranges = visibleRanges();
    const QRectF now = m_plots.at(moved)->allowed(range);
    ranges[moved] = now;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        QRectF &other = ranges[i];
        if (i != moved && shareX(m_spec, moved, i))
            other = QRectF(now.left(), other.top(), now.width(), other.height());
        if (i != moved && shareY(m_spec, moved, i))
            other = QRectF(other.left(), now.top(), other.width(), now.height());
    }
    setVisibleRanges(ranges);
}

ChartScene::Place ChartScene::placeOf(int mark) const
{
    const auto after = std::upper_bound(m_firstMark.begin(), m_firstMark.end(), mark);
    const auto plot = static_cast<int>(after - m_firstMark.begin()) - 1;
    return {plot, mark - m_firstMark.at(static_cast<std::size_t>(plot))};
}

int ChartScene::plotOfMark(int index) const
{
    return placeOf(index).plot;
}

const MarkInfo &ChartScene::mark(int index) const
{
    const Place place = placeOf(index);
    return plot(place.plot).marks().info(place.mark);
}

QPointF ChartScene::markPosition(int index) const
{
    const Place place = placeOf(index);
    return plot(place.plot).marks().position(place.mark);
}

QRectF ChartScene::markBox(int index) const
{
    const Place place = placeOf(index);
    return plot(place.plot).marks().box(place.mark);
}

int ChartScene::markAt(QPointF scene) const
{
    const int under = plotAt(scene);
    if (under < 0)
        return -1;
    const int mark = plot(under).marks().at(scene);
    return mark < 0 ? -1 : m_firstMark[static_cast<std::size_t>(under)] + mark;
}

void ChartScene::setCurrentMark(int index)
{
    m_current = index >= 0 && index < markCount() ? index : -1;
    const Place place = m_current < 0 ? Place{-1, -1} : placeOf(m_current);
    for (int i = 0; i < plotCount(); ++i)
        m_plots[static_cast<std::size_t>(i)]->setCurrentMark(i == place.plot ? place.mark : -1);
}

std::vector<int> ChartScene::brush(int plot, const QRectF &scene)
{
    clearBrush();
    const auto at = static_cast<std::size_t>(plot);
    ChartPlot &brushed = *m_plots.at(at);
    brushed.setBrush(
        QRectF(brushed.toData(scene.topLeft()), brushed.toData(scene.bottomRight())).normalized());
    std::vector<int> marks = brushed.marks().inside(scene);
    for (int &mark : marks)
        mark += m_firstMark[at];
    return marks;
}

bool ChartScene::isBrushed() const
{
    return std::any_of(m_plots.begin(), m_plots.end(),
                       [](const auto &plot) { return plot->brush().has_value(); });
}

void ChartScene::clearBrush()
{
    for (const auto &plot : m_plots)
        plot->setBrush(std::nullopt);
}

void ChartScene::renderAll(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_layout.textFont); // else an SVG names the default family with every shape
    render(&painter, sceneRect(), sceneRect());
}

void ChartScene::show(ChartPlot::Part part)
{
    for (const auto &plot : m_plots)
        plot->show(part);
}

void ChartScene::drawFrameOnly(QPainter &painter)
{
    show(ChartPlot::Part::FrameOnly);
    renderAll(painter);
    show(ChartPlot::Part::All);
}

void ChartScene::drawDataOnly(QPainter &painter, int plot)
{
    const QBrush ground = backgroundBrush();
    setBackgroundBrush(Qt::NoBrush);
    m_frame->hide();
    show(ChartPlot::Part::Nothing);
    m_plots.at(static_cast<std::size_t>(plot))->show(ChartPlot::Part::DataOnly);
    renderAll(painter);
    show(ChartPlot::Part::All);
    m_frame->show();
    setBackgroundBrush(ground);
}
} // namespace gapscope
