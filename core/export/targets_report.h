// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/metrics/targets.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// What the "format" of targetsJson() says.
inline constexpr const char *targetsFormat = "gapscope-targets";

/// Everything as JSON with stable keys; rates are 0–1, a figure with fewer than 10 events is marked
/// "few". `version` is the program's.
std::string targetsJson(const Targets &targets, const std::string &version);

/// One page of Markdown for the person who writes the simulator's prompt.
std::string targetsBrief(const Targets &targets);

/// The tasks a file names: the held-out tasks of targetsJson(), a JSON list of task keys, or one
/// task key a line (blank lines and those that begin with # do not count). Errors: InputMalformed,
/// also when there is no task in it; the subject is left to the caller.
Result<std::vector<TaskKey>> tasksOfFile(std::string_view bytes);
} // namespace gapscope
