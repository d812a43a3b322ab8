// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/token_hash.h"
#include "core/align/words.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace gapscope {
// Numerals that number the lines of a list name nothing; digits joined by hyphens are one number.

/// An order number, user id, e-mail address, phone number: letters and digits mixed, an underscore
/// or five digits and more.
bool isIdentifier(const Word &word);

/// What the words name, in one spelling per thing: identifiers, numbers and money ("$1,250.00" and
/// "1250" are one), months, weekdays, clock times ("2 pm" and "14:00" are one) and the nouns of
/// service dialogues. Ascending, no repetition.
std::vector<TokenHash> slotsOf(std::span<const Word> words);

/// One slot with its spelling: "id:", "number:", "month:", "day:" (of the week), "time:" (minutes)
/// or "noun:", then the value; it takes `words` words from the place `word` on.
struct NamedSlot
{
    std::string text;
    std::size_t word = 0;
    std::size_t words = 1;
};
/// The same slots in the order of the words, repetitions kept.
std::vector<NamedSlot> namedSlotsOf(std::span<const Word> words);
} // namespace gapscope
