// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/editions_table.h"

#include "ui/base/qstring.h"

#include <QCoreApplication>

#include <algorithm>

namespace gapscope {
namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::Editions", text);
}

std::optional<double> usiOf(const UsiTable &table, const std::string &name)
{
    const auto found = std::find_if(table.rows.begin(), table.rows.end(),
                                    [&](const UsiRow &row) { return row.name == name; });
    return found == table.rows.end() || !found->usi ? std::nullopt
                                                    : std::optional(found->usi->mean);
}

QString columnName(UsiColumn column)
{
    switch (column) {
    case UsiColumn::Conversation:
        return tr("D1");
    case UsiColumn::Information:
        return tr("D2");
    case UsiColumn::Clarification:
        return tr("D3");
    case UsiColumn::Reaction:
        return tr("D4");
    case UsiColumn::Evaluation:
        return tr("Eval");
    case UsiColumn::Ece:
        return tr("ECE");
    case UsiColumn::Usi:
        return tr("USI");
    }
    return {};
}
} // namespace

FigureTable editionsTable(const UsiTable &reference, const UsiTable &corrected, const UsiTable *own)
{
    FigureTable table;
    table.columns = {{tr("Against people"), {}, false},
                     {tr("Reference"), tr("USI as the published scorer counts")},
                     {tr("Corrected"), tr("USI with all repairs")},
                     {tr("Difference"), tr("Corrected − reference")}};
    if (own)
        table.columns.push_back(
            {tr("Own"), tr("USI of the %1 edition").arg(qs(name(own->edition)))});
    for (const UsiRow &row : reference.rows) {
        const std::optional<double> before = row.usi ? std::optional(row.usi->mean) : std::nullopt;
        const std::optional<double> after = usiOf(corrected, row.name);
        FigureRow shown;
        shown.key = qs(row.name);
        if (row.kind != UsiRow::Kind::Simulator)
            shown.place = FigureRow::Place::Top;
        shown.cells = {
            textCell(qs(row.name)), numberCell(before, 1), numberCell(after, 1),
            signedCell(before && after ? std::optional(*after - *before) : std::nullopt, 1)};
        if (own)
            shown.cells.push_back(numberCell(usiOf(*own, row.name), 1));
        table.rows.push_back(std::move(shown));
    }
    return table;
}

QString changeText(const RowChange &change)
{
    QStringList parts;
    for (const ColumnChange &one : change.columns) {
        if (one.column == UsiColumn::Usi && one.change.delta())
            continue;
        const std::optional<double> delta = one.change.delta();
        const QString text = delta ? signedText(delta, one.column == UsiColumn::Ece ? 3 : 2)
                             : one.change.to ? tr("now computed")
                                             : tr("no longer computed");
        parts.append(tr("%1 %2").arg(columnName(one.column), text));
    }
    for (const FeatureChange &one : change.features)
        parts.append(qs(info(one.feature).title));
    return parts.join(QStringLiteral(", "));
}

std::optional<double> usiChange(const RowChange &change)
{
    for (const ColumnChange &one : change.columns) {
        if (one.column == UsiColumn::Usi)
            return one.change.delta();
    }
    return std::nullopt;
}
} // namespace gapscope
