// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/page_export.h"

#include "ui/base/qstring.h"
#include "ui/charts/chart_scene.h"
#include "ui/charts/export.h"
#include "ui/charts/figure_file_p.h"

#include <QBuffer>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
/// Page units are 1/96 inch, as those of the charts.
constexpr double unitsPerMm = 96.0 / 25.4;
constexpr double marginMm = 4.0;
constexpr double smallestFigureMm = 10.0;
constexpr int leastDpi = 36;

struct PageText
{
    WrappedText text;
    QFont font;
    QPointF topLeft;
};

/// What stands on the page beside the figures, in page units.
struct PageFrame
{
    PageText title;
    PageText foot;
};

PageFrame frameOf(const FigurePage &page, double textScale)
{
    const double margin = marginMm * unitsPerMm;
    const QSizeF size = page.size * unitsPerMm;
    const double width = size.width() - 2 * margin;
    const double base = (size.width() < 640 ? 10.5 : 12.0) * textScale;
    const auto block = [&](const QString &text, const QFont &font) {
        return text.isEmpty() ? WrappedText() : wrapText(text, font, width);
    };
    PageFrame frame;
    frame.title.font = chartFont(1.4 * base, true);
    frame.title.text = block(page.title, frame.title.font);
    frame.title.topLeft = QPointF(margin, margin);
    frame.foot.font = chartFont(0.85 * base);
    frame.foot.text = block(qs(provenanceText(page.provenance)), frame.foot.font);
    frame.foot.topLeft = QPointF(margin, size.height() - margin - frame.foot.text.height);
    return frame;
}

QString description(const FigurePage &page)
{
    QStringList lines{qs(provenanceText(page.provenance))};
    for (const PageFigure &figure : page.figures)
        lines << qs(figure.spec.title);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString creator(const FigurePage &page)
{
    return QStringLiteral("Gapscope %1").arg(qs(page.provenance.version)).trimmed();
}

/// As it is drawn: what stands at the foot of the page is not repeated.
ChartSpec drawnSpec(const FigurePage &page, const PageFigure &figure)
{
    ChartSpec spec = figure.spec;
    if (provenanceText(spec.provenance) == provenanceText(page.provenance))
        spec.provenance = {};
    return spec;
}

QByteArray escaped(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 8);
}

QByteArray box(QSizeF size)
{
    return " width=\"" + number(size.width()) + "\" height=\"" + number(size.height()) + '"';
}

QByteArray svgText(const PageText &text, const QColor &colour)
{
    const QFontMetricsF metrics(text.font);
    QByteArray out;
    double y = text.topLeft.y() + metrics.ascent();
    for (const QString &line : text.text.lines) {
        out += "<text x=\"" + number(text.topLeft.x()) + "\" y=\"" + number(y) + "\" fill=\"" +
               colour.name().toLatin1() + "\" font-family=\"" + escaped(text.font.family()) +
               "\" font-size=\"" + QByteArray::number(text.font.pixelSize()) + "\" font-weight=\"" +
               (text.font.bold() ? "700" : "400") + "\">" + escaped(line) + "</text>\n";
        y += metrics.height();
    }
    return out;
}

/// The chart's own SVG as a part of the page; gradients and patterns of figures have the same
/// names.
QByteArray svgFigure(const ChartSpec &spec, const QRectF &place, const FigureTheme &look,
                     std::size_t index)
{
    const QByteArray whole = chartSvg(spec, look.theme, place.size(), look.textScale);
    const QByteArray prefix = 'f' + QByteArray::number(static_cast<int>(index)) + '-';
    QByteArray content = whole.mid(whole.indexOf("<title>"));
    for (const char *kind : {"frame-", "data"}) {
        content.replace(QByteArray("id=\"") + kind, "id=\"" + prefix + kind);
        content.replace(QByteArray("url(#") + kind, "url(#" + prefix + kind);
    }
    const QRectF units(place.topLeft() * unitsPerMm, place.size() * unitsPerMm);
    return "<svg x=\"" + number(units.x()) + "\" y=\"" + number(units.y()) + '"' +
           box(units.size()) + " viewBox=\"0 0 " + number(units.width()) + ' ' +
           number(units.height()) + "\" role=\"img\">\n" + content;
}

void drawText(QPainter &painter, const PageText &text, const QColor &colour)
{
    painter.setPen(colour);
    drawWrapped(painter, text.text, text.font, QRectF(text.topLeft, QSizeF(text.text.width, 0)),
                Qt::AlignLeft | Qt::AlignTop);
}

/// With a painter in page units.
void drawPage(QPainter &painter, const FigurePage &page, const FigureTheme &look)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.fillRect(QRectF(QPointF(), page.size * unitsPerMm), look.theme.page);
    const PageFrame frame = frameOf(page, look.textScale);
    drawText(painter, frame.title, look.theme.text);
    drawText(painter, frame.foot, look.theme.mutedText);
    for (const PageFigure &figure : page.figures) {
        ChartScene scene(drawnSpec(page, figure), {look.theme, look.textScale, false});
        scene.resize(figure.place.size() * unitsPerMm);
        scene.render(&painter, QRectF(figure.place.topLeft() * unitsPerMm, scene.size()),
                     scene.sceneRect());
    }
}

