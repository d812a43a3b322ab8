// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>

namespace gapscope {
/// Compares texts as people order them, "task 7" before "task 10". In the C locale, which a bare
/// system has, QCollator leaves numeric mode out without a word; English stands in for it.
inline QCollator naturalOrder()
{
    const QLocale locale;
    QCollator collator(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
    collator.setNumericMode(true);
    return collator;
}
} // namespace gapscope
