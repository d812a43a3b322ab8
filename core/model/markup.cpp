// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/markup.h"
#include "core/base/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace gapscope {
namespace {
constexpr std::size_t npos = std::string_view::npos;

struct Tag
{
    std::string_view name;
    MarkupKind kind;
};

constexpr std::array<Tag, 6> tags{{{"think", MarkupKind::Reasoning},
                                   {"tool", MarkupKind::ToolResult},
                                   {"canvas", MarkupKind::Canvas},
                                   {"highlight", MarkupKind::Highlight},
                                   {"survey", MarkupKind::Survey},
                                   {"note", MarkupKind::Note}}};

// Text that only looks like parameters must not cost a search through the whole body per tag.
constexpr int maxUnclosed = 20;
constexpr std::string_view functionTag = "<function=";
constexpr std::string_view functionEnd = "</function>";
constexpr std::string_view callTag = "<tool_call>";
constexpr std::string_view callEnd = "</tool_call>";
using Json = nlohmann::ordered_json;

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string dumped(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// `<parameter=K>V</parameter>` and `<K>V</K>`; the value keeps what stands inside.
std::string parametersOf(std::string_view body)
{
    Json parameters = Json::object();
    std::size_t at = body.find('<');
    int unclosed = 0;
    while (at != npos && unclosed < maxUnclosed) {
        const std::size_t end = body.find('>', at);
        if (end == npos)
            break;
        std::string_view opened = body.substr(at + 1, end - at - 1);
        const bool named = opened.starts_with("parameter=");
        const std::string closing = "</" + std::string(named ? "parameter" : opened) + ">";
        const std::size_t close = body.find(closing, end + 1);
        if (named)
            opened.remove_prefix(std::string_view("parameter=").size());
        if (close == npos || opened.empty() || opened[0] == '/') {
            ++unclosed;
            at = body.find('<', end);
            continue;
        }
        parameters[std::string(trimmed(opened))] =
            std::string(trimmed(body.substr(end + 1, close - end - 1)));
        at = body.find('<', close + closing.size());
    }
    return dumped(parameters);
}

/// A Python literal as JSON, as far as quotes and the three names go.
std::string withJsonQuotes(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> names{
        {{"True", "true"}, {"False", "false"}, {"None", "null"}}};
    std::string json;
    char quote = '\0';
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != '\0' && c == '\\' && at + 1 < text.size()) {
            ++at;
            json += text[at] == '\'' ? "'" : std::string{'\\', text[at]};
        } else if (quote == '\0' && (c == '\'' || c == '"')) {
            quote = c;
            json += '"';
        } else if (c == quote) {
            quote = '\0';
            json += '"';
        } else if (quote != '\0') {
            json += c == '"' ? std::string("\\\"") : std::string(1, c);
        } else {
            const auto name = std::find_if(names.begin(), names.end(), [&](const auto &known) {
                return text.substr(at).starts_with(known.first);
            });
            json += name == names.end() ? std::string_view(&c, 1) : name->second;
            at += name == names.end() ? 0 : name->first.size() - 1;
        }
    }
    return json;
}

void readFunction(std::string_view body, MarkupSegment &piece)
{
    const std::size_t head = body.find('>');
    const std::size_t nameEnd = head == npos ? body.size() : head;
    piece.kind = MarkupKind::ToolCall;
    piece.name = trimmed(body.substr(functionTag.size(), nameEnd - functionTag.size()));
    piece.text = head == npos ? std::string_view() : body.substr(head + 1);
    piece.arguments = parametersOf(piece.text);
}

/// `{"name": …, "arguments": {…}}` between the tags, as JSON or as Python writes it, or a function
/// with its tag. The kind stays Text where it is neither.
void readCall(std::string_view body, MarkupSegment &piece)
{
    body = trimmed(body);
    if (body.starts_with(functionTag)) {
        readFunction(body.substr(0, body.find(functionEnd)), piece);
        return;
    }
    Json call = jsonIn(body);
    if (call.is_discarded())
        call = jsonIn(withJsonQuotes(body));
    if (!call.is_object() || !call.contains("name") || !call["name"].is_string())
        return;
    piece.kind = MarkupKind::ToolCall;
    piece.text = body;
    piece.name = call["name"].get<std::string>();
    for (const char *name : {"arguments", "parameters"}) {
        if (piece.arguments.empty() && call.contains(name))
            piece.arguments =
                call[name].is_string() ? call[name].get<std::string>() : dumped(call[name]);
    }
}

