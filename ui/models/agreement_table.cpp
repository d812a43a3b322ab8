// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/agreement_table.h"

#include "ui/base/qstring.h"

#include <QCoreApplication>
#include <QLocale>

#include <set>

namespace gapscope {
namespace {
QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("gapscope::Agreement", text, nullptr, n);
}

QString whyNot(stats::Undefined reason)
{
    return tr("Undefined, because %1").arg(qs(stats::because(reason)));
}

QString baseText(const AgreementFigure &figure)
{
    return tr("%1 of %2 units that somebody rated have two ratings or more")
        .arg(QLocale().toString(figure.used), QLocale().toString(figure.possible));
}

FigureCell measuredCell(const stats::Measured &value, const QString &tip, int decimals = 2)
{
    if (value)
        return numberCell(*value, decimals, tip);
    FigureCell cell = textCell(QStringLiteral("–"), whyNot(value.why()));
    cell.sort = QVariant();
    cell.quiet = true;
    return cell;
}

FigureCell figureCell(const AgreementFigure &figure)
{
    QString tip = baseText(figure);
    if (figure.interval)
        tip = tr("95 % interval %1. %2")
                  .arg(intervalText(figure.interval->low, figure.interval->high, 2), tip);
    return measuredCell(figure.value, tip);
}

FigureCell intervalCell(const AgreementFigure &figure)
{
    FigureCell cell = numberCell({}, 2);
    if (!figure.interval)
        return cell;
    cell.text = intervalText(figure.interval->low, figure.interval->high, 2);
    cell.sort = figure.interval->high - figure.interval->low;
    cell.quiet = false;
    return cell;
}

FigureCell bandCell(const stats::Measured &alpha)
{
    if (!alpha)
        return textCell(QStringLiteral("–"), whyNot(alpha.why()));
    switch (bandOf(*alpha)) {
    case AgreementBand::Firm:
        return textCell(tr("firm"), tr("Alpha of .80 or more"));
    case AgreementBand::Tentative:
        return textCell(tr("tentative"), tr("Alpha from .667 to .80: for tentative conclusions"));
    case AgreementBand::Weak:
        return textCell(tr("weak"), tr("Alpha below .667: the guideline or the training needs "
                                       "work"));
    }
    return {};
}

FigureCell unitsCell(const AgreementFigure &figure)
{
    FigureCell cell = countCell(figure.used, baseText(figure));
    cell.text =
        tr("%1 / %2").arg(QLocale().toString(figure.used), QLocale().toString(figure.possible));
    return cell;
}

FigureRow rowOf(const AgreementLine &line)
{
    FigureRow row;
    const bool isCode = line.subject == AgreementLine::Subject::Code;
    row.key = isCode ? qs(line.id) : QStringLiteral("*%1").arg(qs(line.id));
    row.place = isCode ? FigureRow::Place::Sorted : FigureRow::Place::Top;
    row.bold = line.subject == AgreementLine::Subject::AllMasi;
    row.italic = line.subject == AgreementLine::Subject::Group;
    row.cells = {textCell(isCode ? qs(line.id) : QString()),
                 textCell(qs(line.name)),
                 unitsCell(line.agreement),
                 numberCell(100.0 * line.prevalence, 1, tr("%Ln rating(s) give it", line.given)),
                 figureCell(line.agreement),
                 figureCell(line.cohen),
                 figureCell(line.fleiss),
                 figureCell(line.ac1),
                 figureCell(line.alpha),
                 intervalCell(line.alpha),
                 bandCell(line.alpha.value)};
    return row;
}

/// A figure that has no code and few coefficients.
FigureRow otherRow(const QString &key, const QString &name, const AgreementFigure &agreement,
                   const AgreementFigure *cohen, const AgreementFigure *alpha)
{
    FigureRow row;
    row.key = key;
    row.place = FigureRow::Place::Bottom;
    const FigureCell none = numberCell({}, 2);
    row.cells = {textCell(QString()),
                 textCell(name),
                 unitsCell(agreement),
                 none,
                 figureCell(agreement),
                 cohen ? figureCell(*cohen) : none,
                 none,
                 none,
                 alpha ? figureCell(*alpha) : none,
                 alpha ? intervalCell(*alpha) : intervalCell(agreement),
                 alpha ? bandCell(alpha->value) : textCell(QString())};
    return row;
}

QString codeName(const LabelScheme &scheme, const std::string &code)
{
    const LabelCode *entry = scheme.find(code);
    return entry ? qs(entry->name) : QString();
}
} // namespace

