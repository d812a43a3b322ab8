// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace gapscope {
/// From schema 1 to 2: features of several editions side by side.
std::vector<std::string_view> schemaV2();
} // namespace gapscope
