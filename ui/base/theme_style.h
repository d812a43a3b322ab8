// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace gapscope {
/// Fusion with boxes to tick that can be seen on dark grounds too: there it draws their outline as
/// a darker shade of a window that is nearly black.
class ThemeStyle final : public QProxyStyle
{
public:
    ThemeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
};
} // namespace gapscope
