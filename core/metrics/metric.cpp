// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric.h"

#include <algorithm>

namespace gapscope {
const Metric *findMetric(const std::vector<std::unique_ptr<Metric>> &metrics, std::string_view id)
{
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [&](const auto &metric) { return metric->id() == id; });
    return found == metrics.end() ? nullptr : found->get();
}
} // namespace gapscope
