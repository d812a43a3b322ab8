// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/search_terms.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace gapscope {
namespace {
bool isAsciiAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Blocks of alphabets whose words stand between spaces. Everything else is looked for literally.
constexpr std::array<std::pair<char32_t, char32_t>, 8> alphabets{{
    {0x00C0, 0x024F}, // Latin
    {0x0370, 0x052F}, // Greek, Cyrillic
    {0x0531, 0x0587}, // Armenian
    {0x05D0, 0x05EA}, // Hebrew
    {0x0620, 0x064A}, // Arabic
    {0x10A0, 0x10FF}, // Georgian
    {0x1E00, 0x1EFF}, // Latin with marks
    {0x1F00, 0x1FFF}, // Greek with marks
}};

bool isAlphabetLetter(char32_t point)
{
    if (point == 0xD7 || point == 0xF7)
        return false;
    return std::ranges::any_of(alphabets, [point](const auto &block) {
        return point >= block.first && point <= block.second;
    });
}

/// The code point that begins `text` and its bytes; a broken one is a literal byte.
std::pair<char32_t, std::size_t> firstPoint(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (bytes == 1)
        return {lead, 1};
    if (lead < 0xC0 || bytes > text.size())
        return {0, 1};
    char32_t point = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i)
        point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return {point, bytes};
}

struct TermKind
{
    bool hasWords = false;
    bool isLiteral = false;
};

TermKind kindOf(std::string_view term)
{
    TermKind kind;
    while (!term.empty()) {
        const auto [point, bytes] = firstPoint(term);
        if (point < 0x80) {
            const bool isWord = isAsciiAlphanumeric(static_cast<char>(point));
            kind.hasWords |= isWord;
            // A space inside a quoted phrase is where the index splits anyway.
            kind.isLiteral |= !isWord && point != ' ';
        } else if (isAlphabetLetter(point)) {
            kind.hasWords = true;
        } else {
            kind.isLiteral = true;
        }
        term.remove_prefix(bytes);
    }
    return kind;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

/// Splits at spaces; what stands between two quotation marks is one term.
std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> terms;
    while (!text.empty()) {
        if (isSpace(text.front())) {
            text.remove_prefix(1);
            continue;
        }
        const std::size_t close = text.front() == '"' ? text.find('"', 1) : std::string_view::npos;
        if (close != std::string_view::npos && close > 1) {
            terms.emplace_back(text.substr(1, close - 1));
            text.remove_prefix(close + 1);
            continue;
        }
        const auto end = std::ranges::find_if(text, isSpace);
        const auto length = static_cast<std::size_t>(end - text.begin());
        terms.emplace_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return terms;
}

std::string quoted(std::string_view term)
{
    std::string result = "\"";
    for (const char c : term) {
        if (c == '"')
            result += '"';
        // The index would take U+0000 for the end of the expression.
        result += c == '\0' ? ' ' : c;
    }
    return result + '"';
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
} // namespace

std::string asciiLower(std::string_view text)
{
    std::string result(text);
    for (char &c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

SearchTerms searchTerms(std::string_view text, bool lastWordIsPrefix)
{
    SearchTerms result;
    const std::vector<std::string> terms = split(text);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const TermKind kind = kindOf(terms[i]);
        const bool isPrefix = lastWordIsPrefix && i + 1 == terms.size() && !kind.isLiteral;
        // A literal may begin or end inside a word, where the index does not know it.
        if (kind.isLiteral) {
            result.literals.push_back(asciiLower(terms[i]));
            continue;
        }
        if (!kind.hasWords)
            continue;
        if (!result.match.empty())
            result.match += " AND ";
        result.match += quoted(terms[i]) + (isPrefix ? "*" : "");
    }
    return result;
}

Snippet snippetAround(std::string_view text, std::size_t begin, std::size_t end)
{
    constexpr std::size_t around = 60;
    constexpr std::string_view cut = "…";
    std::size_t from = begin > around ? begin - around : 0;
    std::size_t to = std::min(text.size(), end + around);
    while (from > 0 && isContinuation(text[from]))
        --from;
    while (to < text.size() && isContinuation(text[to]))
        ++to;
    Snippet result;
    if (from > 0)
        result.text += cut;
    const std::size_t shift = result.text.size();
    result.text += text.substr(from, to - from);
    if (to < text.size())
        result.text += cut;
    result.begin = static_cast<int>(begin - from + shift);
    result.end = static_cast<int>(end - from + shift);
    return result;
}
} // namespace gapscope
