// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/disclosure.h"

#include "core/align/slots.h"
#include "core/metrics/user_turns.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <utility>

namespace gapscope {
namespace {
struct KindName
{
    std::string_view prefix;
    FactKind kind;
};

constexpr std::array<KindName, 5> kindNames{{{"id:", FactKind::Identifier},
                                             {"number:", FactKind::Number},
                                             {"month:", FactKind::Month},
                                             {"day:", FactKind::Weekday},
                                             {"time:", FactKind::Time}}};

constexpr std::uint32_t bitOf(FactKind kind)
{
    return std::uint32_t{1} << static_cast<unsigned>(kind);
}

/// Words of an agent that ask for a kind of fact. A day of the month is a number.
const std::unordered_map<std::string_view, std::uint32_t> &slotWords()
{
    static const auto words = [] {
        std::unordered_map<std::string_view, std::uint32_t> map;
        const auto add = [&map](std::initializer_list<FactKind> kinds,
                                std::initializer_list<std::string_view> list) {
            for (const std::string_view word : list)
                for (const FactKind kind : kinds)
                    map[word] |= bitOf(kind);
        };
        using enum FactKind;
        add({Identifier},
            {"id",       "ids",       "identifier",   "code",     "codes",    "zip",
             "postcode", "postal",    "email",        "mail",     "address",  "phone",
             "username", "account",   "order",        "orders",   "booking",  "reservation",
             "serial",   "reference", "confirmation", "tracking", "card",     "payment",
             "passport", "licence",   "license",      "flight",   "telephone"});
        add({Identifier, Number}, {"number", "numbers"});
        add({Number},
            {"many", "much", "amount", "quantity", "size", "price", "cost", "budget", "people",
             "passengers", "guests", "persons", "bags", "nights", "count", "total", "age"});
        add({Number, Month, Weekday}, {"date", "dates", "day", "days", "birth"});
        add({Month}, {"month"});
        add({Weekday}, {"weekday"});
        add({Number, Month, Weekday, Time}, {"when"});
        add({Time}, {"time", "times", "hour", "hours", "departure", "arrival", "oclock"});
        return map;
    }();
    return words;
}

std::uint32_t askedIn(std::string_view text)
{
    const std::vector<Character> characters = readCharacters(text);
    const WordList list(characters);
    std::uint32_t bits = 0;
    for (const Word &word : list.words()) {
        if (const auto found = slotWords().find(word.text); found != slotWords().end())
            bits |= found->second;
    }
    return bits;
}

std::optional<Fact> factFrom(const NamedSlot &slot)
{
    for (const KindName &known : kindNames) {
        if (slot.text.starts_with(known.prefix))
            return Fact{known.kind, slot.text.substr(known.prefix.size())};
    }
    return std::nullopt;
}

/// "W123's" names W123: words lose their apostrophes and would keep the s.
std::string withoutPossessives(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        std::size_t taken = 0;
        for (const std::string_view mark : {std::string_view("'s"), std::string_view("\u2019s")}) {
            const char after = text.size() > mark.size() ? text[mark.size()] : ' ';
            const bool inWord = (after >= 'a' && after <= 'z') || (after >= 'A' && after <= 'Z');
            if (text.starts_with(mark) && !inWord)
                taken = mark.size();
        }
        if (taken == 0)
            out += text.front();
        text.remove_prefix(std::max<std::size_t>(taken, 1));
    }
    return out;
}

/// Walks a dialogue once and remembers what has been said and asked so far.
class Reader
{
public:
    Reader(const Dialogue &dialogue, std::string_view card) : m_dialogue(dialogue)
    {
        const std::vector<Fact> facts = factsOf(card);
        m_card.insert(facts.begin(), facts.end());
        m_record.hasCard = !card.empty();
    }

    DisclosureRecord read()
    {
        const std::vector<SpokenTurn> spoken = spokenTurns(m_dialogue);
        m_record.userTurns = static_cast<int>(spoken.size());
        std::size_t next = 0;
        for (std::size_t i = 0; i < m_dialogue.turns.size(); ++i) {
            if (next < spoken.size() && spoken[next].position == static_cast<int>(i)) {
                readUser(spoken[next].text, static_cast<int>(next) + 1);
                ++next;
            } else {
                readOther(m_dialogue.turns[i]);
            }
        }
        return std::move(m_record);
    }

private:
    void readUser(std::string_view text, int turn)
    {
        for (Fact &fact : factsOf(text)) {
            if (!m_said.insert(fact).second)
                continue;
            Disclosure one;
            one.turn = turn;
            one.prompted = ((m_asked[0] | m_asked[1]) & bitOf(fact.kind)) != 0;
            one.inCard = m_card.contains(fact);
            one.known = m_known.contains(fact);
            one.fact = std::move(fact);
            m_record.facts.push_back(std::move(one));
        }
    }

