// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/weighted_dialogue.h"

#include "core/align/word_forms.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <unordered_set>

namespace gapscope {
namespace {
/// "Yes" and "thanks" stand in dialogues of every task: they say half as much of what a turn is
/// about as another word as rare.
constexpr double commonplaceShare = 0.5;

bool isCommonplace(TokenHash token)
{
    static const std::array<TokenHash, 8> tokens = [] {
        std::array<TokenHash, 8> hashes{};
        const std::array<std::string_view, 8> words{"yes",    "no", "ok",    "thank",
                                                    "please", "hi", "hello", "hey"};
        std::string buffer;
        for (std::size_t i = 0; i < words.size(); ++i)
            hashes[i] = hashToken(TokenSpace::Word, wordForm(words[i], buffer));
        return hashes;
    }();
    return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
}

double rarityOf(TokenHash token, const IdfModel &idf)
{
    return idf.idf(token) * (isCommonplace(token) ? commonplaceShare : 1.0);
}

std::vector<WeightedPosting> weigh(const std::vector<Posting> &postings, std::size_t turns,
                                   const IdfModel &idf)
{
    std::vector<WeightedPosting> weighted;
    weighted.reserve(postings.size());
    std::vector<double> squares(turns, 0.0);
    double rarity = 0;
    for (std::size_t i = 0; i < postings.size(); ++i) {
        const Posting &posting = postings[i];
        if (i == 0 || posting.token != postings[i - 1].token)
            rarity = rarityOf(posting.token, idf);
        const double weight =
            (posting.count == 1 ? 1.0 : 1.0 + std::log(static_cast<double>(posting.count))) *
            rarity;
        squares[static_cast<std::size_t>(posting.turn)] += weight * weight;
        weighted.push_back({posting.token, posting.turn, static_cast<float>(weight)});
    }
    for (double &square : squares)
        square = square > 0 ? 1.0 / std::sqrt(square) : 0.0;
    for (WeightedPosting &posting : weighted)
        posting.weight *= static_cast<float>(squares[static_cast<std::size_t>(posting.turn)]);
    return weighted;
}

/// Shorter turns ("yes please") are said again without anything beginning again.
constexpr int repeatedWords = 4;

void groupWordsByTurn(WeightedDialogue &weighted, const std::vector<Posting> &words,
                      const IdfModel &idf)
{
    weighted.wordStart.assign(weighted.turns.size() + 1, 0);
    for (const Posting &posting : words)
        ++weighted.wordStart[static_cast<std::size_t>(posting.turn) + 1];
    for (std::size_t turn = 0; turn < weighted.turns.size(); ++turn)
        weighted.wordStart[turn + 1] += weighted.wordStart[turn];
    weighted.turnWords.resize(words.size());
    std::vector<std::size_t> next = weighted.wordStart;
    // Postings ascend by token, so each turn's words do too.
    for (const Posting &posting : words)
        weighted.turnWords[next[static_cast<std::size_t>(posting.turn)]++] = {
            posting.token, rarityOf(posting.token, idf)};
}
} // namespace

std::span<const WeightedWord> WeightedDialogue::wordsOf(int turn) const
{
    const auto at = static_cast<std::size_t>(turn);
    return std::span(turnWords).subspan(wordStart[at], wordStart[at + 1] - wordStart[at]);
}

WeightedDialogue weighDialogue(const PreparedDialogue &dialogue, const IdfModel &idf)
{
    WeightedDialogue weighted;
    weighted.id = dialogue.id;
    weighted.turns = dialogue.turns;
    weighted.words = weigh(dialogue.words, dialogue.turns.size(), idf);
    weighted.grams = weigh(dialogue.grams, dialogue.turns.size(), idf);
    weighted.context = weigh(dialogue.context, dialogue.turns.size(), idf);
    weighted.slots = dialogue.slots;
    weighted.calls = dialogue.calls;
    groupWordsByTurn(weighted, dialogue.words, idf);
    weighted.hasContext.assign(dialogue.turns.size(), false);
    for (const Posting &posting : dialogue.context)
        weighted.hasContext[static_cast<std::size_t>(posting.turn)] = true;
    std::unordered_set<TokenHash> said;
    for (const PreparedTurn &turn : dialogue.turns)
        weighted.isRepeat.push_back(!said.insert(turn.folded).second &&
                                    turn.wordCount >= repeatedWords);
    weighted.slotCount.assign(dialogue.turns.size(), 0);
    for (const Posting &posting : dialogue.slots)
        ++weighted.slotCount[static_cast<std::size_t>(posting.turn)];
    return weighted;
}
} // namespace gapscope
