// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_layout.h"

#include "ui/base/qstring.h"
#include "ui/charts/cell_labels.h"
#include "ui/charts/panel_grid.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
/// Lines of text a row of a categorical y axis needs.
constexpr double tightRow = 1.0;
/// Pixels of 1/96 inch; smaller text cannot be read in print.
constexpr double smallestBase = 7.0;
/// Least comfortable height of a plot of numbers, alone and as one of several.
constexpr double comfortablePlot = 180.0;
constexpr double comfortablePanel = 120.0;

double baseSize(double width, double textScale)
{
    const double size = width < 420 ? 9.0 : width < 640 ? 10.5 : 12.0;
    return size * textScale;
}

/// Header and footer of a figure; the plots fill what is left.
class Builder
{
public:
    enum class LabelNotes { Told, LeftOut };

    Builder(const ChartSpec &spec, const ChartStyle &style, QSizeF size, double base,
            LabelNotes notes = LabelNotes::Told)
        : m_spec(spec), m_style(style), m_size(size), m_notes(notes)
    {
        m_out.base = base;
        m_out.titleFont = chartFont(m_out.base * 1.2, true);
        m_out.textFont = chartFont(m_out.base);
        m_out.smallFont = chartFont(m_out.base * 0.85);
        m_out.headingFont = chartFont(m_out.base, true);
        m_margin = m_out.base;
        m_top = m_margin * 0.8;
        m_bottom = size.height() - m_margin * 0.8;
    }

    ChartLayout build()
    {
        header();
        footer();
        m_out.body = QRectF(m_margin, m_top, inner(), std::max(0.0, m_bottom - m_top));
        if (!m_spec.isEmpty())
            m_out.plots = grid().place(QPointF(m_margin, m_top), m_bottom - m_top);
        return m_out;
    }

    double neededHeight(bool grown)
    {
        header();
        footer();
        const double least =
            (m_spec.panels.empty() ? comfortablePlot : comfortablePanel) * m_style.textScale;
        return m_size.height() - (m_bottom - m_top) + grid().neededHeight(least, grown);
    }

private:
    double inner() const { return m_size.width() - 2 * m_margin; }
    PanelGridLayout grid() const
    {
        return PanelGridLayout(m_spec, m_out.base, inner(), m_size.width());
    }

    void addTop(TextBlock &block, const QString &text, const QFont &font)
    {
        if (text.isEmpty())
            return;
        block.text = wrapText(text, font, inner());
        block.box = QRectF(m_margin, m_top, inner(), block.text.height);
        m_top += block.text.height + 0.25 * m_out.base;
    }

    void addBottom(TextBlock &block, const QString &text, const QFont &font)
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
        QStringList warnings;
        for (const std::string &warning : m_spec.warnings)
            warnings << QStringLiteral("⚠ ") + qs(warning);
        if (m_notes == LabelNotes::Told) {
            for (const std::string &note : m_spec.labelNotes)
                warnings << qs(note);
        }
        addBottom(m_out.warnings, warnings.join(QLatin1Char('\n')), m_out.smallFont);
    }

    const ChartSpec &m_spec;
    const ChartStyle &m_style;
    QSizeF m_size;
    LabelNotes m_notes;
    ChartLayout m_out;
    double m_margin = 0.0;
    double m_top = 0.0;
    double m_bottom = 0.0;
};

double heightFor(const ChartSpec &spec, const ChartStyle &style, double width, bool grown)
{
    if (spec.isEmpty())
        return 160.0;
    return Builder(spec, style, QSizeF(width, 2000), baseSize(width, style.textScale))
        .neededHeight(grown);
}

bool rowsFit(const PlotLayout &plot)
{
    return plot.plot.height() >=
           tightRow * lineHeight(plot.textFont) * static_cast<double>(plot.rows.size());
}

ChartLayout fitted(const ChartSpec &spec, const ChartStyle &style, QSizeF size,
                   Builder::LabelNotes notes)
{
    double base = baseSize(size.width(), style.textScale);
    // A figure too low for its rows gets smaller text throughout, so that no two rows overlap.
    for (;; base -= 0.5) {
        ChartLayout layout = Builder(spec, style, size, base, notes).build();
        if (base <= smallestBase || std::all_of(layout.plots.begin(), layout.plots.end(), rowsFit))
            return layout;
    }
}

bool doCellLabelsFit(const ChartSpec &spec, const ChartLayout &layout)
{
    const std::vector<const ChartSpec *> plots = plotsOf(spec);
    for (std::size_t i = 0; i < plots.size(); ++i) {
        if (!plots[i]->isEmpty() && cellLabelsFit(*plots[i], layout.plots[i]))
            return true;
    }
    return false;
}
} // namespace

ChartLayout layOut(const ChartSpec &spec, const ChartStyle &style, QSizeF size)
{
    ChartLayout layout = fitted(spec, style, size, Builder::LabelNotes::Told);
    if (spec.labelNotes.empty() || doCellLabelsFit(spec, layout))
        return layout;
    // What stands nowhere is not explained, unless its explanation has just taken its room.
    ChartLayout without = fitted(spec, style, size, Builder::LabelNotes::LeftOut);
    return doCellLabelsFit(spec, without) ? layout : without;
}

double comfortableHeight(const ChartSpec &spec, const ChartStyle &style, double width)
{
    return heightFor(spec, style, width, true);
}

double leastHeight(const ChartSpec &spec, const ChartStyle &style, double width)
{
    return heightFor(spec, style, width, false);
}
} // namespace gapscope
