// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/turn_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace gapscope {
namespace {
constexpr std::string_view thinkOpen = "<|think|>";
constexpr std::string_view thinkClose = "<|/think|>";
constexpr std::string_view toolOpen = "<|tool|>";
constexpr std::string_view toolClose = "<|/tool|>";
constexpr std::string_view callOpen = "<function=";
constexpr std::string_view callClose = "</function>";

/// Finds closing tags from left to right; remembers that there are no more, so that many opening
/// tags without one do not make the removal quadratic.
class Closing
{
public:
    Closing(std::string_view text, std::string_view tag) : m_text(text), m_tag(tag) {}

    /// Offset behind the next tag at or after `from`, npos = none.
    std::size_t behindNext(std::size_t from)
    {
        if (m_none)
            return std::string_view::npos;
        const std::size_t at = m_text.find(m_tag, from);
        m_none = at == std::string_view::npos;
        return m_none ? at : at + m_tag.size();
    }

private:
    std::string_view m_text;
    std::string_view m_tag;
    bool m_none = false;
};
} // namespace

namespace {
/// strip(text) == signal; most texts show by their first byte that they are not.
bool isSignal(std::string_view text, std::string_view signal)
{
    if (text.empty())
        return false;
    const auto first = static_cast<std::uint8_t>(text.front());
    if (first > ' ' && first < 0x80 && text.front() != signal.front())
        return false;
    return strip(text) == signal;
}
} // namespace

bool isPlatformText(std::string_view text, Source source)
{
    constexpr auto npos = std::string_view::npos;
    switch (source) {
    case Source::Human:
        return text.starts_with("\\tau ") || text.starts_with("\\reward") ||
               (text.find("<|") != npos &&
                (text.find("<|canvas|>") != npos || text.find("<|highlight|>") != npos ||
                 text.find("<|survey|>") != npos)) ||
               isSignal(text, "/stop");
    case Source::Llm:
        return isSignal(text, "###STOP###");
    }
    return false;
}

bool hasMarkup(std::string_view text)
{
    constexpr auto npos = std::string_view::npos;
    return text.find('<') != npos && (text.find(thinkOpen) != npos || text.find(callOpen) != npos ||
                                      text.find(toolOpen) != npos);
}

namespace {
constexpr std::array<std::string_view, 3> stopSignals{"###STOP###", "/stop", "\\stop"};

bool isCommand(std::string_view text, std::string_view command)
{
    return text.starts_with(command) &&
           (text.size() == command.size() || isBlank(decodeAt(text, command.size()).value));
}

/// "Reward: 1.0", as the platform prints it at the end.
bool isRewardLine(std::string_view text)
{
    constexpr std::string_view head = "Reward: ";
    return text.starts_with(head) && text.size() > head.size() &&
           text.find_first_not_of("0123456789.", head.size()) == std::string_view::npos;
}
} // namespace

std::optional<std::string_view> spokenPart(std::string_view text, Source source)
{
    if (isPlatformText(text, source))
        return std::nullopt;
    std::string_view said = strip(text);
    if (source == Source::Human &&
        (isCommand(said, "\\tau") || isCommand(said, "/tau") || said.starts_with("\\reward") ||
         isCommand(said, "/reward") || isRewardLine(said)))
        return std::nullopt;
    const std::size_t before = said.size();
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view signal : stopSignals) {
            if (!said.ends_with(signal))
                continue;
            const std::string_view rest = said.substr(0, said.size() - signal.size());
            // "n/stop" is a word, "bye###STOP###" is not.
            if (signal[0] != '#' && !rest.empty() &&
                !isBlank(decodeBefore(rest, rest.size()).value))
                continue;
            said = strip(rest);
            cut = true;
        }
    }
    if (said.size() == before)
        return text;
    if (said.empty())
        return std::nullopt;
    // With what stands before it, so that places in it are places in the message.
    return text.substr(0, static_cast<std::size_t>(said.data() - text.data()) + said.size());
}

std::vector<KeptPart> withoutMarkup(std::string_view text, const TextRules &rules)
{
    constexpr auto npos = std::string_view::npos;
    Closing think(text, thinkClose);
    Closing tool(text, toolClose);
    Closing call(text, callClose);
    std::vector<KeptPart> kept;
    std::size_t begin = 0;
    const auto skip = [&](std::size_t from, std::size_t to) {
        if (from > begin)
            kept.push_back({begin, from});
        begin = to;
        return to;
    };
    for (std::size_t at = text.find('<'); at != npos; at = text.find('<', at)) {
        const std::string_view rest = text.substr(at);
        std::size_t end = npos;
        if (rest.starts_with(thinkOpen))
            end = think.behindNext(at + thinkOpen.size());
        else if (rest.starts_with(toolOpen))
            end = tool.behindNext(at + toolOpen.size());
        else if (rest.starts_with(callOpen)) {
            end = call.behindNext(at + callOpen.size());
            if (end == npos && rules.markup)
                end = std::min(text.find('\n', at), text.size());
            else if (end == npos)
                end = text.ends_with('\n') ? text.size() - 1 : text.size();
        }
        if (end == npos && rules.markup && rest.starts_with(thinkOpen))
            end = at + thinkOpen.size();
        else if (end == npos && rules.markup && rest.starts_with(toolOpen))
            end = at + toolOpen.size();
        at = end == npos ? at + 1 : skip(at, end);
    }
    if (begin < text.size())
        kept.push_back({begin, text.size()});
    return kept;
}

