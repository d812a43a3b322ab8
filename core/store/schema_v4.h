// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace gapscope {
/// Labels with all their fields, the scheme's versions, annotators and queues.
std::vector<std::string_view> schemaV4();
} // namespace gapscope
