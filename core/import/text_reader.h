// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/byte_source.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gapscope {
struct Probe;

enum class TextEncoding { Utf8, Utf8Bom, Utf16Le, Utf16Be, Cp1252 };

/// A file as UTF-8, piece by piece. UTF-16 is told by its byte order mark or by the NULs of its
/// first characters; bytes that are no UTF-8 are passed on as they are, unless cp1252 is asked for.
class TextReader
{
public:
    /// What has the probed file's name, unpacked where it is packed; cancelled where the probe is.
    /// Error: InputUnreadable.
    Result<void> open(const Probe &probe);
    Result<void> open(const std::string &path);
    Result<void> open(std::unique_ptr<ByteSource> source);
    /// From now on bytes are cp1252; call before the first read().
    void decodeAsCp1252() { m_encoding = TextEncoding::Cp1252; }

    /// Appends the next piece (of 256 KiB) to `out`; false at the end of the file.
    bool read(std::string &out);
    /// Called before each piece.
    void beforeReading(std::function<void()> call) { m_beforeReading = std::move(call); }

    TextEncoding encoding() const { return m_encoding; }
    /// Bytes of the file before the text: the byte order mark.
    std::int64_t prefix() const { return m_prefix; }
    /// Bytes of the file that `text`, a piece of what read() gave, took there.
    std::int64_t fileBytes(std::string_view text) const;
    /// Bytes of the file itself, packed where it is packed.
    std::int64_t bytesRead() const { return m_source ? m_source->position() : 0; }
    /// The reading broke off; what came before is good.
    bool failed() const { return failure().has_value(); }
    const std::optional<Error> &failure() const;
    /// UTF-16 that is none: unpaired surrogates or half a unit, replaced by U+FFFD.
    std::int64_t replaced() const { return m_replaced; }

private:
    void appendUtf16(std::string_view bytes, bool last, std::string &out);

    std::size_t fill(std::string &bytes, std::size_t count);

    std::unique_ptr<ByteSource> m_source;
    std::string m_piece;
    std::string m_pending;
    TextEncoding m_encoding = TextEncoding::Utf8;
    std::int64_t m_prefix = 0;
    std::int64_t m_replaced = 0;
    std::uint32_t m_highSurrogate = 0;
    bool m_ended = false;
    std::function<void()> m_beforeReading;
};

/// Whether more of the file's bytes beyond ASCII are no UTF-8 than are: it is Windows-1252 then,
/// and else at most damaged. Reads it once.
Result<bool> isCp1252File(const Probe &probe);
Result<bool> isCp1252File(const std::string &path);

/// Puts U+FFFD in the place of each byte that is no UTF-8; how many.
int replaceInvalidUtf8(std::string &text);

/// Windows-1252 as UTF-8.
std::string fromCp1252(std::string_view bytes);
/// Whether bytes that are no UTF-8 are likely Windows-1252: no sequence of several bytes in them is
/// UTF-8, not even a cut one.
bool looksLikeCp1252(std::string_view bytes);

/// Length of the UTF-8 sequence that starts at `at`, 0 = none that Unicode allows.
std::size_t utf8SequenceLength(std::string_view text, std::size_t at);
void appendUtf8(std::uint32_t codePoint, std::string &out);
} // namespace gapscope
