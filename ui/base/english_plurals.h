// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace gapscope {
/// Makes "%n file(s)" read "1 file" and "2 files" where no other translation is installed. Install
/// it first: translators installed later are asked before it.
class EnglishPlurals final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *sourceText, const char *disambiguation,
                      int n) const override;
};
} // namespace gapscope
