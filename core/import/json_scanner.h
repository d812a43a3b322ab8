// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/limits.h"
#include "core/import/text_reader.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gapscope {
/// A window on a text that moves on piece by piece, and finds where a JSON value in it ends. What
/// is consumed is forgotten; place and line in the file are kept.
class JsonScanner
{
public:
    enum class Scan { Whole, CutOff, Broken, TooDeep };
    static constexpr std::size_t maxRecordBytes = limits::recordBytes;
    static constexpr std::size_t maxDepth = limits::jsonDepth;

    explicit JsonScanner(TextReader &reader) : m_reader(reader), m_byte(reader.prefix()) {}

    static bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

    /// Bytes at hand, up to the end of the line where limited.
    std::size_t available() const
    {
        return m_limit == std::string::npos ? m_buffer.size() - m_start : m_limit;
    }
    /// Everything read and not consumed, beyond the limit too.
    std::string_view rest() const { return std::string_view(m_buffer).substr(m_start); }
    char front() const { return m_buffer[m_start]; }
    /// Reads on; false at the end of the file.
    bool fill() { return m_reader.read(m_buffer); }
    void consume(std::size_t count);
    /// False: nothing but blanks was left. `commas`: they are blanks, too.
    bool skipBlanks(bool commas);
    /// Size of the text up to the next newline or the end of the file, read as far as that.
    /// tooLarge() where it is over the limit; then most of it is consumed.
    std::size_t findLineEnd();

    /// Scans the value at the front; scanned() is its size then, or how far the scan came.
    Scan scanValue(bool discard);
    std::size_t scanned() const { return m_scanned; }
    void resetScanned() { m_scanned = 0; }
    /// The value or line found last is over the limit, and its beginning is consumed.
    bool tooLarge() const { return m_tooLarge; }

    /// Until endLine(), the text ends `count` bytes on.
    void limitTo(std::size_t count) { m_limit = count; }
    void endLine() { m_limit = std::string::npos; }
    bool limited() const { return m_limit != std::string::npos; }

    std::int64_t line() const { return m_line; }
    std::int64_t byte() const { return m_byte; }
    /// Offset in the file of a place in rest().
    std::int64_t byteAt(std::size_t at) const
    {
        return m_byte + m_reader.fileBytes(rest().substr(0, at));
    }

private:
    bool grow(std::size_t &at);
    Scan scanString(std::size_t &at);
    Scan scanScalar(std::size_t &at);
    Scan scanContainer(std::size_t &at);

    TextReader &m_reader;
    std::string m_buffer;
    std::size_t m_start = 0;
    std::size_t m_limit = std::string::npos;
    std::size_t m_scanned = 0;
    bool m_discard = false;
    bool m_tooLarge = false;
    std::int64_t m_line = 1;
    std::int64_t m_byte = 0;
};
} // namespace gapscope
