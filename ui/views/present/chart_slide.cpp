// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/present/chart_slide.h"

#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/charts/export.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
constexpr double dotsPerInch = 96.0;
constexpr double largest = 2.4;
constexpr double smallest = 1.0;
constexpr double step = 0.1;
/// The width in pixels at which text of twice the size reads well.
constexpr double widthAtDouble = 1600.0;

double millimetres(double pixels)
{
    return pixels / dotsPerInch * 25.4;
}
} // namespace

void ChartSlide::setSpec(ChartSpec spec)
{
    m_spec = std::move(spec);
    setAccessibleName(qs(m_spec.title));
    setAccessibleDescription(qs(m_spec.reading));
    draw();
    update();
}

void ChartSlide::draw()
{
    m_image = {};
    if (m_spec.isEmpty() || width() < 200 || height() < 150)
        return;
    const QSizeF size(millimetres(width()), millimetres(height()));
    m_scale = std::clamp(2.0 * width() / widthAtDouble, smallest, largest);
    while (m_scale > smallest &&
           comfortableMillimetres(m_spec, size.width(), m_scale) > size.height())
        m_scale -= step;
    m_image = chartImage(m_spec, Theme::of(palette()), size,
                         int(std::lround(dotsPerInch * devicePixelRatioF())), m_scale);
}

void ChartSlide::resizeEvent(QResizeEvent *)
{
    draw();
}

void ChartSlide::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::of(palette()).page);
    if (!m_image.isNull()) {
        painter.drawImage(rect(), m_image);
        return;
    }
    QFont font = painter.font();
    font.setPixelSize(std::max(16, height() / 28));
    painter.setFont(font);
    painter.setPen(Theme::of(palette()).mutedText);
    painter.drawText(rect().adjusted(40, 40, -40, -40), Qt::AlignCenter | Qt::TextWordWrap,
                     qs(m_spec.emptyReason));
}
} // namespace gapscope
