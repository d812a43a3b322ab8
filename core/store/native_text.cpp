// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/native_text_p.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
/// Stands where the text was; JSON text escapes it wherever it could come up.
constexpr char hole = '\x01';
/// Shorter texts are not worth the search.
constexpr std::size_t cutFrom = 24;

std::string quoted(const std::string &text)
{
    using Json = nlohmann::json;
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}
} // namespace

std::string withoutText(const std::string &native, const std::optional<std::string> &text)
{
    if (!text || text->size() < cutFrom || native.size() < text->size() ||
        native.find(hole) != std::string::npos)
        return native;
    const std::string words = quoted(*text);
    const std::size_t at = native.find(words);
    if (at == std::string::npos)
        return native;
    return native.substr(0, at) + hole + native.substr(at + words.size());
}

std::string withText(std::string stored, const std::optional<std::string> &text)
{
    const std::size_t at = stored.find(hole);
    if (at == std::string::npos || !text)
        return stored;
    return stored.replace(at, 1, quoted(*text));
}
} // namespace gapscope
