// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/annotation.h"

#include <optional>
#include <string>

namespace gapscope {
/// A label as the history keeps it. InvalidArgument where a text is not UTF-8.
Result<std::string> labelJson(const Label &label);
/// None where the text is not one of labelJson().
std::optional<Label> labelFromJson(const std::string &json);
} // namespace gapscope
