// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/containment.h"

#include <algorithm>

namespace gapscope {
namespace {
bool contains(std::span<const WeightedWord> words, TokenHash token)
{
    const auto found =
        std::lower_bound(words.begin(), words.end(), token,
                         [](const WeightedWord &word, TokenHash t) { return word.token < t; });
    return found != words.end() && found->token == token;
}
} // namespace

double containment(std::span<const WeightedWord> words, const WeightedDialogue &other,
                   std::span<const int> turns)
{
    double all = 0;
    double shared = 0;
    for (const WeightedWord &word : words) {
        all += word.idf;
        if (std::any_of(turns.begin(), turns.end(),
                        [&](int turn) { return contains(other.wordsOf(turn), word.token); }))
            shared += word.idf;
    }
    return all > 0 ? shared / all : 0.0;
}

std::vector<double> containmentByTurn(std::span<const WeightedWord> words,
                                      const WeightedDialogue &other)
{
    std::vector<double> shares(other.turns.size(), 0.0);
    double all = 0;
    for (const WeightedWord &word : words) {
        all += word.idf;
        auto posting = std::lower_bound(
            other.words.begin(), other.words.end(), word.token,
            [](const WeightedPosting &p, TokenHash token) { return p.token < token; });
        for (; posting != other.words.end() && posting->token == word.token; ++posting)
            shares[static_cast<std::size_t>(posting->turn)] += word.idf;
    }
    for (double &share : shares)
        share = all > 0 ? share / all : 0.0;
    return shares;
}
} // namespace gapscope
