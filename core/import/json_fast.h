// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"

#include <optional>
#include <string_view>

namespace gapscope {
/// One JSON text parsed by simdjson into the value that nlohmann's strict parser gives for it. None
/// where anything about the text is out of the ordinary (damage, repeated keys, numbers beyond 64
/// bits, surrogates, deep nesting, large objects): that is for the tolerant parser, which explains.
std::optional<Json> parseOrdinary(std::string_view text);
} // namespace gapscope
