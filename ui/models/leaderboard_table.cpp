// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/leaderboard_table.h"

#include "ui/base/qstring.h"

#include <QCoreApplication>
#include <QLocale>

namespace gapscope {
namespace {
QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("gapscope::Leaderboard", text, nullptr, n);
}

struct Part
{
    UsiColumn column = UsiColumn::Usi;
    int decimals = 1;
};

constexpr Part parts[] = {{UsiColumn::Conversation, 1},  {UsiColumn::Information, 1},
                          {UsiColumn::Clarification, 1}, {UsiColumn::Reaction, 1},
                          {UsiColumn::Evaluation, 1},    {UsiColumn::Ece, 3}};

std::vector<FigureColumn> columns()
{
    return {
        {tr("Against people"),
         tr("People among themselves first: everything is read against them. Then a simulator a "
            "row."),
         false},
        {tr("USI"), tr("User-Sim Index, 0 to 100: the mean of its terms")},
        {tr("95 % interval"),
         tr("Percentile bootstrap of the tasks: where the index lies if other tasks of the same "
            "kind had been drawn")},
        {tr("Excess"),
         tr("Points below people among themselves, from the same resamples; n.s. = its 95 % "
            "interval includes 0")},
        {tr("D1"), tr("Communication style, 0 to 100")},
        {tr("D2"), tr("Information pattern, 0 to 100")},
        {tr("D3"), tr("Clarification, 0 to 100")},
        {tr("D4"), tr("Reaction to errors, 0 to 100")},
        {tr("Eval"), tr("Agreement of the questionnaires, 0 to 100")},
        {tr("ECE"), tr("Calibration error of the outcomes, 0 (best) to 1")},
        {tr("Terms"), tr("How many terms the index is the mean of: 6 with questionnaires, 5 "
                         "without. Rows with different terms do not compare.")},
        {tr("Tasks"), tr("Tasks compared")},
        {tr("Dialogues"), tr("Dialogues of the row")},
    };
}

QString estimateTip(const Estimate &estimate, int decimals, const UsiUncertainty &uncertainty)
{
    if (!estimate.percentile)
        return tr("no interval: it could be computed in too few resamples");
    QString text =
        tr("95 % interval %1 (bootstrap of %2 tasks, %3 draws)")
            .arg(intervalText(estimate.percentile->low, estimate.percentile->high, decimals),
                 QLocale().toString(uncertainty.tasks),
                 QLocale().toString(uncertainty.settings.draws));
    if (estimate.bca)
        text += QLatin1Char('\n') +
                tr("bias-corrected (BCa): %1")
                    .arg(intervalText(estimate.bca->low, estimate.bca->high, decimals));
    return text;
}

/// The lines of a row; `estimates` is null while there are none.
class RowBuilder
{
public:
    RowBuilder(const UsiRow &row, const RowEstimates *estimates, const UsiUncertainty *uncertainty)
        : m_row(row), m_estimates(estimates), m_uncertainty(uncertainty)
    {}

    std::vector<FigureCell> cells(const QString &title) const
    {
        std::vector<FigureCell> all{textCell(title), value({UsiColumn::Usi, 1}), interval(),
                                    excess()};
        for (const Part &part : parts)
            all.push_back(value(part));
        const bool hasIndex = m_row.usi.has_value();
        all.push_back(hasIndex ? countCell(m_row.terms) : textCell(QStringLiteral("–")));
        all.push_back(m_row.tasks > 0 ? countCell(m_row.tasks) : textCell(QStringLiteral("–")));
        all.push_back(m_row.dialogues > 0 ? countCell(m_row.dialogues)
                                          : textCell(QStringLiteral("–")));
        return all;
    }

private:
    const Estimate *estimate(UsiColumn column) const
    {
        return m_estimates ? &m_estimates->columns[static_cast<std::size_t>(column)] : nullptr;
    }
    const Estimate *excessOf(UsiColumn column) const
    {
        return m_estimates ? &m_estimates->excess[static_cast<std::size_t>(column)] : nullptr;
    }
    static bool withinNoise(const Estimate &excess)
    {
        return excess.percentile && excess.percentile->low <= 0.0;
    }

    FigureCell value(const Part &part) const
    {
        const std::optional<Spread> &spread = cell(m_row, part.column);
        if (!spread) {
            const auto reason = m_row.missing.find(std::string(key(part.column)));
            return numberCell({}, part.decimals,
                              reason == m_row.missing.end() ? QString() : qs(reason->second));
        }
        QString tip;
        const Estimate *one = estimate(part.column);
        if (one && one->value)
            tip = estimateTip(*one, part.decimals, *m_uncertainty);
        if (spread->n > 1) {
            tip += tip.isEmpty() ? QString() : QStringLiteral("\n");
            tip += tr("± %1 over %2 batches of people or pairs of runs: a spread, no interval")
                       .arg(numberText(spread->sd, part.decimals), QLocale().toString(spread->n));
        }
        const Estimate *excess = excessOf(part.column);
        FigureCell result = numberCell(spread->mean, part.decimals);
        if (excess && excess->value && part.column != UsiColumn::Usi) {
            tip += QLatin1Char('\n') + tr("excess over people among themselves %1")
                                           .arg(signedText(*excess->value, part.decimals));
            if (excess->percentile)
                tip += tr(" (%1)").arg(
                    intervalText(excess->percentile->low, excess->percentile->high, part.decimals));
            result.quiet = withinNoise(*excess);
            if (result.quiet)
                tip += QLatin1Char('\n') + tr("not told apart from people");
        }
        result.tip = tip;
        return result;
    }

