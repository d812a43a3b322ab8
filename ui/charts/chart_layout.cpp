// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_layout.h"

#include "ui/base/qstring.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
/// Lines of text a row of a categorical y axis is given.
constexpr double comfortableRow = 1.3;
constexpr double tightRow = 1.0;
/// Pixels of 1/96 inch; smaller text cannot be read in print.
constexpr double smallestFont = 5.0;
constexpr double smallestBase = 7.0;

double baseSize(double width, double textScale)
{
    const double size = width < 420 ? 9.0 : width < 640 ? 10.5 : 12.0;
    return size * textScale;
}

bool isHeading(const PlotAxis &axis, std::size_t category)
{
    return std::find(axis.headings.begin(), axis.headings.end(), static_cast<int>(category)) !=
           axis.headings.end();
}

class Builder
{
public:
    Builder(const ChartSpec &spec, const ChartStyle &style, QSizeF size, double base)
        : m_spec(spec), m_style(style), m_size(size)
    {
        m_out.base = base;
        m_out.titleFont = chartFont(m_out.base * 1.2, true);
        m_out.textFont = chartFont(m_out.base);
        m_out.smallFont = chartFont(m_out.base * 0.85);
        m_out.rowFont = m_out.textFont;
        m_out.headingFont = chartFont(m_out.base, true);
        m_out.columnFont = m_out.textFont;
        m_margin = m_out.base;
        m_top = m_margin * 0.8;
        m_bottom = size.height() - m_margin * 0.8;
    }

    ChartLayout build()
    {
        header();
        footer();
        if (m_spec.isEmpty()) {
            m_out.plot = QRectF(m_margin, m_top, m_size.width() - 2 * m_margin,
                                std::max(0.0, m_bottom - m_top));
            return m_out;
        }
        horizontal();
        below();
        m_top += headHeight();
        m_out.plot = QRectF(QPointF(m_left, m_top), QPointF(std::max(m_left + 10, m_right),
                                                            std::max(m_top + 10, m_bottom)));
        if (m_spec.square)
            makeSquare();
        fitRows();
        placeAxisTitles();
        return m_out;
    }

    /// All heights but the rows'.
    double fixedHeight()
    {
        header();
        footer();
        horizontal();
        below();
        return m_size.height() - (m_bottom - m_top) + headHeight();
    }

    double rowHeight() const { return comfortableRow * lineHeight(m_out.textFont); }

private:
    /// A line over the plot: the titles of the side columns, or of an upright axis of numbers.
    double headHeight() const
    {
        const bool isNeeded = !m_spec.columns.empty() || !m_spec.y.isCategorical();
        return isNeeded ? lineHeight(m_out.headingFont) + 0.3 * m_out.base : 0.0;
    }

    double inner() const { return m_size.width() - 2 * m_margin; }

    void addTop(ChartLayout::Block &block, const QString &text, const QFont &font)
    {
        if (text.isEmpty())
            return;
        block.text = wrapText(text, font, inner());
        block.box = QRectF(m_margin, m_top, inner(), block.text.height);
        m_top += block.text.height + 0.25 * m_out.base;
    }

    void addBottom(ChartLayout::Block &block, const QString &text, const QFont &font)
    {
        if (text.isEmpty())
            return;
        block.text = wrapText(text, font, inner());
        m_bottom -= block.text.height;
        block.box = QRectF(m_margin, m_bottom, inner(), block.text.height);
        m_bottom -= 0.3 * m_out.base;
    }

    void header()
    {
        addTop(m_out.title, qs(m_spec.title), m_out.titleFont);
        addTop(m_out.subtitle, qs(m_spec.subtitle), m_out.textFont);
        if (m_style.withReading)
            addTop(m_out.reading, qs(m_spec.reading), m_out.smallFont);
        legend();
        m_top += 0.5 * m_out.base;
    }

