// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lost_points_table.h"

#include "core/features/feature.h"
#include "ui/base/qstring.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::LostPoints", text);
}

QString splitTip(const LedgerLine &line)
{
    return tr("%1 points: %2 real, %3 artefact, %4 noise")
        .arg(numberText(line.points, 2), numberText(line.real, 2), numberText(line.artefact, 2),
             numberText(line.noise, 2));
}

FigureCell splitCell(double real, double artefact, double noise, const QString &tip)
{
    FigureCell cell;
    cell.text = tr("%1 real, %2 artefact, %3 noise")
                    .arg(numberText(real, 2), numberText(artefact, 2), numberText(noise, 2));
    cell.sort = real;
    cell.tip = tip;
    cell.parts = std::array<double, 3>{real, artefact, noise};
    return cell;
}
} // namespace

QString partName(const LedgerLine &line)
{
    switch (line.part) {
    case LedgerLine::Part::Behaviour:
        return qs(key(line.dimension)).left(2);
    case LedgerLine::Part::Calibration:
        return tr("Calibration");
    case LedgerLine::Part::Evaluation:
        return tr("Survey");
    }
    return {};
}

QString lineFigure(const LedgerLine &line, const std::optional<double> &value)
{
    if (!value)
        return numberText({}, 1);
    if (line.part == LedgerLine::Part::Calibration)
        return tr("%1 %").arg(numberText(100.0 * *value, 0));
    const std::optional<Feature> feature = featureByKey(line.id);
    if (feature && info(*feature).isRate)
        return tr("%1 %").arg(numberText(value, 1));
    return numberText(value, 2);
}

FigureTable lostPointsTable(const UsiLedger &ledger, bool correctedIsKnown)
{
    FigureTable table;
    table.columns = {
        {tr("Owner"),
         tr("Who the points are lost to: a feature, the calibration of tasks of one "
            "difficulty, or a question of the survey"),
         false},
        {tr("Part"), tr("The part of the index it belongs to"), false},
        {tr("Points"), tr("Points of 100 that are lost here; all lines add up to 100 − USI")},
        {tr("Split"),
         correctedIsKnown
             ? tr("Real: the simulator's. Artefact: given back by the corrected edition, or the "
                  "price of a missing answer. Noise: people lose as much among themselves.")
             : tr("Real, artefact and noise. Artefacts are those of missing answers only until "
                  "the corrected edition is computed."),
         false},
        {tr("People"), tr("What people do: mean of the feature, or success rate")},
        {tr("Sim"), tr("What the simulator does")},
        {tr("People lose"), tr("Points people lose among themselves on the same line")},
    };
    double real = 0.0;
    double artefact = 0.0;
    double noise = 0.0;
    std::optional<double> floor;
    std::vector<LedgerLine> lines = ledger.lines;
    std::stable_sort(lines.begin(), lines.end(),
                     [](const LedgerLine &a, const LedgerLine &b) { return a.points > b.points; });
    for (const LedgerLine &line : lines) {
        FigureRow row;
        row.key = qs(line.id);
        QString tip = splitTip(line);
        if (line.corrected)
            tip += QLatin1Char('\n') +
                   tr("%1 points in the corrected edition").arg(numberText(line.corrected, 2));
        row.cells = {textCell(qs(line.title), tr("Double click: what is behind it")),
                     textCell(partName(line)),
                     numberCell(line.points, 2, tip),
                     splitCell(line.real, line.artefact, line.noise, tip),
                     numberCell(line.people, 2),
                     numberCell(line.sim, 2),
                     numberCell(line.floor, 2)};
        row.cells[4].text = lineFigure(line, line.people);
        row.cells[5].text = lineFigure(line, line.sim);
        row.quiet = line.real < 0.005;
        table.rows.push_back(std::move(row));
        real += line.real;
        artefact += line.artefact;
        noise += line.noise;
        if (line.floor)
            floor = floor.value_or(0.0) + *line.floor;
    }
    FigureRow sum;
    sum.key = QStringLiteral("total");
    sum.place = FigureRow::Place::Bottom;
    sum.bold = true;
    const double all = real + artefact + noise;
    const QString tip = tr("100 − USI = %1").arg(numberText(100.0 - ledger.usi, 2));
    FigureCell split = splitCell(real, artefact, noise, tip);
    split.parts.reset();
    sum.cells = {textCell(tr("All lost points")),
                 textCell({}),
                 numberCell(all, 2, tip),
                 split,
                 textCell({}),
                 textCell({}),
                 numberCell(floor, 2)};
    table.rows.push_back(std::move(sum));
    return table;
}

FigureTable influenceFigures(const UsiLedger &ledger, const std::vector<Influence> &influences,
                             std::size_t most,
                             const std::function<QString(const LeftOut &)> &nameOf)
{
    FigureTable table;
    table.columns = {
        {tr("Dialogue"), tr("The dialogues that move the index most when left out"), false},
        {tr("Without it"), tr("How the index changes when this dialogue is left out; above zero = "
                              "it pulls the index down")},
        {tr("Mostly through"), tr("The line of the ledger that moves most"), false},
    };
    for (std::size_t i = 0; i < influences.size() && i < most; ++i) {
        const Influence &influence = influences[i];
        FigureRow row;
        row.key = QString::number(i);
        QString line;
        if (!influence.lines.empty()) {
            const auto largest =
                std::max_element(influence.lines.begin(), influence.lines.end(),
                                 [](double a, double b) { return std::abs(a) < std::abs(b); });
            const auto at = static_cast<std::size_t>(largest - influence.lines.begin());
            if (at < ledger.lines.size())
                line = tr("%1 (%2)").arg(qs(ledger.lines[at].title), signedText(*largest, 3));
        }
        row.cells = {textCell(nameOf(influence.dialogue), tr("Double click: open the pair")),
                     signedCell(influence.usi, 3), textCell(line)};
        table.rows.push_back(std::move(row));
    }
    return table;
}
} // namespace gapscope
