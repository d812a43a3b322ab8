// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/redaction.h"

#include "core/base/text.h"
#include "core/label/redaction_rules.h"

#include <algorithm>

namespace gapscope {
namespace {
constexpr std::size_t longestName = 3;

struct Word
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string lower{};
    bool isCapital = false;
};

bool isLetter(char32_t point)
{
    return point != U'_' && isWordCharacter(point) && !isDecimalDigit(point);
}

/// Runs of letters with apostrophes and hyphens inside; "Mia's" is the word "Mia".
std::vector<Word> wordsOf(std::string_view text)
{
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint first = decodeAt(text, at);
        const bool startsHere =
            isLetter(first.value) && (at == 0 || !isWordCharacter(decodeBefore(text, at).value));
        std::size_t end = at + first.bytes;
        if (!startsHere) {
            at = end;
            continue;
        }
        while (end < text.size()) {
            const CodePoint next = decodeAt(text, end);
            const bool joins = next.value == U'-' || next.value == U'\'';
            const std::size_t after = end + next.bytes;
            if (!isLetter(next.value) &&
                !(joins && after < text.size() && isLetter(decodeAt(text, after).value)))
                break;
            end = after;
        }
        std::string_view word = text.substr(at, end - at);
        if (word.ends_with("'s"))
            word.remove_suffix(2);
        std::string lower = toLower(word);
        const bool isCapital = !lower.starts_with(word.substr(0, first.bytes));
        words.push_back({at, at + word.size(), std::move(lower), isCapital});
        at = end;
    }
    return words;
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// First and last name out of an id like mia_li_3668; empty where it is another kind of id.
std::string nameInId(std::string_view id)
{
    static const std::set<std::string> things{"credit", "gift",    "card",  "payment", "order",
                                              "item",   "product", "user",  "flight",  "task",
                                              "trial",  "run",     "hotel", "booking", "sim"};
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < id.size();) {
        const std::size_t end = std::min(id.find('_', at), id.size());
        parts.push_back(toLower(id.substr(at, end - at)));
        at = end + 1;
    }
    if (parts.size() != 3)
        return {};
    parts.pop_back();
    const bool isName = std::ranges::none_of(
        parts, [](const std::string &part) { return part.size() < 2 || things.contains(part); });
    return isName ? joined(parts) : std::string();
}

bool overlaps(const RedactionMatch &a, const RedactionMatch &b)
{
    return a.begin < b.end && b.begin < a.end;
}
} // namespace

const char *name(RedactionKind kind)
{
    switch (kind) {
    case RedactionKind::Name:
        return "NAME";
    case RedactionKind::Email:
        return "EMAIL";
    case RedactionKind::Phone:
        return "PHONE";
    case RedactionKind::Id:
        return "ID";
    case RedactionKind::Address:
        return "ADDRESS";
    case RedactionKind::Zip:
        return "ZIP";
    case RedactionKind::Card:
        return "CARD";
    }
    return "ID";
}

Redactor::Redactor() = default;

void Redactor::learnName(std::string_view text)
{
    std::vector<std::string> words;
    for (const Word &word : wordsOf(text))
        words.push_back(word.lower);
    if (words.empty() || words.size() > longestName)
        return;
    const std::string whole = joined(words);
    m_names.insert(whole);
    for (const std::string &word : words) {
        const auto [place, isNew] = m_parts.emplace(word, whole);
        // A first name by itself is the person of that first name, where only one has it.
        if (!isNew && place->second != whole && whole != word)
            place->second = place->second == word ? whole : std::string();
    }
}

void Redactor::learn(std::string_view text)
{
    for (const RedactionMatch &match : ruleMatches(text)) {
        const std::string_view words = text.substr(match.begin, match.end - match.begin);
        if (match.kind == RedactionKind::Name)
            learnName(words);
        else if (match.kind == RedactionKind::Id)
            learnName(nameInId(words));
    }
}

