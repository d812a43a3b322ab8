// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/characters.h"
#include "core/align/slots.h"
#include "core/align/suggest/rules.h"
#include "core/align/words.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

/// Rules of group I, information.
namespace gapscope::suggest {
namespace {
/// Said this many user turns before the person says it.
constexpr int earlyTurns = 2;
constexpr int parrotedWords = 8;

bool saidBy(const DisclosureRecord &record, const Fact &fact)
{
    return std::any_of(record.facts.begin(), record.facts.end(),
                       [&](const Disclosure &one) { return one.fact == fact; });
}

const Disclosure *disclosureOf(const SideReading &side, const Fact &fact)
{
    const auto &facts = side.disclosures.facts;
    const auto found = std::find_if(facts.begin(), facts.end(),
                                    [&](const Disclosure &one) { return one.fact == fact; });
    return found == facts.end() ? nullptr : &*found;
}

/// Whether the agent asked for the facts of a text, or said the fact before the user did.
bool wasAskedFor(const SideReading &side, std::string_view unit)
{
    const std::vector<Fact> facts = factsOf(unit);
    return !facts.empty() && std::all_of(facts.begin(), facts.end(), [&](const Fact &fact) {
        const Disclosure *one = disclosureOf(side, fact);
        return one && (one->prompted || one->known);
    });
}

/// Whether the agent's words before the simulated turn name most of what both turns share.
bool agentNamed(const TurnReading &real, const TurnReading &sim)
{
    if (sim.agentWords.empty())
        return false;
    const TurnTokens agent = tokenizeTurn(sim.agentWords);
    const auto holds = [](const std::vector<TokenCount> &words, TokenHash token) {
        return std::any_of(words.begin(), words.end(),
                           [token](const TokenCount &word) { return word.token == token; });
    };
    int shared = 0;
    int named = 0;
    for (const TokenCount &word : real.tokens.words) {
        if (!holds(sim.tokens.words, word.token))
            continue;
        ++shared;
        named += holds(agent.words, word.token) ? 1 : 0;
    }
    return shared > 0 && 2 * named >= shared;
}

/// Whether the person, too, has said most of what both turns share by the simulated turn's place.
bool saidByThen(const SideReading &people, const TurnReading &real, const TurnReading &sim)
{
    const auto holds = [](const TurnTokens &tokens, TokenHash token) {
        return std::any_of(tokens.words.begin(), tokens.words.end(),
                           [token](const TokenCount &word) { return word.token == token; });
    };
    int shared = 0;
    int said = 0;
    for (const TokenCount &word : real.tokens.words) {
        if (!holds(sim.tokens, word.token))
            continue;
        ++shared;
        said += std::any_of(people.turns.begin(), people.turns.end(),
                            [&](const TurnReading &turn) {
                                return turn.number <= sim.number && &turn != &real &&
                                       holds(turn.tokens, word.token);
                            })
                    ? 1
                    : 0;
    }
    return shared > 0 && 4 * said >= 3 * shared;
}

/// What a simulated turn says too early: texts of units, and the person's turns that say it.
struct EarlyContent
{
    std::vector<std::string> units;
    Readings real;
};

bool isEarly(const TurnReading &real, const TurnReading &sim)
{
    return real.number - sim.number >= earlyTurns && real.row > sim.row;
}

/// Words as written, without marks at their ends; `folded` is lower-case and in the first person,
/// so that a card's "you are" and a user's "I am" are the same.
struct WrittenWord
{
    std::string folded;
    /// Neither a name nor an id.
    bool ordinary = true;
};

std::vector<WrittenWord> writtenWords(std::string_view text)
{
    static const std::map<std::string, std::string, std::less<>> persons{
        {"you", "i"},    {"your", "my"},   {"yours", "mine"}, {"yourself", "myself"}, {"are", "am"},
        {"youre", "im"}, {"youve", "ive"}, {"youd", "id"},    {"youll", "ill"}};
    std::vector<WrittenWord> words;
    for (const std::string_view raw : splitBlanks(text)) {
        WrittenWord word;
        for (const std::string &part : wordsOf(raw))
            word.folded += part;
        if (word.folded.empty())
            continue;
        const bool digit = raw.find_first_of("0123456789_@#") != std::string_view::npos;
        const bool capital = raw.front() >= 'A' && raw.front() <= 'Z' && word.folded.size() > 1;
        const auto person = persons.find(word.folded);
        word.ordinary = !digit && (!capital || person != persons.end());
        if (person != persons.end())
            word.folded = person->second;
        words.push_back(std::move(word));
    }
    return words;
}

/// The most ordinary words in one run that both texts have; the run itself as text.
struct CopiedRun
{
    int ordinary = 0;
    std::string text;
};

CopiedRun copiedRun(const std::vector<WrittenWord> &turn, const std::vector<WrittenWord> &card)
{
    std::vector<int> above(card.size() + 1, 0);
    std::vector<int> row(card.size() + 1, 0);
    CopiedRun best;
    for (std::size_t i = 0; i < turn.size(); ++i) {
        for (std::size_t j = 0; j < card.size(); ++j) {
            row[j + 1] = turn[i].folded == card[j].folded ? above[j] + 1 : 0;
            if (row[j + 1] < parrotedWords)
                continue;
            CopiedRun run;
            for (std::size_t k = i + 1 - static_cast<std::size_t>(row[j + 1]); k <= i; ++k) {
                run.ordinary += turn[k].ordinary && card[j - (i - k)].ordinary ? 1 : 0;
                run.text += (run.text.empty() ? "" : " ") + turn[k].folded;
            }
            if (run.ordinary > best.ordinary)
                best = std::move(run);
        }
        std::swap(above, row);
    }
    return best;
}

/// "3 bags": a number and the noun behind it, in one form.
using Quantity = std::pair<std::string, std::string>;

std::vector<Quantity> quantitiesIn(std::string_view text)
{
    // Amounts of money and time have many values in one dialogue.
    static constexpr std::array<std::string_view, 27> notCounted{
        "and",  "the",   "more",   "for",     "with",   "but",     "from",  "oclock", "eur",
        "euro", "euros", "usd",    "gbp",     "dollar", "dollars", "pound", "pounds", "cents",
        "hour", "hours", "minute", "minutes", "day",    "days",    "weeks", "months", "percent"};
    const std::vector<Character> characters = readCharacters(text);
    const WordList list(characters);
    std::vector<Quantity> quantities;
    for (const NamedSlot &slot : namedSlotsOf(list.words())) {
        const std::size_t next = slot.word + 1;
        if (!slot.text.starts_with("number:") || next >= list.words().size())
            continue;
        const Word &noun = list.words()[next];
        if (noun.hasDigit || noun.text.size() < 3 ||
            noun.sentence != list.words()[slot.word].sentence ||
            std::find(notCounted.begin(), notCounted.end(), noun.text) != notCounted.end())
            continue;
        std::string one(noun.text);
        if (one.back() == 's')
            one.pop_back();
        quantities.emplace_back(slot.text.substr(7), std::move(one));
    }
    return quantities;
}

std::set<Quantity> quantitiesOf(const SideReading &side)
{
    std::set<Quantity> all;
    for (const TurnReading &turn : side.turns)
        for (Quantity &quantity : quantitiesIn(turn.text))
            all.insert(std::move(quantity));
    return all;
}

/// What the agent and tools of a side say before a turn.
std::set<Quantity> heardBefore(const SideReading &side, int position)
{
    std::set<Quantity> heard;
    for (int i = 0; i < position; ++i) {
        const Turn &turn = side.dialogue->turns[static_cast<std::size_t>(i)];
        if ((turn.role == Role::Agent || turn.role == Role::Tool) && turn.text)
            for (Quantity &quantity : quantitiesIn(*turn.text))
                heard.insert(std::move(quantity));
    }
    return heard;
}

/// Nobody has to be told which year it is.
bool isYear(const Fact &fact)
{
    return fact.value.size() == 4 &&
           (fact.value.starts_with("19") || fact.value.starts_with("20")) &&
           fact.value.find_first_not_of("0123456789") == std::string::npos;
}

/// How people say it: months and weekdays are numbers in a Fact.
std::string spoken(const Fact &fact)
{
    static constexpr std::array<std::string_view, 12> months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    static constexpr std::array<std::string_view, 7> days{
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    const auto number = static_cast<std::size_t>(std::strtoul(fact.value.c_str(), nullptr, 10));
    switch (fact.kind) {
    case FactKind::Month:
        return number >= 1 && number <= months.size() ? std::string(months[number - 1])
                                                      : fact.value;
    case FactKind::Weekday:
        return number >= 1 && number <= days.size() ? std::string(days[number - 1]) : fact.value;
    case FactKind::Time: {
        const std::string minutes = std::to_string(number % 60);
        return std::to_string(number / 60) + ":" + (minutes.size() < 2 ? "0" : "") + minutes;
    }
    case FactKind::Identifier:
    case FactKind::Number:
        break;
    }
    return fact.value;
}

/// A number alone says nothing: with the words beside it, as the turn has them.
std::string inItsWords(const TurnReading &turn, const Fact &fact)
{
    if (fact.kind != FactKind::Number)
        return spoken(fact);
    const std::vector<Character> characters = readCharacters(turn.text);
    const WordList list(characters);
    const std::vector<Word> &words = list.words();
    for (const NamedSlot &slot : namedSlotsOf(words)) {
        if (slot.text != "number:" + fact.value)
            continue;
        const auto sentence = words[slot.word].sentence;
        std::size_t first = slot.word;
        std::size_t last = slot.word + slot.words - 1;
        if (first > 0 && words[first - 1].sentence == sentence)
            --first;
        if (last + 1 < words.size() && words[last + 1].sentence == sentence)
            ++last;
        return "“" +
               std::string(
                   turn.text.substr(words[first].begin, words[last].end - words[first].begin)) +
               "”";
    }
    return spoken(fact);
}

const TurnReading *numbered(const SideReading &side, int number)
{
    const auto index = static_cast<std::size_t>(number - 1);
    return number >= 1 && index < side.turns.size() ? &side.turns[index] : nullptr;
}
} // namespace

// I1; not where the agent asked for it.
Findings frontLoad(const PairReading &pair)
{
    std::map<int, EarlyContent> early;
    for (const UnitLink &unit : pair.input.units) {
        const TurnReading *real = unit.realTurn ? pair.real.at(*unit.realTurn) : nullptr;
        const TurnReading *sim = unit.simTurn ? pair.sim.at(*unit.simTurn) : nullptr;
        if (!real || !sim || !isEarly(*real, *sim) || wasAskedFor(pair.sim, unit.text))
            continue;
        early[sim->number].units.push_back(unit.text);
        early[sim->number].real.push_back(real);
    }
    for (const MovedLink &link : pair.input.alignment.moved) {
        const TurnReading *real = pair.real.at(link.real);
        const TurnReading *sim = pair.sim.at(link.sim);
        if (link.fromReal && real && sim && isEarly(*real, *sim) && !real->isClosing() &&
            !agentNamed(*real, *sim) && !saidByThen(pair.real, *real, *sim))
            early[sim->number].real.push_back(real);
    }
    Findings found;
    for (const auto &[number, content] : early) {
        const TurnReading *sim = numbered(pair.sim, number);
        const std::string what = content.units.empty() ? "" : " (" + list(content.units) + ")";
        found.push_back({sim->row,
                         GapDirection::SimMore,
                         {std::to_string(number), numbers(content.real), what},
                         wholeTurns(content.real, {sim})});
    }
    return found;
}

// I2; not where the person gives it unasked as well. What comes two turns early is I1.
Findings unpromptedDisclosure(const PairReading &pair)
{
    std::map<int, std::vector<std::string>> given;
    for (const Disclosure &one : unitsOf(pair.sim.disclosures)) {
        if (one.prompted || one.known)
            continue;
        const Disclosure *real = disclosureOf(pair.real, one.fact);
        const TurnReading *said = numbered(pair.sim, one.turn);
        const TurnReading *answer = real ? numbered(pair.real, real->turn) : nullptr;
        // Side by side in one row both give it, whoever was asked.
        const bool sameRow = said && answer && said->row == answer->row;
        const bool personToo = sameRow || (real && !real->prompted);
        const bool early = real && real->turn - one.turn >= earlyTurns;
        if (!personToo && !early)
            given[one.turn].push_back(said ? inItsWords(*said, one.fact) : spoken(one.fact));
    }
    Findings found;
    for (const auto &[number, values] : given) {
        const TurnReading *sim = numbered(pair.sim, number);
        if (sim)
            found.push_back({sim->row,
                             GapDirection::SimMore,
                             {std::to_string(number), list(values)},
                             {wholeTurn(*sim, true)}});
    }
    return found;
}

// I3; not where the card says to withhold.
Findings overWithholding(const PairReading &pair)
{
    const auto withholds = [](const std::string &words) {
        // Who would rather not be transferred withholds nothing.
        if (says(words, {"rather not be", "prefer not to be", "rather not wait", "rather not have",
                         "rather not pay", "prefer not to pay"}))
            return false;
        return says(words, {"rather not", "prefer not", "not comfortable", "dont want to share",
                            "do not want to share", "dont want to give", "do not want to give",
                            "dont want to say", "do not wish to share", "why do you need",
                            "wont give you", "not going to give", "none of your business"});
    };
    const bool toldTo =
        says(pair.cardWords,
             {"withhold", "do not give", "dont give", "do not share", "dont share", "do not reveal",
              "dont reveal", "reluctant", "do not provide", "dont provide", "refuse to",
              "only if asked", "rather not", "prefer not", "do not want to share"});
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size() && !toldTo; ++i) {
        const RowReading &row = pair.rows[i];
        const bool person = std::any_of(row.real.begin(), row.real.end(),
                                        [&](const auto *t) { return withholds(t->words); });
        for (const TurnReading *sim : row.sim)
            if (!person && withholds(sim->words))
                found.push_back({static_cast<int>(i),
                                 GapDirection::SimMore,
                                 {std::to_string(sim->number)},
                                 wholeTurns(row.real, {sim})});
    }
    return found;
}

// I4; small numbers are too common to be called invented. What differs from the card's value is I6.
Findings inventedFact(const PairReading &pair)
{
    const std::vector<Finding> wrong = wrongValue(pair);
    std::map<int, std::vector<std::string>> invented;
    for (const Disclosure &one : pair.sim.disclosures.facts) {
        const bool checked =
            one.fact.kind == FactKind::Identifier ||
            (one.fact.kind == FactKind::Number && one.fact.value.size() >= 3 && !isYear(one.fact));
        const bool isWrong = std::any_of(wrong.begin(), wrong.end(), [&](const Finding &finding) {
            return finding.arguments[1].starts_with(one.fact.value + " ");
        });
        if (checked && !one.inCard && !one.known && !isWrong &&
            !saidBy(pair.real.disclosures, one.fact))
            invented[one.turn].push_back(one.fact.value);
    }
    Findings found;
    for (const auto &[number, values] : invented) {
        const TurnReading *sim = numbered(pair.sim, number);
        if (sim)
            found.push_back({sim->row,
                             GapDirection::SimMore,
                             {std::to_string(number), list(values)},
                             {wholeTurn(*sim, true)}});
    }
    return found;
}

// I5; names and ids do not count among the eight words, nor what the person copies too.
Findings cardParroting(const PairReading &pair)
{
    const std::vector<WrittenWord> card = writtenWords(pair.input.card);
    const auto parrots = [&](const TurnReading &turn) {
        return copiedRun(writtenWords(turn.text), card);
    };
    std::set<std::string> byPeople;
    for (const TurnReading &turn : pair.real.turns)
        if (CopiedRun run = parrots(turn); run.ordinary >= parrotedWords)
            byPeople.insert(std::move(run.text));
    Findings found;
    for (const TurnReading &turn : pair.sim.turns) {
        const CopiedRun run = parrots(turn);
        if (run.ordinary >= parrotedWords && !byPeople.contains(run.text))
            found.push_back({turn.row,
                             GapDirection::SimMore,
                             {std::to_string(turn.number), run.text},
                             {wholeTurn(turn, true)}});
    }
    return found;
}

// I6; not where the value is changed on purpose (G2), nor one the agent brought up or the person
// says too.
Findings wrongValue(const PairReading &pair)
{
    std::map<std::string, std::set<std::string>> card;
    for (const auto &[value, noun] : quantitiesIn(pair.input.card))
        card[noun].insert(value);
    const std::set<Quantity> people = quantitiesOf(pair.real);
    std::set<Quantity> told;
    Findings found;
    for (const TurnReading &turn : pair.sim.turns) {
        const bool changes = turn.tokens.acts.contains(Act::Pivot) ||
                             says(turn.words, {"change", "changed", "instead", "actually"});
        for (const Quantity &quantity : quantitiesIn(turn.text)) {
            const auto &[value, noun] = quantity;
            const auto known = card.find(noun);
            if (known == card.end() || changes || known->second.contains(value) ||
                people.contains(quantity) ||
                heardBefore(pair.sim, turn.position).contains(quantity) ||
                !told.insert(quantity).second)
                continue;
            found.push_back({turn.row,
                             GapDirection::None,
                             {std::to_string(turn.number), value + " " + noun,
                              list({known->second.begin(), known->second.end()})},
                             {wholeTurn(turn, true)}});
        }
    }
    return found;
}

// I7; of the card's units those the person gives, and neither the simulated user nor its agent.
Findings omittedNeed(const PairReading &pair)
{
    std::map<int, std::vector<std::string>> omitted;
    for (const UnitLink &unit : pair.input.units) {
        if (!unit.realTurn || unit.simTurn || !pair.real.at(*unit.realTurn))
            continue;
        std::string heard;
        for (const Turn &turn : pair.sim.dialogue->turns)
            if (turn.role != Role::System && turn.role != Role::Note && turn.text)
                heard += *turn.text + "\n";
        const std::vector<Fact> said = factsOf(heard);
        const std::vector<Fact> facts = factsOf(unit.text);
        const bool agentSaid =
            facts.empty() ? toLowerAscii(heard).find(toLowerAscii(unit.text)) != std::string::npos
                          : std::all_of(facts.begin(), facts.end(), [&](const Fact &fact) {
                                return std::find(said.begin(), said.end(), fact) != said.end();
                            });
        if (!agentSaid)
            omitted[*unit.realTurn].push_back(unit.text);
    }
    Findings found;
    for (const auto &[position, units] : omitted) {
        const TurnReading *real = pair.real.at(position);
        found.push_back({real->row,
                         GapDirection::SimLess,
                         {list(units), std::to_string(real->number)},
                         {wholeTurn(*real, false)}});
    }
    return found;
}
} // namespace gapscope::suggest
