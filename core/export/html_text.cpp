// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/html_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <cctype>

namespace gapscope {
namespace {
constexpr char32_t replacement = 0xFFFD;

/// What HTML may hold; the parser of a browser would replace or drop the rest in ways of its own.
char32_t shown(char32_t c)
{
    if (c < 0x20 && c != '\t' && c != '\n')
        return 0x2400 + c;
    if (c == 0x7F)
        return 0x2421;
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    const bool nonCharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
    return surrogate || nonCharacter || (c >= 0x80 && c < 0xA0) ? replacement : c;
}

void append(std::string &out, char32_t c)
{
    switch (c) {
    case '&':
        out += "&amp;";
        break;
    case '<':
        out += "&lt;";
        break;
    case '>':
        out += "&gt;";
        break;
    case '"':
        out += "&quot;";
        break;
    case '\'':
        out += "&#39;";
        break;
    default:
        appendUtf8(out, shown(c));
    }
}

/// Bytes [begin, end) of the text with the marks that reach into them.
std::string markedHtml(std::string_view text, std::span<const ByteRange> marks,
                       std::string_view markClass, std::size_t begin, std::size_t end)
{
    std::string out;
    std::size_t at = begin;
    for (const ByteRange &mark : marks) {
        const std::size_t from = std::clamp(mark.begin, at, end);
        const std::size_t to = std::clamp(mark.end, from, end);
        if (from == to)
            continue;
        out += htmlText(text.substr(at, from - at));
        out.append("<mark class=\"").append(markClass).append("\">");
        out.append(htmlText(text.substr(from, to - from))).append("</mark>");
        at = to;
    }
    return out + htmlText(text.substr(at, end - at));
}

/// Where to fold: behind the last blank before `limit` bytes, else between two characters.
std::size_t foldAt(std::string_view text, std::size_t limit)
{
    std::size_t boundary = 0;
    std::size_t blank = 0;
    for (std::size_t at = 0; at < limit;) {
        const CodePoint unit = decodeAt(text, at);
        at += unit.bytes;
        boundary = at;
        if (isBlank(unit.value))
            blank = at;
    }
    return blank > limit / 2 ? blank : boundary;
}

/// Puts `prefix` before every value of the tag that names an id or refers to one.
std::string withPrefix(std::string_view tag, std::string_view prefix)
{
    std::string out;
    for (std::size_t at = 0; at < tag.size();) {
        bool found = false;
        for (const std::string_view key : {" id=\"", " id='", "url(#", "href=\"#", "href='#"}) {
            if (!tag.substr(at).starts_with(key))
                continue;
            out.append(key).append(prefix);
            at += key.size();
            found = true;
            break;
        }
        if (!found)
            out += tag[at++];
    }
    return out;
}

/// The <svg …> tag without namespaces, which an HTML parser gives by itself.
std::string withoutNamespaces(std::string_view tag)
{
    std::string out(tag);
    for (std::size_t at = out.find(" xmlns"); at != std::string::npos; at = out.find(" xmlns")) {
        const std::size_t open = out.find('"', at);
        const std::size_t close = open == std::string::npos ? open : out.find('"', open + 1);
        if (close == std::string::npos)
            break;
        out.erase(at, close + 1 - at);
    }
    return out;
}
} // namespace

std::string htmlText(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint unit = decodeAt(text, at);
        const bool lineEnd = unit.value == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        if (!lineEnd)
            append(out, unit.value);
        at += unit.bytes;
    }
    return out;
}

std::string foldedHtml(std::string_view text, std::span<const ByteRange> marks,
                       std::string_view markClass, std::size_t limit)
{
    // Folding less than a line saves nothing.
    if (text.size() <= limit + 80)
        return markedHtml(text, marks, markClass, 0, text.size());
    const std::size_t fold = foldAt(text, limit);
    return markedHtml(text, marks, markClass, 0, fold) + "<details><summary>… " +
           std::to_string(codePointCount(text.substr(fold))) + " more characters</summary><span>" +
           markedHtml(text, marks, markClass, fold, text.size()) + "</span></details>";
}

std::string inlineSvg(std::string_view svg, std::string_view prefix)
{
    const std::size_t begin = svg.find("<svg");
    const std::size_t end = svg.rfind("</svg>");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
        return {};
    svg = svg.substr(begin, end + 6 - begin);
    std::string out;
    bool outermost = true;
    bool named = false;
    for (std::size_t at = 0; at < svg.size();) {
        const std::size_t open = svg.find('<', at);
        if (open == std::string_view::npos)
            break;
        const std::size_t close = svg.find('>', open);
        if (close == std::string_view::npos)
            break;
        out += svg.substr(at, open - at);
        std::string tag = withPrefix(svg.substr(open, close + 1 - open), prefix);
        if (tag.starts_with("<svg")) {
            tag = withoutNamespaces(tag);
            if (outermost)
                tag.insert(4, " aria-labelledby=\"" + std::string(prefix) + "title " +
                                  std::string(prefix) + "desc\"");
            outermost = false;
        } else if (!named && tag == "<title>") {
            tag = "<title id=\"" + std::string(prefix) + "title\">";
        } else if (!named && tag == "<desc>") {
            tag = "<desc id=\"" + std::string(prefix) + "desc\">";
            named = true;
        }
        out += tag;
        at = close + 1;
    }
    return out;
}
} // namespace gapscope
