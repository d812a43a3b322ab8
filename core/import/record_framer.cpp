// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/record_framer.h"

#include "core/import/json_tolerant.h"

#include <algorithm>
#include <cstring>

namespace gapscope {
namespace {
constexpr std::size_t npos = std::string::npos;
/// How far back from a value its member name may begin, when looking for the next good record.
constexpr std::size_t longestKey = 4096;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool startsValue(char c)
{
    return std::strchr("{[\"-0123456789tfnNI", c) != nullptr && c != 0;
}

/// Position after the last character before `at` that is no blank; 0 = there is none.
std::size_t beforeBlanks(std::string_view text, std::size_t at)
{
    while (at > 0 && isBlank(text[at - 1]))
        --at;
    return at;
}

/// Where the member name begins whose value begins at `value`; npos = it is no member's value.
std::size_t keyBefore(std::string_view text, std::size_t value)
{
    std::size_t at = beforeBlanks(text, value);
    if (at == 0 || text[at - 1] != ':')
        return npos;
    at = beforeBlanks(text, at - 1);
    if (at == 0 || text[at - 1] != '"')
        return npos;
    const std::size_t quote = at - 1;
    for (at = quote; at > 0 && quote - at < longestKey; --at) {
        if (text[at - 1] == '"' && (at == 1 || text[at - 2] != '\\'))
            return at - 1;
    }
    return npos;
}
} // namespace

RecordFramer::RecordFramer(TextReader &reader, RecordLayout layout, FileShape shape)
    : m_reader(reader), m_layout(layout), m_shape(shape), m_byte(reader.prefix())
{}

std::size_t RecordFramer::available() const
{
    return m_limit == npos ? m_buffer.size() - m_start : m_limit;
}

bool RecordFramer::fill()
{
    return m_reader.read(m_buffer);
}

bool RecordFramer::grow(std::size_t &at)
{
    if (m_limit != npos)
        return false;
    m_tooLarge = m_tooLarge || (!m_discard && at > maxRecordBytes);
    if (m_discard || m_tooLarge) {
        const std::size_t passed = std::min(at, available());
        consume(passed);
        at -= passed;
    }
    return fill();
}

void RecordFramer::consume(std::size_t count)
{
    const std::string_view gone = rest().substr(0, count);
    m_line += std::count(gone.begin(), gone.end(), '\n');
    m_byte += m_reader.fileBytes(gone);
    m_start += count;
    if (m_limit != npos)
        m_limit -= count;
    if (m_start > 256 * 1024 && m_start * 2 > m_buffer.size()) {
        m_buffer.erase(0, m_start);
        m_start = 0;
    }
}

bool RecordFramer::skipBlanks(bool commas)
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
        if (m_limit != npos || !fill())
            return false;
    }
}

char RecordFramer::nextCharacter(bool &newline)
{
    const std::int64_t before = m_line;
    const bool found = skipBlanks(false);
    newline = m_line > before;
    return found ? m_buffer[m_start] : '\0';
}

RecordFramer::Scan RecordFramer::scanString(std::size_t &at)
{
    do {
        const std::size_t size = available();
        const char *text = m_buffer.data() + m_start;
        while (at < size) {
            const char c = text[at];
            if (c == '"') {
                ++at;
                return Scan::Whole;
            }
            at += c == '\\' ? 2 : 1;
        }
    } while (grow(at));
    return Scan::CutOff;
}

RecordFramer::Scan RecordFramer::scanScalar(std::size_t &at)
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
RecordFramer::Scan RecordFramer::scanContainer(std::size_t &at)
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

RecordFramer::Scan RecordFramer::scanValue(bool discard)
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
    return scan;
}

bool RecordFramer::skipValue()
{
    if (!skipBlanks(false))
        return false;
    const Scan scan = scanValue(true);
    consume(m_scanned);
    return scan == Scan::Whole;
}

Frame RecordFramer::frameHere()
{
    Frame frame;
    frame.key = m_groupKey;
    frame.element = m_level == Level::NestedArray;
    frame.line = m_line;
    frame.byte = m_byte;
    return frame;
}

