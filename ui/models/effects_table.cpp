// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/effects_table.h"

#include "core/stats/effect_size.h"
#include "ui/base/qstring.h"

#include <QCoreApplication>
#include <QLocale>

namespace gapscope {
namespace {
/// False discovery rate below which a difference is called one.
constexpr double mostFalse = 0.05;

QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::Effects", text);
}

QString magnitude(double delta)
{
    switch (stats::magnitudeOf(delta)) {
    case stats::Magnitude::Negligible:
        return tr("negligible");
    case stats::Magnitude::Small:
        return tr("small");
    case stats::Magnitude::Medium:
        return tr("medium");
    case stats::Magnitude::Large:
        return tr("large");
    }
    return {};
}

std::vector<FigureColumn> columns()
{
    return {
        {tr("Feature"), tr("Double click: where it fired"), false},
        {tr("Part"), tr("The dimension of the index it belongs to"), false},
        {tr("People"), tr("Mean over the dialogues of people; rates in %")},
        {tr("Sim"), tr("Mean over the dialogues of the simulator; rates in %")},
        {tr("Difference"), tr("Simulator − people, mean over the tasks both have")},
        {tr("95 % interval"), tr("Percentile bootstrap of the tasks, of the difference")},
        {tr("Verdict"),
         tr("differs: q below .05, the false discovery rate over all features and simulators"),
         false},
        {tr("Cliff's δ"), tr("P(simulator > people) − P(simulator < people), dialogue by dialogue; "
                             "limits .147, .33 and .474")},
        {tr("Size"), tr("The word for Cliff's δ"), false},
        {tr("q"), tr("Sign-flip permutation by task, corrected by Benjamini and Hochberg over all "
                     "features and simulators")},
        {tr("g"), tr("Hedges' g: standardised difference of the means")},
        {tr("Dice"), tr("Similarity the index counts: 2·min / (people + simulator), 0 to 1")},
        {tr("Events"), tr("Dialogues in which it occurs: people / simulator")},
        {tr("Detectable"), tr("The smallest difference this many tasks find with a power of 80 %")},
    };
}

FigureCell verdict(const FeatureEffect &effect)
{
    if (effect.fewEvents())
        return textCell(tr("too few events"));
    if (!effect.q)
        return textCell(QStringLiteral("–"));
    return textCell(*effect.q < mostFalse ? tr("differs") : tr("not told apart"));
}

FigureCell events(const FeatureEffect &effect)
{
    const QLocale locale;
    FigureCell cell = countCell(effect.peopleEvents + effect.simEvents);
    cell.text =
        tr("%1 / %2").arg(locale.toString(effect.peopleEvents), locale.toString(effect.simEvents));
    return cell;
}
} // namespace

FigureTable effectsTable(const SimulatorEffects &effects, const FeatureEstimates *estimates)
{
    FigureTable table;
    table.columns = columns();
    for (const FeatureEffect &effect : effects.features) {
        const FeatureInfo &feature = info(effect.feature);
        const auto at = static_cast<std::size_t>(effect.feature);
        const Estimate *dice = estimates ? &estimates->dice[at] : nullptr;
        const int decimals = feature.isRate ? 1 : 2;

        FigureRow row;
        row.key = qs(feature.key);
        row.quiet = effect.fewEvents();
        FigureCell interval = numberCell({}, decimals);
        if (effect.interval) {
            interval.text = intervalText(effect.interval->low, effect.interval->high, decimals);
            interval.sort = effect.interval->high - effect.interval->low;
            interval.quiet = false;
        }
        FigureCell similarity = numberCell(dice ? dice->value : std::nullopt, 2);
        if (dice && dice->percentile)
            similarity.tip =
                tr("95 % interval %1")
                    .arg(intervalText(dice->percentile->low, dice->percentile->high, 2));
        QString deltaTip;
        if (effect.cliffsInterval)
            deltaTip =
                tr("95 % interval %1")
                    .arg(intervalText(effect.cliffsInterval->low, effect.cliffsInterval->high, 2));
        row.cells = {
            textCell(qs(feature.title)),
            textCell(qs(key(feature.dimension)).left(2)),
            numberCell(effect.people, decimals),
            numberCell(effect.sim, decimals),
            signedCell(effect.difference, decimals),
            interval,
            verdict(effect),
            signedCell(effect.cliffsDelta, 2, deltaTip),
            textCell(effect.cliffsDelta ? magnitude(*effect.cliffsDelta) : QStringLiteral("–")),
            probabilityCell(effect.q,
                            effect.p ? tr("p = %1").arg(numberText(effect.p, 4)) : QString()),
            signedCell(effect.hedgesG, 2),
            similarity,
            events(effect),
            numberCell(effect.smallestDetectable, decimals),
        };
        if (effect.fewEvents()) {
            const QString reason = tr("It occurs in %1 dialogues of people and %2 of the "
                                      "simulator: fewer than %3 together, so its figures rest on "
                                      "chance")
                                       .arg(effect.peopleEvents)
                                       .arg(effect.simEvents)
                                       .arg(leastEvents);
            for (FigureCell &cell : row.cells)
                cell.tip = reason;
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}
} // namespace gapscope
