// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/lexical.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>

namespace gapscope::lexical {
namespace {
using Counts = std::unordered_map<std::string, int>;

bool isApostrophe(char32_t c)
{
    return c == U'\'' || c == U'’';
}

/// The words from `at` on as one key; no word holds the separator.
std::string gram(std::span<const std::string> words, std::size_t at, int n)
{
    std::string key;
    for (std::size_t i = at; i < at + static_cast<std::size_t>(n); ++i) {
        key += words[i];
        key += '\n';
    }
    return key;
}

std::size_t gramCount(std::span<const std::string> words, int n)
{
    const auto size = static_cast<std::size_t>(n);
    return words.size() < size ? 0 : words.size() - size + 1;
}

Counts countGrams(std::span<const std::string> words, int n)
{
    Counts counts;
    for (std::size_t at = 0; at < gramCount(words, n); ++at)
        ++counts[gram(words, at, n)];
    return counts;
}

std::unordered_map<std::string_view, int> countWords(std::span<const std::string> words)
{
    std::unordered_map<std::string_view, int> counts;
    for (const std::string &word : words)
        ++counts[word];
    return counts;
}

/// The two texts that use an n-gram most; enough to know the most among the others of each text.
struct Most
{
    int first = 0;
    std::size_t firstText = 0;
    int second = 0;

    void add(std::size_t text, int count)
    {
        if (count > first) {
            second = first;
            first = count;
            firstText = text;
        } else {
            second = std::max(second, count);
        }
    }
    int without(std::size_t text) const { return text == firstText ? second : first; }
};

/// All texts' n-grams of one length.
struct GramTable
{
    std::vector<Counts> texts;
    std::unordered_map<std::string, Most> most;

    GramTable(std::span<const Words> all, int n)
    {
        for (std::size_t i = 0; i < all.size(); ++i) {
            texts.push_back(countGrams(all[i], n));
            for (const auto &[key, count] : texts.back())
                most[key].add(i, count);
        }
    }

    int matched(std::size_t text) const
    {
        int sum = 0;
        for (const auto &[key, count] : texts[text])
            sum += std::min(count, most.at(key).without(text));
        return sum;
    }
};

/// The length among `ascending`, one `own` left out, closest to own; the shorter of two.
int closestLength(const std::vector<int> &ascending, int own)
{
    const auto from = std::lower_bound(ascending.begin(), ascending.end(), own);
    const auto next = from + 1;
    if (next != ascending.end() && *next == own)
        return own;
    if (next == ascending.end())
        return *(from - 1);
    if (from == ascending.begin())
        return *next;
    return own - *(from - 1) <= *next - own ? *(from - 1) : *next;
}
} // namespace

Words wordsOf(std::string_view text)
{
    Words words;
    std::string word;
    std::string apostrophe;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint unit = decodeAt(text, at);
        if (isWordCharacter(unit.value)) {
            word += apostrophe;
            word += text.substr(at, unit.bytes);
            apostrophe.clear();
        } else if (isApostrophe(unit.value) && !word.empty() && apostrophe.empty()) {
            apostrophe = "'";
        } else if (!word.empty()) {
            words.push_back(toLower(word));
            word.clear();
            apostrophe.clear();
        }
        at += unit.bytes;
    }
    if (!word.empty())
        words.push_back(toLower(word));
    return words;
}

std::optional<double> distinct(std::span<const Words> texts, int n)
{
    std::unordered_set<std::string> types;
    std::size_t tokens = 0;
    for (const Words &words : texts) {
        for (std::size_t at = 0; at < gramCount(words, n); ++at)
            types.insert(gram(words, at, n));
        tokens += gramCount(words, n);
    }
    if (tokens == 0)
        return std::nullopt;
    return static_cast<double>(types.size()) / static_cast<double>(tokens);
}

std::vector<double> selfBleu(std::span<const Words> texts)
{
    if (texts.size() < 2)
        return {};
    const GramTable single(texts, 1);
    const GramTable pairs(texts, 2);
    std::vector<int> lengths;
    for (const Words &words : texts)
        lengths.push_back(static_cast<int>(words.size()));
    std::sort(lengths.begin(), lengths.end());
    std::vector<double> scores;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto size = static_cast<double>(texts[i].size());
        if (texts[i].empty()) {
            scores.push_back(0.0);
            continue;
        }
        const double one = single.matched(i) / size;
        const double two = (pairs.matched(i) + 1.0) / size;
        const double reference = closestLength(lengths, static_cast<int>(texts[i].size()));
        const double brevity = size >= reference ? 1.0 : std::exp(1.0 - reference / size);
        scores.push_back(brevity * std::sqrt(one * two));
    }
    return scores;
}

std::optional<double> typeTokenRatio(std::span<const std::string> words)
{
    if (words.empty())
        return std::nullopt;
    return static_cast<double>(countWords(words).size()) / static_cast<double>(words.size());
}

std::optional<double> movingTypeTokenRatio(std::span<const std::string> words, int window)
{
    const auto size = static_cast<std::size_t>(std::max(window, 1));
    if (words.size() <= size)
        return typeTokenRatio(words);
    std::unordered_map<std::string_view, int> counts;
    double sum = 0.0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        ++counts[words[at]];
        if (at >= size) {
            const auto left = counts.find(words[at - size]);
            if (--left->second == 0)
                counts.erase(left);
        }
        if (at + 1 >= size)
            sum += static_cast<double>(counts.size());
    }
    return sum / static_cast<double>(size) / static_cast<double>(words.size() - size + 1);
}

std::optional<double> hypergeometricDiversity(std::span<const std::string> words, int draw)
{
    const auto size = static_cast<int>(words.size());
    if (draw < 1 || size < draw)
        return std::nullopt;
    // By how often a type occurs, so that the sum does not depend on the order of a hash table.
    std::vector<int> occurrences;
    for (const auto &[word, count] : countWords(words))
        occurrences.push_back(count);
    std::sort(occurrences.begin(), occurrences.end());
    double sum = 0.0;
    for (const int count : occurrences) {
        double absent = 1.0;
        for (int i = 0; i < draw; ++i)
            absent *= std::max(0.0, static_cast<double>(size - count - i)) / (size - i);
        sum += 1.0 - absent;
    }
    return sum / draw;
}

std::optional<double> yulesK(std::span<const std::string> words)
{
    if (words.empty())
        return std::nullopt;
    double squares = 0.0;
    for (const auto &[word, count] : countWords(words))
        squares += static_cast<double>(count) * count;
    const auto size = static_cast<double>(words.size());
    return 1e4 * (squares - size) / (size * size);
}

LogOdds logOdds(double first, double firstAll, double second, double secondAll, double vocabulary)
{
    constexpr double prior = 0.5;
    const double priorAll = prior * vocabulary;
    const auto logOf = [&](double count, double all) {
        return std::log((count + prior) / (all + priorAll - count - prior));
    };
    LogOdds result;
    result.delta = logOf(first, firstAll) - logOf(second, secondAll);
    result.standardError = std::sqrt(1.0 / (first + prior) + 1.0 / (second + prior));
    result.z = result.delta / result.standardError;
    return result;
}
} // namespace gapscope::lexical
