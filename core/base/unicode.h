// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Character properties of Unicode 14.0 that only text.cpp and the readers of Python's output need.
namespace gapscope::unicode {
bool isCased(char32_t codePoint);
bool isCaseIgnorable(char32_t codePoint);
/// What Python's repr() shows as it is.
bool isPrintable(char32_t codePoint);
/// 0–9 of a decimal digit of any script: digits come in runs of ten.
int digitValue(char32_t codePoint);
/// One code point to one; the two special cases are toLower()'s business.
char32_t toLowerSimple(char32_t codePoint);
} // namespace gapscope::unicode
