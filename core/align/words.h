// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/characters.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// A word of a turn, lower-cased, without apostrophes; `.`, `,` and `:` stay between digits.
struct Word
{
    std::string_view text;
    /// Character just before and just after the word in the turn, 0 at its ends.
    char32_t before = 0;
    char32_t after = 0;
    bool hasDigit = false;
    bool hasLetter = false;
    int sentence = 0;
    /// Bytes [begin, end) of the text it was read from.
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Letter or digit; what words are made of besides the characters that are words by themselves.
bool isWordCharacter(const Character &character);

/// The words of a text and the sentences they stand in. Not copied: the words point into it.
class WordList
{
public:
    explicit WordList(const std::vector<Character> &characters);
    WordList(const WordList &) = delete;
    WordList &operator=(const WordList &) = delete;

    const std::vector<Word> &words() const { return m_words; }
    /// By sentence: it ends in a question mark.
    const std::vector<bool> &questions() const { return m_questions; }

private:
    std::size_t readWord(std::size_t at);
    std::size_t readSingles(std::size_t at);
    void readMark(std::size_t at);
    void put(Word word, std::size_t offset);
    void endSentence(bool question);
    bool kindAt(std::size_t at, CharacterKind kind) const;

    const std::vector<Character> &m_characters;
    std::string m_buffer;
    std::vector<Word> m_words;
    std::vector<bool> m_questions;
    int m_sentence = 0;
};
} // namespace gapscope
