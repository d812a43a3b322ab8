// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/json_tolerant.h"

#include "core/import/json_fast.h"
#include "core/import/limits.h"
#include "core/import/text_reader.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <optional>

namespace gapscope {
namespace {
constexpr std::size_t maxErrorLength = 200;

void note(std::vector<JsonRepair> &repairs, const char *code, std::string message)
{
    for (JsonRepair &repair : repairs) {
        if (repair.code == code) {
            ++repair.count;
            return;
        }
    }
    repairs.push_back({code, std::move(message), 1});
}

/// Builds the document itself instead of leaving it to the library, to see repeated keys, the
/// digits of huge integers and the depth.
class Builder final : public nlohmann::json_sax<Json>
{
public:
    explicit Builder(ParsedJson &out) : m_out(out) {}

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t &digits) override
    {
        if (digits.find_first_of(".eE") != std::string::npos)
            return add(value);
        note(m_out.repairs, "huge-integer", "an integer beyond 64 bits is kept as text");
        return add(digits);
    }
    bool string(string_t &value) override { return add(std::move(value)); }
    bool binary(binary_t &) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t &value) override
    {
        Json &object = *m_open.back();
        if (const auto found = object.find(value); found != object.end()) {
            note(m_out.repairs, "duplicate-key",
                 "the key \"" + value.substr(0, 60) + "\" stands more than once; the last counts");
            m_member = &*found;
            return true;
        }
        if (object.size() >= limits::objectMembers)
            return fail("an object has more than " + std::to_string(limits::objectMembers) +
                        " members");
        m_member = &object[value];
        return true;
    }
    bool parse_error(std::size_t position, const std::string &,
                     const Json::exception &error) override
    {
        // Line and column are the record's, which nobody sees alone.
        const std::string_view what = error.what();
        const std::size_t place = what.find(": ");
        return fail("at byte " + std::to_string(position) + " of the record: " +
                    std::string(place == std::string_view::npos ? what : what.substr(place + 2)));
    }

private:
    bool fail(std::string reason)
    {
        if (reason.size() > maxErrorLength)
            reason.resize(maxErrorLength);
        m_out.error = std::move(reason);
        return false;
    }
    Json *place(Json &&value)
    {
        if (m_open.empty()) {
            m_out.value = std::move(value);
            return &m_out.value;
        }
        if (m_open.back()->is_array()) {
            m_open.back()->push_back(std::move(value));
            return &m_open.back()->back();
        }
        *m_member = std::move(value);
        return m_member;
    }
    template <class T>
    bool add(T &&value)
    {
        place(Json(std::forward<T>(value)));
        return true;
    }
    bool open(Json &&container)
    {
        if (m_open.size() >= limits::jsonDepth)
            return fail("brackets are nested deeper than " + std::to_string(limits::jsonDepth) +
                        " levels");
        m_open.push_back(place(std::move(container)));
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }

    ParsedJson &m_out;
    // Pointers to open containers stay good: a container's elements move only when it grows
    // itself, and then none of them is open.
    std::vector<Json *> m_open;
    Json *m_member = nullptr;
};

/// Bytes between two looks at whether to stop: some 10 ms of parsing.
constexpr std::size_t watchEvery = 1024 * 1024;

/// Runs through a text and throws where it is asked to stop: the largest records take more than a
/// second to parse, some of them in one string. An end there would be an error of the library's,
/// which has the whole string in its message.
class WatchedText
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    struct Stopped
    {};

    WatchedText(const char *at, const std::stop_token &stop) : m_at(at), m_stop(&stop) {}

    reference operator*() const { return *m_at; }
    WatchedText &operator++()
    {
        ++m_at;
        if (++m_count % watchEvery == 0 && m_stop->stop_requested())
            throw Stopped();
        return *this;
    }
    bool operator==(const WatchedText &end) const { return m_at == end.m_at; }

private:
    const char *m_at;
    const std::stop_token *m_stop;
    std::size_t m_count = 0;
};

bool parseStrict(std::string_view text, const std::stop_token &stop, ParsedJson &out)
{
    Builder builder(out);
    if (text.size() <= watchEvery)
        return Json::sax_parse(text.begin(), text.end(), &builder) && out.error.empty();
    try {
        return Json::sax_parse(WatchedText(text.data(), stop),
                               WatchedText(text.data() + text.size(), stop), &builder) &&
               out.error.empty();
    } catch (const WatchedText::Stopped &) {
        out.error = "stopped";
        return false;
    }
}