std::string RecordFramer::signatureHere()
{
    while (m_limit == npos && available() < 512 && fill()) {
    }
    const std::string_view text = rest().substr(0, 512);
    std::size_t at = 1;
    while (at < text.size() && isBlank(text[at]))
        ++at;
    if (text.empty() || text[0] != '{' || at >= text.size() || text[at] != '"')
        return {};
    const std::size_t quote = text.find('"', at + 1);
    return quote == npos ? std::string() : std::string(text.substr(0, quote + 1));
}

bool RecordFramer::resynchronise(const std::string &signature, bool withKey)
{
    std::size_t from = 1;
    while (!signature.empty()) {
        const std::string_view text = rest();
        std::size_t found = text.find(signature, from);
        while (found != npos) {
            const std::size_t begin = withKey ? keyBefore(text, found) : found;
            const std::size_t before = begin == npos ? 0 : beforeBlanks(text, begin);
            if (before > 0 && std::strchr(",[{}", text[before - 1]) != nullptr) {
                consume(begin);
                return true;
            }
            found = text.find(signature, found + 1);
        }
        const std::size_t keep = signature.size() + longestKey;
        if (available() > keep)
            consume(available() - keep);
        from = std::max<std::size_t>(1, available() - std::min(available(), signature.size()));
        if (!fill())
            break;
    }
    consume(available());
    return false;
}

Frame RecordFramer::broken(Frame frame, Scan scan, const std::string &signature)
{
    const bool lineMode = m_limit != npos;
    frame.text = rest().substr(0, std::min<std::size_t>(200, available()));
    frame.faultByte = m_byte + m_reader.fileBytes(rest().substr(0, m_scanned));
    bool more = false;
    if (lineMode) {
        consume(m_limit);
        bool newline = false;
        m_limit = npos;
        more = nextCharacter(newline) != '\0';
    } else {
        more = resynchronise(signature, m_level == Level::Object);
    }
    if (scan == Scan::TooDeep) {
        frame.fault = "too-deep";
        frame.reason = "brackets are nested deeper than 512 levels";
    } else if (scan == Scan::CutOff && !more) {
        frame.fault = "truncated";
        frame.reason = "the file ends inside this record";
    } else {
        frame.fault = "broken-json";
        frame.reason = "a quotation mark, comma or bracket is missing or too many near byte " +
                       std::to_string(frame.faultByte);
        if (!more && !lineMode)
            frame.reason += "; the rest of the file could not be read";
    }
    if (!more)
        m_level = Level::End;
    return frame;
}

std::optional<Frame> RecordFramer::takeRecord(Frame frame)
{
    const std::string signature = signatureHere();
    const Scan scan = scanValue(false);
    if (scan != Scan::Whole)
        return broken(std::move(frame), scan, signature);
    if (m_tooLarge) {
        frame.fault = "record-too-large";
        frame.reason = "the record is larger than 64 MiB";
    } else {
        frame.text = rest().substr(0, m_scanned);
    }
    consume(m_scanned);
    return frame;
}

std::optional<Frame> RecordFramer::next()
{
    // Each step either gives a frame or goes to another level; the end of the text is Level::End.
    while (m_level != Level::End) {
        std::optional<Frame> frame;
        switch (m_level) {
        case Level::Top:
            frame = m_shape == FileShape::Lines ? nextOfLine() : nextOfTop();
            break;
        case Level::Array:
        case Level::NestedArray:
            frame = nextOfArray();
            break;
        case Level::Object:
            frame = nextOfObject();
            break;
        case Level::End:
            break;
        }
        if (frame)
            return frame;
    }
    return std::nullopt;
}

