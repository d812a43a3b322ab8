// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/turn_similarity.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
/// Calls found(a, b) for every pair of postings of one token. Both lists ascend by token.
template <class List, class Found>
void forCommonTokens(const List &first, const List &second, Found found)
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
    const bool whole = realRange == TurnRange{0, static_cast<int>(real.turns.size())} &&
                       simRange == TurnRange{0, static_cast<int>(sim.turns.size())};
    const auto inside = [&](const auto &a, const auto &b) {
        return whole || (a.turn >= realRange.begin && a.turn < realRange.end &&
                         b.turn >= simRange.begin && b.turn < simRange.end);
    };
    const auto sumUp = [&](const auto &first, const auto &second, float Cell::*field) {
        forCommonTokens(first, second, [&](const WeightedPosting &a, const WeightedPosting &b) {
            if (inside(a, b))
                m_cells[indexOf(a.turn, b.turn)].*field += a.weight * b.weight;
        });
    };
    sumUp(real.words, sim.words, &Cell::words);
    sumUp(real.grams, sim.grams, &Cell::grams);
    sumUp(real.context, sim.context, &Cell::context);
    forCommonTokens(real.slots, sim.slots, [&](const Posting &a, const Posting &b) {
        if (inside(a, b))
            m_cells[indexOf(a.turn, b.turn)].commonSlots += 1;
    });
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
    return 1.0 - std::abs(real / static_cast<double>(m_real.turns.size() - 1) -
                          sim / static_cast<double>(m_sim.turns.size() - 1));
}

double TurnSimilarity::at(int real, int sim) const
{
    const bool realStops = m_real.turns[static_cast<std::size_t>(real)].stop;
    const bool simStops = m_sim.turns[static_cast<std::size_t>(sim)].stop;
    if (realStops || simStops)
        return realStops && simStops ? 1.0 : 0.0;
    const SimilarityWeights &weights = weightsOf(real, sim);
    const RowParts all = parts(real, sim);
    WeightedMean mean;
    mean.add(all.lexical, weights.lexical);
    mean.add(all.characters, weights.characters);
    mean.add(all.slots, weights.slots);
    mean.add(all.acts, weights.acts);
    mean.add(all.context, weights.context);
    mean.add(all.position, weights.position);
    return std::clamp(mean.value().value_or(0.0), 0.0, 1.0);
}

RowParts TurnSimilarity::parts(int real, int sim) const
{
    const auto r = static_cast<std::size_t>(real);
    const auto s = static_cast<std::size_t>(sim);
    const Cell &sums = m_cells[indexOf(real, sim)];
    const auto share = [](float value) { return std::min(1.0, static_cast<double>(value)); };
    RowParts parts;
    if (!m_real.wordsOf(real).empty() || !m_sim.wordsOf(sim).empty())
        parts.lexical = share(sums.words);
    if (m_real.turns[r].wordCount > 0 || m_sim.turns[s].wordCount > 0)
        parts.characters = share(sums.grams);
    const int slots = m_real.slotCount[r] + m_sim.slotCount[s];
    if (slots > 0)
        parts.slots = sums.commonSlots / (static_cast<float>(slots) - sums.commonSlots);
    parts.acts = m_real.turns[r].acts.jaccard(m_sim.turns[s].acts);
    if (m_real.hasContext[r] && m_sim.hasContext[s])
        parts.context = share(sums.context);
    parts.position = position(real, sim);
    return parts;
}

std::optional<double> contextSimilarity(const WeightedDialogue &real, int realTurn,
                                        const WeightedDialogue &sim, int simTurn)
{
    if (!real.hasContext[static_cast<std::size_t>(realTurn)] ||
        !sim.hasContext[static_cast<std::size_t>(simTurn)])
        return std::nullopt;
    double sum = 0;
    forCommonTokens(real.context, sim.context,
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
