// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tool_text.h"

#include "core/base/json_text.h"
#include "ui/base/qstring.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

/// Bounds the recursion below; deeper values are written on one line.
constexpr int deepest = 60;

Json parsed(const std::string &text)
{
    return jsonIn(text);
}

QString compact(const Json &value)
{
    return qs(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

QString plain(const Json &value)
{
    return value.is_string() ? qs(value.get_ref<const std::string &>()) : compact(value);
}

std::string pointerStep(const std::string &key)
{
    std::string step = "/";
    for (const char c : key) {
        if (c == '~')
            step += "~0";
        else if (c == '/')
            step += "~1";
        else
            step += c;
    }
    return step;
}

bool stands(const ArgumentDiff &diff, Side side)
{
    return diff.kind != ArgumentDiff::Kind::Same && (side == Side::Real ? diff.real : diff.sim);
}

bool differsAt(const ToolCallDiff *diff, Side side, const std::string &path)
{
    return diff &&
           std::any_of(diff->arguments.begin(), diff->arguments.end(),
                       [&](const ArgumentDiff &a) { return a.path == path && stands(a, side); });
}

bool differsBelow(const ToolCallDiff *diff, Side side, const std::string &path)
{
    return diff &&
           std::any_of(diff->arguments.begin(), diff->arguments.end(), [&](const ArgumentDiff &a) {
               return stands(a, side) && (a.path.empty() || a.path == path ||
                                          a.path.compare(0, path.size() + 1, path + "/") == 0);
           });
}

/// Writes indented JSON and remembers where the values that differ came to stand.
class Writer
{
public:
    Writer(const ToolCallDiff *diff, Side side) : m_diff(diff), m_side(side) {}

    void write(const Json &value, const std::string &path, int depth)
    {
        const int begin = static_cast<int>(m_result.text.size());
        if (!value.is_structured() || value.empty() || depth >= deepest)
            m_result.text += compact(value);
        else if (value.is_object())
            writeObject(value, path, depth);
        else
            writeArray(value, path, depth);
        if (differsAt(m_diff, m_side, path))
            m_result.marks.push_back({begin, static_cast<int>(m_result.text.size())});
    }

    MarkedText take() { return std::move(m_result); }

private:
    void writeObject(const Json &value, const std::string &path, int depth)
    {
        m_result.text += QLatin1Char('{');
        bool first = true;
        for (const auto &[key, member] : value.items()) {
            startLine(first, depth + 1);
            m_result.text += compact(Json(key)) + QStringLiteral(": ");
            write(member, path + pointerStep(key), depth + 1);
        }
        endBlock(QLatin1Char('}'), depth);
    }

    void writeArray(const Json &value, const std::string &path, int depth)
    {
        m_result.text += QLatin1Char('[');
        bool first = true;
        std::size_t index = 0;
        for (const Json &member : value) {
            startLine(first, depth + 1);
            write(member, path + "/" + std::to_string(index++), depth + 1);
        }
        endBlock(QLatin1Char(']'), depth);
    }

    void startLine(bool &first, int depth)
    {
        m_result.text += first ? QStringLiteral("\n") : QStringLiteral(",\n");
        m_result.text += QString(2 * depth, QLatin1Char(' '));
        first = false;
    }

    void endBlock(QLatin1Char bracket, int depth)
    {
        m_result.text += QLatin1Char('\n') + QString(2 * depth, QLatin1Char(' ')) + bracket;
    }

    MarkedText m_result;
    const ToolCallDiff *m_diff;
    Side m_side;
};
} // namespace

MarkedText callLine(const ToolCall &call, const ToolCallDiff *diff, Side side)
{
    MarkedText line;
    line.text = qs(call.name);
    if (diff && !diff->sameName)
        line.marks.push_back({0, static_cast<int>(line.text.size())});
    line.text += QLatin1Char('(');
    const auto append = [&](const QString &value, bool differs) {
        const int begin = static_cast<int>(line.text.size());
        line.text += value.simplified();
        if (differs)
            line.marks.push_back({begin, static_cast<int>(line.text.size())});
    };
    const Json arguments = parsed(call.arguments);
    if (arguments.is_object()) {
        bool first = true;
        for (const auto &[key, value] : arguments.items()) {
            if (!first)
                line.text += QStringLiteral(", ");
            first = false;
            append(plain(value), differsBelow(diff, side, pointerStep(key)));
        }
    } else {
        append(qs(call.arguments), differsBelow(diff, side, {}));
    }
    line.text += QLatin1Char(')');
    return line;
}

MarkedText callArguments(const ToolCall &call, const ToolCallDiff *diff, Side side)
{
    const Json arguments = parsed(call.arguments);
    if (arguments.is_discarded()) {
        MarkedText text{qs(call.arguments), {}};
        if (differsAt(diff, side, {}))
            text.marks.push_back({0, static_cast<int>(text.text.size())});
        return text;
    }
    Writer writer(diff, side);
    writer.write(arguments, {}, 0);
    return writer.take();
}

QString resultText(const std::string &text)
{
    const Json value = parsed(text);
    if (!value.is_structured())
        return qs(text);
    Writer writer(nullptr, Side::Real);
    writer.write(value, {}, 0);
    return writer.take().text;
}

bool failed(const Turn &toolTurn)
{
    return (toolTurn.toolResult && toolTurn.toolResult->error) ||
           (toolTurn.text && toolTurn.text->starts_with("Error"));
}

QString firstLine(const QString &text, int most)
{
    // A long text is not walked through for its first words.
    const QString line = text.left(4 * most).simplified();
    if (line.size() <= most && text.size() <= 4 * most)
        return line;
    return line.left(most - 1) + QChar(0x2026);
}
} // namespace gapscope
