// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/slots.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

namespace gapscope {
namespace {
using Named = std::pair<std::string_view, int>;

constexpr std::array<Named, 22> months{
    {{"january", 1},   {"jan", 1},  {"february", 2},  {"feb", 2},  {"march", 3},    {"april", 4},
     {"apr", 4},       {"may", 5},  {"june", 6},      {"jun", 6},  {"july", 7},     {"jul", 7},
     {"august", 8},    {"aug", 8},  {"september", 9}, {"sept", 9}, {"october", 10}, {"oct", 10},
     {"november", 11}, {"nov", 11}, {"december", 12}, {"dec", 12}}};

constexpr std::array<Named, 15> weekdays{{{"monday", 1},
                                          {"mon", 1},
                                          {"tuesday", 2},
                                          {"tue", 2},
                                          {"tues", 2},
                                          {"wednesday", 3},
                                          {"wed", 3},
                                          {"thursday", 4},
                                          {"thu", 4},
                                          {"thur", 4},
                                          {"thurs", 4},
                                          {"friday", 5},
                                          {"fri", 5},
                                          {"saturday", 6},
                                          {"sunday", 7}}};

// "one" is left out: it is a pronoun more often than a number.
constexpr std::array<Named, 11> numbers{{{"two", 2},
                                         {"three", 3},
                                         {"four", 4},
                                         {"five", 5},
                                         {"six", 6},
                                         {"seven", 7},
                                         {"eight", 8},
                                         {"nine", 9},
                                         {"ten", 10},
                                         {"eleven", 11},
                                         {"twelve", 12}}};

const std::unordered_set<std::string_view> &domainNouns()
{
    static const std::unordered_set<std::string_view> nouns{
        "account",     "address",      "airline",     "airport",  "appointment",  "attraction",
        "bag",         "baggage",      "balance",     "bill",     "booking",      "breakfast",
        "business",    "cabin",        "camera",      "car",      "card",         "cash",
        "center",      "centre",       "certificate", "chair",    "charge",       "cinema",
        "class",       "code",         "color",       "colour",   "compensation", "connection",
        "coupon",      "credit",       "delay",       "delivery", "deposit",      "desk",
        "destination", "dinner",       "direct",      "discount", "economy",      "email",
        "exchange",    "fare",         "fee",         "flight",   "food",         "gift",
        "guest",       "guesthouse",   "headphone",   "hospital", "hotel",        "insurance",
        "internet",    "invoice",      "item",        "keyboard", "lamp",         "laptop",
        "layover",     "luggage",      "lunch",       "meal",     "member",       "museum",
        "night",       "order",        "package",     "parking",  "passenger",    "passport",
        "password",    "payment",      "paypal",      "phone",    "plan",         "police",
        "postcode",    "price",        "product",     "purchase", "receipt",      "reference",
        "refund",      "reservation",  "restaurant",  "return",   "room",         "seat",
        "shipping",    "shoe",         "size",        "star",     "station",      "stop",
        "store",       "subscription", "suitcase",    "table",    "tablet",       "taxi",
        "theatre",     "ticket",       "train",       "trip",     "upgrade",      "visa",
        "voucher",     "warranty",     "watch",       "weather",  "wifi",         "zip"};
    return nouns;
}

template <std::size_t Size>
std::optional<int> find(const std::array<Named, Size> &table, std::string_view word)
{
    const auto found = std::find_if(table.begin(), table.end(),
                                    [word](const Named &named) { return named.first == word; });
    return found == table.end() ? std::nullopt : std::optional<int>(found->second);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The digits a word begins with, thousands commas and a fraction of zeros left out.
struct Number
{
    std::string digits;
    std::string_view rest;
};

Number numberAt(std::string_view word)
{
    Number number;
    std::size_t at = 0;
    std::size_t point = std::string::npos;
    for (; at < word.size(); ++at) {
        if (isDigit(word[at])) {
            number.digits.push_back(word[at]);
        } else if (word[at] == '.' && point == std::string::npos) {
            point = number.digits.size();
            number.digits.push_back('.');
        } else if (word[at] != ',' || point != std::string::npos) {
            break;
        }
    }
    number.rest = word.substr(at);
    if (point != std::string::npos) {
        const std::size_t last = number.digits.find_last_not_of('0');
        number.digits.resize(last == point ? point : last + 1);
    }
    const std::size_t first = std::min(number.digits.find_first_not_of('0'), number.digits.size());
    const bool fraction = first < number.digits.size() && number.digits[first] == '.';
    number.digits.erase(
        0, first == number.digits.size() || fraction ? std::max<std::size_t>(first, 1) - 1 : first);
    return number;
}

bool isOrdinal(std::string_view rest)
{
    return rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
}

/// Minutes of "14:05" or, with `half` "am" or "pm", of "2:05" or "2"; none: not a time of day.
std::optional<int> minutesOf(std::string_view clock, std::string_view half)
{
    int parts[2] = {0, 0};
    int part = 0;
    int digits = 0;
    for (const char c : clock) {
        if (isDigit(c)) {
            if (++digits > 2)
                return std::nullopt;
            parts[part] = parts[part] * 10 + (c - '0');
        } else if ((c == ':' || c == '.') && part == 0 && digits > 0) {
            part = 1;
            digits = 0;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0 || parts[0] > 24 || parts[1] > 59 || (part == 0 && half.empty()))
        return std::nullopt;
    if (part == 1 && half.empty() && clock.find(':') == std::string_view::npos)
        return std::nullopt;
    if (half == "pm" && parts[0] < 12)
        parts[0] += 12;
    else if (half == "am" && parts[0] == 12)
        parts[0] = 0;
    return parts[0] * 60 + parts[1];
}

bool endsWith(std::string_view word, std::string_view tail)
{
    return word.size() > tail.size() && word.substr(word.size() - tail.size()) == tail;
}

class SlotReader
{
public:
    explicit SlotReader(std::span<const Word> words) : m_words(words) {}

    std::vector<NamedSlot> readNamed()
    {
        m_wantsNames = true;
        readAll();
        return std::move(m_named);
    }

    std::vector<TokenHash> read()
    {
        readAll();
        std::sort(m_slots.begin(), m_slots.end());
        m_slots.erase(std::unique(m_slots.begin(), m_slots.end()), m_slots.end());
        return std::move(m_slots);
    }

private:
    void readAll()
    {
        for (m_at = 0; m_at < m_words.size();) {
            if (isListNumeral(m_at)) {
                ++m_at;
                continue;
            }
            const std::size_t named = m_named.size();
            const std::size_t taken = readAt(m_at);
            for (std::size_t i = named; i < m_named.size(); ++i)
                m_named[i].words = taken;
            m_at += taken;
        }
    }

    /// "1." or "2)" at the beginning of a line, with words behind it, numbers the line.
    bool isListNumeral(std::size_t at) const
    {
        const Word &word = m_words[at];
        return word.hasDigit && !word.hasLetter && word.text.size() <= 2 &&
               (word.before == 0 || word.before == U'\n') &&
               (word.after == U'.' || word.after == U')') && at + 1 < m_words.size();
    }

    /// How many words from `at` on are groups of digits joined by hyphens, as phone numbers are
    /// written, with nine digits and more together; 0 = they are not.
    std::size_t hyphenatedDigits(std::size_t at) const
    {
        constexpr std::size_t leastDigits = 9;
        std::size_t digits = 0;
        for (std::size_t i = at; i < m_words.size(); ++i) {
            const std::string_view group = m_words[i].text;
            if (group.find_first_not_of("0123456789") != std::string_view::npos)
                return 0;
            digits += group.size();
            if (m_words[i].after != U'-')
                return i > at && digits >= leastDigits ? i - at + 1 : 0;
        }
        return 0;
    }

    void put(std::string_view kind, std::string_view value)
    {
        std::string token(kind);
        token += value;
        if (m_wantsNames)
            m_named.push_back({std::move(token), m_at, 1});
        else
            m_slots.push_back(hashToken(TokenSpace::Slot, token));
    }

    std::string_view wordAt(std::size_t at) const
    {
        return at < m_words.size() ? m_words[at].text : std::string_view();
    }

    bool hasDigitAt(std::size_t at) const { return at < m_words.size() && m_words[at].hasDigit; }

    /// "am", "pm" or nothing, from the words at `at`; "a.m." has become two words.
    std::pair<std::string_view, std::size_t> halfAt(std::size_t at) const
    {
        const std::string_view word = wordAt(at);
        if (word == "am" || word == "pm")
            return {word, 1};
        if ((word == "a" || word == "p") && wordAt(at + 1) == "m")
            return {word == "a" ? "am" : "pm", 2};
        return {{}, 0};
    }

    /// Reads what stands at `at` and says how many words it took.
    std::size_t readAt(std::size_t at)
    {
        const Word &word = m_words[at];
        if (word.hasDigit)
            return readNumber(at);
        if (isIdentifier(word)) {
            put("id:", word.text);
            return 1;
        }
        // "may" and "march" are verbs unless a day stands beside them.
        const std::optional<int> month = find(months, word.text);
        const bool verb = word.text == "may" || word.text == "march";
        if (month && (!verb || hasDigitAt(at + 1) || (at > 0 && hasDigitAt(at - 1))))
            put("month:", std::to_string(*month));
        else if (const std::optional<int> day = find(weekdays, word.text))
            put("day:", std::to_string(*day));
        else if (const std::optional<int> number = find(numbers, word.text))
            put("number:", std::to_string(*number));
        else
            readNoun(word.text);
        return 1;
    }

    std::size_t readNumber(std::size_t at)
    {
        const Word &word = m_words[at];
        const bool glued = endsWith(word.text, "am") || endsWith(word.text, "pm");
        const auto [half, taken] =
            glued ? std::pair{word.text.substr(word.text.size() - 2), std::size_t{0}}
                  : halfAt(at + 1);
        const std::string_view clock =
            glued ? word.text.substr(0, word.text.size() - 2) : word.text;
        if (const std::optional<int> minutes = minutesOf(clock, half)) {
            put("time:", std::to_string(*minutes));
            return 1 + taken;
        }
        if (word.text.size() == 4 && word.after == U'-' && hasDigitAt(at + 2) &&
            m_words[at + 1].after == U'-' && m_words[at + 1].hasDigit) {
            put("month:", numberAt(wordAt(at + 1)).digits);
            put("number:", numberAt(wordAt(at + 2)).digits);
            return 3;
        }
        if (const std::size_t groups = hyphenatedDigits(at); groups > 0) {
            std::string digits;
            for (std::size_t i = at; i < at + groups; ++i)
                digits += m_words[i].text;
            put("id:", digits);
            return groups;
        }
        const Number number = numberAt(word.text);
        if (isIdentifier(word))
            put("id:", word.text);
        else if (number.rest.empty() || isOrdinal(number.rest))
            put("number:", number.digits);
        else
            put("id:", word.text);
        return 1;
    }

    void readNoun(std::string_view word)
    {
        if (domainNouns().contains(word))
            put("noun:", word);
        else if (endsWith(word, "s") && domainNouns().contains(word.substr(0, word.size() - 1)))
            put("noun:", word.substr(0, word.size() - 1));
        else if (endsWith(word, "es") && domainNouns().contains(word.substr(0, word.size() - 2)))
            put("noun:", word.substr(0, word.size() - 2));
    }

    std::span<const Word> m_words;
    /// First word of what is being read.
    std::size_t m_at = 0;
    bool m_wantsNames = false;
    std::vector<TokenHash> m_slots;
    std::vector<NamedSlot> m_named;
};
} // namespace

bool isIdentifier(const Word &word)
{
    if (word.before == U'@' || word.after == U'@')
        return true;
    const bool underscore = word.text.find('_') != std::string_view::npos;
    if (!word.hasDigit)
        return underscore && word.text.size() >= 5;
    if (word.hasLetter) {
        const std::string_view rest = numberAt(word.text).rest;
        return word.text.size() >= 4 && !isOrdinal(rest) && rest != "am" && rest != "pm" &&
               word.text.find(':') == std::string_view::npos;
    }
    const bool plain = word.text.find_first_not_of("0123456789") == std::string_view::npos;
    return word.before == U'#' || (plain && word.text.size() >= 5);
}

std::vector<TokenHash> slotsOf(std::span<const Word> words)
{
    return SlotReader(words).read();
}

std::vector<NamedSlot> namedSlotsOf(std::span<const Word> words)
{
    return SlotReader(words).readNamed();
}
} // namespace gapscope
