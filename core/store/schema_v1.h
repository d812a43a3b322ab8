// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace gapscope {
/// The statements of the first schema, in order.
std::vector<std::string_view> schemaV1();
} // namespace gapscope
