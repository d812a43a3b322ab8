// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/extract.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// What is done to a turn's text beyond the reference edition; nothing as it stands here.
struct TextRules
{
    /// U+2018, U+2019 and U+02BC become U+0027.
    bool apostrophes = false;
    /// Blanks of one line in a row become one U+0020, those with a line feed one U+000A.
    bool blanks = false;
    /// Markup becomes a blank; unclosed, it takes the rest of the line (a call) or only its tag.
    bool markup = false;

    bool none() const { return !apostrophes && !blanks && !markup; }
};

/// Whether a message is text of the platform, not said by anybody (usi.md section 3).
bool isPlatformText(std::string_view text, Source source);
/// The same for the corrected edition: what was said, without a stop signal at its end; none = text
/// of the platform.
std::optional<std::string_view> spokenPart(std::string_view text, Source source);

/// A stretch of bytes of a message that markup removal keeps.
struct KeptPart
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What markup removal leaves of `text`, in order; one part for text without markup.
std::vector<KeptPart> withoutMarkup(std::string_view text, const TextRules &rules = {});
bool hasMarkup(std::string_view text);

/// Appends the lower case of `text` without its markup to `lower`. With `origins`, appends for each
/// byte put out the code point of `text` it comes from. `scratch` is overwritten.
void appendScoredText(std::string_view text, const TextRules &rules, std::string &lower,
                      std::vector<std::uint32_t> *origins, std::string &scratch);
} // namespace gapscope
