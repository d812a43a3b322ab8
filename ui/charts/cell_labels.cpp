// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/cell_labels.h"

#include "ui/base/qstring.h"
#include "ui/charts/area_ink.h"
#include "ui/charts/chart_plot.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace gapscope {
namespace {
/// In text sizes and in 1/96 inch.
constexpr double fontSize = 0.85;
constexpr double smallestFont = 5.5;
/// Between a text and the edges of its cell, both sides together.
constexpr double padding = 3.0;

bool areEqual(double a, double b)
{
    return std::abs(a - b) < 0.5;
}

/// How much smaller than `font` the label must be to fit into its cell.
double shrinkOf(const std::string &label, const QFont &font, QSizeF cell)
{
    return std::min((cell.width() - padding) / textWidth(qs(label), font),
                    (cell.height() - 1) / lineHeight(font));
}
} // namespace

bool cellLabelsFit(const ChartSpec &spec, const PlotLayout &layout)
{
    const double columns = static_cast<double>(spec.x.categories.size());
    const double rows = static_cast<double>(spec.y.categories.size());
    const QFont font = chartFont(fontSize * layout.base);
    return std::all_of(spec.bars.begin(), spec.bars.end(), [&](const BarMark &bar) {
        if (bar.labelPlace != BarMark::LabelPlace::Centre || bar.label.empty())
            return true;
        const QSizeF cell(layout.plot.width() * (bar.x.to - bar.x.from) / columns,
                          layout.plot.height() * (bar.y.to - bar.y.from) / rows);
        return fontSize * layout.base * shrinkOf(bar.label, font, cell) >= smallestFont;
    });
}

CellLabels::CellLabels(const ChartPlot &plot)
    : m_plot(plot), m_font(chartFont(fontSize * plot.layout().base))
{
    std::optional<QSizeF> other;
    bool areRows = true;
    for (const BarMark &bar : plot.spec().bars) {
        if (bar.labelPlace != BarMark::LabelPlace::Centre)
            continue;
        const QSizeF size = plot.boxOf(bar).size();
        areRows = areRows && areEqual(size.height(), other.value_or(size).height());
        m_areCellsEqual =
            m_areCellsEqual && areRows && areEqual(size.width(), other.value_or(size).width());
        other = size;
    }
    if (m_areCellsEqual)
        shrinkToFit();
    else if (areRows && other) // parts of rows: only their width differs
        m_font =
            chartFont(std::clamp(m_font.pixelSize() * (other->height() - 1) / lineHeight(m_font),
                                 smallestFont, double(m_font.pixelSize())));
}

void CellLabels::shrinkToFit()
{
    const double base = fontSize * m_plot.layout().base;
    double shrink = 1.0;
    for (const BarMark &bar : m_plot.spec().bars) {
        if (bar.labelPlace != BarMark::LabelPlace::Centre || bar.label.empty())
            continue;
        shrink = std::min(shrink, shrinkOf(bar.label, m_font, m_plot.boxOf(bar).size()));
    }
    m_doAllFit = base * shrink >= smallestFont;
    if (shrink < 1.0)
        m_font = chartFont(std::max(smallestFont - 0.5, base * shrink - 0.5));
}

bool CellLabels::fits(const WrappedText &text, const QRectF &box) const
{
    return text.width <= box.width() - padding && text.height <= box.height() - 1;
}

void CellLabels::draw(QPainter &painter, const BarMark &bar, const QRectF &box) const
{
    const QString label = qs(bar.label);
    if (label.isEmpty() || !m_doAllFit)
        return;
    WrappedText text = wrapText(label, m_font, 1e6);
    if (!m_areCellsEqual && !fits(text, box)) {
        text = wrapText(label, m_font, box.width() - padding);
        const QStringList words = label.split(QLatin1Char(' '));
        const bool isWordBroken = std::any_of(words.begin(), words.end(), [&](const QString &word) {
            return textWidth(word, m_font) > box.width() - padding;
        });
        if (isWordBroken || !fits(text, box))
            return;
    }
    const Theme &theme = m_plot.style().theme;
    const QColor ground = areaGround(bar.info.ink, bar.hatched, theme);
    if (hatchOf(bar.info.ink, bar.hatched, theme) != Hatch::None) {
        QRectF behind(0, 0, text.width + 4, text.height);
        behind.moveCenter(box.center());
        painter.fillRect(behind & box, theme.page);
        painter.setPen(theme.text);
    } else {
        painter.setPen(textOn(ground));
    }
    drawWrapped(painter, text, m_font, box, Qt::AlignCenter);
}
} // namespace gapscope
