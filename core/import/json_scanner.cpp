// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/json_scanner.h"

#include <algorithm>
#include <cstring>

namespace gapscope {
bool JsonScanner::grow(std::size_t &at)
{
    if (m_limit != std::string::npos)
        return false;
    m_tooLarge = m_tooLarge || (!m_discard && at > maxRecordBytes);
    if (m_discard || m_tooLarge) {
        const std::size_t passed = std::min(at, available());
        consume(passed);
        at -= passed;
    }
    return fill();
}

void JsonScanner::consume(std::size_t count)
{
    const std::string_view gone = rest().substr(0, count);
    m_line += std::count(gone.begin(), gone.end(), '\n');
    m_byte += m_reader.fileBytes(gone);
    m_start += count;
    if (m_limit != std::string::npos)
        m_limit -= count;
    if (m_start > 256 * 1024 && m_start * 2 > m_buffer.size()) {
        m_buffer.erase(0, m_start);
        m_start = 0;
    }
}

bool JsonScanner::skipBlanks(bool commas)
{
    while (true) {
        const std::size_t size = available();
        const char *text = m_buffer.data() + m_start;
        std::size_t at = 0;
        while (at < size && (isBlank(text[at]) || (commas && text[at] == ',')))
            ++at;
        const bool found = at < size;
        consume(at);
        if (found)
            return true;
        if (m_limit != std::string::npos || !fill())
            return false;
    }
}

std::size_t JsonScanner::findLineEnd()
{
    m_discard = false;
    m_tooLarge = false;
    std::size_t at = 0;
    std::size_t end = rest().find('\n');
    bool more = true;
    while (end == std::string::npos && more) {
        at = available();
        more = grow(at);
        end = rest().find('\n', at);
    }
    return end == std::string::npos ? available() : end;
}

JsonScanner::Scan JsonScanner::scanString(std::size_t &at)
{
    // Whether a quote is escaped is told by the backslashes before it, back to `at` at most: no
    // escape reaches over that place.
    const auto escaped = [&at](const char *text, std::size_t quote) {
        std::size_t backslashes = 0;
        while (quote - backslashes > at && text[quote - backslashes - 1] == '\\')
            ++backslashes;
        return backslashes % 2 == 1;
    };
    do {
        const std::size_t size = available();
        const char *text = m_buffer.data() + m_start;
        while (at < size) {
            const void *found = std::memchr(text + at, '"', size - at);
            if (!found) {
                at = size + (escaped(text, size) ? 1 : 0);
                break;
            }
            const auto quote = static_cast<std::size_t>(static_cast<const char *>(found) - text);
            const bool inside = escaped(text, quote);
            at = quote + 1;
            if (!inside)
                return Scan::Whole;
        }
    } while (grow(at));
    return Scan::CutOff;
}

JsonScanner::Scan JsonScanner::scanScalar(std::size_t &at)
{
    do {
        const std::size_t size = available();
        const char *text = m_buffer.data() + m_start;
        for (; at < size; ++at) {
            if (isBlank(text[at]) || std::strchr(",]}", text[at]) != nullptr)
                return Scan::Whole;
        }
    } while (grow(at));
    return Scan::Whole;
}

// A small grammar beside the bracket count: after a value only a comma, colon or closing bracket
// may follow, and an object's members begin with a quote. It notices a stray quote or a missing
// bracket within the record, long before the parser would see the record's end.
JsonScanner::Scan JsonScanner::scanContainer(std::size_t &at)
{
    enum class After { Open, Comma, Colon, Value, Scalar };
    After after = After::Colon;
    std::string open;
    do {
        while (at < available()) {
            const char c = m_buffer[m_start + at];
            const bool closed = after == After::Value || after == After::Scalar;
            const bool member = !open.empty() && open.back() == '{' &&
                                (after == After::Open || after == After::Comma);
            switch (c) {
            case ' ':
            case '\n':
            case '\r':
            case '\t':
                ++at;
                break;
            case '"':
                if (closed)
                    return Scan::Broken;
                ++at;
                if (const Scan scan = scanString(at); scan != Scan::Whole)
                    return scan;
                after = After::Value;
                break;
            case '{':
            case '[':
                if (closed || member)
                    return Scan::Broken;
                if (open.size() >= maxDepth)
                    return Scan::TooDeep;
                open += c;
                ++at;
                after = After::Open;
                break;
            case '}':
            case ']':
                if (open.back() != (c == '}' ? '{' : '['))
                    return Scan::Broken;
                open.pop_back();
                ++at;
                if (open.empty())
                    return Scan::Whole;
                after = After::Value;
                break;
            case ',':
            case ':':
                if (!closed)
                    return Scan::Broken;
                ++at;
                after = c == ',' ? After::Comma : After::Colon;
                break;
            default:
                if (after == After::Value || member)
                    return Scan::Broken;
                ++at;
                after = After::Scalar;
                break;
            }
        }
    } while (grow(at));
    return Scan::CutOff;
}

JsonScanner::Scan JsonScanner::scanValue(bool discard)
{
    m_discard = discard;
    m_tooLarge = false;
    std::size_t at = 0;
    const char first = m_buffer[m_start];
    Scan scan = Scan::Whole;
    if (first == '{' || first == '[') {
        scan = scanContainer(at);
    } else if (first == '"') {
        at = 1;
        scan = scanString(at);
    } else {
        scan = scanScalar(at);
    }
    m_scanned = std::min(at, available());
    m_tooLarge = m_tooLarge || (!discard && m_scanned > maxRecordBytes);
    return scan;
}
} // namespace gapscope
