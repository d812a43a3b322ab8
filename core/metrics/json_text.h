// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gapscope {
/// A JSON string with its quotes. Lone surrogates become escapes and stray bytes U+FFFD, so that
/// the output is well-formed whatever a transcript held.
void appendJsonString(std::string &out, std::string_view text);
/// The shortest digits that give the value back; NaN and infinities are null.
void appendJsonNumber(std::string &out, double value);
/// The shortest digits that give the value back, in the C locale.
std::string plainNumber(double value);
} // namespace gapscope
