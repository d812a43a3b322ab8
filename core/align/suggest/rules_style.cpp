// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/suggest/rules.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

/// Rules of group C, communication style.
namespace gapscope::suggest {
namespace {
/// A person's turn of up to this many words is terse.
constexpr int terseWords = 6;
/// A turn is long beside a terse one with this many times its words, and this many more.
constexpr double longTimes = 2.5;
constexpr int longMore = 5;
constexpr int shortWords = 3;
/// A frame: so many turns begin with so many words alike.
constexpr int frameTurns = 3;
constexpr std::size_t frameWords = 3;
constexpr int repeatedWords = 4;

bool isAcknowledgement(const Readings &turns)
{
    return std::all_of(turns.begin(), turns.end(), [](const auto *t) { return t->isClosing(); });
}

/// Marks of edited prose: dashes, lists, words of letters and forms.
std::vector<std::string> formalMarks(const TurnReading &turn)
{
    static constexpr std::array<std::string_view, 16> formal{"certainly",
                                                             "furthermore",
                                                             "moreover",
                                                             "additionally",
                                                             "regarding",
                                                             "i am writing",
                                                             "i would be happy",
                                                             "kindly",
                                                             "hereby",
                                                             "therefore",
                                                             "in addition",
                                                             "i appreciate your assistance",
                                                             "as follows",
                                                             "i would appreciate",
                                                             "at your earliest convenience",
                                                             "to whom it may concern"};
    std::vector<std::string> marks;
    if (turn.tokens.dash)
        marks.emplace_back("—");
    for (const std::string_view phrase : formal)
        if (says(turn.words, {phrase}))
            marks.push_back("‘" + std::string(phrase) + "’");
    int items = 0;
    std::size_t begin = 0;
    while (begin < turn.text.size()) {
        const std::size_t end = std::min(turn.text.find('\n', begin), turn.text.size());
        const std::string_view line = strip(turn.text.substr(begin, end - begin));
        const bool bullet =
            line.starts_with("- ") || line.starts_with("* ") || line.starts_with("• ");
        const bool numbered = line.size() > 2 && line[0] >= '1' && line[0] <= '9' &&
                              (line[1] == '.' || line[1] == ')') && line[2] == ' ';
        items += bullet || numbered ? 1 : 0;
        begin = end + 1;
    }
    if (items >= 2)
        marks.emplace_back("list");
    return marks;
}

std::vector<std::string> formalMarks(const Readings &turns)
{
    std::vector<std::string> marks;
    for (const TurnReading *turn : turns)
        for (std::string &mark : formalMarks(*turn))
            marks.push_back(std::move(mark));
    return marks;
}

/// The first words of a turn; empty where it has fewer.
std::string frameOf(const TurnReading &turn)
{
    std::size_t at = 0;
    for (std::size_t word = 0; word < frameWords; ++word) {
        at = turn.words.find(' ', at + 1);
        if (at == std::string::npos)
            return {};
    }
    return turn.words.substr(1, at - 1);
}

std::map<std::string, Readings> framesOf(const SideReading &side)
{
    std::map<std::string, Readings> frames;
    for (const TurnReading &turn : side.turns)
        if (const std::string frame = frameOf(turn); !frame.empty())
            frames[frame].push_back(&turn);
    return frames;
}

/// Whether the cue's clause speaks of the speaker's own things: "let me check my email".
bool isOwnBusiness(const TurnReading &turn, const CueSpan &span)
{
    const std::vector<std::string> cue = wordsOf(span.cue);
    std::string phrase = " ";
    for (const std::string &word : cue)
        phrase += word + " ";
    std::size_t at = turn.words.find(phrase);
    if (at == std::string::npos)
        return false;
    at += phrase.size();
    std::string next = " ";
    for (int word = 0; word < 4 && at < turn.words.size(); ++word) {
        const std::size_t end = std::min(turn.words.find(' ', at), turn.words.size());
        next += turn.words.substr(at, end - at) + " ";
        at = end + 1;
    }
    return says(next, {"my", "our", "mine", "if i"});
}

bool repeatsItself(const SideReading &side)
{
    std::set<TokenHash> said;
    return std::any_of(side.turns.begin(), side.turns.end(), [&](const TurnReading &turn) {
        return turn.tokens.wordCount >= repeatedWords && !turn.isClosing() &&
               !said.insert(turn.tokens.folded).second;
    });
}
} // namespace

// C1; not where the person is courteous too.
Findings overPolite(const PairReading &pair)
{
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        const RowReading &row = pair.rows[i];
        if (!row.matched() || !pair.real.cuesIn(row.real, Feature::PolitenessRate).empty())
            continue;
        const auto spans = pair.sim.cuesIn(row.sim, Feature::PolitenessRate);
        if (!spans.empty())
            found.push_back({static_cast<int>(i),
                             GapDirection::SimMore,
                             {quoted(spans)},
                             evidence(spans, true)});
    }
    return found;
}