std::vector<Redaction> Redactor::find(std::string_view text) const
{
    std::vector<RedactionMatch> matches = ruleMatches(text);
    const std::vector<Word> words = wordsOf(text);
    for (std::size_t length = longestName; length >= 1; --length) {
        for (std::size_t i = 0; i + length <= words.size(); ++i) {
            std::vector<std::string> parts;
            bool isOne = true;
            for (std::size_t k = i; k < i + length; ++k) {
                parts.push_back(words[k].lower);
                isOne = isOne && (k == i || text.substr(words[k - 1].end,
                                                        words[k].begin - words[k - 1].end) == " ");
            }
            if (!isOne)
                continue;
            // One word may be an ordinary one ("may", "brown"): only where it is written as a name.
            const bool isKnown = length > 1 ? m_names.contains(joined(parts))
                                            : words[i].isCapital && m_parts.contains(parts[0]);
            if (isKnown)
                matches.push_back({words[i].begin, words[i + length - 1].end, RedactionKind::Name});
        }
    }
    std::vector<RedactionMatch> kept;
    for (const RedactionMatch &match : matches) {
        const bool isFree = std::ranges::none_of(
            kept, [&](const RedactionMatch &other) { return overlaps(match, other); });
        if (isFree)
            kept.push_back(match);
    }
    std::ranges::sort(kept, {}, &RedactionMatch::begin);
    std::vector<Redaction> found;
    std::size_t byte = 0;
    int point = 0;
    const auto pointAt = [&](std::size_t to) {
        point += static_cast<int>(codePointCount(text.substr(byte, to - byte)));
        byte = to;
        return point;
    };
    for (const RedactionMatch &match : kept) {
        const int begin = pointAt(match.begin);
        const int end = pointAt(match.end);
        found.push_back({{begin, end},
                         match.kind,
                         std::string(text.substr(match.begin, match.end - match.begin))});
    }
    return found;
}

std::string Redactor::keyOf(const Redaction &each) const
{
    std::string key;
    switch (each.kind) {
    case RedactionKind::Phone:
    case RedactionKind::Card:
        std::ranges::copy_if(each.text, std::back_inserter(key),
                             [](char byte) { return byte >= '0' && byte <= '9'; });
        return key;
    case RedactionKind::Name: {
        std::vector<std::string> words;
        for (const Word &word : wordsOf(each.text))
            words.push_back(word.lower);
        key = joined(words);
        const auto whole = m_parts.find(key);
        return whole == m_parts.end() || whole->second.empty() ? key : whole->second;
    }
    case RedactionKind::Id:
        key = toLower(each.text);
        return key.starts_with('#') ? key.substr(1) : key;
    case RedactionKind::Email:
    case RedactionKind::Address:
    case RedactionKind::Zip:
        return toLower(each.text);
    }
    return key;
}

std::string Redactor::placeholder(const Redaction &each)
{
    const auto [place, isNew] = m_numbers.emplace(std::pair(each.kind, keyOf(each)), 0);
    if (isNew)
        place->second = ++m_last[each.kind];
    return std::string("[") + name(each.kind) + " " + std::to_string(place->second) + "]";
}

std::string Redactor::redacted(std::string_view text, const std::vector<Redaction> &found)
{
    std::string result;
    std::size_t byte = 0;
    int point = 0;
    const auto skipTo = [&](int to) {
        const std::size_t from = byte;
        for (; point < to && byte < text.size(); ++point)
            byte += decodeAt(text, byte).bytes;
        return text.substr(from, byte - from);
    };
    for (const Redaction &each : found) {
        result += skipTo(each.range.begin);
        skipTo(each.range.end);
        result += placeholder(each);
    }
    return result += text.substr(byte);
}

TextRange Redactor::moved(const TextRange &range, const std::vector<Redaction> &found)
{
    const auto place = [&](int point, bool isEnd) {
        int shift = 0;
        for (const Redaction &each : found) {
            const auto length = static_cast<int>(placeholder(each).size());
            if (each.range.begin >= point)
                break;
            if (point < each.range.end)
                return each.range.begin + shift + (isEnd ? length : 0);
            shift += length - (each.range.end - each.range.begin);
        }
        return point + shift;
    };
    return {place(range.begin, false), place(range.end, true)};
}
} // namespace gapscope
