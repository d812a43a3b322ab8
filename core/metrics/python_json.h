// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace gapscope {
struct JsonMember;
struct JsonValue;

/// A view of values that lie one behind the other; unlike std::span also of a type that is not
/// complete yet.
template <class T>
class JsonSequence
{
public:
    JsonSequence() = default;
    JsonSequence(const T *first, std::size_t size) : m_first(first), m_size(size) {}

    const T *begin() const { return m_first; }
    const T *end() const { return m_first + m_size; }
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const T &operator[](std::size_t index) const { return m_first[index]; }

private:
    const T *m_first = nullptr;
    std::size_t m_size = 0;
};
using JsonItems = JsonSequence<JsonValue>;
using JsonMembers = JsonSequence<JsonMember>;

/// One value as Python's json module sees it. Texts are UTF-8 with lone surrogates as three bytes;
/// they and the children belong to the document.
struct JsonValue
{
    enum class Kind : std::uint8_t { Null, False, True, Integer, Float, String, List, Object };

    Kind kind = Kind::Null;
    /// Content of a string, literal of a number.
    std::string_view text;
    JsonItems items;
    /// A repeated key stands once: first position, last value.
    JsonMembers members;

    bool isString() const { return kind == Kind::String; }
    bool isObject() const { return kind == Kind::Object; }
    bool isList() const { return kind == Kind::List; }
    bool isNumber() const { return kind == Kind::Integer || kind == Kind::Float; }
    bool isBool() const { return kind == Kind::False || kind == Kind::True; }
    /// Member of that name, null = none or not an object.
    const JsonValue *find(std::string_view key) const;
    /// A number or bool as double; NaN and infinities included.
    double number() const;
    /// bool(value) of Python.
    bool truthy() const;
    /// "null", "a bool", "an integer", … for error texts.
    const char *kindName() const;
};

struct JsonMember
{
    std::string_view key;
    JsonValue value;
};

/// A parsed file with the bytes its values point into. Strings are unescaped where they stand, and
/// all values lie in a few blocks: reading costs no allocation per value.
class JsonDocument
{
public:
    /// What Python's json.load() accepts, no more and no less (usi.md section 2): NaN and
    /// infinities, lone surrogate escapes; no BOM, invalid UTF-8, raw control characters, trailing
    /// text or nesting beyond Python's limit. The error names the byte.
    static Result<JsonDocument> parse(std::string_view bytes, const std::string &subject);
    static Result<JsonDocument> read(const std::filesystem::path &path);

    JsonDocument(JsonDocument &&) noexcept;
    JsonDocument &operator=(JsonDocument &&) noexcept;
    ~JsonDocument();

    const JsonValue &root() const;

private:
    struct Storage;
    explicit JsonDocument(std::unique_ptr<const Storage> storage);
    static Result<JsonDocument> parse(std::unique_ptr<char[]> bytes, std::size_t size,
                                      const std::string &subject);

    std::unique_ptr<const Storage> m_storage;
};

/// str(value) of Python: a string as it is, anything else as its repr().
std::string pythonText(const JsonValue &value);
} // namespace gapscope