// C2; not where the simulated turn is longer because it adds facts (I1), nor for an
// acknowledgement (C5).
Findings overComplete(const PairReading &pair)
{
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        const RowReading &row = pair.rows[i];
        if (!row.matched() || isAcknowledgement(row.real))
            continue;
        const int real = wordCount(row.real);
        const int sim = wordCount(row.sim);
        std::set<Fact> known;
        for (const TurnReading *turn : row.real)
            known.insert(turn->facts.begin(), turn->facts.end());
        const bool addsFacts = std::any_of(row.sim.begin(), row.sim.end(), [&](const auto *turn) {
            return std::any_of(turn->facts.begin(), turn->facts.end(),
                               [&](const Fact &fact) { return !known.contains(fact); });
        });
        if (real <= terseWords && sim >= real + longMore && sim >= longTimes * real && !addsFacts)
            found.push_back({static_cast<int>(i),
                             GapDirection::SimMore,
                             {std::to_string(sim), std::to_string(real)},
                             wholeTurns(row.real, row.sim)});
    }
    return found;
}

// C3; not where the person writes formally too.
Findings formalRegister(const PairReading &pair)
{
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        const RowReading &row = pair.rows[i];
        if (!row.matched() || !formalMarks(row.real).empty())
            continue;
        const std::vector<std::string> marks = formalMarks(row.sim);
        if (!marks.empty())
            found.push_back({static_cast<int>(i),
                             GapDirection::SimMore,
                             {list(marks)},
                             wholeTurns({}, row.sim)});
    }
    return found;
}

// C4; not where the card dictates the line.
Findings uniformOpenings(const PairReading &pair)
{
    const auto realFrames = framesOf(pair.real);
    Findings found;
    for (const auto &[frame, turns] : framesOf(pair.sim)) {
        const auto real = realFrames.find(frame);
        const std::size_t realTurns = real == realFrames.end() ? 0 : real->second.size();
        const bool dictated = pair.cardWords.find(" " + frame + " ") != std::string::npos;
        // Word for word the same turn is C7, one frame or not.
        std::set<TokenHash> different;
        for (const TurnReading *turn : turns)
            different.insert(turn->tokens.folded);
        if (different.size() >= frameTurns && realTurns < frameTurns && !dictated)
            found.push_back({-1,
                             GapDirection::SimMore,
                             {std::to_string(turns.size()), frame},
                             wholeTurns({}, turns)});
    }
    return found;
}

// C5: the simulated user has no short turn at all.
Findings missingFragment(const PairReading &pair)
{
    const bool everShort =
        std::any_of(pair.sim.turns.begin(), pair.sim.turns.end(),
                    [](const TurnReading &turn) { return turn.tokens.wordCount <= shortWords; });
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size() && !everShort; ++i) {
        const RowReading &row = pair.rows[i];
        if (row.matched() && wordCount(row.real) <= shortWords)
            found.push_back(
                {static_cast<int>(i),
                 GapDirection::SimLess,
                 {std::string(row.real.front()->text), std::to_string(wordCount(row.sim))},
                 wholeTurns(row.real, row.sim)});
    }
    return found;
}

// C6; not "let me check my email".
Findings roleSlip(const PairReading &pair)
{
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        const RowReading &row = pair.rows[i];
        if (!pair.real.cuesIn(row.real, Feature::IdConfuseRate).empty())
            continue;
        auto spans = pair.sim.cuesIn(row.sim, Feature::IdConfuseRate);
        std::erase_if(spans, [&](const CueSpan *span) {
            const TurnReading *turn = pair.sim.at(span->turn);
            return !turn || isOwnBusiness(*turn, *span);
        });
        if (!spans.empty())
            found.push_back({static_cast<int>(i),
                             GapDirection::SimMore,
                             {quoted(spans)},
                             evidence(spans, true)});
    }
    return found;
}

// C7; not where the person repeats themselves too.
Findings verbatimRepetition(const PairReading &pair)
{
    if (repeatsItself(pair.real))
        return {};
    Findings found;
    std::map<TokenHash, const TurnReading *> said;
    for (const TurnReading &turn : pair.sim.turns) {
        if (turn.tokens.wordCount < repeatedWords || turn.isClosing())
            continue;
        const auto [first, fresh] = said.emplace(turn.tokens.folded, &turn);
        if (!fresh)
            found.push_back({turn.row,
                             GapDirection::SimMore,
                             {std::to_string(turn.number), std::to_string(first->second->number)},
                             wholeTurns({}, {first->second, &turn})});
    }
    return found;
}
} // namespace gapscope::suggest
