// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/python_json.h"

#include "core/base/text.h"
#include "core/base/unicode.h"

#include <array>
#include <charconv>
#include <cmath>

namespace gapscope {
namespace {
void appendHex(std::string &out, char32_t value, int digits)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out += hex[(value >> shift) & 15U];
}

void appendEscaped(std::string &out, char32_t c)
{
    if (c < 0x100) {
        out += "\\x";
        appendHex(out, c, 2);
    } else if (c < 0x10000) {
        out += "\\u";
        appendHex(out, c, 4);
    } else {
        out += "\\U";
        appendHex(out, c, 8);
    }
}

void appendQuoted(std::string &out, std::string_view text)
{
    const bool single = text.find('\'') != std::string_view::npos;
    const bool twice = text.find('"') != std::string_view::npos;
    const char quote = single && !twice ? '"' : '\'';
    out += quote;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint unit = decodeAt(text, at);
        const char32_t c = unit.value;
        if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\\' || c == static_cast<char32_t>(quote))
            (out += '\\') += static_cast<char>(c);
        else if (unicode::isPrintable(c))
            out.append(text, at, unit.bytes);
        else
            appendEscaped(out, c);
        at += unit.bytes;
    }
    out += quote;
}

/// The shortest digits that give the value back; plain from 1e-4 to below 1e16, else scientific.
void appendFloat(std::string &out, double value)
{
    if (std::isnan(value)) {
        out += "nan";
        return;
    }
    if (std::isinf(value)) {
        out += value < 0 ? "-inf" : "inf";
        return;
    }
    std::array<char, 400> buffer{};
    const double size = std::abs(value);
    const bool plain = value == 0.0 || (size >= 1e-4 && size < 1e16);
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                      plain ? std::chars_format::fixed : std::chars_format::scientific);
    const std::string_view text(buffer.data(),
                                static_cast<std::size_t>(result.ptr - buffer.data()));
    out += text;
    if (plain && text.find('.') == std::string_view::npos)
        out += ".0";
}

void appendRepr(std::string &out, const JsonValue &value)
{
    using Kind = JsonValue::Kind;
    switch (value.kind) {
    case Kind::Null:
        out += "None";
        return;
    case Kind::False:
        out += "False";
        return;
    case Kind::True:
        out += "True";
        return;
    case Kind::Integer:
        out += value.text == "-0" ? std::string_view("0") : value.text;
        return;
    case Kind::Float:
        appendFloat(out, value.number());
        return;
    case Kind::String:
        appendQuoted(out, value.text);
        return;
    case Kind::List:
        out += '[';
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            out += i == 0 ? "" : ", ";
            appendRepr(out, value.items[i]);
        }
        out += ']';
        return;
    case Kind::Object:
        out += '{';
        for (std::size_t i = 0; i < value.members.size(); ++i) {
            out += i == 0 ? "" : ", ";
            appendQuoted(out, value.members[i].key);
            out += ": ";
            appendRepr(out, value.members[i].value);
        }
        out += '}';
        return;
    }
}
} // namespace

std::string pythonText(const JsonValue &value)
{
    if (value.isString())
        return std::string(value.text);
    std::string out;
    appendRepr(out, value);
    return out;
}
} // namespace gapscope
