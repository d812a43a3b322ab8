// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gapscope {
/// `Turn::native` of a further turn that came out of the same message: the first one has it.
inline constexpr std::string_view sameMessage = "null";
} // namespace gapscope
