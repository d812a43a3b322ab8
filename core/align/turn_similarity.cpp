// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/turn_similarity.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <span>

namespace gapscope {
namespace {
/// Calls found(a, b) for every pair of postings of one token. Both lists ascend by token.
template <class List, class Found>
void forCommonTokens(List first, List second, Found found)
{
    auto a = first.begin();
    auto b = second.begin();
    while (a != first.end() && b != second.end()) {
        if (a->token < b->token) {
            ++a;
        } else if (b->token < a->token) {
            ++b;
        } else {
            const TokenHash token = a->token;
            const auto begin = b;
            for (; a != first.end() && a->token == token; ++a)
                for (b = begin; b != second.end() && b->token == token; ++b)
                    found(*a, *b);
        }
    }
}

/// The postings of a range of turns: the list itself where the range is the whole dialogue.
template <class Item>
class PostingsWithin
{
public:
    PostingsWithin(const std::vector<Item> &all, TurnRange range, std::size_t turns)
    {
        if (range == TurnRange{0, static_cast<int>(turns)}) {
            m_view = all;
            return;
        }
        std::copy_if(all.begin(), all.end(), std::back_inserter(m_kept), [range](const Item &item) {
            return item.turn >= range.begin && item.turn < range.end;
        });
        m_view = m_kept;
    }
    PostingsWithin(const PostingsWithin &) = delete;
    PostingsWithin &operator=(const PostingsWithin &) = delete;

