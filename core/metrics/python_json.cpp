// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/python_json.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <unordered_map>

namespace gapscope {
namespace {
/// Python 3.11 stops here with a RecursionError.
constexpr int deepest = 994;
/// From here on a hash finds repeated keys faster than a look at every member.
constexpr std::size_t fewMembers = 16;
/// Python 3.11 refuses longer integers.
constexpr std::size_t mostDigits = 4300;

struct Fault
{
    std::size_t at = 0;
    const char *reason = "";
};

class Parser
{
public:
    Parser(std::string_view text, std::deque<std::string> &unescaped)
        : m_text(text), m_unescaped(unescaped)
    {}

    std::optional<Fault> document(JsonValue &root)
    {
        skipBlanks();
        if (!value(root, 0))
            return m_fault;
        skipBlanks();
        if (m_at != m_text.size())
            return Fault{m_at, "text after the end of the value"};
        return std::nullopt;
    }

private:
    bool fail(const char *reason)
    {
        m_fault = {m_at, reason};
        return false;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' ||
                                        m_text[m_at] == '\r' || m_text[m_at] == '\t'))
            ++m_at;
    }

    bool take(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool literal(std::string_view word, JsonValue &into, JsonValue::Kind kind)
    {
        if (!m_text.substr(m_at).starts_with(word))
            return false;
        into.kind = kind;
        into.text = m_text.substr(m_at, word.size());
        m_at += word.size();
        return true;
    }

    bool value(JsonValue &into, int depth)
    {
        if (m_at >= m_text.size())
            return fail("a value is missing at the end");
        using Kind = JsonValue::Kind;
        switch (m_text[m_at]) {
        case '"':
            into.kind = Kind::String;
            return string(into.text);
        case '{':
            return object(into, depth + 1);
        case '[':
            return list(into, depth + 1);
        default:
            break;
        }
        if (literal("null", into, Kind::Null) || literal("true", into, Kind::True) ||
            literal("false", into, Kind::False) || literal("NaN", into, Kind::Float) ||
            literal("Infinity", into, Kind::Float) || literal("-Infinity", into, Kind::Float))
            return true;
        return number(into);
    }

    bool number(JsonValue &into)
    {
        const std::size_t begin = m_at;
        std::size_t at = m_at;
        const auto digits = [&] {
            const std::size_t first = at;
            while (at < m_text.size() && m_text[at] >= '0' && m_text[at] <= '9')
                ++at;
            return at > first;
        };
        if (at < m_text.size() && m_text[at] == '-')
            ++at;
        if (at < m_text.size() && m_text[at] == '0')
            ++at;
        else if (!digits())
            return fail("a value is expected");
        into.kind = JsonValue::Kind::Integer;
        // A fraction or exponent without digits does not belong to the number; what follows it
        // is then reported as out of place, as Python does.
        std::size_t end = at;
        if (at < m_text.size() && m_text[at] == '.') {
            ++at;
            if (digits()) {
                into.kind = JsonValue::Kind::Float;
                end = at;
            }
        }
        at = end;
        if (at < m_text.size() && (m_text[at] == 'e' || m_text[at] == 'E')) {
            ++at;
            if (at < m_text.size() && (m_text[at] == '+' || m_text[at] == '-'))
                ++at;
            if (digits()) {
                into.kind = JsonValue::Kind::Float;
                end = at;
            }
        }
        into.text = m_text.substr(begin, end - begin);
        if (into.kind == JsonValue::Kind::Integer &&
            into.text.size() - (into.text[0] == '-' ? 1U : 0U) > mostDigits)
            return fail("an integer of more than 4300 digits");
        m_at = end;
        return true;
    }

    bool list(JsonValue &into, int depth)
    {
        if (depth > deepest)
            return fail("nested too deeply");
        into.kind = JsonValue::Kind::List;
        ++m_at;
        skipBlanks();
        if (take(']'))
            return true;
        for (;;) {
            if (!value(into.items.emplace_back(), depth))
                return false;
            skipBlanks();
            if (take(']'))
                return true;
            if (!take(','))
                return fail("',' or ']' is expected");
            skipBlanks();
        }
    }

    bool object(JsonValue &into, int depth)
    {
        if (depth > deepest)
            return fail("nested too deeply");
        into.kind = JsonValue::Kind::Object;
        ++m_at;
        skipBlanks();
        if (take('}'))
            return true;
        std::unordered_map<std::string_view, std::size_t> index;
        for (;;) {
            std::string_view key;
            if (m_at >= m_text.size() || m_text[m_at] != '"')
                return fail("a name in double quotes is expected");
            if (!string(key))
                return false;
            skipBlanks();
            if (!take(':'))
                return fail("':' is expected");
            skipBlanks();
            if (!value(member(into, key, index), depth))
                return false;
            skipBlanks();
            if (take('}'))
                return true;
            if (!take(','))
                return fail("',' or '}' is expected");
            skipBlanks();
        }
    }

    /// The value of that key, emptied where the key was there before.
    static JsonValue &member(JsonValue &object, std::string_view key,
                             std::unordered_map<std::string_view, std::size_t> &index)
    {
        std::vector<JsonMember> &members = object.members;
        if (members.size() == fewMembers)
            for (std::size_t i = 0; i < members.size(); ++i)
                index.emplace(members[i].key, i);
        if (members.size() >= fewMembers) {
            const auto [found, fresh] = index.try_emplace(key, members.size());
            if (!fresh)
                return members[found->second].value = JsonValue{};
        } else {
            for (JsonMember &known : members)
                if (known.key == key)
                    return known.value = JsonValue{};
        }
        return members.emplace_back(JsonMember{key, {}}).value;
    }

    bool string(std::string_view &into)
    {
        const std::size_t begin = ++m_at;
        skipPlain();
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            into = m_text.substr(begin, m_at - begin);
            ++m_at;
            return true;
        }
        std::string text(m_text.substr(begin, m_at - begin));
        if (!escapedString(text))
            return false;
        into = m_unescaped.emplace_back(std::move(text));
        return true;
    }

