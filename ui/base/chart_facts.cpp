// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/chart_facts.h"

#include "core/metrics/usi.h"
#include "core/plot/chart_settings.h"
#include "core/store/chart_data.h"

namespace gapscope {
ChartPicture drawChart(const Chart &chart, const ChartFacts &facts, const ChartWish &wish,
                       JobContext *job)
{
    UsiTable table = facts.figures->table;
    if (facts.published && table.edition == Edition::reference())
        table.rows.insert(table.rows.end(), publishedRows().begin(), publishedRows().end());
    static const DivergenceCurves none;
    ChartInput input =
        chartInput(table, facts.curves ? *facts.curves : none, 0, 0, 0, wish.simulator);
    input.notes = facts.notes;
    input.uncertainty = facts.uncertainty.get();
    input.effects = facts.effects.get();
    input.sample = facts.sample.get();
    input.courses = facts.courses.get();
    input.capability = facts.capability.get();
    input.labelled = facts.labelled.get();
    input.suggested = facts.suggested.get();
    input.scheme = facts.scheme.get();
    std::vector<UsiLedger> ledgers;
    for (const std::optional<UsiLedger> &one : facts.figures->ledgers)
        if (one)
            ledgers.push_back(*one);
    input.ledgers = &ledgers;
    input.settings = wish.settings;
    input.job = job;
    ChartPicture picture;
    for (const ChartSetting &setting : chart.settings()) {
        picture.choices.emplace(setting.id, setting.choices(input));
        picture.chosen.emplace(setting.id, plot::chosen(input, setting));
    }
    picture.spec = chart.build(input);
    return picture;
}
} // namespace gapscope
