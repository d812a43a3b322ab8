// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"

#include <string>

namespace gapscope {
/// The numbers a chart draws as CSV, after lines "# name: value" with title, sample, filter,
/// edition, data hash and settings (pandas reads it with comment='#').
std::string chartCsv(const ChartSpec &spec);
/// {"chart", "title", "settings", "provenance", "rows"}; what is not known is left out.
std::string chartJson(const ChartSpec &spec);
} // namespace gapscope
