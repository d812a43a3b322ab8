// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/queue_table.h"

#include "ui/base/qstring.h"

#include <QCoreApplication>
#include <QLocale>

namespace gapscope {
namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::Queue", text);
}

FigureCell secondsCell(const std::optional<double> &milliseconds)
{
    return numberCell(milliseconds ? std::optional(*milliseconds / 1000.0) : std::nullopt, 1);
}

QString stateText(const QueueItemState &state)
{
    switch (state.state) {
    case QueueItemState::State::Done:
        return tr("done");
    case QueueItemState::State::Skipped:
        return tr("skipped: %1").arg(qs(state.reason));
    case QueueItemState::State::Open:
        break;
    }
    return tr("open");
}

FigureCell shareCell(const std::optional<double> &share,
                     const std::optional<ConfidenceInterval> &interval)
{
    return numberCell(share ? std::optional(100.0 * *share) : std::nullopt, 1,
                      interval
                          ? tr("95 % interval %1")
                                .arg(intervalText(100.0 * interval->low, 100.0 * interval->high, 1))
                          : QString());
}

FigureRow verdictRow(const QString &key, const QString &name, const VerdictCounts &counts)
{
    FigureRow row;
    row.key = key;
    row.quiet = counts.judged() == 0;
    const std::optional<stats::TuringDistance> distance = counts.distance();
    row.cells = {
        textCell(name),
        countCell(counts.humanAsHuman),
        countCell(counts.humanAsSim),
        countCell(counts.simAsHuman),
        countCell(counts.simAsSim),
        countCell(counts.unsure()),
        shareCell(counts.accuracy(), counts.accuracyInterval()),
        shareCell(counts.passed(), counts.passedInterval()),
        numberCell(distance ? std::optional(distance->points) : std::nullopt, 1,
                   !counts.isBalanced()
                       ? tr("As many of one side as of the other are needed to read it against "
                            "guessing")
                   : distance
                       ? tr("95 % interval %1")
                             .arg(intervalText(distance->interval.low, distance->interval.high, 1))
                       : QString())};
    row.cells.back().quiet = !counts.isBalanced();
    return row;
}
} // namespace

FigureTable queuePeopleTable(const QueueProgress &progress)
{
    FigureTable table;
    table.columns = {{tr("Annotator"), {}, false},
                     {tr("Items"), {}},
                     {tr("Done"), {}},
                     {tr("Skipped"), {}},
                     {tr("Open"), {}},
                     {tr("Median s"), tr("Time per finished pair, in seconds")},
                     {tr("Fast"), tr("Pairs with a label set faster than 2 s after the row was "
                                     "shown: was it read?")}};
    for (const QueueAnnotator &one : progress.annotators) {
        FigureRow row;
        row.key = qs(one.annotator);
        QStringList reasons;
        for (const auto &[reason, count] : one.reasons)
            reasons << tr("%1 (%2)").arg(reason.empty() ? tr("no reason") : qs(reason)).arg(count);
        row.cells = {
            textCell(qs(one.annotator)), countCell(one.items),
            countCell(one.done),         countCell(one.skipped, reasons.join(QStringLiteral(", "))),
            countCell(one.open()),       secondsCell(one.medianMs),
            countCell(one.fastItems)};
        table.rows.push_back(std::move(row));
    }
    return table;
}

FigureTable queueItemTable(const QueueProgress &progress, const WorkspaceData &data)
{
    FigureTable table;
    table.columns = {{tr("Place"), {}},
                     {tr("Task"), {}, false},
                     {tr("Annotator"), {}, false},
                     {tr("State"), {}, false},
                     {tr("Seconds"), {}},
                     {tr("Fast labels"), {}},
                     {tr("Why it is here"), {}, false}};
    for (std::size_t i = 0; i < progress.items.size(); ++i) {
        const QueueItemState &state = progress.items[i];
        const DialogueHead *head = data.head(state.item.sim);
        FigureRow row;
        row.key = QString::number(i);
        row.quiet = state.state != QueueItemState::State::Open;
        row.cells = {countCell(state.item.position + 1),
                     textCell(head ? qs(head->dialogue.task.value()) : tr("not in the workspace")),
                     textCell(state.annotator.empty() ? tr("nobody yet") : qs(state.annotator)),
                     textCell(stateText(state)),
                     secondsCell(state.spentMs ? std::optional(static_cast<double>(*state.spentMs))
                                               : std::nullopt),
                     countCell(state.fastLabels),
                     textCell(qs(state.item.why))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

FigureTable verdictTable(const VerdictReport &report)
{
    FigureTable table;
    table.columns = {
        {tr("Of"), {}, false},
        {tr("Human: human"), tr("People taken for people")},
        {tr("Human: sim"), tr("People taken for simulators")},
        {tr("Sim: human"), tr("Simulators taken for people")},
        {tr("Sim: sim"), tr("Simulators recognised")},
        {tr("Unsure"), tr("No judgement, on either side")},
        {tr("Right %"), tr("Share of right judgements; 50 = guessing, where both sides are as "
                           "many")},
        {tr("Passed %"), tr("Share of simulated dialogues taken for people")},
        {tr("Turing distance"),
         tr("How far right judgements are from guessing, in points, 0 to 50")},
    };
    FigureRow all = verdictRow(QStringLiteral("*"), tr("all"), report.all);
    all.place = FigureRow::Place::Top;
    all.bold = true;
    table.rows.push_back(std::move(all));
    for (const VerdictLine &line : report.simulators)
        table.rows.push_back(verdictRow(QStringLiteral("sim ") + qs(line.name),
                                        tr("simulator %1").arg(qs(line.name)), line.counts));
    for (const VerdictLine &line : report.annotators)
        table.rows.push_back(verdictRow(QStringLiteral("by ") + qs(line.name),
                                        tr("judged by %1").arg(qs(line.name)), line.counts));
    return table;
}
} // namespace gapscope
