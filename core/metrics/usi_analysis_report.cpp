// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_analysis_report.h"

#include "core/stats/effect_size.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
using Cells = std::vector<TableCell>;

void add(Cells &cells, const std::optional<ConfidenceInterval> &interval)
{
    cells.push_back(interval ? TableCell(interval->low) : TableCell());
    cells.push_back(interval ? TableCell(interval->high) : TableCell());
}

void add(Cells &cells, const Estimate &estimate)
{
    cells.emplace_back(estimate.value);
    add(cells, estimate.percentile);
    add(cells, estimate.bca);
    cells.emplace_back(estimate.standardError);
}

const char *partOf(const LedgerLine &line)
{
    switch (line.part) {
    case LedgerLine::Part::Behaviour:
        return "behaviour";
    case LedgerLine::Part::Calibration:
        return "calibration";
    case LedgerLine::Part::Evaluation:
        return "evaluation";
    }
    return "behaviour";
}
} // namespace

Table intervalTable(const UsiTable &table, const UsiUncertainty &uncertainty)
{
    Table result;
    result.header = {"name",     "kind", "column", "value", "low",    "high",       "bca_low",
                     "bca_high", "se",   "draws",  "floor", "excess", "excess_low", "excess_high"};
    const UsiRow *floor = floorOf(table);
    for (std::size_t i = 0; i < uncertainty.rows.size() && i < table.rows.size(); ++i) {
        const RowEstimates &row = uncertainty.rows[i];
        for (std::size_t column = 0; column < usiColumnCount; ++column) {
            const auto which = static_cast<UsiColumn>(column);
            Cells cells{row.name, name(table.rows[i].kind), key(which)};
            add(cells, row.columns[column]);
            cells.emplace_back(row.columns[column].draws);
            const bool simulator = table.rows[i].kind == UsiRow::Kind::Simulator;
            const auto known = floor && simulator ? cell(*floor, which) : std::nullopt;
            cells.push_back(known ? TableCell(known->mean) : TableCell());
            const Estimate &excess = row.excess[column];
            cells.emplace_back(excess.value);
            add(cells, excess.percentile);
            result.rows.push_back(std::move(cells));
        }
    }
    return result;
}

Table differenceTable(const UsiUncertainty &uncertainty)
{
    Table result;
    result.header = {"first", "second",  "column",   "difference", "low",
                     "high",  "bca_low", "bca_high", "se",         "p"};
    for (const SimulatorDifference &pair : uncertainty.differences) {
        for (std::size_t column = 0; column < usiColumnCount; ++column) {
            if (!pair.difference[column].value)
                continue;
            Cells cells{pair.first, pair.second, key(static_cast<UsiColumn>(column))};
            add(cells, pair.difference[column]);
            cells.emplace_back(pair.p[column]);
            result.rows.push_back(std::move(cells));
        }
    }
    return result;
}

Table effectTable(const FeatureEffects &effects, const UsiUncertainty *uncertainty)
{
    Table result;
    result.header = {"simulator",
                     "feature",
                     "dimension",
                     "people",
                     "sim",
                     "difference",
                     "low",
                     "high",
                     "dice",
                     "dice_low",
                     "dice_high",
                     "cliffs_delta",
                     "delta_low",
                     "delta_high",
                     "magnitude",
                     "hedges_g",
                     "p",
                     "q",
                     "tasks",
                     "people_events",
                     "sim_events",
                     "few_events",
                     "smallest_detectable"};
    for (std::size_t i = 0; i < effects.simulators.size(); ++i) {
        for (const FeatureEffect &effect : effects.simulators[i].features) {
            const FeatureInfo &entry = info(effect.feature);
            Cells cells{effects.simulators[i].name, entry.key, key(entry.dimension)};
            cells.emplace_back(effect.people);
            cells.emplace_back(effect.sim);
            cells.emplace_back(effect.difference);
            const auto feature = static_cast<std::size_t>(effect.feature);
            const FeatureEstimates *estimates = uncertainty && i < uncertainty->features.size()
                                                    ? &uncertainty->features[i]
                                                    : nullptr;
            add(cells, effect.interval);
            cells.emplace_back(estimates ? estimates->dice[feature].value : std::nullopt);
            add(cells, estimates ? estimates->dice[feature].percentile : std::nullopt);
            cells.emplace_back(effect.cliffsDelta);
            add(cells, effect.cliffsInterval);
            cells.push_back(effect.cliffsDelta
                                ? TableCell(stats::name(stats::magnitudeOf(*effect.cliffsDelta)))
                                : TableCell());
            for (const std::optional<double> &one : {effect.hedgesG, effect.p, effect.q})
                cells.emplace_back(one);
            for (const int count : {effect.tasks, effect.peopleEvents, effect.simEvents})
                cells.emplace_back(count);
            cells.emplace_back(effect.fewEvents() ? "yes" : "no");
            cells.emplace_back(effect.smallestDetectable);
            result.rows.push_back(std::move(cells));
        }
    }
    return result;
}

