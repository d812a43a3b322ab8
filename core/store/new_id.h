// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gapscope {
/// A fresh random UUID, lower case, without braces.
std::string newUuid();
} // namespace gapscope
