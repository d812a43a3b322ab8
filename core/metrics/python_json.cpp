// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/python_json.h"

#include "core/base/text.h"
#include "core/metrics/python_json_parser.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <utility>

namespace gapscope {
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

struct JsonDocument::Storage
{
    std::unique_ptr<char[]> bytes;
    std::pmr::monotonic_buffer_resource arena;
    JsonValue root;
};

JsonDocument::JsonDocument(std::unique_ptr<const Storage> storage) : m_storage(std::move(storage))
{}
JsonDocument::JsonDocument(JsonDocument &&) noexcept = default;
JsonDocument &JsonDocument::operator=(JsonDocument &&) noexcept = default;
JsonDocument::~JsonDocument() = default;

const JsonValue &JsonDocument::root() const
{
    return m_storage->root;
}

namespace {
Error malformed(const std::string &subject, std::size_t at, const std::string &reason)
{
    return {ErrorCode::InputMalformed, subject, reason + " (byte " + std::to_string(at) + ")"};
}
} // namespace

Result<JsonDocument> JsonDocument::parse(std::unique_ptr<char[]> bytes, std::size_t size,
                                         const std::string &subject)
{
    const std::string_view text(bytes.get(), size);
    if (text.starts_with("\xef\xbb\xbf"))
        return malformed(subject, 0, "the file starts with a byte order mark");
    if (const auto invalid = firstInvalidUtf8(text))
        return malformed(subject, *invalid, "invalid UTF-8");
    auto storage = std::make_unique<Storage>();
    storage->bytes = std::move(bytes);
    const auto fault = parsePythonJson({storage->bytes.get(), size}, storage->arena, storage->root);
    if (fault)
        return malformed(subject, fault->at, fault->reason);
    return JsonDocument(std::move(storage));
}

Result<JsonDocument> JsonDocument::parse(std::string_view text, const std::string &subject)
{
    auto bytes = std::make_unique_for_overwrite<char[]>(text.size());
    std::memcpy(bytes.get(), text.data(), text.size());
    return parse(std::move(bytes), text.size(), subject);
}

Result<JsonDocument> JsonDocument::read(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in || std::filesystem::is_directory(path))
        return Error{ErrorCode::InputUnreadable, path.string(), "the file cannot be opened"};
    const auto size = static_cast<std::streamsize>(in.tellg());
    if (size < 0)
        return Error{ErrorCode::InputUnreadable, path.string(), "the file cannot be read"};
    auto bytes = std::make_unique_for_overwrite<char[]>(static_cast<std::size_t>(size));
    in.seekg(0);
    if (!in.read(bytes.get(), size))
        return Error{ErrorCode::InputUnreadable, path.string(), "the file cannot be read"};
    return parse(std::move(bytes), static_cast<std::size_t>(size), path.string());
}
} // namespace gapscope
