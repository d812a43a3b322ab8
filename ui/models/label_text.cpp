// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/label_text.h"

#include "ui/base/qstring.h"

#include <QCoreApplication>

namespace gapscope {
namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gapscope::LabelText)
};
} // namespace

QStringList labelParts(const Label &label)
{
    QStringList parts{qs(label.code)};
    if (label.severity)
        parts << Text::tr("severity %1").arg(*label.severity);
    if (label.direction)
        parts << Text::tr("sim %1").arg(qs(name(*label.direction)));
    if (label.effect)
        parts << qs(name(*label.effect));
    if (label.confidence)
        parts << Text::tr("confidence %1").arg(*label.confidence);
    if (label.onset)
        parts << Text::tr("first divergence");
    if (label.flagged)
        parts << Text::tr("the guideline needs work");
    if (!label.note.empty())
        parts << QStringLiteral("“%1”").arg(qs(label.note));
    return parts;
}
} // namespace gapscope
