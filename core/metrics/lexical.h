// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How varied texts are, on lists of words. What has no answer is std::nullopt.
namespace gapscope::lexical {
using Words = std::vector<std::string>;

/// Maximal runs of word characters, lower-cased; apostrophes (' and ’) between them stay inside.
Words wordsOf(std::string_view text);

/// Different n-grams / n-grams over all texts, above 0 to 1 (Li et al. 2016). None without n-grams.
std::optional<double> distinct(std::span<const Words> texts, int n);

/// BLEU-2 of each text against the others: √(p₁·p₂) times the brevity penalty against the closest
/// length, counts clipped to the most any other text has, p₂ with 1 added above and below the line
/// (Papineni et al. 2002; Lin and Och 2004; Zhu et al. 2018). 0–1, high = uniform. Empty below two
/// texts; texts without words score 0.
std::vector<double> selfBleu(std::span<const Words> texts);

/// Types / tokens, above 0 to 1; none without words.
std::optional<double> typeTokenRatio(std::span<const std::string> words);
/// Mean type-token ratio of all windows of that many words (Covington and McFall 2010); of the
/// whole where it is shorter.
std::optional<double> movingTypeTokenRatio(std::span<const std::string> words, int window = 50);
/// Σ over types of P(at least one in a draw of `draw` words)/draw, 0–1 (McCarthy and Jarvis 2007);
/// none for fewer words than drawn.
std::optional<double> hypergeometricDiversity(std::span<const std::string> words, int draw = 42);
/// 10⁴(Σ v² − N)/N², ≥ 0; high = repetitive (Yule 1944). None without words.
std::optional<double> yulesK(std::span<const std::string> words);

struct LogOdds
{
    /// Difference of the log-odds of the word, first less second.
    double delta = 0.0;
    double standardError = 0.0;
    double z = 0.0;
};

/// Log-odds with a symmetric Dirichlet prior of α₀ = .5·vocabulary, .5 a word (Monroe, Colaresi and
/// Quinn 2008). Counts of one word and of all words on each side; `vocabulary` > 0 counts types.
LogOdds logOdds(double first, double firstAll, double second, double secondAll, double vocabulary);
} // namespace gapscope::lexical
