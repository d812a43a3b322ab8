// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

class QKeyEvent;

namespace gapscope {
/// The digit of a key pressed together with Shift alone; none for anything else. Shift turns the
/// digit row into other signs, and into which depends on the layout: the place of the key decides.
std::optional<int> shiftedDigit(const QKeyEvent &event);
} // namespace gapscope