FigureTable agreementTable(const AgreementReport &report)
{
    FigureTable table;
    table.columns = {
        {tr("Code"), {}, false},
        {tr("What"), {}, false},
        {tr("Units"), tr("Rows (or whole pairs) with two ratings or more / that somebody rated")},
        {tr("Prevalence %"), tr("Share of the ratings that give it")},
        {tr("Agreement"), tr("Share of equal ratings, chance included, 0 to 1")},
        {tr("Cohen κ"), tr("Two annotators (Cohen 1960); severity with quadratic weights")},
        {tr("Fleiss κ"), tr("Where all units have the same number of annotators (Fleiss 1971)")},
        {tr("AC1"), tr("Gwet's, robust where a code is rare or nearly everywhere (Gwet 2008, "
                       "2014)")},
        {tr("α"), tr("Krippendorff's, any number of annotators, missing ratings; for all codes at "
                     "once by the distance of sets")},
        {tr("95 % interval"), tr("Of α; percentile bootstrap by task")},
        {tr("Band"), tr("Krippendorff's reading of α: firm from .80, tentative from .667"), false},
    };
    for (const AgreementLine &line : report.lines)
        table.rows.push_back(rowOf(line));
    const SeverityAgreement &severity = report.severity;
    table.rows.push_back(otherRow(QStringLiteral("*severity"), tr("Severity (α ordinal)"),
                                  severity.agreement, &severity.weightedKappa, &severity.ordinal));
    table.rows.push_back(otherRow(QStringLiteral("*onset"), tr("First divergence, same row"),
                                  report.onset.exact, nullptr, &report.onset.alpha));
    table.rows.push_back(otherRow(QStringLiteral("*onset1"), tr("First divergence, within a row"),
                                  report.onset.withinOne, nullptr, nullptr));
    table.rows.push_back(
        otherRow(QStringLiteral("*words"), tr("Marked words, F1"), report.spans, nullptr, nullptr));
    return table;
}

FigureTable annotatorMatrix(const std::vector<std::string> &annotators,
                            const std::vector<AnnotatorPair> &pairs, bool ofOneCode)
{
    FigureTable table;
    table.columns.push_back({ofOneCode ? tr("κ \\ units") : tr("α \\ units"),
                             tr("Above the diagonal the figure, below it the units both rated / "
                                "that one of them did"),
                             false});
    for (const std::string &name : annotators)
        table.columns.push_back({qs(name), {}, true});
    const FigureCell blank = textCell(QString());
    for (const std::string &name : annotators) {
        FigureRow row;
        row.key = qs(name);
        row.cells.assign(annotators.size() + 1, blank);
        row.cells[0] = textCell(qs(name));
        table.rows.push_back(std::move(row));
    }
    for (const AnnotatorPair &pair : pairs) {
        const QString units =
            tr("%1 / %2").arg(QLocale().toString(pair.used), QLocale().toString(pair.possible));
        const QString tip =
            tr("%1 and %2: agreement %3, AC1 %4, α %5, units %6")
                .arg(qs(annotators[pair.first]), qs(annotators[pair.second]),
                     numberText(pair.agreement.value(), 2), numberText(pair.ac1.value(), 2),
                     numberText(pair.alpha.value(), 2), units);
        table.rows[pair.first].cells[pair.second + 1] =
            measuredCell(ofOneCode ? pair.kappa : pair.alpha, tip);
        FigureCell count = countCell(pair.used, tip);
        count.text = units;
        table.rows[pair.second].cells[pair.first + 1] = count;
    }
    return table;
}

