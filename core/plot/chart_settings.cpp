// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_settings.h"

#include "core/plot/plot_parts.h"

#include <algorithm>

namespace gapscope::plot {
std::string chosen(const ChartInput &input, const ChartSetting &setting)
{
    const std::vector<ChartChoice> choices = setting.choices(input);
    const auto wanted = input.settings.find(setting.id);
    if (wanted != input.settings.end()) {
        for (const ChartChoice &choice : choices)
            if (choice.value == wanted->second)
                return choice.value;
    }
    return choices.empty() ? std::string() : choices.front().value;
}

ChartSetting featureSetting()
{
    return {"feature", "Feature", [](const ChartInput &) {
                std::vector<ChartChoice> choices;
                for (const FeatureInfo &feature : featureTable()) {
                    if (feature.dimension != Dimension::None)
                        choices.push_back({std::string(feature.key), std::string(feature.title)});
                }
                return choices;
            }};
}

Feature chosenFeature(const ChartInput &input)
{
    return featureByKey(chosen(input, featureSetting())).value_or(Feature::UserWordsPerTurn);
}

ChartSetting otherSetting()
{
    return {"other", "Compare with", [](const ChartInput &input) {
                std::vector<ChartChoice> choices{{"", "nobody"}};
                const UsiRow *selected = selectedRow(input);
                for (const UsiRow &row : input.table.rows) {
                    if (row.kind == UsiRow::Kind::Simulator && &row != selected)
                        choices.push_back({row.name, row.name});
                }
                return choices;
            }};
}

std::string otherSimulator(const ChartInput &input)
{
    return chosen(input, otherSetting());
}

ChartSetting facetSetting()
{
    return {"facet", "One plot per", [](const ChartInput &input) {
                std::vector<ChartChoice> choices{{noFacet, "(all together)"},
                                                 {"domain", "domain"},
                                                 {"difficulty", "task difficulty"},
                                                 {"outcome", "outcome with people"}};
                if (input.labelled && !input.labelled->empty())
                    choices.push_back({"label", "label of annotators"});
                return choices;
            }};
}

const MetricSimulator *sampled(const ChartInput &input, const std::string &label)
{
    if (!input.sample)
        return nullptr;
    std::string wanted = label;
    if (wanted.empty())
        if (const UsiRow *row = selectedRow(input))
            wanted = row->name;
    const auto &all = input.sample->simulators;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const MetricSimulator &one) { return one.name == wanted; });
    return found == all.end() ? nullptr : &*found;
}

const SimulatorCourses *coursesOf(const ChartInput &input, const std::string &label)
{
    if (!input.courses)
        return nullptr;
    std::string wanted = label;
    if (wanted.empty())
        if (const UsiRow *row = selectedRow(input))
            wanted = row->name;
    const auto found =
        std::find_if(input.courses->begin(), input.courses->end(),
                     [&](const SimulatorCourses &one) { return one.simulator == wanted; });
    return found == input.courses->end() ? nullptr : &*found;
}
} // namespace gapscope::plot
