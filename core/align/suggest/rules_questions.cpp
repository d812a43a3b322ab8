// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/suggest/rules.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

/// Rules of group Q, clarification.
namespace gapscope::suggest {
namespace {
/// A question whose content words the person has to this share is no other question.
constexpr double askedByPerson = 0.5;
bool hedges(const std::string &words)
{
    return says(words, {"not sure", "unsure", "dont know", "do not know", "dont remember",
                        "do not remember", "cant remember", "cannot remember", "dont recall",
                        "do not recall", "forgot", "uncertain", "no idea", "maybe", "not certain",
                        "dont have", "do not have", "cant find"});
}

/// "What sort of help" and "I don't have time" have the words of a hedge, and hedge nothing.
bool onlySoundsUnsure(const TurnReading &turn, const CueSpan &span)
{
    const std::string cue = toLowerAscii(span.cue);
    if (cue.find("have") != std::string::npos)
        return !says(turn.words,
                     {"dont have it", "do not have it", "dont have that", "do not have that",
                      "dont have my", "do not have my", "dont have the", "do not have the"});
    if (cue != "sort of" && cue != "kind of")
        return false;
    for (const std::string_view before : {"what", "which", "this", "that", "some", "any", "every",
                                          "a", "the", "same", "another", "all", "no"})
        if (turn.words.find(" " + std::string(before) + " " + cue + " ") != std::string::npos)
            return true;
    return false;
}

/// Whether a sentence of the card that leaves something open speaks of what the turn, or the
/// agent's question before it, speaks of.
bool cardIsUnsure(const PairReading &pair, const TurnReading &turn)
{
    const TurnTokens agent = tokenizeTurn(turn.agentWords);
    std::size_t begin = 0;
    const std::string_view card = pair.input.card;
    while (begin < card.size()) {
        const std::size_t end = std::min(card.find_first_of(".!?;\n", begin), card.size());
        const std::string_view sentence = card.substr(begin, end - begin);
        begin = end + 1;
        std::string words = " ";
        for (const std::string &word : wordsOf(sentence))
            words += word + " ";
        if (!hedges(words))
            continue;
        const TurnTokens open = tokenizeTurn(sentence);
        const auto shares = [&](const TurnTokens &other) {
            return std::any_of(open.words.begin(), open.words.end(), [&](const TokenCount &word) {
                return std::any_of(other.words.begin(), other.words.end(),
                                   [&](const TokenCount &w) { return w.token == word.token; });
            });
        };
        if (shares(turn.tokens) || shares(agent))
            return true;
    }
    return false;
}

/// What a clarifying question asks about, without the words that ask.
std::vector<std::string> termsOf(const TurnReading &turn)
{
    static constexpr std::array<std::string_view, 30> asking{
        "what",    "whats",      "which",   "does", "do",    "did",     "mean",    "means",
        "meant",   "is",         "are",     "the",  "a",     "an",      "by",      "that",
        "this",    "you",        "it",      "can",  "could", "clarify", "explain", "please",
        "exactly", "difference", "between", "and",  "your",  "i"};
    std::vector<std::string> terms;
    for (std::string &word : wordsOf(turn.text))
        if (std::find(asking.begin(), asking.end(), word) == asking.end() && word.size() > 2)
            terms.push_back(std::move(word));
    return terms;
}

bool asksForMeaning(const TurnReading &turn)
{
    return turn.tokens.acts.contains(Act::Clarify) ||
           (turn.text.find('?') != std::string_view::npos && turn.tokens.wordCount <= 8 &&
            says(turn.words, {"whats", "what is", "what are", "what does", "meaning of"}) &&
            !says(turn.words, {"my", "the"}));
}

std::string agentTextBefore(const SideReading &side, int position)
{
    std::string text = " ";
    for (int i = 0; i < position; ++i) {
        const Turn &turn = side.dialogue->turns[static_cast<std::size_t>(i)];
        if (turn.role == Role::Agent && turn.text)
            for (const std::string &word : wordsOf(*turn.text))
                text += word + " ";
    }
    return text;
}

/// The first simulated turn at or after a row; null at the end.
const TurnReading *simTurnFrom(const PairReading &pair, std::size_t row)
{
    for (std::size_t i = row; i < pair.rows.size(); ++i)
        if (!pair.rows[i].sim.empty())
            return pair.rows[i].sim.front();
    return nullptr;
}

bool isExplained(const std::string &agentWords, const std::string &term)
{
    for (const std::string_view verb : {"means", "is a", "is the", "refers to", "includes"})
        if (agentWords.find(" " + term + " " + std::string(verb) + " ") != std::string::npos)
            return true;
    return false;
}
} // namespace

// Q1; not where the card leaves it open.
Findings overHedge(const PairReading &pair)
{
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        const RowReading &row = pair.rows[i];
        if (!row.matched() || !pair.real.cuesIn(row.real, Feature::UncertaintyRate).empty())
            continue;
        auto spans = pair.sim.cuesIn(row.sim, Feature::UncertaintyRate);
        std::erase_if(spans, [&](const CueSpan *span) {
            const TurnReading *turn = pair.sim.at(span->turn);
            return !turn || onlySoundsUnsure(*turn, *span);
        });
        const bool open = std::any_of(row.sim.begin(), row.sim.end(),
                                      [&](const auto *turn) { return cardIsUnsure(pair, *turn); });
        if (!spans.empty() && !open)
            found.push_back({static_cast<int>(i),
                             GapDirection::SimMore,
                             {quoted(spans)},
                             evidence(spans, true)});
    }
    return found;
}

