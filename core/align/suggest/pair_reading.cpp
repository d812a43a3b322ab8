// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/suggest/pair_reading.h"

#include "core/metrics/user_turns.h"

#include <algorithm>
#include <set>

namespace gapscope::suggest {
namespace {
std::string spaced(std::string_view text)
{
    std::string out = " ";
    for (const std::string &word : wordsOf(text)) {
        out += word;
        out += ' ';
    }
    return out;
}

SideReading readSide(const Dialogue &dialogue, std::span<const CueSpan> cues, std::string_view card)
{
    SideReading side;
    side.dialogue = &dialogue;
    side.cues = cues;
    side.disclosures = disclosuresOf(dialogue, card);
    int previous = -1;
    for (const SpokenTurn &spoken : spokenTurns(dialogue)) {
        TurnReading turn;
        turn.position = spoken.position;
        turn.number = static_cast<int>(side.turns.size()) + 1;
        turn.text = spoken.text;
        turn.tokens = tokenizeTurn(spoken.text);
        turn.facts = factsOf(spoken.text);
        turn.words = spaced(spoken.text);
        std::string before;
        for (int i = previous + 1; i < spoken.position; ++i) {
            const Turn &other = dialogue.turns[static_cast<std::size_t>(i)];
            if (other.role == Role::Agent && other.text)
                before += *other.text + "\n";
        }
        if (!before.empty())
            turn.agentWords = spaced(before);
        previous = spoken.position;
        side.turns.push_back(std::move(turn));
    }
    return side;
}

void place(SideReading &side, const std::vector<int> &positions, int row, Readings &out)
{
    for (TurnReading &turn : side.turns) {
        if (std::find(positions.begin(), positions.end(), turn.position) == positions.end())
            continue;
        turn.row = row;
        out.push_back(&turn);
    }
}
} // namespace

bool TurnReading::isClosing() const
{
    if (!facts.empty() || asks())
        return false;
    bool only = !tokens.acts.empty();
    for (int i = 0; i < actCount; ++i) {
        const Act act = static_cast<Act>(i);
        const bool polite = act == Act::Yes || act == Act::No || act == Act::Thanks;
        only = only && (polite || !tokens.acts.contains(act));
    }
    return only || says(words, {"bye", "goodbye", "good bye", "have a great day", "have a good day",
                                "have a nice day"});
}

bool TurnReading::asks() const
{
    return tokens.acts.contains(Act::Question) || tokens.acts.contains(Act::InfoQuestion) ||
           tokens.acts.contains(Act::Clarify);
}

const TurnReading *SideReading::at(int position) const
{
    const auto found = std::find_if(turns.begin(), turns.end(), [position](const TurnReading &t) {
        return t.position == position;
    });
    return found == turns.end() ? nullptr : &*found;
}

std::vector<const CueSpan *> SideReading::cuesIn(const Readings &wanted, Feature feature) const
{
    std::vector<const CueSpan *> found;
    for (const CueSpan &span : cues) {
        const bool inside = span.feature == feature &&
                            std::any_of(wanted.begin(), wanted.end(),
                                        [&](const auto *t) { return t->position == span.turn; });
        if (inside)
            found.push_back(&span);
    }
    return found;
}

bool SideReading::has(const TurnReading &turn, Feature feature) const
{
    return std::any_of(cues.begin(), cues.end(), [&](const CueSpan &span) {
        return span.feature == feature && span.turn == turn.position;
    });
}

PairReading::PairReading(const SuggestInput &in)
    : input(in), real(readSide(in.real, in.realCues, in.card)),
      sim(readSide(in.sim, in.simCues, in.card)), rows(in.alignment.rows.size()),
      cardWords(spaced(in.card))
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const AlignedRow &row = in.alignment.rows[i];
        place(real, row.real, static_cast<int>(i), rows[i].real);
        place(sim, row.sim, static_cast<int>(i), rows[i].sim);
    }
}

bool says(const std::string &words, std::initializer_list<std::string_view> phrases)
{
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
        for (std::size_t at = words.find(phrase); at != std::string::npos;
             at = words.find(phrase, at + 1)) {
            const std::size_t end = at + phrase.size();
            if (at > 0 && words[at - 1] == ' ' && end < words.size() && words[end] == ' ')
                return true;
        }
        return false;
    });
}

bool refuses(const std::string &agentWords)
{
    return says(agentWords, {"cannot",         "cant",          "can not",       "unable",
                             "not able",       "unfortunately", "not possible",  "not allowed",
                             "not permitted",  "not eligible",  "isnt eligible", "not available",
                             "does not allow", "doesnt allow",  "do not allow",  "dont allow",
                             "couldnt",        "could not",     "wont be able",  "failed",
                             "error"});
}

double contained(const TurnReading &of, const Readings &others)
{
    if (of.tokens.words.empty())
        return 0.0;
    std::set<TokenHash> all;
    for (const TurnReading *other : others)
        for (const TokenCount &word : other->tokens.words)
            all.insert(word.token);
    const auto shared =
        std::count_if(of.tokens.words.begin(), of.tokens.words.end(),
                      [&](const TokenCount &word) { return all.contains(word.token); });
    return static_cast<double>(shared) / static_cast<double>(of.tokens.words.size());
}

int wordCount(const Readings &turns)
{
    int words = 0;
    for (const TurnReading *turn : turns)
        words += turn->tokens.wordCount;
    return words;
}

std::string list(const std::vector<std::string> &items)
{
    constexpr std::size_t most = 4;
    std::vector<std::string> distinct;
    for (const std::string &item : items)
        if (std::find(distinct.begin(), distinct.end(), item) == distinct.end())
            distinct.push_back(item);
    std::string out;
    for (std::size_t i = 0; i < std::min(most, distinct.size()); ++i)
        out += (i > 0 ? ", " : "") + distinct[i];
    return distinct.size() > most ? out + ", …" : out;
}

std::string quoted(const std::vector<const CueSpan *> &spans)
{
    std::vector<std::string> items;
    for (const CueSpan *span : spans)
        items.push_back("‘" + span->cue + "’");
    return list(items);
}

std::string numbers(const Readings &turns)
{
    std::set<int> distinct;
    for (const TurnReading *turn : turns)
        distinct.insert(turn->number);
    std::string out;
    for (const int number : distinct)
        out += (out.empty() ? "" : ", ") + std::to_string(number);
    return out;
}

std::vector<TurnEvidence> evidence(const std::vector<const CueSpan *> &spans, bool sim)
{
    std::vector<TurnEvidence> places;
    for (const CueSpan *span : spans)
        places.push_back({sim, span->turn, span->begin, span->end});
    return places;
}

TurnEvidence wholeTurn(const TurnReading &turn, bool sim)
{
    return {sim, turn.position, 0, 0};
}

std::vector<TurnEvidence> wholeTurns(const Readings &real, const Readings &sim)
{
    std::vector<TurnEvidence> places;
    for (const TurnReading *turn : real)
        places.push_back(wholeTurn(*turn, false));
    for (const TurnReading *turn : sim)
        places.push_back(wholeTurn(*turn, true));
    return places;
}
} // namespace gapscope::suggest
