// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/word_count.h"

#include "core/align/characters.h"
#include "core/align/words.h"

namespace gapscope::bench {
std::size_t countWords(const Dialogue &dialogue)
{
    std::size_t words = 0;
    for (const Turn &turn : dialogue.turns)
        words += WordList(readCharacters(turn.text.value_or(""))).words().size();
    return words;
}
} // namespace gapscope::bench
