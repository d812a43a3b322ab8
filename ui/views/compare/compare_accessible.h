// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gapscope {
/// Makes every CompareView a list of its rows for assistive technology: each row says its number,
/// kind and both texts. Calling it again changes nothing.
void installCompareAccessibility();
} // namespace gapscope
