// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/python_json_parser.h"

#include "core/base/text.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace gapscope {
namespace {
/// Python 3.11 stops here with a RecursionError.
constexpr int deepest = 994;
/// From here on a hash finds repeated keys faster than a look at every member.
constexpr std::size_t fewMembers = 16;
/// Python 3.11 refuses longer integers.
constexpr std::size_t mostDigits = 4300;

/// Reads `text` once. What an escape stands for is never longer than the escape, so strings are
/// unescaped in place, behind the point that is being read.
class Parser
{
public:
    Parser(std::span<char> text, std::pmr::memory_resource &arena)
        : m_bytes(text.data()), m_text(text.data(), text.size()), m_arena(arena)
    {}

    std::optional<JsonFault> document(JsonValue &root)
    {
        skipBlanks();
        if (!value(root, 0))
            return m_fault;
        skipBlanks();
        if (m_at != m_text.size())
            return JsonFault{m_at, "text after the end of the value"};
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

    /// The values of a list or object that is complete, from `begin` on, leave the stack for the
    /// arena.
    template <class T>
    JsonSequence<T> keep(std::vector<T> &stack, std::size_t begin)
    {
        const std::size_t count = stack.size() - begin;
        if (count == 0)
            return {};
        auto *kept = static_cast<T *>(m_arena.allocate(count * sizeof(T), alignof(T)));
        std::uninitialized_copy_n(stack.data() + begin, count, kept);
        stack.resize(begin);
        return {kept, count};
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
        const std::size_t begin = m_items.size();
        for (;;) {
            JsonValue item;
            if (!value(item, depth))
                return false;
            m_items.push_back(item);
            skipBlanks();
            if (take(']'))
                break;
            if (!take(','))
                return fail("',' or ']' is expected");
            skipBlanks();
        }
        into.items = keep(m_items, begin);
        return true;
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
        const std::size_t begin = m_members.size();
        Index index;
        for (;;) {
            JsonMember member;
            if (m_at >= m_text.size() || m_text[m_at] != '"')
                return fail("a name in double quotes is expected");
            if (!string(member.key))
                return false;
            shareName(member.key);
            skipBlanks();
            if (!take(':'))
                return fail("':' is expected");
            skipBlanks();
            if (!value(member.value, depth))
                return false;
            add(member, begin, index);
            skipBlanks();
            if (take('}'))
                break;
            if (!take(','))
                return fail("',' or '}' is expected");
            skipBlanks();
        }
        into.members = keep(m_members, begin);
        return true;
    }

    /// Names recur: one that was read lately is taken from where it was first, so that looking for
    /// a member does not fetch bytes from all over the file.
    void shareName(std::string_view &name)
    {
        if (name.empty())
            return;
        const auto first = static_cast<unsigned char>(name.front());
        const auto last = static_cast<unsigned char>(name.back());
        std::string_view &known = m_names[(name.size() + first * 5U + last * 7U) % m_names.size()];
        if (known == name)
            name = known;
        else
            known = name;
    }

    using Index = std::optional<std::unordered_map<std::string_view, std::size_t>>;

    /// Adds a member to those from `begin` on, or its value to the one of the same key.
    void add(const JsonMember &member, std::size_t begin, Index &index)
    {
        const std::size_t count = m_members.size() - begin;
        if (count < fewMembers) {
            for (std::size_t i = begin; i < m_members.size(); ++i) {
                if (m_members[i].key == member.key) {
                    m_members[i].value = member.value;
                    return;
                }
            }
        } else {
            if (!index) {
                index.emplace();
                for (std::size_t i = begin; i < m_members.size(); ++i)
                    index->emplace(m_members[i].key, i);
            }
            const auto [found, fresh] = index->try_emplace(member.key, m_members.size());
            if (!fresh) {
                m_members[found->second].value = member.value;
                return;
            }
        }
        m_members.push_back(member);
    }

    bool string(std::string_view &into)
    {
        const std::size_t begin = ++m_at;
        skipPlain();
        std::size_t end = m_at;
        while (m_at < m_text.size() && m_text[m_at] == '\\') {
            if (!escape(end))
                return false;
            const std::size_t plain = m_at;
            skipPlain();
            std::memmove(m_bytes + end, m_bytes + plain, m_at - plain);
            end += m_at - plain;
        }
        if (m_at >= m_text.size())
            return fail("a string does not end");
        if (!take('"'))
            return fail("a control character in a string");
        into = m_text.substr(begin, end - begin);
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
            const std::uint64_t special = below(bytes, 0x20) | below(bytes ^ (ones * '"'), 1) |
                                          below(bytes ^ (ones * '\\'), 1);
            if (special) {
                // Borrows run upwards only, so the lowest mark is true.
                if constexpr (std::endian::native != std::endian::little)
                    break;
                m_at += static_cast<std::size_t>(std::countr_zero(special)) / 8;
                return;
            }
            m_at += sizeof bytes;
        }
        while (m_at < m_text.size() && isPlain(m_text[m_at]))
            ++m_at;
    }

    /// Writes what the escape at m_at stands for to `end`, which it moves on.
    bool escape(std::size_t &end)
    {
        static constexpr std::string_view names = "\"\\/bfnrt";
        static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        ++m_at;
        const char name = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (name == 'n') {
            m_bytes[end++] = '\n';
            ++m_at;
            return true;
        }
        if (name == 'u')
            return codeUnits(end);
        const std::size_t which = names.find(name);
        if (name == '\0' || which == std::string_view::npos)
            return fail("an unknown escape");
        m_bytes[end++] = meanings[which];
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

    bool codeUnits(std::size_t &end)
    {
        const auto unit = hexUnit(m_at);
        if (!unit)
            return fail("four hex digits are expected");
        m_at += 5;
        if (*unit >= 0xd800 && *unit < 0xdc00 && m_text.substr(m_at).starts_with("\\u")) {
            const auto low = hexUnit(m_at + 1);
            if (low && *low >= 0xdc00 && *low < 0xe000) {
                m_at += 6;
                put(end, 0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00));
                return true;
            }
        }
        put(end, *unit);
        return true;
    }

    void put(std::size_t &end, char32_t codePoint)
    {
        m_character.clear();
        appendUtf8(m_character, codePoint);
        std::memcpy(m_bytes + end, m_character.data(), m_character.size());
        end += m_character.size();
    }

    char *m_bytes = nullptr;
    std::string_view m_text;
    std::pmr::memory_resource &m_arena;
    /// Of the lists and objects that are not complete.
    std::vector<JsonValue> m_items;
    std::vector<JsonMember> m_members;
    std::array<std::string_view, 64> m_names{};
    std::string m_character;
    std::size_t m_at = 0;
    JsonFault m_fault;
};
} // namespace

std::optional<JsonFault> parsePythonJson(std::span<char> text, std::pmr::memory_resource &arena,
                                         JsonValue &root)
{
    return Parser(text, arena).document(root);
}
} // namespace gapscope
