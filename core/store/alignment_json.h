// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"

#include <optional>
#include <string>

namespace gapscope {
/// Rows and moved links as JSON text, every number exact; the pair's ids are not in it.
std::string alignmentJson(const Alignment &alignment);
/// None where the text is not one of alignmentJson().
std::optional<Alignment> alignmentFromJson(const std::string &json);
} // namespace gapscope