FigureTable confusionTable(const CodeConfusion &confusion, const LabelScheme &scheme)
{
    FigureTable table;
    std::vector<std::string> codes = confusion.codes;
    codes.emplace_back();
    table.columns.push_back({tr("%1 \\ %2").arg(qs(confusion.first), qs(confusion.second)),
                             tr("Rows: what %1 says; columns: what %2 says. Double click opens "
                                "the rows behind a number")
                                 .arg(qs(confusion.first), qs(confusion.second)),
                             false});
    for (const std::string &code : codes)
        table.columns.push_back(
            {code.empty() ? tr("none") : qs(code), codeName(scheme, code), true});
    for (const std::string &first : codes) {
        FigureRow row;
        row.key = qs(first);
        row.place = first.empty() ? FigureRow::Place::Bottom : FigureRow::Place::Sorted;
        row.cells.push_back(
            textCell(first.empty() ? tr("none") : qs(first), codeName(scheme, first)));
        for (const std::string &second : codes) {
            const auto found = confusion.cells.find({first, second});
            const int n =
                found == confusion.cells.end() ? 0 : static_cast<int>(found->second.size());
            FigureCell cell = countCell(n);
            if (n == 0)
                cell.text = QStringLiteral("·");
            cell.quiet = n == 0 || first == second;
            row.cells.push_back(cell);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

FigureTable goldTable(const AgainstGold &gold, const LabelScheme &scheme)
{
    FigureTable table;
    table.columns = {{tr("Code"), {}, false},
                     {tr("What"), {}, false},
                     {tr("Same"), tr("Given, and final too")},
                     {tr("Extra"), tr("Given, but not final")},
                     {tr("Missed"), tr("Final, but not given")},
                     {tr("Precision"), tr("Share of the given that are final, 0 to 1")},
                     {tr("Recall"), tr("Share of the final that were given, 0 to 1")},
                     {tr("F1"), {}}};
    for (const GoldScore &score : gold.scores) {
        FigureRow row;
        row.key = qs(score.code);
        row.place = score.code.empty() ? FigureRow::Place::Top : FigureRow::Place::Sorted;
        row.bold = score.code.empty();
        row.cells = {textCell(qs(score.code)),
                     textCell(score.code.empty() ? tr("All codes") : codeName(scheme, score.code)),
                     countCell(score.hits),
                     countCell(score.extra),
                     countCell(score.missed),
                     numberCell(score.precision(), 2),
                     numberCell(score.recall(), 2),
                     numberCell(score.f1(), 2)};
        table.rows.push_back(std::move(row));
    }
    return table;
}

FigureTable conflictTable(const Adjudication &all)
{
    FigureTable table;
    table.columns = {{tr("State"), {}, false},
                     {tr("What they say"), {}, false},
                     {tr("Task"), {}, false},
                     {tr("Row"), {}, true},
                     {tr("Agreement"), tr("Mean over two annotators of 1 − the MASI distance of "
                                          "their codes, 0 to 1")}};
    for (std::size_t i = 0; i < all.conflicts.size(); ++i) {
        const Conflict &conflict = all.conflicts[i];
        QStringList said;
        for (const Statement &statement : conflict.statements) {
            std::set<std::string> codes;
            for (const Label &label : statement.labels)
                codes.insert(label.code);
            QStringList list;
            for (const std::string &code : codes)
                list << qs(code);
            said << tr("%1: %2").arg(qs(statement.annotator), list.isEmpty()
                                                                  ? QStringLiteral("–")
                                                                  : list.join(QLatin1Char(' ')));
        }
        FigureRow row;
        row.key = QString::number(i);
        row.quiet = conflict.isSolved();
        FigureCell place = conflict.row < 0 ? textCell(tr("pair"), tr("The pair as a whole"))
                                            : countCell(conflict.row + 1);
        row.cells = {textCell(conflict.isSolved() ? tr("decided")
                              : conflict.flagged  ? tr("open, flagged")
                                                  : tr("open")),
                     textCell(said.join(QStringLiteral(" · "))),
                     textCell(qs(conflict.task.value())), place, numberCell(conflict.agreement, 2)};
        table.rows.push_back(std::move(row));
    }
    return table;
}
} // namespace gapscope