Table ledgerTable(const std::vector<UsiLedger> &ledgers)
{
    Table result;
    result.header = {"simulator", "line",  "title",     "part",  "dimension", "points", "real",
                     "artefact",  "noise", "corrected", "floor", "people",    "sim"};
    for (const UsiLedger &ledger : ledgers) {
        std::vector<LedgerLine> lines = ledger.lines;
        std::stable_sort(lines.begin(), lines.end(), [](const LedgerLine &a, const LedgerLine &b) {
            return a.points > b.points;
        });
        LedgerLine total;
        total.id = "total";
        total.title = "100 − USI";
        for (const LedgerLine &line : lines) {
            total.points += line.points;
            total.real += line.real;
            total.artefact += line.artefact;
            total.noise += line.noise;
        }
        const auto put = [&](const LedgerLine &line, const char *part) {
            Cells cells{ledger.simulator, line.id, line.title, part,
                        line.dimension == Dimension::None ? std::string_view()
                                                          : key(line.dimension)};
            for (const double one : {line.points, line.real, line.artefact, line.noise})
                cells.emplace_back(one);
            for (const auto &one : {line.corrected, line.floor, line.people, line.sim})
                cells.emplace_back(one);
            result.rows.push_back(std::move(cells));
        };
        for (const LedgerLine &line : lines)
            put(line, partOf(line));
        put(total, "total");
    }
    return result;
}

Table influenceTable(const UsiLedger &ledger, const std::vector<Influence> &influences,
                     std::size_t most)
{
    Table result;
    result.header = {"simulator", "side", "run", "id", "usi_without", "most_moved", "points"};
    for (std::size_t i = 0; i < std::min(most, influences.size()); ++i) {
        const Influence &one = influences[i];
        const auto largest =
            std::max_element(one.lines.begin(), one.lines.end(),
                             [](double a, double b) { return std::abs(a) < std::abs(b); });
        Cells cells{ledger.simulator, one.dialogue.side == LeftOut::Side::People ? "people" : "sim",
                    one.dialogue.number, one.dialogue.id, one.usi};
        const bool known = largest != one.lines.end();
        cells.push_back(
            known
                ? TableCell(ledger.lines[static_cast<std::size_t>(largest - one.lines.begin())].id)
                : TableCell());
        cells.push_back(known ? TableCell(*largest) : TableCell());
        result.rows.push_back(std::move(cells));
    }
    return result;
}

Table floorTable(const UsiTable &table)
{
    Table result;
    result.header = {"name", "kind", "tasks", "dialogues", "terms"};
    for (std::size_t column = 0; column < usiColumnCount; ++column) {
        const std::string name(key(static_cast<UsiColumn>(column)));
        result.header.push_back(name);
        result.header.push_back(name + "_sd");
    }
    const auto put = [&](const UsiRow &row) {
        Cells cells{row.name, name(row.kind), row.tasks, row.dialogues, row.terms};
        for (std::size_t column = 0; column < usiColumnCount; ++column) {
            const auto &value = cell(row, static_cast<UsiColumn>(column));
            cells.push_back(value ? TableCell(value->mean) : TableCell());
            cells.push_back(value && value->n > 1 ? TableCell(value->sd) : TableCell());
        }
        result.rows.push_back(std::move(cells));
    };
    for (const UsiRow &row : table.rows)
        if (row.kind == UsiRow::Kind::Ceiling)
            put(row);
    if (table.halves)
        put(*table.halves);
    for (const SimulatorDetail &detail : table.details)
        put(detail.reruns);
    return result;
}

Table whatIfTable(const WhatIf &result)
{
    Table table;
    table.header = {"column", "before", "after"};
    for (std::size_t i = 0; i < result.dimensionsBefore.size(); ++i)
        table.rows.push_back({key(static_cast<UsiColumn>(i)), result.dimensionsBefore[i],
                              result.dimensionsAfter[i]});
    if (result.evaluationBefore)
        table.rows.push_back({"eval_agree", result.evaluationBefore, result.evaluationAfter});
    table.rows.push_back({"ece", (100.0 - result.calibrationBefore) / 100.0,
                          (100.0 - result.calibrationAfter) / 100.0});
    table.rows.push_back({"usi", result.before, result.after});
    table.rows.push_back({"usi_coupled", result.before, result.coupled});
    return table;
}

Table couplingTable(const WhatIf &result)
{
    Table table;
    table.header = {"closed", "moves_along", "correlation", "shift"};
    for (const Coupling &one : result.couplings)
        table.rows.push_back(
            {info(one.closed).key, info(one.other).key, one.correlation, one.shift});
    return table;
}
} // namespace gapscope
