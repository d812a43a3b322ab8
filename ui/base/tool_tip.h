// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gapscope {
/// A tool tip that shows `text` as it is: Qt would interpret what looks like HTML.
inline QString plainToolTip(const QString &text)
{
    return text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}
} // namespace gapscope
