// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric.h"

#include <algorithm>

namespace gapscope {
std::string_view name(MetricGroup group)
{
    switch (group) {
    case MetricGroup::Distance:
        break;
    case MetricGroup::Diversity:
        return "Diversity";
    case MetricGroup::Disclosure:
        return "Disclosure";
    case MetricGroup::Ending:
        return "Endings";
    case MetricGroup::Alignment:
        return "Alignment";
    case MetricGroup::Acts:
        return "Dialogue acts";
    case MetricGroup::Outcome:
        return "Outcomes and surveys";
    }
    return "Distances";
}

const Metric *findMetric(const std::vector<std::unique_ptr<Metric>> &metrics, std::string_view id)
{
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [&](const auto &metric) { return metric->id() == id; });
    return found == metrics.end() ? nullptr : found->get();
}
} // namespace gapscope
