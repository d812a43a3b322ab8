// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

static void loadIconResource()
{
    Q_INIT_RESOURCE(icons); // of a static library; must stand outside any namespace
}

namespace gapscope {
namespace {
/// Draws a line icon from its SVG source in the size and colour asked for, so that it is crisp on
/// every screen; Qt 6.4 does not recolour symbolic icons itself.
class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QString name, QByteArray svg, const QPalette &palette)
        : m_name(std::move(name)), m_svg(std::move(svg)), m_palette(palette)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor", ink(mode).name().toLatin1());
        QSvgRenderer renderer(svg);
        const int side = std::min(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        // Every paint of a button asks, and reading the SVG anew takes longer than the rest of it.
        const QString kept = QStringLiteral("gapscope-icon/%1/%2x%3/%4")
                                 .arg(m_name)
                                 .arg(size.width())
                                 .arg(size.height())
                                 .arg(ink(mode).name());
        QPixmap pixmap;
        if (QPixmapCache::find(kept, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(kept, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new LineIconEngine(m_name, m_svg, m_palette); }
    QString key() const override { return QStringLiteral("gapscope-line-icon"); }
    bool isNull() override { return m_svg.isEmpty(); }

private:
    QColor ink(QIcon::Mode mode) const
    {
        switch (mode) {
        case QIcon::Disabled:
            return m_palette.color(QPalette::Disabled, QPalette::WindowText);
        case QIcon::Selected:
            return m_palette.color(QPalette::Active, QPalette::HighlightedText);
        case QIcon::Normal:
        case QIcon::Active:
            break;
        }
        return m_palette.color(QPalette::Active, QPalette::WindowText);
    }

    QString m_name;
    QByteArray m_svg;
    QPalette m_palette;
};
} // namespace

QIcon themedIcon(const QString &name, const QPalette &palette)
{
    loadIconResource();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("there is no icon called %s", qUtf8Printable(name));
        return {};
    }
    return QIcon(new LineIconEngine(name, file.readAll(), palette));
}
} // namespace gapscope
