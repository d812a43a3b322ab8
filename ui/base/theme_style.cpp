// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/theme_style.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace gapscope {
ThemeStyle::ThemeStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
        return;
    const bool isEnabled = option->state.testFlag(State_Enabled);
    QColor outline = option->palette.color(QPalette::Text);
    outline.setAlphaF(isEnabled ? 0.6F : 0.3F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(outline);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}
} // namespace gapscope
