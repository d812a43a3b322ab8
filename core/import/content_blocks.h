// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"

#include <optional>
#include <string>

namespace gapscope {
/// What a reader sees of a message's content: a string as it is; of a list of blocks the texts,
/// each in its lines, and `[image]`, `[audio]`, `[file: name]` … for what has none. Reasoning, tool
/// calls and tool results are no part of it. None where nothing is said.
std::optional<std::string> contentText(const Json *content);
} // namespace gapscope
