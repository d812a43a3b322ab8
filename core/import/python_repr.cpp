// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/python_repr.h"

#include "core/import/text_reader.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <memory>

namespace gapscope {
namespace {
struct CodeDeleter
{
    void operator()(pcre2_code *code) const { pcre2_code_free(code); }
};
struct MatchDeleter
{
    void operator()(pcre2_match_data *data) const { pcre2_match_data_free(data); }
};

/// Tells the characters Python writes as they are: all but separators, controls, formats,
/// surrogates, private and unassigned ones. The blank is the one printable separator.
class Printable
{
public:
    Printable()
    {
        int error = 0;
        PCRE2_SIZE offset = 0;
        const auto *pattern = reinterpret_cast<PCRE2_SPTR>("[\\p{C}\\p{Z}]");
        m_code.reset(
            pcre2_compile(pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF, &error, &offset, nullptr));
        m_match.reset(pcre2_match_data_create(1, nullptr));
    }
    bool operator()(std::string_view character) const
    {
        if (character.size() == 1)
            return character[0] >= ' ' && character[0] != 0x7f;
        return pcre2_match(m_code.get(), reinterpret_cast<PCRE2_SPTR>(character.data()),
                           character.size(), 0, PCRE2_ANCHORED, m_match.get(), nullptr) < 0;
    }

private:
    std::unique_ptr<pcre2_code, CodeDeleter> m_code;
    std::unique_ptr<pcre2_match_data, MatchDeleter> m_match;
};

std::uint32_t codePointOf(std::string_view character)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    switch (character.size()) {
    case 2:
        return (byte(0) & 0x1fU) << 6U | (byte(1) & 0x3fU);
    case 3:
        return (byte(0) & 0x0fU) << 12U | (byte(1) & 0x3fU) << 6U | (byte(2) & 0x3fU);
    case 4:
        return (byte(0) & 0x07U) << 18U | (byte(1) & 0x3fU) << 12U | (byte(2) & 0x3fU) << 6U |
               (byte(3) & 0x3fU);
    default:
        return byte(0);
    }
}

void appendEscape(std::uint32_t codePoint, std::string &out)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    const unsigned digits = codePoint < 0x100 ? 2 : codePoint < 0x10000 ? 4 : 8;
    out += '\\';
    out += digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (unsigned i = digits; i-- > 0;)
        out += hex[(codePoint >> (4 * i)) & 15U];
}

std::string reprOf(const std::string &text, const Printable &printable)
{
    const bool doubled =
        text.find('\'') != std::string::npos && text.find('"') == std::string::npos;
    const char quote = doubled ? '"' : '\'';
    std::string out(1, quote);
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = std::max<std::size_t>(1, utf8SequenceLength(text, at));
        const std::string_view character = std::string_view(text).substr(at, length);
        const char c = character[0];
        at += length;
        if (c == '\\' || c == quote) {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (printable(character)) {
            out += character;
        } else {
            appendEscape(codePointOf(character), out);
        }
    }
    return out + quote;
}

// Shortest digits that read back the same; scientific from 1e16 up and below 1e-4.
std::string reprOf(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    std::array<char, 400> buffer{};
    const double size = std::fabs(value);
    const bool scientific = size != 0.0 && (size >= 1e16 || size < 1e-4);
    const auto format = scientific ? std::chars_format::scientific : std::chars_format::fixed;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
    std::string text(buffer.data(), result.ptr);
    if (!scientific && text.find('.') == std::string::npos)
        text += ".0";
    return text;
}

void append(const Json &value, const Printable &printable, std::string &out)
{
    switch (value.type()) {
    case Json::value_t::null:
    case Json::value_t::discarded:
        out += "None";
        break;
    case Json::value_t::boolean:
        out += value.get<bool>() ? "True" : "False";
        break;
    case Json::value_t::string:
        out += reprOf(value.get_ref<const std::string &>(), printable);
        break;
    case Json::value_t::number_float:
        out += reprOf(value.get<double>());
        break;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::binary:
        out += value.dump();
        break;
    case Json::value_t::array:
    case Json::value_t::object: {
        out += value.is_array() ? '[' : '{';
        bool first = true;
        for (const auto &[key, member] : value.items()) {
            if (!first)
                out += ", ";
            first = false;
            if (value.is_object())
                out += reprOf(key, printable) + ": ";
            append(member, printable, out);
        }
        out += value.is_array() ? ']' : '}';
        break;
    }
    }
}
} // namespace

std::string pythonRepr(const Json &value)
{
    std::string out;
    append(value, Printable(), out);
    return out;
}
} // namespace gapscope
