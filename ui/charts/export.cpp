// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/export.h"

#include "core/export/chart_file.h"
#include "ui/base/qstring.h"
#include "ui/charts/chart_scene.h"
#include "ui/charts/figure_file_p.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPageSize>
#include <QPdfWriter>
#include <QPrinter>
#include <QSvgGenerator>

#include <cmath>

namespace gapscope {
namespace {
/// Scene units are 1/96 inch: at the generator's default of 72 dpi figures come out a third too
/// big.
constexpr int sceneDpi = 96;
constexpr double mmPerInch = 25.4;

QSizeF sceneSize(QSizeF millimetres)
{
    return millimetres / mmPerInch * sceneDpi;
}

QString description(const ChartSpec &spec)
{
    QStringList lines{qs(spec.subtitle), qs(spec.reading)};
    for (const std::string &warning : spec.warnings)
        lines << qs(warning);
    for (const std::string &note : spec.labelNotes)
        lines << qs(note);
    lines << qs(provenanceText(spec.provenance));
    if (!spec.provenance.source.empty())
        lines << QStringLiteral("Source: %1").arg(qs(spec.provenance.source));
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString creator(const ChartSpec &spec)
{
    return QStringLiteral("Gapscope %1").arg(qs(spec.provenance.version)).trimmed();
}

/// One drawing pass as the elements inside the generator's own <svg>, ids made unique by `prefix`.
template <class Draw>
QByteArray svgPass(QSizeF size, const QByteArray &prefix, Draw draw)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setResolution(sceneDpi);
        generator.setSize(size.toSize());
        generator.setViewBox(QRectF(QPointF(), size));
        QPainter painter(&generator);
        draw(painter);
    }
    QByteArray svg = buffer.data();
    const qsizetype begin = svg.indexOf("<defs>");
    svg = svg.mid(begin, svg.lastIndexOf("</svg>") - begin);
    for (const char *kind : {"gradient", "patternfill"}) {
        svg.replace(QByteArray("id=\"") + kind, "id=\"" + prefix + kind);
        svg.replace(QByteArray("url(#") + kind, "url(#" + prefix + kind);
    }
    return svg;
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 8);
}

/// QSvgGenerator ignores clipping: the inner <svg> is the clip of a zoomed plot.
QByteArray clippedPlot(ChartScene &scene, int plot)
{
    const QByteArray prefix = "data" + (plot == 0 ? QByteArray() : QByteArray::number(plot)) + '-';
    const QByteArray data = svgPass(scene.size(), prefix,
                                    [&](QPainter &painter) { scene.drawDataOnly(painter, plot); });
    const QRectF area = scene.plot(plot).layout().plot;
    const QByteArray x = number(area.x());
    const QByteArray y = number(area.y());
    const QByteArray width = number(area.width());
    const QByteArray height = number(area.height());
    return "<svg x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\"" + height +
           "\" viewBox=\"" + x + ' ' + y + ' ' + width + ' ' + height +
           "\" overflow=\"hidden\">\n" + data + "</svg>\n";
}

QByteArray svgOf(ChartScene &scene, QSizeF millimetres)
{
    const QSizeF size = scene.size();
    const QByteArray frame =
        svgPass(size, "frame-", [&](QPainter &painter) { scene.drawFrameOnly(painter); });
    QByteArray data;
    for (int plot = 0; plot < scene.plotCount(); ++plot)
        if (!scene.plot(plot).spec().isEmpty())
            data += clippedPlot(scene, plot);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
           " version=\"1.1\" width=\"" +
           number(millimetres.width()) + "mm\" height=\"" + number(millimetres.height()) +
           "mm\" viewBox=\"0 0 " + number(size.width()) + ' ' + number(size.height()) +
           "\" role=\"img\">\n<title>" + qs(scene.spec().title).toHtmlEscaped().toUtf8() +
           "</title>\n<desc>" + description(scene.spec()).toHtmlEscaped().toUtf8() + "</desc>\n" +
           frame + data + "</svg>\n";
}

void renderTo(QPaintDevice &device, ChartScene &scene, QRectF target)
{
    QPainter painter(&device);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    scene.render(&painter, target, scene.sceneRect());
}

/// PDF readers know no description in the document info: Dublin Core has one.
QByteArray xmpOf(const ChartSpec &spec)
{
    const auto text = [](const QString &raw) { return raw.toHtmlEscaped().toUtf8(); };
    const auto alternative = [&](const char *name, const QString &raw) {
        return QByteArray("<dc:") + name + "><rdf:Alt><rdf:li xml:lang=\"x-default\">" + text(raw) +
               "</rdf:li></rdf:Alt></dc:" + name + ">\n";
    };
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
           " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n" +
           alternative("title", qs(spec.title)) + alternative("description", description(spec)) +
           "<xmp:CreatorTool>" + text(creator(spec)) +
           "</xmp:CreatorTool>\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>\n";
}

