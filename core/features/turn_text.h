// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/extract.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Whether a message is text of the platform, not said by anybody (usi.md section 3).
bool isPlatformText(std::string_view text, Source source);

/// A stretch of bytes of a message that markup removal keeps.
struct KeptPart
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What markup removal leaves of `text`, in order; one part for text without markup.
std::vector<KeptPart> withoutMarkup(std::string_view text);
bool hasMarkup(std::string_view text);

/// Appends the lower case of `text` without its markup to `lower`. With `origins`, appends for each
/// byte put out the code point of `text` it comes from. `scratch` is overwritten.
void appendScoredText(std::string_view text, std::string &lower,
                      std::vector<std::uint32_t> *origins, std::string &scratch);
} // namespace gapscope