/// The tagged piece that begins at `at`; its kind is Text where none does. `unclosed` remembers the
/// tags that are not closed any more, so that the rest is searched once for each.
MarkupSegment pieceAt(std::string_view message, std::size_t at,
                      std::array<bool, tags.size() + 1> &unclosed)
{
    MarkupSegment piece;
    piece.begin = at;
    const std::string_view rest = message.substr(at);
    if (rest.starts_with(functionTag)) {
        const std::size_t close = rest.find(functionEnd);
        readFunction(rest.substr(0, close), piece);
        piece.end = close == npos ? message.size() : at + close + functionEnd.size();
        return piece;
    }
    if (rest.starts_with(callTag) && !unclosed.back()) {
        const std::size_t close = rest.find(callEnd);
        unclosed.back() = close == npos;
        if (close != npos)
            readCall(rest.substr(callTag.size(), close - callTag.size()), piece);
        piece.end = close == npos ? piece.begin : at + close + callEnd.size();
        return piece;
    }
    if (!rest.starts_with("<|"))
        return piece;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const Tag &tag = tags[i];
        const std::string open = "<|" + std::string(tag.name) + "|>";
        if (unclosed[i] || !rest.starts_with(open))
            continue;
        const std::string closing = "<|/" + std::string(tag.name) + "|>";
        const std::size_t close = rest.find(closing, open.size());
        unclosed[i] = close == npos;
        if (unclosed[i])
            break;
        piece.kind = tag.kind;
        piece.text = rest.substr(open.size(), close - open.size());
        piece.end = at + close + closing.size();
        break;
    }
    return piece;
}
} // namespace

std::vector<MarkupSegment> splitMarkup(std::string_view message)
{
    std::vector<MarkupSegment> segments;
    std::size_t plain = 0;
    const auto flush = [&](std::size_t end) {
        if (end > plain)
            segments.push_back({MarkupKind::Text,
                                std::string(message.substr(plain, end - plain)),
                                {},
                                {},
                                plain,
                                end});
    };
    std::array<bool, tags.size() + 1> unclosed{};
    std::size_t at = message.find('<');
    while (at != npos) {
        MarkupSegment piece = pieceAt(message, at, unclosed);
        if (piece.kind == MarkupKind::Text) {
            at = message.find('<', at + 1);
            continue;
        }
        flush(at);
        plain = piece.end;
        at = message.find('<', piece.end);
        segments.push_back(std::move(piece));
    }
    flush(message.size());
    return segments;
}

std::vector<ToolCall> callsInText(std::string_view message)
{
    constexpr std::size_t most = 500;
    std::vector<ToolCall> calls;
    if (message.find(functionTag) == npos && message.find(callTag) == npos)
        return calls;
    for (MarkupSegment &segment : splitMarkup(message)) {
        if (segment.kind != MarkupKind::ToolCall || calls.size() == most)
            continue;
        ToolCall call;
        call.name = std::move(segment.name);
        call.arguments = std::move(segment.arguments);
        call.raw = message.substr(segment.begin, segment.end - segment.begin);
        calls.push_back(std::move(call));
    }
    return calls;
}

bool standsInText(const ToolCall &call)
{
    return call.raw.starts_with(functionTag) || call.raw.starts_with(callTag);
}

const char *name(MarkupKind kind)
{
    switch (kind) {
    case MarkupKind::Text:
        return "text";
    case MarkupKind::Reasoning:
        return "reasoning";
    case MarkupKind::ToolCall:
        return "tool-call";
    case MarkupKind::ToolResult:
        return "tool-result";
    case MarkupKind::Canvas:
        return "canvas";
    case MarkupKind::Highlight:
        return "highlight";
    case MarkupKind::Survey:
        return "survey";
    case MarkupKind::Note:
        return "note";
    }
    return "text";
}
} // namespace gapscope
