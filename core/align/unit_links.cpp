// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/unit_links.h"

#include "core/align/characters.h"
#include "core/align/slots.h"
#include "core/align/words.h"
#include "core/base/text.h"
#include "core/metrics/disclosure.h"
#include "core/metrics/user_turns.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <set>

namespace gapscope {
namespace {
constexpr std::array<std::string_view, 10> currencies{
    "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pound", "pounds", "cents"};

/// Words that begin a sentence and are no part of a name.
constexpr std::array<std::string_view, 34> openers{
    "a",  "after", "also", "an", "and",  "ask",  "at",  "but",  "do",    "for",  "from", "he",
    "if", "in",    "it",   "my", "on",   "only", "or",  "say",  "she",   "the",  "then", "they",
    "to", "use",   "user", "we", "when", "with", "you", "your", "youre", "their"};

/// In no name, wherever they stand: whom a card speaks to.
constexpr std::array<std::string_view, 4> addressed{"you", "your", "youre", "youve"};

constexpr std::array<std::string_view, 19> calendarWords{
    "january",   "february",  "march",   "april",    "may",      "june",   "july",
    "august",    "september", "october", "november", "december", "monday", "tuesday",
    "wednesday", "thursday",  "friday",  "saturday", "sunday"};

template <class List>
bool has(const List &list, std::string_view word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// A unit of the card: what a turn has to hold to say it.
struct Unit
{
    std::string text;
    UnitKind kind = UnitKind::Identifier;
    std::vector<Fact> facts;
    std::vector<std::string> words;
};

/// What a user turn says.
struct TurnContent
{
    int position = 0;
    std::set<Fact> facts;
    std::set<std::string, std::less<>> words;
};

bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isFiveDigits(std::string_view text)
{
    return text.size() == 5 && std::all_of(text.begin(), text.end(), isAsciiDigit);
}

/// Where the card has the word for the first time, as it is spelt there.
std::string spelling(std::string_view card, const std::string &lowerCard, std::string_view word)
{
    const std::size_t at = lowerCard.find(word);
    return std::string(at == std::string::npos ? word : card.substr(at, word.size()));
}

/// The whole address around the part before its @.
std::string address(std::string_view card, const std::string &lowerCard, std::string_view word)
{
    const std::size_t at = lowerCard.find(std::string(word) + "@");
    if (at == std::string::npos)
        return std::string(word);
    const std::size_t begin = card.find_last_of(" \t\n(<:\"'", at) + 1;
    const std::size_t end = std::min(card.find_first_of(" \t\n)>,;\"'", at), card.size());
    std::string_view found = card.substr(begin, end - begin);
    while (found.ends_with('.'))
        found.remove_suffix(1);
    return std::string(found);
}

class CardReader
{
public:
    explicit CardReader(std::string_view card)
        : m_card(card), m_lower(toLowerAscii(card)), m_characters(readCharacters(card)),
          m_list(m_characters), m_slots(namedSlotsOf(m_list.words()))
    {}

    std::vector<Unit> read()
    {
        for (std::size_t i = 0; i < m_slots.size(); ++i)
            readSlot(i);
        readNames();
        return std::move(m_units);
    }

private:
    const Word &word(std::size_t slot) const { return m_list.words()[m_slots[slot].word]; }
    std::string_view nextWord(std::size_t slot) const
    {
        const std::size_t next = m_slots[slot].word + 1;
        return next < m_list.words().size() ? m_list.words()[next].text : std::string_view();
    }

    std::optional<std::string> value(std::size_t slot, std::string_view prefix) const
    {
        if (slot >= m_slots.size() || !m_slots[slot].text.starts_with(prefix))
            return std::nullopt;
        return m_slots[slot].text.substr(prefix.size());
    }

    /// The slot beside `slot` that is a day of its month.
    std::optional<std::size_t> dayBeside(std::size_t slot) const
    {
        for (const std::size_t other : {slot + 1, slot - 1}) {
            const std::optional<std::string> day =
                other < m_slots.size() ? value(other, "number:") : std::nullopt;
            const auto distance = day ? static_cast<std::ptrdiff_t>(m_slots[slot].word) -
                                            static_cast<std::ptrdiff_t>(m_slots[other].word)
                                      : 9;
            if (day && day->size() <= 2 && distance >= -1 && distance <= 2)
                return other;
        }
        return std::nullopt;
    }

    void readSlot(std::size_t slot)
    {
        const std::string spelt = spelling(m_card, m_lower, word(slot).text);
        if (const auto id = value(slot, "id:")) {
            if (word(slot).before == U'@')
                return;
            const UnitKind kind = word(slot).after == U'@' ? UnitKind::Email
                                  : isFiveDigits(*id)      ? UnitKind::Zip
                                                           : UnitKind::Identifier;
            put({kind == UnitKind::Email ? address(m_card, m_lower, word(slot).text) : spelt,
                 kind,
                 {{FactKind::Identifier, *id}},
                 {}});
        } else if (const auto number = value(slot, "number:")) {
            const bool isDay = (slot + 1 < m_slots.size() && dayOf(slot + 1) == slot) ||
                               (slot > 0 && dayOf(slot - 1) == slot);
            if (isDay)
                return;
            const char32_t before = word(slot).before;
            const bool isMoney = before == U'$' || before == U'€' || before == U'£' ||
                                 has(currencies, nextWord(slot));
            put({spelt,
                 isMoney ? UnitKind::Money : UnitKind::Number,
                 {{FactKind::Number, *number}},
                 {}});
        } else if (const auto month = value(slot, "month:")) {
            Unit unit{spelt, UnitKind::Date, {{FactKind::Month, *month}}, {}};
            if (const auto day = dayBeside(slot)) {
                unit.facts.push_back({FactKind::Number, *value(*day, "number:")});
                const std::string dayText(word(*day).text);
                unit.text = *day < slot ? dayText + " " + spelt : spelt + " " + dayText;
            }
            put(std::move(unit));
        } else if (const auto weekday = value(slot, "day:")) {
            put({spelt, UnitKind::Date, {{FactKind::Weekday, *weekday}}, {}});
        } else if (const auto time = value(slot, "time:")) {
            put({spelt, UnitKind::Time, {{FactKind::Time, *time}}, {}});
        }
    }

    std::optional<std::size_t> dayOf(std::size_t slot) const
    {
        return value(slot, "month:") ? dayBeside(slot) : std::nullopt;
    }

    void readNames()
    {
        std::vector<std::string_view> name;
        const auto close = [&] {
            if (name.size() >= 2)
                putName(name);
            name.clear();
        };
        bool sentenceStart = true;
        std::string_view last = m_card.substr(0, 0);
        for (std::string_view word : splitBlanks(m_card)) {
            const std::string_view gap(last.data() + last.size(),
                                       static_cast<std::size_t>(word.data() - last.data()) -
                                           last.size());
            last = word;
            // A card's lines often end without a mark.
            if (gap.find('\n') != std::string_view::npos) {
                close();
                sentenceStart = true;
            }
            const bool ends = word.find_last_of(".,;:!?)\"") == word.size() - 1;
            const bool closesSentence = word.find_last_of(".!?:") == word.size() - 1;
            while (!word.empty() && !isNameByte(word.back()))
                word.remove_suffix(1);
            while (!word.empty() && !isNameByte(word.front()))
                word.remove_prefix(1);
            const std::string lower = toLowerAscii(word);
            const bool capital = word.size() > 1 && word.front() >= 'A' && word.front() <= 'Z' &&
                                 std::none_of(word.begin(), word.end(), isAsciiDigit) &&
                                 word != std::string_view("EUR") && !has(calendarWords, lower);
            if (!name.empty() && has(addressed, lower))
                close();
            if (capital && !has(addressed, lower) && !(sentenceStart && has(openers, lower)))
                name.push_back(word);
            else
                close();
            if (ends)
                close();
            sentenceStart = closesSentence;
        }
        close();
    }

    static bool isNameByte(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isAsciiDigit(c) ||
               static_cast<unsigned char>(c) >= 0x80;
    }

    void putName(const std::vector<std::string_view> &parts)
    {
        Unit unit{{}, UnitKind::Name, {}, {}};
        for (const std::string_view part : parts) {
            if (!unit.text.empty())
                unit.text += ' ';
            unit.text += part;
        }
        unit.words = wordsOf(unit.text);
        put(std::move(unit));
    }

    void put(Unit unit)
    {
        const bool known = std::any_of(m_units.begin(), m_units.end(), [&](const Unit &one) {
            return one.facts == unit.facts && one.words == unit.words;
        });
        if (!known)
            m_units.push_back(std::move(unit));
    }

    std::string_view m_card;
    std::string m_lower;
    std::vector<Character> m_characters;
    WordList m_list;
    std::vector<NamedSlot> m_slots;
    std::vector<Unit> m_units;
};

std::vector<TurnContent> contentOf(const Dialogue &dialogue)
{
    std::vector<TurnContent> turns;
    for (const SpokenTurn &turn : spokenTurns(dialogue)) {
        const std::vector<Fact> facts = factsOf(turn.text);
        const std::vector<std::string> words = wordsOf(turn.text);
        turns.push_back(
            {turn.position, {facts.begin(), facts.end()}, {words.begin(), words.end()}});
    }
    return turns;
}

std::optional<int> firstTurn(const std::vector<TurnContent> &turns, const Unit &unit)
{
    for (const TurnContent &turn : turns) {
        const bool facts = std::all_of(unit.facts.begin(), unit.facts.end(),
                                       [&](const Fact &f) { return turn.facts.contains(f); });
        const bool words = std::all_of(unit.words.begin(), unit.words.end(),
                                       [&](const auto &w) { return turn.words.contains(w); });
        if (facts && words)
            return turn.position;
    }
    return std::nullopt;
}
} // namespace

std::vector<UnitLink> unitLinks(const Dialogue &real, const Dialogue &sim, std::string_view card)
{
    if (card.empty())
        return {};
    const std::vector<TurnContent> realTurns = contentOf(real);
    const std::vector<TurnContent> simTurns = contentOf(sim);
    std::vector<UnitLink> links;
    for (Unit &unit : CardReader(card).read()) {
        const std::optional<int> realTurn = firstTurn(realTurns, unit);
        const std::optional<int> simTurn = firstTurn(simTurns, unit);
        if (realTurn || simTurn)
            links.push_back({std::move(unit.text), unit.kind, realTurn, simTurn});
    }
    return links;
}

const char *name(UnitKind kind)
{
    switch (kind) {
    case UnitKind::Identifier:
        return "identifier";
    case UnitKind::Email:
        return "email";
    case UnitKind::Zip:
        return "zip";
    case UnitKind::Money:
        return "money";
    case UnitKind::Number:
        return "number";
    case UnitKind::Date:
        return "date";
    case UnitKind::Time:
        return "time";
    case UnitKind::Name:
        return "name";
    }
    return "identifier";
}
} // namespace gapscope