    std::span<const Item> view() const { return m_view; }

private:
    std::vector<Item> m_kept;
    std::span<const Item> m_view;
};

template <class Item>
PostingsWithin<Item> within(const std::vector<Item> &all, TurnRange range, std::size_t turns)
{
    return {all, range, turns};
}

/// A cosine summed up in floats may pass 1 by a hair.
double share(float cosine)
{
    return std::min(1.0, static_cast<double>(cosine));
}

class WeightedMean
{
public:
    void add(double value, double weight)
    {
        m_sum += value * weight;
        m_weights += weight;
    }
    void add(const std::optional<double> &value, double weight)
    {
        if (value)
            add(*value, weight);
    }
    std::optional<double> value() const
    {
        return m_weights > 0 ? std::optional<double>(m_sum / m_weights) : std::nullopt;
    }

private:
    double m_sum = 0;
    double m_weights = 0;
};
} // namespace

TurnSimilarity::TurnSimilarity(const WeightedDialogue &real, const WeightedDialogue &sim,
                               const AlignSettings &settings, TurnRange realRange,
                               TurnRange simRange)
    : m_real(real), m_sim(sim), m_settings(settings), m_realRange(realRange), m_simRange(simRange),
      m_cells(static_cast<std::size_t>(realRange.size()) *
              static_cast<std::size_t>(simRange.size()))
{
    const auto sumUp = [this](const auto &first, const auto &second, auto add) {
        const auto inReal = within(first, m_realRange, m_real.turns.size());
        const auto inSim = within(second, m_simRange, m_sim.turns.size());
        forCommonTokens(inReal.view(), inSim.view(), [this, add](const auto &a, const auto &b) {
            add(m_cells[indexOf(a.turn, b.turn)], a, b);
        });
    };
    sumUp(real.words, sim.words,
          [](Cell &cell, const auto &a, const auto &b) { cell.words += a.weight * b.weight; });
    sumUp(real.grams, sim.grams,
          [](Cell &cell, const auto &a, const auto &b) { cell.grams += a.weight * b.weight; });
    sumUp(real.context, sim.context,
          [](Cell &cell, const auto &a, const auto &b) { cell.context += a.weight * b.weight; });
    m_sameCalls = turnsOfSameCalls(real, sim);
    sumUp(real.slots, sim.slots,
          [](Cell &cell, const auto &, const auto &) { cell.commonSlots += 1; });
}

std::size_t TurnSimilarity::indexOf(int real, int sim) const
{
    return static_cast<std::size_t>(real - m_realRange.begin) *
               static_cast<std::size_t>(m_simRange.size()) +
           static_cast<std::size_t>(sim - m_simRange.begin);
}

const SimilarityWeights &TurnSimilarity::weightsOf(int real, int sim) const
{
    return weightsFor(m_real.turns[static_cast<std::size_t>(real)].wordCount,
                      m_sim.turns[static_cast<std::size_t>(sim)].wordCount, m_settings);
}

std::optional<double> TurnSimilarity::position(int real, int sim) const
{
    if (m_real.turns.size() < 2 || m_sim.turns.size() < 2)
        return std::nullopt;
    // What one side says for the first time is not what the other says again.
    if (m_real.isRepeat[static_cast<std::size_t>(real)] !=
        m_sim.isRepeat[static_cast<std::size_t>(sim)])
        return 0.0;
    return 1.0 - std::abs(real / static_cast<double>(m_real.turns.size() - 1) -
                          sim / static_cast<double>(m_sim.turns.size() - 1));
}

double TurnSimilarity::at(int real, int sim) const
{
    const bool realStops = m_real.turns[static_cast<std::size_t>(real)].stop;
    const bool simStops = m_sim.turns[static_cast<std::size_t>(sim)].stop;
    if (realStops || simStops)
        return realStops && simStops ? 1.0 : 0.0;
    // The same as the weighted mean of parts(), written out: it runs for every pair of turns.
    const auto r = static_cast<std::size_t>(real);
    const auto s = static_cast<std::size_t>(sim);
    const SimilarityWeights &weights = weightsOf(real, sim);
    const Cell &sums = m_cells[indexOf(real, sim)];
    double sum = weights.acts * m_real.turns[r].acts.jaccard(m_sim.turns[s].acts);
    double all = weights.acts;
    if (!m_real.wordsOf(real).empty() || !m_sim.wordsOf(sim).empty()) {
        sum += weights.lexical * share(sums.words);
        all += weights.lexical;
    }
    if (m_real.turns[r].wordCount > 0 || m_sim.turns[s].wordCount > 0) {
        sum += weights.characters * share(sums.grams);
        all += weights.characters;
    }
    if (const int slots = m_real.slotCount[r] + m_sim.slotCount[s]; slots > 0) {
        sum += weights.slots * static_cast<double>(sums.commonSlots /
                                                   (static_cast<float>(slots) - sums.commonSlots));
        all += weights.slots;
    }
    // Of an opening and an answer one has no context: they are as unlike in it as can be.
    if (m_real.hasContext[r] || m_sim.hasContext[s]) {
        sum += weights.context * share(sums.context);
        all += weights.context;
    }
    if (m_real.turns.size() > 1 && m_sim.turns.size() > 1) {
        sum += weights.position * *position(real, sim);
        all += weights.position;
    }
    return all > 0 ? std::clamp(sum / all, 0.0, 1.0) : 0.0;
}

RowParts TurnSimilarity::parts(int real, int sim) const
{
    const auto r = static_cast<std::size_t>(real);
    const auto s = static_cast<std::size_t>(sim);
    const Cell &sums = m_cells[indexOf(real, sim)];
    RowParts parts;
    if (!m_real.wordsOf(real).empty() || !m_sim.wordsOf(sim).empty())
        parts.lexical = share(sums.words);
    if (m_real.turns[r].wordCount > 0 || m_sim.turns[s].wordCount > 0)
        parts.characters = share(sums.grams);
    const int slots = m_real.slotCount[r] + m_sim.slotCount[s];
    if (slots > 0)
        parts.slots = sums.commonSlots / (static_cast<float>(slots) - sums.commonSlots);
    parts.acts = m_real.turns[r].acts.jaccard(m_sim.turns[s].acts);
    if (m_real.hasContext[r] || m_sim.hasContext[s])
        parts.context = share(sums.context);
    parts.position = position(real, sim);
    return parts;
}

std::set<std::pair<int, int>> turnsOfSameCalls(const WeightedDialogue &real,
                                               const WeightedDialogue &sim)
{
    std::map<TokenHash, int> realCounts;
    std::map<TokenHash, int> simCounts;
    for (const Posting &call : real.calls)
        ++realCounts[call.token];
    for (const Posting &call : sim.calls)
        ++simCounts[call.token];
    std::set<std::pair<int, int>> turns;
    forCommonTokens(std::span(real.calls), std::span(sim.calls),
                    [&](const Posting &a, const Posting &b) {
                        if (realCounts[a.token] == 1 && simCounts[b.token] == 1)
                            turns.insert({a.turn, b.turn});
                    });
    return turns;
}

std::optional<double> contextSimilarity(const WeightedDialogue &real, int realTurn,
                                        const WeightedDialogue &sim, int simTurn)
{
    if (!real.hasContext[static_cast<std::size_t>(realTurn)] ||
        !sim.hasContext[static_cast<std::size_t>(simTurn)])
        return std::nullopt;
    double sum = 0;
    forCommonTokens(std::span(real.context), std::span(sim.context),
                    [&](const WeightedPosting &a, const WeightedPosting &b) {
                        if (a.turn == realTurn && b.turn == simTurn)
                            sum += static_cast<double>(a.weight) * static_cast<double>(b.weight);
                    });
    return std::min(1.0, sum);
}

std::optional<double> contentSimilarity(const RowParts &parts, const SimilarityWeights &weights)
{
    WeightedMean mean;
    mean.add(parts.lexical, weights.lexical);
    mean.add(parts.characters, weights.characters);
    mean.add(parts.slots, weights.slots);
    return mean.value();
}

const SimilarityWeights &weightsFor(int realWords, int simWords, const AlignSettings &settings)
{
    return std::min(realWords, simWords) <= settings.shortWords ? settings.shortWeights
                                                                : settings.weights;
}
} // namespace gapscope
