// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
struct JsonMember;

/// One value as Python's json module sees it. Texts are UTF-8 with lone surrogates as three bytes;
/// they and the children belong to the document.
struct JsonValue
{
    enum class Kind : std::uint8_t { Null, False, True, Integer, Float, String, List, Object };

    Kind kind = Kind::Null;
    /// Content of a string, literal of a number.
    std::string_view text;
    std::vector<JsonValue> items;
    /// A repeated key stands once: first position, last value.
    std::vector<JsonMember> members;

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

/// A parsed file with the bytes its values point into.
class JsonDocument
{
public:
    /// What Python's json.load() accepts, no more and no less (usi.md section 2): NaN and
    /// infinities, lone surrogate escapes; no BOM, invalid UTF-8, raw control characters, trailing
    /// text or nesting beyond Python's limit. The error names the byte.
    static Result<JsonDocument> parse(std::string bytes, const std::string &subject);
    static Result<JsonDocument> read(const std::filesystem::path &path);

    const JsonValue &root() const { return *m_root; }

private:
    JsonDocument() = default;

    std::unique_ptr<const std::string> m_bytes;
    /// Strings that had escapes.
    std::unique_ptr<std::deque<std::string>> m_unescaped;
    std::unique_ptr<JsonValue> m_root;
};

/// str(value) of Python: a string as it is, anything else as its repr().
std::string pythonText(const JsonValue &value);
} // namespace gapscope
