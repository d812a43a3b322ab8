// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gapscope {
/// Bytes of a file built into the program by gapscope_embed(), by its path from the project root;
/// empty = no such file.
std::string_view embeddedFile(std::string_view path);
} // namespace gapscope
