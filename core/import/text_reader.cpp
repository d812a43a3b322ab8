// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/text_reader.h"

#include "core/import/input_files.h"
#include "core/import/probe.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gapscope {
namespace {
constexpr std::size_t pieceSize = 256 * 1024;
constexpr std::uint32_t replacement = 0xfffd;

// Windows-1252 from 0x80 to 0x9f; the five unassigned bytes are the C1 controls of the same number.
constexpr std::array<std::uint16_t, 32> cp1252High{
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

unsigned byteAt(std::string_view text, std::size_t at)
{
    return static_cast<unsigned char>(text[at]);
}

bool isContinuation(std::string_view text, std::size_t at)
{
    return at < text.size() && (byteAt(text, at) & 0xc0U) == 0x80U;
}
} // namespace

void appendUtf8(std::uint32_t codePoint, std::string &out)
{
    const auto push = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (codePoint < 0x80) {
        push(codePoint);
    } else if (codePoint < 0x800) {
        push(0xc0 | (codePoint >> 6));
        push(0x80 | (codePoint & 0x3f));
    } else if (codePoint < 0x10000) {
        push(0xe0 | (codePoint >> 12));
        push(0x80 | ((codePoint >> 6) & 0x3f));
        push(0x80 | (codePoint & 0x3f));
    } else {
        push(0xf0 | (codePoint >> 18));
        push(0x80 | ((codePoint >> 12) & 0x3f));
        push(0x80 | ((codePoint >> 6) & 0x3f));
        push(0x80 | (codePoint & 0x3f));
    }
}

std::string fromCp1252(std::string_view bytes)
{
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const bool special = byte >= 0x80 && byte < 0xa0;
        appendUtf8(special ? cp1252High[byte - 0x80U] : byte, out);
    }
    return out;
}

bool looksLikeCp1252(std::string_view bytes)
{
    bool high = false;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const unsigned byte = byteAt(bytes, at);
        if (byte >= 0xc2 && byte <= 0xf4 && isContinuation(bytes, at + 1))
            return false;
        high = high || byte >= 0x80;
    }
    return high;
}

std::size_t utf8SequenceLength(std::string_view text, std::size_t at)
{
    const unsigned lead = byteAt(text, at);
    if (lead < 0x80)
        return 1;
    if (lead < 0xc2 || lead > 0xf4 || !isContinuation(text, at + 1))
        return 0;
    if (lead < 0xe0)
        return 2;
    const unsigned second = byteAt(text, at + 1);
    // No overlong forms, no surrogates, nothing above U+10FFFF.
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
        (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f) ||
        !isContinuation(text, at + 2))
        return 0;
    if (lead < 0xf0)
        return 3;
    return isContinuation(text, at + 3) ? 4 : 0;
}

Result<void> TextReader::open(const Probe &probe)
{
    if (!probe.files)
        return open(probe.path);
    Result<std::unique_ptr<ByteSource>> source = probe.files->open(probe.path);
    return source ? open(std::move(*source)) : Result<void>(source.error());
}

Result<void> TextReader::open(const std::string &path)
{
    Result<std::unique_ptr<ByteSource>> source = InputFiles().open(path);
    return source ? open(std::move(*source)) : Result<void>(source.error());
}

const std::optional<Error> &TextReader::failure() const
{
    static const std::optional<Error> none;
    return m_source ? m_source->failure() : none;
}

std::size_t TextReader::fill(std::string &bytes, std::size_t count)
{
    const std::size_t before = bytes.size();
    bytes.resize(before + count);
    std::size_t filled = 0;
    while (filled < count) {
        const std::size_t more = m_source->read(bytes.data() + before + filled, count - filled);
        if (more == 0)
            break;
        filled += more;
    }
    bytes.resize(before + filled);
    return filled;
}

Result<void> TextReader::open(std::unique_ptr<ByteSource> source)
{
    m_source = std::move(source);
    fill(m_pending, 4);
    if (failed() && failure()->code != ErrorCode::InputMalformed)
        return *failure();
    const std::string_view start = m_pending;
    if (start.starts_with("\xef\xbb\xbf")) {
        m_encoding = TextEncoding::Utf8Bom;
        m_prefix = 3;
    } else if (start.starts_with("\xff\xfe")) {
        m_encoding = TextEncoding::Utf16Le;
        m_prefix = 2;
    } else if (start.starts_with("\xfe\xff")) {
        m_encoding = TextEncoding::Utf16Be;
        m_prefix = 2;
    } else if (start.size() == 4 && start[0] != 0 && start[1] == 0 && start[2] != 0 &&
               start[3] == 0) {
        m_encoding = TextEncoding::Utf16Le;
    } else if (start.size() == 4 && start[0] == 0 && start[1] != 0 && start[2] == 0 &&
               start[3] != 0) {
        m_encoding = TextEncoding::Utf16Be;
    }
    m_pending.erase(0, static_cast<std::size_t>(m_prefix));
    return {};
}

