// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/task_match_table.h"

#include "ui/base/qstring.h"

#include <QCoreApplication>
#include <QLocale>

namespace gapscope {
namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::TaskMatch", text);
}

FigureCell taskCell(const std::optional<TaskKey> &key)
{
    return key ? textCell(qs(key->value())) : FigureCell{tr("–"), {}, tr("no such task"), true, {}};
}
} // namespace

QString matchWayText(MatchWay way)
{
    switch (way) {
    case MatchWay::ById:
        return tr("by id");
    case MatchWay::ByFingerprint:
        return tr("by fingerprint");
    case MatchWay::ByHand:
        return tr("by hand");
    case MatchWay::Conflict:
        return tr("in conflict");
    case MatchWay::Alone:
        break;
    }
    return tr("alone");
}

QString taskMatchSentence(const TaskMatching &matching)
{
    QStringList parts;
    for (const MatchWay way : {MatchWay::ById, MatchWay::ByFingerprint, MatchWay::ByHand,
                               MatchWay::Conflict, MatchWay::Alone})
        if (const std::int64_t count = matching.count(way);
            count > 0 || way == MatchWay::ById || way == MatchWay::Alone)
            parts << tr("%1 %2").arg(QLocale().toString(static_cast<qlonglong>(count)),
                                     matchWayText(way));
    return tr("Tasks of people and of simulators: %1").arg(parts.join(QStringLiteral(" · ")));
}

FigureTable taskMatchTable(const TaskMatching &matching, std::optional<MatchWay> only)
{
    FigureTable table;
    table.columns = {{tr("Real task"), {}, false},
                     {tr("Simulated task"), {}, false},
                     {tr("Matched"), {}, false},
                     {tr("Real"), tr("Dialogues of people")},
                     {tr("Simulated"), tr("Dialogues of simulators")},
                     {tr("Why"), {}, false}};
    for (std::size_t i = 0; i < matching.rows.size(); ++i) {
        const TaskMatchRow &row = matching.rows[i];
        if (only && row.way != *only)
            continue;
        FigureRow line;
        line.key = QString::number(i);
        line.quiet = !row.paired;
        line.bold = row.way == MatchWay::Conflict;
        line.cells = {taskCell(row.real),
                      taskCell(row.sim),
                      textCell(matchWayText(row.way)),
                      countCell(static_cast<int>(row.realDialogues)),
                      countCell(static_cast<int>(row.simDialogues)),
                      textCell(qs(row.evidence))};
        table.rows.push_back(std::move(line));
    }
    return table;
}
} // namespace gapscope
