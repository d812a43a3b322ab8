// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include "core/base/unicode.h"

#include <cstdint>
#include <cstring>

namespace gapscope {
namespace {
constexpr char32_t replacement = 0xfffd;

std::uint8_t byteAt(std::string_view text, std::size_t at)
{
    return static_cast<std::uint8_t>(text[at]);
}

bool isContinuation(std::uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

std::size_t sequenceLength(std::uint8_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    if (lead >= 0xf0 && lead <= 0xf4)
        return 4;
    return 0;
}
} // namespace

CodePoint decodeAt(std::string_view text, std::size_t at)
{
    const std::uint8_t lead = byteAt(text, at);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = sequenceLength(lead);
    if (length == 0 || text.size() - at < length)
        return {replacement, 1};
    char32_t value = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const std::uint8_t byte = byteAt(text, at + i);
        if (!isContinuation(byte))
            return {replacement, 1};
        value = (value << 6) | (byte & 0x3fU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (overlong || value > 0x10ffff)
        return {replacement, 1};
    return {value, length};
}

CodePoint decodeBefore(std::string_view text, std::size_t end)
{
    std::size_t start = end - 1;
    while (start > 0 && end - start < 4 && isContinuation(byteAt(text, start)))
        --start;
    const CodePoint found = decodeAt(text.substr(0, end), start);
    if (start + found.bytes == end)
        return found;
    return {replacement, 1};
}

void appendUtf8(std::string &out, char32_t codePoint)
{
    const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (codePoint < 0x80) {
        put(codePoint);
    } else if (codePoint < 0x800) {
        put(0xc0 | (codePoint >> 6));
        put(0x80 | (codePoint & 0x3f));
    } else if (codePoint < 0x10000) {
        put(0xe0 | (codePoint >> 12));
        put(0x80 | ((codePoint >> 6) & 0x3f));
        put(0x80 | (codePoint & 0x3f));
    } else {
        put(0xf0 | (codePoint >> 18));
        put(0x80 | ((codePoint >> 12) & 0x3f));
        put(0x80 | ((codePoint >> 6) & 0x3f));
        put(0x80 | (codePoint & 0x3f));
    }
}

std::size_t codePointCount(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        at += decodeAt(text, at).bytes;
    return count;
}

std::optional<std::size_t> firstInvalidUtf8(std::string_view text, bool surrogates)
{
    for (std::size_t at = 0; at < text.size();) {
        std::uint64_t eight = 0;
        if (text.size() - at >= sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        if (byteAt(text, at) < 0x80) {
            ++at;
            continue;
        }
        const CodePoint unit = decodeAt(text, at);
        if (unit.bytes == 1)
            return at;
        if (!surrogates && unit.value >= 0xd800 && unit.value <= 0xdfff)
            return at;
        at += unit.bytes;
    }
    return std::nullopt;
}

namespace {
/// Whether the sigma at [at, at+2) ends a word: a cased letter before it, none after it, looking
/// past case-ignorable characters on both sides.
bool isFinalSigma(std::string_view text, std::size_t at)
{
    bool casedBefore = false;
    for (std::size_t end = at; end > 0;) {
        const CodePoint unit = decodeBefore(text, end);
        end -= unit.bytes;
        if (unicode::isCaseIgnorable(unit.value))
            continue;
        casedBefore = unicode::isCased(unit.value);
        break;
    }
    if (!casedBefore)
        return false;
    for (std::size_t next = at + 2; next < text.size();) {
        const CodePoint unit = decodeAt(text, next);
        next += unit.bytes;
        if (!unicode::isCaseIgnorable(unit.value))
            return !unicode::isCased(unit.value);
    }
    return true;
}
} // namespace

std::size_t appendLower(std::string &out, std::string_view text, std::size_t at)
{
    const CodePoint unit = decodeAt(text, at);
    if (unit.value == 0x130) {
        out += "i\u0307";
    } else if (unit.value == 0x3a3) {
        appendUtf8(out, isFinalSigma(text, at) ? 0x3c2 : 0x3c3);
    } else {
        const char32_t lower = unicode::toLowerSimple(unit.value);
        if (lower == unit.value)
            out.append(text, at, unit.bytes);
        else
            appendUtf8(out, lower);
    }
    return unit.bytes;
}

std::string toLower(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (static_cast<std::uint8_t>(c) < 0x80) {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
            ++at;
        } else {
            at += appendLower(out, text, at);
        }
    }
    return out;
}

std::string toLowerAscii(std::string_view text)
{
    std::string out(text);
    for (char &c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

std::vector<std::string_view> splitBlanks(std::string_view text)
{
    std::vector<std::string_view> words;
    std::size_t start = 0;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint unit = decodeAt(text, at);
        const bool blank = isBlank(unit.value);
        if (blank && inside)
            words.push_back(text.substr(start, at - start));
        if (!blank && !inside)
            start = at;
        inside = !blank;
        at += unit.bytes;
    }
    if (inside)
        words.push_back(text.substr(start));
    return words;
}

std::size_t countWords(std::string_view text)
{
    std::size_t count = 0;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint unit = decodeAt(text, at);
        const bool blank = isBlank(unit.value);
        count += !blank && !inside;
        inside = !blank;
        at += unit.bytes;
    }
    return count;
}

std::string_view strip(std::string_view text)
{
    std::size_t start = 0;
    while (start < text.size()) {
        const CodePoint unit = decodeAt(text, start);
        if (!isBlank(unit.value))
            break;
        start += unit.bytes;
    }
    std::size_t end = text.size();
    while (end > start) {
        const CodePoint unit = decodeBefore(text, end);
        if (!isBlank(unit.value))
            break;
        end -= unit.bytes;
    }
    return text.substr(start, end - start);
}
} // namespace gapscope