    static bool isPlain(char c)
    {
        return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
    }

    /// Goes to the next byte of a string that is not plain; eight bytes at a time, because most of
    /// a file is the inside of strings.
    void skipPlain()
    {
        constexpr std::uint64_t ones = 0x0101010101010101;
        constexpr std::uint64_t tops = 0x8080808080808080;
        const auto below = [](std::uint64_t bytes, std::uint64_t bound) {
            return (bytes - ones * bound) & ~bytes & tops;
        };
        while (m_text.size() - m_at >= sizeof(std::uint64_t)) {
            std::uint64_t bytes = 0;
            std::memcpy(&bytes, m_text.data() + m_at, sizeof bytes);
            if (below(bytes, 0x20) | below(bytes ^ (ones * '"'), 1) |
                below(bytes ^ (ones * '\\'), 1))
                break;
            m_at += sizeof bytes;
        }
        while (m_at < m_text.size() && isPlain(m_text[m_at]))
            ++m_at;
    }

    bool escapedString(std::string &text)
    {
        for (;;) {
            const std::size_t begin = m_at;
            skipPlain();
            text.append(m_text.substr(begin, m_at - begin));
            if (m_at >= m_text.size())
                return fail("a string does not end");
            if (take('"'))
                return true;
            if (m_text[m_at] != '\\')
                return fail("a control character in a string");
            if (!escape(text))
                return false;
        }
    }

    bool escape(std::string &text)
    {
        static constexpr std::string_view names = "\"\\/bfnrt";
        static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        ++m_at;
        const char name = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (name == 'u')
            return codeUnits(text);
        const std::size_t which = names.find(name);
        if (name == '\0' || which == std::string_view::npos)
            return fail("an unknown escape");
        text += meanings[which];
        ++m_at;
        return true;
    }

    /// Four hex digits behind the u at m_at.
    std::optional<char32_t> hexUnit(std::size_t at) const
    {
        if (m_text.size() - at < 5)
            return std::nullopt;
        unsigned int unit = 0;
        const char *first = m_text.data() + at + 1;
        const auto [end, error] = std::from_chars(first, first + 4, unit, 16);
        if (error != std::errc() || end != first + 4)
            return std::nullopt;
        return unit;
    }

