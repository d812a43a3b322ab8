// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/redaction.h"

#include <vector>

namespace gapscope {
/// A place by bytes of the text.
struct RedactionMatch
{
    std::size_t begin = 0;
    std::size_t end = 0;
    RedactionKind kind = RedactionKind::Name;
};

/// What the patterns find, those that count first before the others; they may overlap.
std::vector<RedactionMatch> ruleMatches(std::string_view text);

/// Whether a word in lower case is no name though it stands where one may stand.
bool isNoName(const std::string &lowerWord);
} // namespace gapscope
