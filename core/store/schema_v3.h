// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace gapscope {
/// From schema 2 to 3: anchors in the history that labels have.
std::vector<std::string_view> schemaV3();
} // namespace gapscope
