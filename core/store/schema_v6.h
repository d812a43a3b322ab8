// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace gapscope {
/// Task marks, corrections by hand, and the keys tasks are paired under.
std::vector<std::string_view> schemaV6();
} // namespace gapscope
