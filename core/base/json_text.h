// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string_view>

namespace gapscope {
/// JSON that stands in a text: arguments of a call, a list that a table holds. Discarded where it
/// is no JSON, or brackets stand more than 512 deep in it: writing such a value out takes the
/// stack.
nlohmann::ordered_json jsonIn(std::string_view text);
} // namespace gapscope
