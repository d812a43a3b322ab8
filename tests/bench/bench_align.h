// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/measure.h"

namespace gapscope::bench {
/// Aligns made-up pairs of several lengths, against splitting their text into words; `scale` is the
/// share of the pairs to take.
void reportAlignment(Report &report, int repeat, double scale);
} // namespace gapscope::bench
