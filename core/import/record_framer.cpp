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
const std::string largest = std::to_string(limits::recordBytes >> 20) + " MiB";

bool startsValue(char c)
{
    return std::strchr("{[\"-0123456789tfnNI", c) != nullptr && c != 0;
}

/// Position after the last character before `at` that is no blank; 0 = there is none.
std::size_t beforeBlanks(std::string_view text, std::size_t at)
{
    while (at > 0 && JsonScanner::isBlank(text[at - 1]))
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
    : m_scan(reader), m_layout(layout), m_shape(shape)
{}

char RecordFramer::nextCharacter(bool &newline)
{
    const std::int64_t before = m_scan.line();
    const bool found = m_scan.skipBlanks(false);
    newline = m_scan.line() > before;
    return found ? m_scan.front() : '\0';
}

bool RecordFramer::skipValue()
{
    if (!m_scan.skipBlanks(false))
        return false;
    const Scan scan = m_scan.scanValue(true);
    m_scan.consume(m_scan.scanned());
    return scan == Scan::Whole;
}

Frame RecordFramer::frameHere()
{
    Frame frame;
    frame.key = m_groupKey;
    frame.element = m_level == Level::NestedArray;
    frame.line = m_scan.line();
    frame.byte = m_scan.byte();
    return frame;
}

std::string RecordFramer::signatureHere()
{
    while (!m_scan.limited() && m_scan.available() < 512 && m_scan.fill()) {
    }
    const std::string_view text = m_scan.rest().substr(0, 512);
    std::size_t at = 1;
    while (at < text.size() && JsonScanner::isBlank(text[at]))
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
        const std::string_view text = m_scan.rest();
        std::size_t found = text.find(signature, from);
        while (found != npos) {
            const std::size_t begin = withKey ? keyBefore(text, found) : found;
            const std::size_t before = begin == npos ? 0 : beforeBlanks(text, begin);
            if (before > 0 && std::strchr(",[{}", text[before - 1]) != nullptr) {
                m_scan.consume(begin);
                return true;
            }
            found = text.find(signature, found + 1);
        }
        const std::size_t keep = signature.size() + longestKey;
        if (m_scan.available() > keep)
            m_scan.consume(m_scan.available() - keep);
        from = std::max<std::size_t>(1, m_scan.available() -
                                            std::min(m_scan.available(), signature.size()));
        if (!m_scan.fill())
            break;
    }
    m_scan.consume(m_scan.available());
    return false;
}