    void readOther(const Turn &turn)
    {
        if (!turn.text || (turn.role != Role::Agent && turn.role != Role::Tool))
            return;
        for (Fact &fact : factsOf(*turn.text))
            m_known.insert(std::move(fact));
        if (turn.role == Role::Agent)
            m_asked = {m_asked[1], askedIn(*turn.text)};
    }

    const Dialogue &m_dialogue;
    std::set<Fact> m_card;
    std::set<Fact> m_known;
    std::set<Fact> m_said;
    /// By the last two agent turns, as bits of fact kinds.
    std::array<std::uint32_t, 2> m_asked{};
    DisclosureRecord m_record;
};
} // namespace

std::vector<Fact> factsOf(std::string_view text)
{
    const std::vector<Character> characters = readCharacters(withoutPossessives(text));
    const WordList list(characters);
    std::vector<Fact> facts;
    std::set<Fact> seen;
    for (const NamedSlot &slot : namedSlotsOf(list.words())) {
        const bool isMailHost = list.words()[slot.word].before == U'@';
        std::optional<Fact> fact = factFrom(slot);
        if (fact && !isMailHost && seen.insert(*fact).second)
            facts.push_back(std::move(*fact));
    }
    return facts;
}

DisclosureRecord disclosuresOf(const Dialogue &dialogue, std::string_view card)
{
    return Reader(dialogue, card).read();
}

std::vector<Disclosure> unitsOf(const DisclosureRecord &record)
{
    std::vector<Disclosure> units;
    std::copy_if(record.facts.begin(), record.facts.end(), std::back_inserter(units),
                 [&](const Disclosure &one) { return record.hasCard ? one.inCard : !one.known; });
    return units;
}

std::optional<double> frontloadArea(std::span<const int> turns, int userTurns)
{
    if (turns.empty() || userTurns < 2)
        return std::nullopt;
    double sum = 0.0;
    for (const int turn : turns)
        sum += 1.0 - static_cast<double>(turn - 1) / (userTurns - 1);
    return sum / static_cast<double>(turns.size());
}

std::optional<double> disclosureLag(std::span<const int> real, std::span<const int> sim)
{
    if (real.empty() || real.size() != sim.size())
        return std::nullopt;
    double sum = 0.0;
    for (std::size_t i = 0; i < real.size(); ++i)
        sum += real[i] - sim[i];
    return sum / static_cast<double>(real.size());
}

std::optional<double> disclosureLag(std::span<const Disclosure> real,
                                    std::span<const Disclosure> sim)
{
    std::vector<int> realTurns;
    std::vector<int> simTurns;
    for (const Disclosure &one : real) {
        const auto other = std::find_if(sim.begin(), sim.end(), [&](const Disclosure &candidate) {
            return candidate.fact == one.fact;
        });
        if (other == sim.end())
            continue;
        realTurns.push_back(one.turn);
        simTurns.push_back(other->turn);
    }
    return disclosureLag(realTurns, simTurns);
}

std::optional<double> unpromptedShare(std::span<const Disclosure> units)
{
    if (units.empty())
        return std::nullopt;
    const auto hits = std::count_if(units.begin(), units.end(),
                                    [](const Disclosure &one) { return !one.prompted; });
    return static_cast<double>(hits) / static_cast<double>(units.size());
}

std::optional<double> inventedShare(const DisclosureRecord &record)
{
    int invented = 0;
    int all = 0;
    for (const Disclosure &one : record.facts) {
        if (one.fact.kind != FactKind::Identifier && one.fact.kind != FactKind::Number)
            continue;
        ++all;
        invented += !one.inCard && !one.known ? 1 : 0;
    }
    if (!record.hasCard || all == 0)
        return std::nullopt;
    return static_cast<double>(invented) / all;
}

std::vector<std::string> wordsOf(std::string_view text)
{
    const std::vector<Character> characters = readCharacters(text);
    const WordList list(characters);
    std::vector<std::string> words;
    words.reserve(list.words().size());
    for (const Word &word : list.words())
        words.emplace_back(word.text);
    return words;
}

int longestCommonRun(std::span<const std::string> turn, std::span<const std::string> card)
{
    std::vector<int> above(card.size() + 1, 0);
    std::vector<int> row(card.size() + 1, 0);
    int longest = 0;
    for (const std::string &word : turn) {
        for (std::size_t j = 0; j < card.size(); ++j) {
            row[j + 1] = word == card[j] ? above[j] + 1 : 0;
            longest = std::max(longest, row[j + 1]);
        }
        std::swap(above, row);
    }
    return longest;
}

CardRun longestCardRun(std::string_view turn, std::string_view card)
{
    const std::vector<std::string> words = wordsOf(turn);
    return {longestCommonRun(words, wordsOf(card)), static_cast<int>(words.size())};
}
} // namespace gapscope
