// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/json_text.h"

#include "core/base/text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace gapscope {
void appendJsonString(std::string &out, std::string_view text)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    const auto escaped = [&out](char32_t c) {
        out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            out += hex[(c >> shift) & 15U];
    };
    out += '"';
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint unit = decodeAt(text, at);
        const char32_t c = unit.value;
        if (c == '"' || c == '\\')
            (out += '\\') += static_cast<char>(c);
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (c < 0x20 || c == 0x7f || (c >= 0xd800 && c <= 0xdfff))
            escaped(c);
        else
            appendUtf8(out, c);
        at += unit.bytes;
    }
    out += '"';
}

std::string plainNumber(double value)
{
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

void appendJsonNumber(std::string &out, double value)
{
    out += std::isfinite(value) ? plainNumber(value) : "null";
}
} // namespace gapscope
