// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/targets.h"

#include <string>

namespace gapscope {
/// The part of the brief about one simulator: what to change, largest gap first.
std::string simulatorBrief(const SimulatorTargets &simulator);
} // namespace gapscope