    void legend()
    {
        const double swatch = 2.2 * m_out.base;
        const double gap = 1.4 * m_out.base;
        const double line = lineHeight(m_out.textFont) * 1.15;
        double x = m_margin;
        double y = m_top + 0.25 * m_out.base;
        double height = line;
        for (std::size_t i = 0; i < m_spec.legend.size(); ++i) {
            ChartLayout::LegendCell cell;
            cell.entry = static_cast<int>(i);
            cell.text = wrapText(qs(m_spec.legend[i].label), m_out.textFont, inner() - swatch);
            const double width = swatch + cell.text.width;
            if (x > m_margin && x + width > m_margin + inner()) {
                x = m_margin;
                y += height;
                height = line;
            }
            height = std::max(height, cell.text.height * 1.15);
            cell.box = QRectF(x, y, width, std::max(line, cell.text.height));
            x += width + gap;
            m_out.legend.push_back(std::move(cell));
        }
        if (!m_out.legend.empty())
            m_top = y + height;
    }

    void footer()
    {
        addBottom(m_out.caption, qs(provenanceText(m_spec.provenance)), m_out.smallFont);
        QString warnings;
        for (const std::string &warning : m_spec.warnings)
            warnings +=
                (warnings.isEmpty() ? QStringLiteral("⚠ ") : QStringLiteral("\n⚠ ")) + qs(warning);
        addBottom(m_out.warnings, warnings, m_out.smallFont);
    }

    void horizontal()
    {
        m_left = m_margin;
        m_right = m_size.width() - m_margin;
        const PlotAxis &y = m_spec.y;
        if (y.isCategorical()) {
            double widest = 0.0;
            for (std::size_t i = 0; i < y.categories.size(); ++i)
                widest = std::max(widest,
                                  textWidth(qs(y.categories[i]),
                                            isHeading(y, i) ? m_out.headingFont : m_out.textFont));
            m_rowLabelWidth = std::min(widest + 1.0, 0.34 * m_size.width());
            m_left += m_rowLabelWidth + 0.7 * m_out.base;
        } else {
            m_left += textWidth(QStringLiteral("100"), m_out.textFont) + 0.8 * m_out.base;
        }
        columns();
    }

    double columnWidth(const SideColumn &column) const
    {
        double width = textWidth(qs(column.title), m_out.headingFont);
        for (const std::string &cell : column.cells)
            width = std::max(width, textWidth(qs(cell), m_out.textFont));
        return width + 1.1 * m_out.base;
    }

    void columns()
    {
        double all = 0.0;
        double needed = 0.0;
        for (const SideColumn &column : m_spec.columns) {
            all += columnWidth(column);
            needed += column.optional ? 0.0 : columnWidth(column);
        }
        const bool withOptional = m_right - m_left - all > 0.3 * m_size.width();
        m_right -= withOptional ? all : needed;
        double x = m_right;
        for (std::size_t i = 0; i < m_spec.columns.size(); ++i) {
            const SideColumn &column = m_spec.columns[i];
            if (column.optional && !withOptional)
                continue;
            const double width = columnWidth(column);
            m_out.columns.push_back({x, width, static_cast<int>(i)});
            x += width;
        }
        if (m_out.columns.empty())
            m_right -= 0.6 * m_out.base;
    }

    void below()
    {
        const PlotAxis &x = m_spec.x;
        if (!x.isCategorical()) {
            m_bottom -= 2.0 * lineHeight(m_out.textFont) + 1.1 * m_out.base;
            return;
        }
        const auto count = static_cast<double>(x.categories.size());
        const double cell = (m_right - m_left) / count;
        double tallest = 0.0;
        m_out.columnsBelow.clear();
        m_out.turned = false;
        for (const std::string &category : x.categories) {
            const WrappedText text =
                wrapText(qs(category), m_out.columnFont, cell - 0.6 * m_out.base);
            const WrappedText free = wrapText(qs(category), m_out.columnFont, 1e6);
            m_out.turned = m_out.turned || text.lines.size() > 3 ||
                           (text.lines.size() > 1 && cell < 4.5 * m_out.base) ||
                           free.width > 3 * cell;
            tallest = std::max(tallest, text.height);
            m_out.columnsBelow.push_back(text);
        }
        if (m_out.turned) {
            m_out.columnFont = chartFont(std::clamp(cell * 0.8, smallestFont, m_out.base));
            tallest = 0.0;
            m_out.columnsBelow.clear();
            for (const std::string &category : x.categories) {
                m_out.columnsBelow.push_back(wrapText(qs(category), m_out.columnFont, 1e6));
                tallest = std::max(tallest, m_out.columnsBelow.back().width);
            }
        }
        m_bottom -= tallest + 0.8 * m_out.base;
    }

