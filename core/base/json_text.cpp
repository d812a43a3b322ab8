// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_text.h"

#include <algorithm>
#include <cstddef>

namespace gapscope {
namespace {
constexpr int deepest = 512;

int depthOf(std::string_view text)
{
    int depth = 0;
    int most = 0;
    bool isString = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (isString && c == '\\')
            ++at;
        else if (c == '"')
            isString = !isString;
        else if (!isString && (c == '[' || c == '{'))
            most = std::max(most, ++depth);
        else if (!isString && (c == ']' || c == '}'))
            --depth;
    }
    return most;
}
} // namespace

nlohmann::ordered_json jsonIn(std::string_view text)
{
    using Json = nlohmann::ordered_json;
    return depthOf(text) > deepest ? Json(Json::value_t::discarded)
                                   : Json::parse(text, nullptr, false);
}
} // namespace gapscope
