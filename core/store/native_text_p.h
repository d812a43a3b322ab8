// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace gapscope {
/// A message (Turn::native) as the turn table holds it: without the turn's text, which stands there
/// beside it, or once for all dialogues (a 24 KB policy in every dialogue of τ²-bench).
std::string withoutText(const std::string &native, const std::optional<std::string> &text);
/// The message again; what was stored whole is given as it is.
std::string withText(std::string stored, const std::optional<std::string> &text);
} // namespace gapscope