    bool codeUnits(std::string &text)
    {
        const auto unit = hexUnit(m_at);
        if (!unit)
            return fail("four hex digits are expected");
        m_at += 5;
        if (*unit >= 0xd800 && *unit < 0xdc00 && m_text.substr(m_at).starts_with("\\u")) {
            const auto low = hexUnit(m_at + 1);
            if (low && *low >= 0xdc00 && *low < 0xe000) {
                m_at += 6;
                appendUtf8(text, 0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00));
                return true;
            }
        }
        appendUtf8(text, *unit);
        return true;
    }

    std::string_view m_text;
    std::deque<std::string> &m_unescaped;
    std::size_t m_at = 0;
    Fault m_fault;
};

Error malformed(const std::string &subject, std::size_t at, const std::string &reason)
{
    return {ErrorCode::InputMalformed, subject, reason + " (byte " + std::to_string(at) + ")"};
}
} // namespace

namespace {
/// Whether a decimal number that no double can hold is too large (the other way is too small).
bool isTooLarge(std::string_view text)
{
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    std::string_view exponent = text.substr(std::min(mark + 1, text.size()));
    if (exponent.starts_with('+'))
        exponent.remove_prefix(1);
    std::int64_t power = 0;
    const auto [end, error] =
        std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
    if (error == std::errc::result_out_of_range)
        return !exponent.starts_with('-');
    const std::string_view mantissa = text.substr(0, mark);
    const auto point = static_cast<std::int64_t>(std::min(mantissa.find('.'), mantissa.size()));
    const auto first = static_cast<std::int64_t>(mantissa.find_first_of("123456789"));
    return power + point - first > 0;
}
} // namespace

const JsonValue *JsonValue::find(std::string_view key) const
{
    for (const JsonMember &member : members)
        if (member.key == key)
            return &member.value;
    return nullptr;
}

double JsonValue::number() const
{
    if (kind == Kind::True)
        return 1.0;
    if (!isNumber())
        return 0.0;
    if (text == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    const bool negative = text.starts_with('-');
    const double infinity = negative ? -std::numeric_limits<double>::infinity()
                                     : std::numeric_limits<double>::infinity();
    if (text.ends_with("Infinity"))
        return infinity;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc::result_out_of_range)
        return value;
    return isTooLarge(text) ? infinity : std::copysign(0.0, infinity);
}

bool JsonValue::truthy() const
{
    switch (kind) {
    case Kind::Null:
    case Kind::False:
        return false;
    case Kind::True:
        return true;
    case Kind::Integer:
    case Kind::Float:
        return number() != 0.0;
    case Kind::String:
        return !text.empty();
    case Kind::List:
        return !items.empty();
    case Kind::Object:
        return !members.empty();
    }
    return false;
}

const char *JsonValue::kindName() const
{
    switch (kind) {
    case Kind::Null:
        return "null";
    case Kind::False:
    case Kind::True:
        return "a truth value";
    case Kind::Integer:
    case Kind::Float:
        return "a number";
    case Kind::String:
        return "text";
    case Kind::List:
        return "a list";
    case Kind::Object:
        return "an object";
    }
    return "";
}

Result<JsonDocument> JsonDocument::parse(std::string bytes, const std::string &subject)
{
    if (bytes.starts_with("\xef\xbb\xbf"))
        return malformed(subject, 0, "the file starts with a byte order mark");
    if (const auto invalid = firstInvalidUtf8(bytes))
        return malformed(subject, *invalid, "invalid UTF-8");
    JsonDocument document;
    document.m_bytes = std::make_unique<const std::string>(std::move(bytes));
    document.m_unescaped = std::make_unique<std::deque<std::string>>();
    document.m_root = std::make_unique<JsonValue>();
    Parser parser(*document.m_bytes, *document.m_unescaped);
    if (const auto fault = parser.document(*document.m_root))
        return malformed(subject, fault->at, fault->reason);
    return document;
}

Result<JsonDocument> JsonDocument::read(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in || std::filesystem::is_directory(path))
        return Error{ErrorCode::InputUnreadable, path.string(), "the file cannot be opened"};
    std::string bytes(static_cast<std::size_t>(in.tellg()), '\0');
    in.seekg(0);
    if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return Error{ErrorCode::InputUnreadable, path.string(), "the file cannot be read"};
    return parse(std::move(bytes), path.string());
}
} // namespace gapscope
