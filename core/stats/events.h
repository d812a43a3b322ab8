// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gapscope {
/// Where something occurs in fewer dialogues than this, both sides together, its figures say
/// nothing and are shown grey (methods.md B11). Never on one side and often on the other is a
/// finding, and stays.
inline constexpr int leastEvents = 10;
} // namespace gapscope
