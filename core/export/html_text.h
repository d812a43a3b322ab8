// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/word_diff.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace gapscope {
/// Any bytes as text between tags or inside a quoted attribute: markup is escaped, control
/// characters become their pictures (U+2400 …), what is no character U+FFFD.
std::string htmlText(std::string_view text);

/// The same with `marks` (ascending, apart) in <mark class="…">. Beyond about `limit` bytes the
/// rest is folded into <details>, whose summary says how many characters follow.
std::string foldedHtml(std::string_view text, std::span<const ByteRange> marks,
                       std::string_view markClass, std::size_t limit);

/// An SVG document as an element of an HTML page: without its prolog and namespaces, its ids behind
/// `prefix`, its title and description named as its label. Ids of several figures of a page stay
/// apart.
std::string inlineSvg(std::string_view svg, std::string_view prefix);
} // namespace gapscope