namespace {
constexpr std::uint64_t ones = 0x0101010101010101;
constexpr std::uint64_t tops = 0x8080808080808080;

std::uint64_t eightAt(const char *bytes)
{
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes, sizeof eight);
    return eight;
}

/// End of the ASCII that begins at `at`.
std::size_t asciiEnd(std::string_view text, std::size_t at)
{
    while (text.size() - at >= sizeof tops && (eightAt(text.data() + at) & tops) == 0)
        at += sizeof tops;
    while (at < text.size() && static_cast<std::uint8_t>(text[at]) < 0x80)
        ++at;
    return at;
}

/// Lower case of ASCII, in place; eight bytes at a time. Sums cannot carry into the next byte.
void lowerAscii(char *bytes, std::size_t size)
{
    std::size_t at = 0;
    for (; size - at >= sizeof ones; at += sizeof ones) {
        std::uint64_t eight = eightAt(bytes + at);
        const std::uint64_t fromA = eight + ones * (0x80 - 'A');
        const std::uint64_t behindZ = eight + ones * (0x80 - 'Z' - 1);
        eight |= (fromA & ~behindZ & tops) >> 2;
        std::memcpy(bytes + at, &eight, sizeof eight);
    }
    for (; at < size; ++at)
        if (bytes[at] >= 'A' && bytes[at] <= 'Z')
            bytes[at] = static_cast<char>(bytes[at] + ('a' - 'A'));
}

void lowerInto(std::string_view text, std::string &lower)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = asciiEnd(text, at);
        const std::size_t begin = lower.size();
        lower.append(text, at, end - at);
        lowerAscii(lower.data() + begin, end - at);
        at = end;
        if (at < text.size())
            at += appendLower(lower, text, at);
    }
}

/// `codePoints` holds for each byte of `text` the code point it belongs to.
void lowerInto(std::string_view text, const std::vector<std::uint32_t> &codePoints,
               std::string &lower, std::vector<std::uint32_t> &origins)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::uint32_t origin = codePoints[at];
        const auto byte = static_cast<std::uint8_t>(text[at]);
        if (byte < 0x80) {
            lower += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
            ++at;
        } else {
            at += appendLower(lower, text, at);
        }
        origins.resize(lower.size(), origin);
    }
}

std::vector<std::uint32_t> codePointsOfBytes(std::string_view text)
{
    std::vector<std::uint32_t> positions(text.size());
    std::uint32_t position = 0;
    for (std::size_t at = 0; at < text.size(); ++position) {
        const std::size_t next = at + decodeAt(text, at).bytes;
        while (at < next)
            positions[at++] = position;
    }
    return positions;
}

/// Applies `rules` to the end of `lower` from `base` on; nothing gets longer.
void normalise(const TextRules &rules, std::size_t base, std::string &lower,
               std::vector<std::uint32_t> *origins)
{
    constexpr char32_t left = 0x2018;
    constexpr char32_t right = 0x2019;
    constexpr char32_t letter = 0x02BC;
    std::size_t put = base;
    bool inBlank = false;
    for (std::size_t at = base; at < lower.size();) {
        const CodePoint unit = decodeAt(lower, at);
        const bool blank = rules.blanks && isBlank(unit.value);
        if (blank && inBlank) {
            if (unit.value == '\n')
                lower[put - 1] = '\n';
        } else {
            if (origins)
                for (std::size_t i = 0; i < unit.bytes; ++i)
                    (*origins)[put + i] = (*origins)[at + i];
            if (blank) {
                lower[put++] = unit.value == '\n' ? '\n' : ' ';
            } else if (rules.apostrophes &&
                       (unit.value == left || unit.value == right || unit.value == letter)) {
                lower[put++] = '\'';
            } else {
                for (std::size_t i = 0; i < unit.bytes; ++i)
                    lower[put++] = lower[at + i];
            }
        }
        inBlank = blank;
        at += unit.bytes;
    }
    lower.resize(put);
    if (origins)
        origins->resize(put);
}
} // namespace

void appendScoredText(std::string_view text, const TextRules &rules, std::string &lower,
                      std::vector<std::uint32_t> *origins, std::string &scratch)
{
    const bool marked = hasMarkup(text);
    const std::size_t base = lower.size();
    if (!marked && !origins) {
        lowerInto(text, lower);
        if (!rules.none())
            normalise(rules, base, lower, nullptr);
        return;
    }
    // The final sigma looks at its neighbours, so the parts are joined before lower-casing.
    scratch.clear();
    std::vector<std::uint32_t> positions;
    std::vector<std::uint32_t> keptPositions;
    if (origins)
        positions = codePointsOfBytes(text);
    const std::vector<KeptPart> parts =
        marked ? withoutMarkup(text, rules) : std::vector<KeptPart>{{0, text.size()}};
    for (const KeptPart &part : parts) {
        if (rules.markup && !scratch.empty()) {
            scratch += ' ';
            if (origins)
                keptPositions.push_back(positions[part.begin - 1]);
        }
        scratch.append(text.substr(part.begin, part.end - part.begin));
        if (origins)
            keptPositions.insert(keptPositions.end(),
                                 positions.begin() + static_cast<std::ptrdiff_t>(part.begin),
                                 positions.begin() + static_cast<std::ptrdiff_t>(part.end));
    }
    if (origins)
        lowerInto(scratch, keptPositions, lower, *origins);
    else
        lowerInto(scratch, lower);
    if (!rules.none())
        normalise(rules, base, lower, origins);
}
} // namespace gapscope
