// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart.h"

#include "core/plot/chart_settings.h"
#include "core/plot/facets.h"
#include "core/plot/plot_parts.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
template <class Mark, class Finite>
int dropUnless(std::vector<Mark> &marks, Finite finite)
{
    return static_cast<int>(std::erase_if(marks, [&](const Mark &mark) { return !finite(mark); }));
}

bool finite(const Interval &range)
{
    return std::isfinite(range.from) && std::isfinite(range.to);
}

/// A plotting library drops what is not a number without a word; here it is counted.
int dropNonFinite(ChartSpec &spec)
{
    int dropped = dropUnless(spec.points, [](const PointMark &mark) {
        return std::isfinite(mark.x) && std::isfinite(mark.y);
    });
    for (PointMark &mark : spec.points) {
        if (mark.xError && !finite(*mark.xError))
            mark.xError.reset();
        if (mark.yError && !finite(*mark.yError))
            mark.yError.reset();
    }
    dropped +=
        dropUnless(spec.bars, [](const BarMark &mark) { return finite(mark.x) && finite(mark.y); });
    dropUnless(spec.segments, [](const SegmentMark &mark) {
        return finite(Interval{mark.x1, mark.x2}) && finite(Interval{mark.y1, mark.y2});
    });
    dropped += dropUnless(spec.polygons, [](const PolygonMark &mark) {
        return std::all_of(mark.points.begin(), mark.points.end(), [](const auto &point) {
            return std::isfinite(point.first) && std::isfinite(point.second);
        });
    });
    dropUnless(spec.references,
               [](const ReferenceLine &line) { return std::isfinite(line.value); });
    for (LineMark &line : spec.lines)
        std::erase_if(line.points, [](const auto &point) {
            return !std::isfinite(point.first) || !std::isfinite(point.second);
        });
    for (ChartSpec &panel : spec.panels)
        dropped += dropNonFinite(panel);
    return dropped;
}

/// Why a chart cannot be drawn yet; null where it can.
const char *lacking(const ChartNeeds &needs, const ChartInput &input)
{
    if (needs.sample && !input.sample)
        return "The dialogues are not read yet.";
    if (needs.courses && !input.courses)
        return "The pairs are not aligned yet.";
    if (needs.effects && !input.effects)
        return "The effects are not computed yet.";
    if (needs.labels && !input.labelled)
        return "The labels are not read yet.";
    if (needs.suggestions && !input.suggested)
        return "The suggestions are not computed yet.";
    return nullptr;
}
} // namespace

std::string_view name(ChartGroup group)
{
    switch (group) {
    case ChartGroup::Index:
        break;
    case ChartGroup::Features:
        return "Features";
    case ChartGroup::Outcome:
        return "Outcome";
    case ChartGroup::Course:
        return "Course";
    case ChartGroup::Survey:
        return "Survey";
    case ChartGroup::Words:
        return "Words";
    case ChartGroup::Labels:
        return "Labels";
    }
    return "Index";
}

ChartGroup Chart::group() const
{
    if (m_info.group)
        return *m_info.group;
    if (m_info.needs.courses)
        return ChartGroup::Course;
    return m_info.needs.sample || m_info.needs.effects ? ChartGroup::Features : ChartGroup::Index;
}

std::vector<ChartSetting> Chart::settings() const
{
    std::vector<ChartSetting> all = m_info.settings;
    if (m_info.facets)
        all.push_back(plot::facetSetting());
    return all;
}

ChartSpec Chart::build(const ChartInput &input) const
{
    ChartSpec spec;
    if (const char *reason = lacking(m_info.needs, input)) {
        spec.emptyReason = reason;
    } else if (m_info.facets && plot::chosen(input, plot::facetSetting()) != plot::noFacet) {
        spec = plot::faceted(input, m_builder);
    } else {
        spec = m_builder(input);
    }
    spec.id = m_info.id;
    if (spec.title.empty())
        spec.title = m_info.title;
    if (spec.reading.empty())
        spec.reading = m_info.reading;
    spec.provenance = {input.notes.sample,        input.notes.filter,  name(input.table.edition),
                       input.table.difficulty,    input.notes.version, input.notes.dataHash,
                       std::string(m_info.source)};
    // By name: a simulator that was not chosen is the one that stands first.
    if (const UsiRow *row = plot::selectedRow(input))
        spec.settings.emplace_back("simulator", row->name);
    for (const ChartSetting &setting : settings()) {
        if (std::string value = plot::chosen(input, setting); !value.empty())
            spec.settings.emplace_back(setting.id, std::move(value));
    }
    if (const int dropped = dropNonFinite(spec); dropped > 0)
        spec.warnings.push_back(std::to_string(dropped) +
                                (dropped == 1 ? " value is" : " values are") +
                                " not a finite number and not plotted.");
    return spec;
}

const Chart *findChart(const std::vector<std::unique_ptr<Chart>> &charts, std::string_view id)
{
    const auto found = std::find_if(charts.begin(), charts.end(),
                                    [&](const auto &chart) { return chart->id() == id; });
    return found == charts.end() ? nullptr : found->get();
}
} // namespace gapscope
