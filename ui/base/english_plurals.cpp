// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/english_plurals.h"

namespace gapscope {
QString EnglishPlurals::translate(const char *, const char *sourceText, const char *, int n) const
{
    if (n < 0)
        return {};
    QString text = QString::fromUtf8(sourceText);
    const bool one = n == 1;
    text.replace(QLatin1String("(s)"), QLatin1String(one ? "" : "s"));
    text.replace(QLatin1String("(es)"), QLatin1String(one ? "" : "es"));
    return text;
}
} // namespace gapscope