std::optional<Frame> RecordFramer::nextOfTop()
{
    bool newline = false;
    const char c = nextCharacter(newline);
    if (c == '\0' && !skipBlanks(false)) {
        m_level = Level::End;
        return std::nullopt;
    }
    if (m_layout == RecordLayout::Items && c == '[') {
        consume(1);
        m_level = Level::Array;
        return std::nullopt;
    }
    if (m_layout != RecordLayout::Items && c == '{') {
        consume(1);
        m_level = Level::Object;
        return std::nullopt;
    }
    Frame frame = frameHere();
    if (m_layout == RecordLayout::Items && startsValue(c))
        return takeRecord(std::move(frame));
    m_level = Level::End;
    frame.fault = "trailing-text";
    frame.reason = "what follows is no JSON record";
    frame.faultByte = m_byte;
    frame.text = rest().substr(0, 200);
    return frame;
}

std::optional<Frame> RecordFramer::nextOfArray()
{
    if (!skipBlanks(true)) {
        Frame frame = frameHere();
        frame.fault = "unclosed-list";
        frame.reason = "the file ends before the list of records does";
        frame.faultByte = m_byte;
        m_level = Level::End;
        return frame;
    }
    const char c = m_buffer[m_start];
    if (c == ']') {
        consume(1);
        m_level = m_level == Level::NestedArray ? Level::Object : Level::Top;
        m_groupKey.clear();
        return std::nullopt;
    }
    if (startsValue(c))
        return takeRecord(frameHere());
    m_scanned = 0;
    return broken(frameHere(), Scan::Broken, {});
}

std::optional<Frame> RecordFramer::nextOfObject()
{
    Frame frame;
    if (!skipBlanks(true)) {
        frame = frameHere();
        frame.fault = "unclosed-list";
        frame.reason = "the file ends before the object that holds the records does";
        frame.faultByte = m_byte;
        m_level = Level::End;
        return frame;
    }
    frame = frameHere();
    if (m_buffer[m_start] == '}') {
        consume(1);
        m_level = Level::Top;
        return std::nullopt;
    }
    m_scanned = 0;
    if (m_buffer[m_start] != '"')
        return broken(std::move(frame), Scan::Broken, {});
    if (const Scan scan = scanValue(false); scan != Scan::Whole || m_tooLarge)
        return broken(std::move(frame), scan, {});
    const std::string_view name = rest().substr(0, m_scanned);
    const ParsedJson parsed = parseTolerant(name);
    frame.key = parsed.value.is_string() ? parsed.value.get<std::string>()
                                         : std::string(name.substr(1, name.size() - 2));
    consume(m_scanned);
    if (!skipBlanks(false) || m_buffer[m_start] != ':') {
        m_scanned = 0;
        return broken(std::move(frame), available() == 0 ? Scan::CutOff : Scan::Broken, {});
    }
    consume(1);
    if (!skipBlanks(false))
        return broken(std::move(frame), Scan::CutOff, {});
    if (m_layout == RecordLayout::NestedMembers && m_buffer[m_start] == '[') {
        consume(1);
        m_groupKey = frame.key;
        m_level = Level::NestedArray;
        return std::nullopt;
    }
    return takeRecord(std::move(frame));
}

std::optional<Frame> RecordFramer::nextOfLine()
{
    if (m_limit == npos) {
        if (!skipBlanks(false)) {
            m_level = Level::End;
            return std::nullopt;
        }
        Frame frame = frameHere();
        std::size_t at = 0;
        std::size_t end = npos;
        bool more = true;
        m_discard = false;
        m_tooLarge = false;
        while ((end = rest().find('\n', at)) == npos && more) {
            at = available();
            more = grow(at);
        }
        end = end == npos ? available() : end;
        if (m_tooLarge) {
            consume(end);
            frame.fault = "record-too-large";
            frame.reason = "the line is longer than 64 MiB";
            return frame;
        }
        m_limit = end;
    }
    if (!skipBlanks(true)) {
        m_limit = npos;
        return std::nullopt;
    }
    if (startsValue(m_buffer[m_start]))
        return takeRecord(frameHere());
    m_scanned = 0;
    return broken(frameHere(), Scan::Broken, {});
}
} // namespace gapscope