bool TextReader::read(std::string &out)
{
    if (m_ended)
        return false;
    if (m_beforeReading)
        m_beforeReading();
    m_piece.swap(m_pending);
    m_pending.clear();
    m_ended = fill(m_piece, pieceSize) < pieceSize;
    switch (m_encoding) {
    case TextEncoding::Utf8:
    case TextEncoding::Utf8Bom:
        out += m_piece;
        break;
    case TextEncoding::Utf16Le:
    case TextEncoding::Utf16Be:
        appendUtf16(m_piece, m_ended, out);
        break;
    case TextEncoding::Cp1252:
        out += fromCp1252(m_piece);
        break;
    }
    return !m_piece.empty();
}

void TextReader::appendUtf16(std::string_view bytes, bool last, std::string &out)
{
    const bool little = m_encoding == TextEncoding::Utf16Le;
    std::size_t at = 0;
    for (; at + 1 < bytes.size(); at += 2) {
        const std::uint32_t first = byteAt(bytes, at);
        const std::uint32_t second = byteAt(bytes, at + 1);
        const std::uint32_t unit = little ? (second << 8) | first : (first << 8) | second;
        const bool low = unit >= 0xdc00 && unit < 0xe000;
        if (m_highSurrogate != 0 && low) {
            appendUtf8(0x10000 + ((m_highSurrogate - 0xd800) << 10) + (unit - 0xdc00), out);
            m_highSurrogate = 0;
            continue;
        }
        if (m_highSurrogate != 0) {
            appendUtf8(replacement, out);
            ++m_replaced;
            m_highSurrogate = 0;
        }
        if (unit >= 0xd800 && unit < 0xdc00) {
            m_highSurrogate = unit;
        } else if (low) {
            appendUtf8(replacement, out);
            ++m_replaced;
        } else {
            appendUtf8(unit, out);
        }
    }
    if (!last) {
        m_pending.assign(bytes.substr(at));
    } else if (at < bytes.size() || m_highSurrogate != 0) {
        appendUtf8(replacement, out);
        ++m_replaced;
    }
}

std::int64_t TextReader::fileBytes(std::string_view text) const
{
    if (m_encoding == TextEncoding::Utf8 || m_encoding == TextEncoding::Utf8Bom)
        return static_cast<std::int64_t>(text.size());
    const auto isLead = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
    const auto isLong = [](char c) { return static_cast<unsigned char>(c) >= 0xf0U; };
    const auto characters = std::count_if(text.begin(), text.end(), isLead);
    if (m_encoding == TextEncoding::Cp1252)
        return characters;
    return 2 * (characters + std::count_if(text.begin(), text.end(), isLong));
}

Result<bool> isCp1252File(const std::string &path)
{
    Probe probe;
    probe.path = path;
    return isCp1252File(probe);
}

Result<bool> isCp1252File(const Probe &probe)
{
    TextReader reader;
    if (const Result<void> opened = reader.open(probe); !opened)
        return opened.error();
    if (reader.encoding() == TextEncoding::Utf16Le || reader.encoding() == TextEncoding::Utf16Be)
        return false;
    std::string text;
    std::int64_t sequences = 0;
    std::int64_t invalid = 0;
    bool more = true;
    while (more) {
        more = reader.read(text);
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t length = utf8SequenceLength(text, at);
            // A sequence cut by the end of the piece is finished by the next piece.
            if (length == 0 && more && text.size() - at < 4)
                break;
            sequences += length > 1 ? 1 : 0;
            invalid += length == 0 ? 1 : 0;
            at += std::max<std::size_t>(length, 1);
        }
        text.erase(0, at);
    }
    if (reader.failed() && reader.failure()->code != ErrorCode::InputMalformed)
        return *reader.failure();
    return invalid > sequences;
}

int replaceInvalidUtf8(std::string &text)
{
    const auto isHigh = [](char c) { return static_cast<unsigned char>(c) >= 0x80U; };
    if (std::none_of(text.begin(), text.end(), isHigh))
        return 0;
    std::string good;
    int replaced = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8SequenceLength(text, at);
        if (length == 0) {
            appendUtf8(replacement, good);
            ++replaced;
        } else {
            good.append(text, at, length);
        }
        at += std::max<std::size_t>(length, 1);
    }
    if (replaced > 0)
        text = std::move(good);
    return replaced;
}
} // namespace gapscope
