// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace gapscope {
/// Mapping profiles; what each import saw, so that it can be taken back; removed imports.
std::vector<std::string_view> schemaV5();
} // namespace gapscope