QByteArray pdfOf(ChartScene &scene, QSizeF millimetres)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(
            QPageSize(millimetres, QPageSize::Millimeter, {}, QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setResolution(sceneDpi);
        writer.setTitle(qs(scene.spec().title));
        writer.setCreator(QStringLiteral("%1 · %2").arg(
            creator(scene.spec()), qs(provenanceText(scene.spec().provenance))));
        writer.setDocumentXmpMetadata(xmpOf(scene.spec()));
        renderTo(writer, scene, QRectF(0, 0, writer.width(), writer.height()));
    }
    return buffer.data();
}

QImage imageOf(ChartScene &scene, QSizeF millimetres, int dpi)
{
    const QSizeF pixels = millimetres / mmPerInch * dpi;
    QImage image(static_cast<int>(std::lround(pixels.width())),
                 static_cast<int>(std::lround(pixels.height())), QImage::Format_RGB32);
    const int dotsPerMetre = static_cast<int>(std::lround(dpi / 0.0254));
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    image.fill(scene.style().theme.page);
    // The painter of an image of n dpi would scale points, not our pixel sizes: map it ourselves.
    renderTo(image, scene, QRectF(QPointF(), QSizeF(image.size())));
    image.setText(QStringLiteral("Title"), qs(scene.spec().title));
    image.setText(QStringLiteral("Description"), description(scene.spec()));
    const ChartProvenance &from = scene.spec().provenance;
    const std::pair<const char *, const std::string &> known[] = {{"Sample", from.sample},
                                                                  {"Filter", from.filter},
                                                                  {"Edition", from.edition},
                                                                  {"Data", from.dataHash}};
    for (const auto &[name, value] : known)
        if (!value.empty())
            image.setText(QLatin1String(name), qs(value));
    image.setText(QStringLiteral("Software"), creator(scene.spec()));
    return image;
}
} // namespace

double comfortableMillimetres(const ChartSpec &spec, double widthMillimetres, double textScale)
{
    const double width = widthMillimetres / mmPerInch * sceneDpi;
    return comfortableHeight(spec, {Theme::light(), textScale, false}, width) / sceneDpi *
           mmPerInch;
}

QByteArray chartSvg(const ChartSpec &spec, const Theme &theme, QSizeF millimetres, double textScale)
{
    ChartScene scene(spec, {theme, textScale, false});
    scene.resize(sceneSize(millimetres));
    return svgOf(scene, millimetres);
}

QByteArray chartSvg(ChartScene &scene)
{
    return svgOf(scene, scene.size() / sceneDpi * mmPerInch);
}

QImage chartImage(const ChartSpec &spec, const Theme &theme, QSizeF millimetres, int dpi,
                  double textScale)
{
    ChartScene scene(spec, {theme, textScale, false});
    scene.resize(sceneSize(millimetres));
    return imageOf(scene, millimetres, dpi);
}

void printChart(const ChartSpec &spec, QPrinter &printer)
{
    const QRectF page = printer.pageRect(QPrinter::Millimeter);
    const double height = std::min(
        page.height(), std::max(0.62 * page.width(), comfortableMillimetres(spec, page.width())));
    ChartScene scene(spec, {Theme::light(), 1.0, false});
    scene.resize(sceneSize(QSizeF(page.width(), height)));
    const QRectF paper = printer.pageRect(QPrinter::DevicePixel);
    printer.setDocName(qs(spec.title));
    renderTo(printer, scene, QRectF(0, 0, paper.width(), paper.height() * height / page.height()));
}

Result<void> exportChart(const ChartSpec &spec, const Theme &theme, QSizeF millimetres,
                         const QString &path, int dpi, double textScale)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("csv"))
        return saveFigure(path, QByteArray::fromStdString(chartCsv(spec)));
    if (suffix == QLatin1String("json"))
        return saveFigure(path, QByteArray::fromStdString(chartJson(spec)));
    if (suffix != QLatin1String("svg") && suffix != QLatin1String("pdf") &&
        suffix != QLatin1String("png"))
        return Error{ErrorCode::InvalidArgument, utf8(path),
                     "the suffix is not svg, pdf, png, csv or json"};
    if (const Result<void> fits = checkFigureSize(millimetres, dpi); !fits)
        return fits.error();
    if (spec.isEmpty())
        return Error{ErrorCode::NotComputable, spec.id, spec.emptyReason};

    ChartScene scene(spec, {theme, textScale, false});
    scene.resize(sceneSize(millimetres));
    if (suffix == QLatin1String("svg"))
        return saveFigure(path, svgOf(scene, millimetres));
    if (suffix == QLatin1String("pdf"))
        return saveFigure(path, pdfOf(scene, millimetres));
    const Result<QByteArray> png = encodedPng(imageOf(scene, millimetres, dpi));
    if (!png)
        return png.error();
    return saveFigure(path, *png);
}
} // namespace gapscope
