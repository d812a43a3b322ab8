// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"

#include <charconv>

namespace gapscope {
namespace {
bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

std::string encode(std::string_view text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (isPlain(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::optional<std::string> decode(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (i + 2 >= text.size())
            return {};
        unsigned value = 0;
        const char *end = text.data() + i + 3;
        if (std::from_chars(text.data() + i + 1, end, value, 16).ptr != end)
            return {};
        out += static_cast<char>(value);
        i += 2;
    }
    return out;
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

void append(std::string &text, std::string_view name, const std::string &value)
{
    if (!text.empty())
        text += '&';
    text += name;
    text += '=';
    text += value;
}
} // namespace

std::string toText(const ChartKey &key)
{
    std::string text;
    if (!key.simulator.empty())
        append(text, "simulator", encode(key.simulator));
    if (!key.measure.empty())
        append(text, "measure", encode(key.measure));
    if (key.bin)
        append(text, "bin", std::to_string(*key.bin));
    if (key.turn)
        append(text, "turn", std::to_string(*key.turn));
    if (!key.word.empty())
        append(text, "word", encode(key.word));
    return text;
}

std::optional<ChartKey> parseChartKey(std::string_view text)
{
    ChartKey key;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos)
            return {};
        const std::string_view name = part.substr(0, equals);
        const std::optional<std::string> value = decode(part.substr(equals + 1));
        if (!value)
            return {};
        if (name == "simulator")
            key.simulator = *value;
        else if (name == "measure")
            key.measure = *value;
        else if (name == "bin" && number(*value))
            key.bin = number(*value);
        else if (name == "turn" && number(*value))
            key.turn = number(*value);
        else if (name == "word")
            key.word = *value;
        else
            return {};
    }
    return key;
}
} // namespace gapscope