    FigureCell interval() const
    {
        if (!m_row.usi)
            return numberCell({}, 1);
        if (m_row.kind == UsiRow::Kind::Published)
            return textCell(tr("not published"));
        if (!m_estimates)
            return textCell(m_uncertainty || m_row.kind == UsiRow::Kind::Floor ? QStringLiteral("–")
                                                                               : tr("computing …"));
        const Estimate &one = *estimate(UsiColumn::Usi);
        if (!one.percentile)
            return numberCell({}, 1, estimateTip(one, 1, *m_uncertainty));
        FigureCell result;
        result.text = intervalText(one.percentile->low, one.percentile->high, 1);
        result.sort = one.percentile->high - one.percentile->low;
        result.tip = estimateTip(one, 1, *m_uncertainty);
        return result;
    }

    FigureCell excess() const
    {
        const Estimate *one = excessOf(UsiColumn::Usi);
        if (m_row.kind != UsiRow::Kind::Simulator || !one || !one->value)
            return numberCell({}, 1);
        FigureCell result = signedCell(one->value, 1);
        if (one->percentile) {
            result.tip = tr("95 % interval %1, from the same resamples as the index")
                             .arg(intervalText(one->percentile->low, one->percentile->high, 1));
            result.quiet = withinNoise(*one);
            if (result.quiet) {
                result.text = tr("%1 n.s.").arg(result.text);
                result.tip += QLatin1Char('\n') + tr("not told apart from people");
            }
        }
        return result;
    }

    const UsiRow &m_row;
    const RowEstimates *m_estimates = nullptr;
    const UsiUncertainty *m_uncertainty = nullptr;
};

bool hasAny(const UsiRow &row)
{
    for (std::size_t i = 0; i < usiColumnCount; ++i) {
        if (cell(row, static_cast<UsiColumn>(i)))
            return true;
    }
    return false;
}

FigureRow quietRow(const UsiRow &row, const QString &key, const QString &title,
                   const UsiUncertainty *uncertainty)
{
    FigureRow result;
    result.key = key;
    result.quiet = true;
    result.cells = RowBuilder(row, nullptr, uncertainty).cells(title);
    return result;
}
} // namespace

QString simulatorKey(const QString &name)
{
    return QStringLiteral("sim:") + name;
}

std::optional<QString> simulatorOfKey(const QString &key)
{
    if (!key.startsWith(QLatin1String("sim:")))
        return std::nullopt;
    return key.mid(4);
}

FigureTable leaderboardTable(const UsiTable &table, const UsiUncertainty *uncertainty,
                             const std::vector<UsiRow> &published)
{
    FigureTable result;
    result.columns = columns();
    std::size_t simulator = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const UsiRow &row = table.rows[i];
        const RowEstimates *estimates =
            uncertainty && i < uncertainty->rows.size() ? &uncertainty->rows[i] : nullptr;
        FigureRow shown;
        shown.cells = RowBuilder(row, estimates, uncertainty).cells(qs(row.name));
        if (row.kind != UsiRow::Kind::Simulator) {
            shown.key = QStringLiteral("ceiling");
            shown.place = FigureRow::Place::Top;
            shown.cells.front().tip =
                tr("The ceiling: each batch of people against the others. No simulator is expected "
                   "above it.");
            result.rows.push_back(std::move(shown));
            if (table.halves) {
                FigureRow halves = quietRow(*table.halves, QStringLiteral("halves"),
                                            qs(table.halves->name), uncertainty);
                halves.place = FigureRow::Place::Top;
                halves.cells.front().tip =
                    tr("Random halves of people's dialogues against one another, because no two "
                       "batches share a task. Halves are small: it errs on the low side.");
                result.rows.push_back(std::move(halves));
            }
            continue;
        }
        shown.key = simulatorKey(qs(row.name));
        shown.bold = false;
        result.rows.push_back(std::move(shown));
        if (simulator < table.details.size() && hasAny(table.details[simulator].reruns)) {
            FigureRow reruns =
                quietRow(table.details[simulator].reruns, QStringLiteral("reruns:") + qs(row.name),
                         tr("    its own re-runs"), uncertainty);
            reruns.follows = true;
            reruns.cells.front().tip =
                tr("The runs of %1 against one another: what it would score against itself")
                    .arg(qs(row.name));
            result.rows.push_back(std::move(reruns));
        }
        ++simulator;
    }
    for (const UsiRow &row : published) {
        FigureRow shown = quietRow(row, QStringLiteral("published:") + qs(row.name),
                                   tr("%1 · published").arg(qs(row.name)), uncertainty);
        shown.italic = true;
        shown.cells.front().tip =
            tr("A published figure of the reference edition, not computed here: other dialogues, "
               "other people");
        result.rows.push_back(std::move(shown));
    }
    return result;
}
} // namespace gapscope