Frame RecordFramer::broken(Frame frame, Scan scan, const std::string &signature)
{
    const bool lineMode = m_scan.limited();
    frame.text = m_scan.rest().substr(0, std::min<std::size_t>(200, m_scan.available()));
    frame.faultByte = m_scan.byteAt(m_scan.scanned());
    bool more = false;
    if (lineMode) {
        m_scan.consume(m_scan.available());
        bool newline = false;
        m_scan.endLine();
        more = nextCharacter(newline) != '\0';
    } else {
        more = resynchronise(signature, m_level == Level::Object);
    }
    if (scan == Scan::TooDeep) {
        frame.fault = "too-deep";
        frame.reason =
            "brackets are nested deeper than " + std::to_string(limits::jsonDepth) + " levels";
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
    const Scan scan = m_scan.scanValue(false);
    if (scan != Scan::Whole)
        return broken(std::move(frame), scan, signature);
    if (m_scan.tooLarge()) {
        frame.fault = "record-too-large";
        frame.reason = "the record is larger than " + largest;
    } else {
        frame.text = m_scan.rest().substr(0, m_scan.scanned());
    }
    m_scan.consume(m_scan.scanned());
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
    // Lists that lost their brackets have commas between their elements.
    if (!m_scan.skipBlanks(true)) {
        m_level = Level::End;
        return std::nullopt;
    }
    const char c = m_scan.front();
    if (m_layout == RecordLayout::Items && c == '[') {
        m_scan.consume(1);
        m_level = Level::Array;
        return std::nullopt;
    }
    if (m_layout != RecordLayout::Items && c == '{') {
        m_scan.consume(1);
        m_level = Level::Object;
        return std::nullopt;
    }
    Frame frame = frameHere();
    if (m_layout == RecordLayout::Items && startsValue(c))
        return takeRecord(std::move(frame));
    m_level = Level::End;
    frame.fault = "trailing-text";
    frame.reason = "what follows is no JSON record";
    frame.faultByte = m_scan.byte();
    frame.text = m_scan.rest().substr(0, 200);
    return frame;
}

std::optional<Frame> RecordFramer::nextOfArray()
{
    if (!m_scan.skipBlanks(true)) {
        Frame frame = frameHere();
        frame.fault = "unclosed-list";
        frame.reason = "the file ends before the list of records does";
        frame.faultByte = m_scan.byte();
        m_level = Level::End;
        return frame;
    }
    const char c = m_scan.front();
    if (c == ']') {
        m_scan.consume(1);
        m_level = m_level == Level::NestedArray ? Level::Object : Level::Top;
        m_groupKey.clear();
        return std::nullopt;
    }
    if (startsValue(c))
        return takeRecord(frameHere());
    m_scan.resetScanned();
    return broken(frameHere(), Scan::Broken, {});
}

std::optional<Frame> RecordFramer::nextOfObject()
{
    Frame frame;
    if (!m_scan.skipBlanks(true)) {
        frame = frameHere();
        frame.fault = "unclosed-list";
        frame.reason = "the file ends before the object that holds the records does";
        frame.faultByte = m_scan.byte();
        m_level = Level::End;
        return frame;
    }
    frame = frameHere();
    if (m_scan.front() == '}') {
        m_scan.consume(1);
        m_level = Level::Top;
        return std::nullopt;
    }
    m_scan.resetScanned();
    if (m_scan.front() != '"')
        return broken(std::move(frame), Scan::Broken, {});
    if (const Scan scan = m_scan.scanValue(false); scan != Scan::Whole || m_scan.tooLarge())
        return broken(std::move(frame), scan, {});
    const std::string_view name = m_scan.rest().substr(0, m_scan.scanned());
    const ParsedJson parsed = parseTolerant(name);
    frame.key = parsed.value.is_string() ? parsed.value.get<std::string>()
                                         : std::string(name.substr(1, name.size() - 2));
    m_scan.consume(m_scan.scanned());
    if (!m_scan.skipBlanks(false) || m_scan.front() != ':') {
        m_scan.resetScanned();
        return broken(std::move(frame), m_scan.available() == 0 ? Scan::CutOff : Scan::Broken, {});
    }
    m_scan.consume(1);
    if (!m_scan.skipBlanks(false))
        return broken(std::move(frame), Scan::CutOff, {});
    if (m_layout == RecordLayout::NestedMembers && m_scan.front() == '[') {
        m_scan.consume(1);
        if (m_scan.skipBlanks(false) && m_scan.front() == ']') {
            m_scan.consume(1);
            frame.text = "[]";
            return frame;
        }
        m_groupKey = frame.key;
        m_level = Level::NestedArray;
        return std::nullopt;
    }
    return takeRecord(std::move(frame));
}

std::optional<Frame> RecordFramer::nextOfLine()
{
    if (!m_scan.limited()) {
        if (!m_scan.skipBlanks(false)) {
            m_level = Level::End;
            return std::nullopt;
        }
        Frame frame = frameHere();
        const std::size_t end = m_scan.findLineEnd();
        if (m_scan.tooLarge()) {
            m_scan.consume(end);
            frame.fault = "record-too-large";
            frame.reason = "the line is longer than " + largest;
            return frame;
        }
        m_scan.limitTo(end);
    }
    if (!m_scan.skipBlanks(true)) {
        m_scan.endLine();
        return std::nullopt;
    }
    if (startsValue(m_scan.front()))
        return takeRecord(frameHere());
    m_scan.resetScanned();
    return broken(frameHere(), Scan::Broken, {});
}
} // namespace gapscope
