// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/content_blocks.h"

#include "core/import/fields.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace gapscope {
namespace {
/// Blocks that are shown elsewhere (calls, results) or not at all (reasoning).
bool isSilent(std::string_view type)
{
    static constexpr std::array<std::string_view, 9> silent{
        "thinking",  "redacted_thinking",  "reasoning",       "tool_use",    "tool_result",
        "tool_call", "tool_call_response", "server_tool_use", "mcp_tool_use"};
    return std::find(silent.begin(), silent.end(), type) != silent.end() ||
           type.ends_with("_tool_result");
}

/// `image_url`, `input_image` and `image` are all an image.
std::string placeholder(const Json &block, std::string_view type)
{
    using Kind = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Kind, 5> kinds{{{"image", "image"},
                                                {"audio", "audio"},
                                                {"video", "video"},
                                                {"document", "file"},
                                                {"file", "file"}}};
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind &known) {
        return type.find(known.first) != std::string_view::npos;
    });
    if (kind == kinds.end())
        return "[" + std::string(type.substr(0, 60)) + "]";
    std::string name = textOf(firstMember(block, {"filename", "file_name", "title", "name"}));
    if (const Json *file = member(block, "file"); name.empty() && file)
        name = textOf(firstMember(*file, {"filename", "name"}));
    return "[" + std::string(kind->second) + (name.empty() ? "" : ": " + name.substr(0, 200)) + "]";
}

std::optional<std::string> blockText(const Json &block)
{
    if (block.is_string())
        return block.get<std::string>();
    if (!block.is_object())
        return std::nullopt;
    const std::string type = textOf(member(block, "type"));
    if (isSilent(type))
        return std::nullopt;
    for (const std::string_view name : {"text", "refusal", "transcript"}) {
        if (const Json *text = member(block, name); text && text->is_string())
            return text->get<std::string>();
    }
    // OpenTelemetry's text parts, and data sets that leave the type out.
    if (const Json *text = member(block, "content");
        text && text->is_string() && (type.empty() || type == "text"))
        return text->get<std::string>();
    if (const Json *audio = firstMember(block, {"input_audio", "audio"})) {
        if (const Json *words = member(*audio, "transcript"); words && words->is_string())
            return words->get<std::string>();
    }
    if (type.empty() || type == "text")
        return std::nullopt;
    return placeholder(block, type);
}
} // namespace

std::optional<std::string> contentText(const Json *content)
{
    if (!content || content->is_null())
        return std::nullopt;
    if (content->is_string())
        return content->get<std::string>();
    if (content->is_object() && member(*content, "type"))
        return blockText(*content);
    if (!content->is_array())
        return dumped(*content);
    std::optional<std::string> text;
    for (const Json &block : *content) {
        const std::optional<std::string> part = blockText(block);
        if (part)
            text = text ? *text + "\n" + *part : *part;
    }
    return text;
}
} // namespace gapscope
