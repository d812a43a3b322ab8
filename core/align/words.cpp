// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/words.h"

namespace gapscope {
bool isWordCharacter(const Character &character)
{
    return character.kind == CharacterKind::Letter || character.kind == CharacterKind::Digit;
}

WordList::WordList(const std::vector<Character> &characters) : m_characters(characters)
{
    // No growth later: the words point into it. Lower-casing never needs more than 4 bytes.
    m_buffer.reserve(characters.size() * 4);
    std::size_t at = 0;
    while (at < m_characters.size()) {
        const Character &c = m_characters[at];
        if (isWordCharacter(c))
            at = readWord(at);
        else if (c.kind == CharacterKind::Single)
            at = readSingles(at);
        else
            readMark(at++);
    }
    endSentence(false);
}

bool WordList::kindAt(std::size_t at, CharacterKind kind) const
{
    return at < m_characters.size() && m_characters[at].kind == kind;
}

std::size_t WordList::readWord(std::size_t at)
{
    const std::size_t first = at;
    const std::size_t offset = m_buffer.size();
    Word word;
    for (; at < m_characters.size(); ++at) {
        const Character &c = m_characters[at];
        if (c.kind == CharacterKind::Joiner)
            continue;
        if (c.value == U'\'' && kindAt(at + 1, CharacterKind::Letter))
            continue;
        const bool inNumber = (c.value == U'.' || c.value == U',' || c.value == U':') &&
                              kindAt(at - 1, CharacterKind::Digit) &&
                              kindAt(at + 1, CharacterKind::Digit);
        if (!isWordCharacter(c) && !inNumber)
            break;
        word.hasDigit = word.hasDigit || c.kind == CharacterKind::Digit;
        word.hasLetter = word.hasLetter || c.kind == CharacterKind::Letter;
        appendCharacter(m_buffer, c.value);
    }
    word.before = first > 0 ? m_characters[first - 1].value : 0;
    word.after = at < m_characters.size() ? m_characters[at].value : 0;
    word.begin = m_characters[first].begin;
    word.end = m_characters[at - 1].end;
    put(word, offset);
    return at;
}

// Pairs of neighbours, because a single character of such scripts says too little.
std::size_t WordList::readSingles(std::size_t at)
{
    std::size_t end = at;
    while (kindAt(end, CharacterKind::Single) || kindAt(end, CharacterKind::Joiner))
        ++end;
    for (std::size_t i = at; i < end; ++i) {
        if (!kindAt(i, CharacterKind::Single) || (i + 1 == end && i > at))
            continue;
        const std::size_t offset = m_buffer.size();
        appendCharacter(m_buffer, m_characters[i].value);
        Word word;
        word.hasLetter = true;
        word.begin = m_characters[i].begin;
        word.end = m_characters[i].end;
        if (i + 1 < end && kindAt(i + 1, CharacterKind::Single)) {
            appendCharacter(m_buffer, m_characters[i + 1].value);
            word.end = m_characters[i + 1].end;
        }
        put(word, offset);
    }
    return end;
}

void WordList::put(Word word, std::size_t offset)
{
    word.text = std::string_view(m_buffer).substr(offset);
    word.sentence = m_sentence;
    m_words.push_back(word);
}

void WordList::readMark(std::size_t at)
{
    const char32_t c = m_characters[at].value;
    const bool last =
        at + 1 == m_characters.size() || m_characters[at + 1].kind == CharacterKind::Blank;
    if (c == U'?' || c == 0xFF1F || c == 0x061F)
        endSentence(true);
    else if (c == U'\n' || c == U'!' || c == 0x3002 || c == 0xFF01 ||
             ((c == U'.' || c == U';') && last))
        endSentence(false);
}

void WordList::endSentence(bool question)
{
    if (m_words.empty() || m_words.back().sentence != m_sentence)
        return;
    m_questions.push_back(question);
    ++m_sentence;
}

} // namespace gapscope