std::optional<unsigned> unicodeEscape(std::string_view text, std::size_t at)
{
    unsigned unit = 0;
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return std::nullopt;
    const char *begin = text.data() + at + 2;
    const auto [end, error] = std::from_chars(begin, begin + 4, unit, 16);
    if (error != std::errc() || end != begin + 4)
        return std::nullopt;
    return unit;
}

/// Copies the string literal whose opening quote is at `at`; returns where it ends.
std::size_t repairString(std::string_view text, std::size_t at, std::string &out,
                         std::vector<JsonRepair> &repairs, const std::stop_token &stop)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    out += text[at++];
    std::size_t watched = at;
    while (at < text.size()) {
        if (at - watched > watchEvery) {
            watched = at;
            if (stop.stop_requested())
                return text.size();
        }
        const auto c = static_cast<unsigned char>(text[at]);
        if (c == '"') {
            out += '"';
            return at + 1;
        }
        if (c == '\\') {
            const std::optional<unsigned> unit = unicodeEscape(text, at);
            const bool high = unit && *unit >= 0xd800 && *unit < 0xdc00;
            const bool low = unit && *unit >= 0xdc00 && *unit < 0xe000;
            const std::optional<unsigned> next = high ? unicodeEscape(text, at + 6) : std::nullopt;
            std::size_t length = unit ? 6 : 2;
            if (high && next && *next >= 0xdc00 && *next < 0xe000) {
                length = 12;
            } else if (high || low) {
                note(repairs, "lone-surrogate", "half a surrogate pair became U+FFFD");
                out += "\\ufffd";
                at += 6;
                continue;
            }
            out += text.substr(at, length);
            at += length;
        } else if (c < 0x20) {
            note(repairs, "control-character", "a raw control character stands inside a text");
            out += "\\u00";
            out += hex[c >> 4U];
            out += hex[c & 15U];
            ++at;
        } else if (const std::size_t length = utf8SequenceLength(text, at); length > 0) {
            out += text.substr(at, length);
            at += length;
        } else {
            note(repairs, "invalid-utf8", "bytes that are no UTF-8 became U+FFFD");
            out += "\xef\xbf\xbd";
            ++at;
        }
    }
    return at;
}

bool isScalarCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '+' || c == '.';
}

bool isMissingNumber(std::string_view token)
{
    if (token == "NaN" || token == "nan" || token == "Infinity" || token == "-Infinity")
        return true;
    if (token.empty() || (token[0] != '-' && (token[0] < '0' || token[0] > '9')))
        return false;
    double value = 0.0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
    // Too small for a double is zero enough; only what is too large has no value here.
    const std::size_t exponent = token.find_first_of("eE");
    return error == std::errc::result_out_of_range && end == token.data() + token.size() &&
           (exponent == std::string_view::npos || token[exponent + 1] != '-');
}
} // namespace

std::string repairJson(std::string_view text, std::vector<JsonRepair> &repairs,
                       const std::stop_token &stop)
{
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    std::size_t watched = 0;
    while (at < text.size()) {
        if (at - watched > watchEvery) {
            watched = at;
            if (stop.stop_requested())
                break;
        }
        if (text[at] == '"') {
            at = repairString(text, at, out, repairs, stop);
            continue;
        }
        if (!isScalarCharacter(text[at])) {
            out += text[at++];
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && isScalarCharacter(text[end]))
            ++end;
        const std::string_view token = text.substr(at, end - at);
        if (isMissingNumber(token)) {
            note(repairs, "not-a-number",
                 std::string(token.substr(0, 40)) + " is no JSON number and counts as missing");
            out += "null";
        } else {
            out += token;
        }
        at = end;
    }
    return out;
}

ParsedJson parseTolerant(std::string_view text, const std::stop_token &stop)
{
    ParsedJson strict;
    // Texts it takes are short, so that nobody waits for them to stop.
    if (std::optional<Json> ordinary = parseOrdinary(text)) {
        strict.value = std::move(*ordinary);
        return strict;
    }
    if (parseStrict(text, stop, strict))
        return strict;
    ParsedJson repaired;
    if (stop.stop_requested()) {
        repaired.error = "stopped";
        return repaired;
    }
    std::string converted;
    if (looksLikeCp1252(text)) {
        converted = fromCp1252(text);
        text = converted;
        note(repaired.repairs, "cp1252", "the record is no UTF-8 and was read as Windows-1252");
    }
    const std::string better = repairJson(text, repaired.repairs, stop);
    if (parseStrict(better, stop, repaired))
        return repaired;
    repaired.value = Json();
    return repaired;
}
} // namespace gapscope