    void makeSquare()
    {
        const double side = std::min(m_out.plot.width(), m_out.plot.height());
        const QPointF centre = m_out.plot.center();
        m_out.plot = QRectF(centre.x() - side / 2, m_out.plot.top(), side, side);
    }

    /// Takes the largest font at which every wrapped label fits its row.
    void fitRows()
    {
        const PlotAxis &y = m_spec.y;
        if (!y.isCategorical())
            return;
        const double row = m_out.plot.height() / static_cast<double>(y.categories.size());
        for (double size = m_out.base;; size -= 0.5) {
            m_out.rowFont = chartFont(size);
            m_out.headingFont = chartFont(size, true);
            m_out.rows.clear();
            double tallest = 0.0;
            for (std::size_t i = 0; i < y.categories.size(); ++i) {
                m_out.rows.push_back(wrapText(qs(y.categories[i]),
                                              isHeading(y, i) ? m_out.headingFont : m_out.rowFont,
                                              m_rowLabelWidth));
                tallest = std::max(tallest, m_out.rows.back().height);
            }
            if (tallest <= row || size <= smallestFont)
                return;
        }
    }

    void placeAxisTitles()
    {
        const double line = lineHeight(m_out.textFont);
        if (!m_spec.x.isCategorical()) {
            m_out.xTitle.text = wrapText(axisTitle(m_spec.x), m_out.textFont, inner());
            m_out.xTitle.box =
                QRectF(m_margin, m_out.plot.bottom() + line + 0.8 * m_out.base, inner(), line);
            // Centred under the plot, but never beyond the figure.
            const double half = m_out.xTitle.text.width / 2;
            const double centre =
                std::clamp(m_out.plot.center().x(), m_margin + half,
                           std::max(m_margin + half, m_size.width() - m_margin - half));
            m_out.xTitle.box.moveCenter(QPointF(centre, m_out.xTitle.box.center().y()));
        }
        if (!m_spec.y.isCategorical()) {
            m_out.yTitle.text = wrapText(axisTitle(m_spec.y), m_out.textFont, inner());
            m_out.yTitle.box =
                QRectF(m_margin, m_out.plot.top() - line - 0.3 * m_out.base, inner(), line);
            if (m_spec.square)
                m_out.yTitle.box.moveLeft(m_out.plot.left());
        }
    }

    const ChartSpec &m_spec;
    const ChartStyle &m_style;
    QSizeF m_size;
    ChartLayout m_out;
    double m_margin = 0.0;
    double m_top = 0.0;
    double m_bottom = 0.0;
    double m_left = 0.0;
    double m_right = 0.0;
    double m_rowLabelWidth = 0.0;
};
} // namespace

ChartLayout layOut(const ChartSpec &spec, const ChartStyle &style, QSizeF size)
{
    double base = baseSize(size.width(), style.textScale);
    // A figure too low for its rows gets smaller text throughout, so that no two rows overlap.
    for (;; base -= 0.5) {
        ChartLayout layout = Builder(spec, style, size, base).build();
        if (layout.rows.empty() || base <= smallestBase ||
            layout.plot.height() >=
                tightRow * lineHeight(layout.textFont) * static_cast<double>(layout.rows.size()))
            return layout;
    }
}

double comfortableHeight(const ChartSpec &spec, const ChartStyle &style, double width)
{
    if (spec.isEmpty())
        return 160.0;
    Builder builder(spec, style, QSizeF(width, 2000), baseSize(width, style.textScale));
    const double fixed = builder.fixedHeight();
    if (!spec.y.isCategorical())
        return fixed + 180.0 * style.textScale;
    return fixed + builder.rowHeight() * static_cast<double>(spec.y.categories.size());
}

double tickStep(double from, double to, double pixels, double base, double minimum)
{
    const double ticks = std::max(2.0, pixels / (4.5 * base));
    const double raw = std::max((to - from) / ticks, 1e-9);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (factor * power >= raw * 0.999)
            return std::max(factor * power, minimum);
    return std::max(10.0 * power, minimum);
}

int decimalsOf(double step)
{
    return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

QString axisTitle(const PlotAxis &axis)
{
    const QString title = qs(axis.title);
    return axis.unit.empty() ? title : QStringLiteral("%1 (%2)").arg(title, qs(axis.unit));
}
} // namespace gapscope