QByteArray pdfOf(const FigurePage &page, const FigureTheme &look)
{
    const auto alternative = [](const char *name, const QString &text) {
        return QByteArray("<dc:") + name + "><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
               escaped(text) + "</rdf:li></rdf:Alt></dc:" + name + ">\n";
    };
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(page.size, QPageSize::Millimeter, {}, QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setResolution(96);
        writer.setTitle(page.title);
        writer.setCreator(creator(page));
        // PDF readers know no description in the document info: Dublin Core has one.
        writer.setDocumentXmpMetadata(
            "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n" +
            alternative("title", page.title) + alternative("description", description(page)) +
            "<xmp:CreatorTool>" + escaped(creator(page)) +
            "</xmp:CreatorTool>\n</rdf:Description></rdf:RDF></x:xmpmeta>\n"
            "<?xpacket end=\"w\"?>\n");
        QPainter painter(&writer);
        drawPage(painter, page, look);
    }
    return buffer.data();
}

Result<QByteArray> pngOf(const FigurePage &page, const FigureTheme &look, int dpi)
{
    const QSizeF pixels = page.size / 25.4 * dpi;
    QImage image(static_cast<int>(std::lround(pixels.width())),
                 static_cast<int>(std::lround(pixels.height())), QImage::Format_RGB32);
    if (image.isNull())
        return Error{ErrorCode::OutputFailed, "png", "there is not enough memory"};
    image.fill(look.theme.page);
    {
        QPainter painter(&image);
        painter.scale(dpi / 96.0, dpi / 96.0);
        drawPage(painter, page, look);
    }
    // Only now: the painter of an image of n dpi would scale its fonts a second time.
    const int dotsPerMetre = static_cast<int>(std::lround(dpi / 0.0254));
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    const ChartProvenance &from = page.provenance;
    const std::pair<const char *, QString> texts[] = {
        {"Title", page.title},         {"Description", description(page)},
        {"Sample", qs(from.sample)},   {"Filter", qs(from.filter)},
        {"Edition", qs(from.edition)}, {"Data", qs(from.dataHash)},
        {"Software", creator(page)}};
    for (const auto &[name, text] : texts)
        if (!text.isEmpty())
            image.setText(QLatin1String(name), text);
    return encodedPng(image);
}

Result<void> check(const FigurePage &page, const QString &path, int dpi)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix != QLatin1String("svg") && suffix != QLatin1String("pdf") &&
        suffix != QLatin1String("png"))
        return Error{ErrorCode::InvalidArgument, utf8(path), "the suffix is not svg, pdf or png"};
    if (std::all_of(page.figures.begin(), page.figures.end(),
                    [](const PageFigure &figure) { return figure.spec.isEmpty(); }))
        return Error{ErrorCode::NotComputable, "the page", "no chart has anything to draw"};
    // Vectors have no pixels.
    const bool isPicture = suffix == QLatin1String("png");
    if (const Result<void> fits = checkFigureSize(page.size, isPicture ? dpi : leastDpi); !fits)
        return fits.error();
    if (std::any_of(page.figures.begin(), page.figures.end(), [](const PageFigure &figure) {
            return std::min(figure.place.width(), figure.place.height()) < smallestFigureMm;
        }))
        return Error{ErrorCode::InvalidArgument, "size", "the page is too small for its charts"};
    return {};
}
} // namespace

QRectF pageBody(const FigurePage &page, double textScale)
{
    const PageFrame frame = frameOf(page, textScale);
    const double top = marginMm + frame.title.text.height / unitsPerMm;
    const double foot = frame.foot.text.height / unitsPerMm;
    const double bottom = page.size.height() - marginMm - foot - (foot > 0 ? 1.0 : 0.0);
    // Figures have a margin of their own.
    return {1.0, top, page.size.width() - 2.0, std::max(0.0, bottom - top)};
}

QByteArray pageSvg(const FigurePage &page, const FigureTheme &look)
{
    const QSizeF size = page.size * unitsPerMm;
    QByteArray svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<svg xmlns=\"http://www.w3.org/2000/svg\""
                     " xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"" +
                     number(page.size.width()) + "mm\" height=\"" + number(page.size.height()) +
                     "mm\" viewBox=\"0 0 " + number(size.width()) + ' ' + number(size.height()) +
                     "\">\n<title>" + escaped(page.title) + "</title>\n<desc>" +
                     escaped(description(page)) + "</desc>\n<metadata>" + escaped(creator(page)) +
                     "</metadata>\n<rect" + box(size) + " fill=\"" +
                     look.theme.page.name().toLatin1() + "\"/>\n";
    const PageFrame frame = frameOf(page, look.textScale);
    svg += svgText(frame.title, look.theme.text);
    for (std::size_t i = 0; i < page.figures.size(); ++i)
        svg += svgFigure(drawnSpec(page, page.figures[i]), page.figures[i].place, look, i);
    svg += svgText(frame.foot, look.theme.mutedText);
    return svg + "</svg>\n";
}

Result<void> exportPage(const FigurePage &page, const FigureTheme &look, const QString &path,
                        int dpi)
{
    if (const Result<void> possible = check(page, path, dpi); !possible)
        return possible.error();
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("svg"))
        return saveFigure(path, pageSvg(page, look));
    if (suffix == QLatin1String("pdf"))
        return saveFigure(path, pdfOf(page, look));
    const Result<QByteArray> png = pngOf(page, look, dpi);
    if (!png)
        return png.error();
    return saveFigure(path, *png);
}
} // namespace gapscope
