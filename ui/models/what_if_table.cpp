// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/what_if_table.h"

#include "ui/base/qstring.h"

#include <QCoreApplication>

#include <algorithm>

namespace gapscope {
namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::WhatIf", text);
}

FigureRow rowOf(const QString &title, double before, double after)
{
    FigureRow row;
    row.key = title;
    FigureCell bar;
    const double gain = std::max(after - before, 0.0);
    bar.parts = std::array<double, 3>{std::min(before, after), gain, std::max(before - after, 0.0)};
    bar.text = tr("from %1 to %2").arg(numberText(before, 1), numberText(after, 1));
    bar.sort = after;
    bar.tip = tr("Solid: kept. Hatched: gained. Hollow: lost.");
    row.cells = {textCell(title), numberCell(before, 1), numberCell(after, 1),
                 signedCell(after - before, 1), bar};
    return row;
}
} // namespace

FigureTable whatIfFigures(const WhatIf &result)
{
    FigureTable table;
    table.full = 100.0;
    table.columns = {{tr("Part"), {}, false},
                     {tr("Now"), tr("0 to 100; calibration as 100 (1 − ECE)")},
                     {tr("Then"), tr("With the gaps closed")},
                     {tr("Change"), {}},
                     {tr("0 to 100"), tr("Solid: kept. Hatched: gained. Hollow: lost."), false}};
    const QString titles[] = {tr("D1 style"), tr("D2 information"), tr("D3 clarification"),
                              tr("D4 reaction")};
    for (std::size_t i = 0; i < 4; ++i)
        table.rows.push_back(
            rowOf(titles[i], result.dimensionsBefore[i], result.dimensionsAfter[i]));
    if (result.evaluationBefore && result.evaluationAfter)
        table.rows.push_back(
            rowOf(tr("Survey"), *result.evaluationBefore, *result.evaluationAfter));
    table.rows.push_back(
        rowOf(tr("Calibration"), result.calibrationBefore, result.calibrationAfter));
    FigureRow whole = rowOf(tr("USI"), result.before, result.after);
    whole.bold = true;
    table.rows.push_back(std::move(whole));
    return table;
}

QString couplingSentence(const Coupling &coupling)
{
    QString r = numberText(coupling.correlation, 2);
    const QString text =
        coupling.correlation > 0.0
            ? tr("Dialogues with more “%1” have more “%2” (r = %3): it is likely to move by %4.")
            : tr("Dialogues with more “%1” have less “%2” (r = %3): it is likely to move by %4.");
    const bool isRate = info(coupling.other).isRate;
    return text.arg(qs(info(coupling.closed).title), qs(info(coupling.other).title), r,
                    signedText(coupling.shift, isRate ? 1 : 2) +
                        (isRate ? tr(" percentage points") : QString()));
}
} // namespace gapscope