// Q2; not where the agent had confirmed what the turn says.
Findings falseCertainty(const PairReading &pair)
{
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        const RowReading &row = pair.rows[i];
        const auto real = pair.real.cuesIn(row.real, Feature::UncertaintyRate);
        const auto sim = pair.sim.cuesIn(row.sim, Feature::CertaintyRate);
        if (!row.matched() || real.empty() || sim.empty() ||
            !pair.sim.cuesIn(row.sim, Feature::UncertaintyRate).empty())
            continue;
        bool says = false;
        bool verified = true;
        for (const Disclosure &one : pair.sim.disclosures.facts) {
            const bool here = std::any_of(row.sim.begin(), row.sim.end(), [&](const auto *turn) {
                return std::find(turn->facts.begin(), turn->facts.end(), one.fact) !=
                       turn->facts.end();
            });
            says = says || here;
            verified = verified && (!here || one.known);
        }
        if (says && verified)
            continue;
        std::vector<TurnEvidence> places = evidence(real, false);
        for (const TurnEvidence &place : evidence(sim, true))
            places.push_back(place);
        found.push_back({static_cast<int>(i),
                         GapDirection::SimMore,
                         {quoted(sim), quoted(real)},
                         std::move(places)});
    }
    return found;
}

// Q3; only where the simulated user met the same words unexplained.
Findings noClarification(const PairReading &pair)
{
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        const RowReading &row = pair.rows[i];
        for (const TurnReading *real : row.real) {
            const TurnReading *sim = simTurnFrom(pair, i);
            if (!asksForMeaning(*real) || !sim)
                continue;
            const std::vector<std::string> terms = termsOf(*real);
            const std::string agent = agentTextBefore(pair.sim, sim->position);
            const bool met = terms.empty()
                                 ? row.matched()
                                 : std::all_of(terms.begin(), terms.end(), [&](const auto &term) {
                                       return agent.find(" " + term + " ") != std::string::npos;
                                   });
            const bool explained = !terms.empty() && isExplained(agent, terms.back());
            const bool simAsks =
                std::any_of(pair.sim.turns.begin(), pair.sim.turns.end(), [&](const auto &turn) {
                    if (!turn.asks() && !turn.tokens.acts.contains(Act::Pushback))
                        return false;
                    return terms.empty() ||
                           std::any_of(terms.begin(), terms.end(), [&](const auto &term) {
                               return turn.words.find(" " + term + " ") != std::string::npos;
                           });
                });
            if (met && !explained && !simAsks)
                found.push_back({static_cast<int>(i),
                                 GapDirection::SimLess,
                                 {std::to_string(real->number), std::to_string(sim->number)},
                                 wholeTurns({real}, {sim})});
        }
    }
    return found;
}

/// Said by the person in much the same words, or a repetition of the simulated user's own (C7).
bool isNoNews(const PairReading &pair, const TurnReading &sim)
{
    Readings people;
    for (const TurnReading &turn : pair.real.turns)
        people.push_back(&turn);
    return contained(sim, people) >= askedByPerson ||
           std::any_of(pair.sim.turns.begin(), pair.sim.turns.end(), [&](const TurnReading &other) {
               return other.number < sim.number && other.tokens.folded == sim.tokens.folded;
           });
}

// Q4; an extra row is one that the person does not say elsewhere either, else it were moved.
Findings extraQuestion(const PairReading &pair)
{
    Findings found;
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
        if (pair.input.alignment.rows[i].kind != RowKind::Extra)
            continue;
        for (const TurnReading *sim : pair.rows[i].sim) {
            const bool asks = sim->asks() && sim->text.find('?') != std::string_view::npos &&
                              !sim->tokens.acts.contains(Act::Pushback);
            if (asks && !isNoNews(pair, *sim))
                found.push_back({static_cast<int>(i),
                                 GapDirection::SimMore,
                                 {std::to_string(sim->number)},
                                 {wholeTurn(*sim, true)}});
        }
    }
    return found;
}
} // namespace gapscope::suggest
