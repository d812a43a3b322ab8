// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gapscope {
/// A fresh UUID, lower case, without braces. Those made by one process ascend as text, so sorting
/// by id keeps the order of creation within a millisecond (RFC 9562, version 7).
std::string newUuid();
} // namespace gapscope
