// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/validation/gold_score.h"

#include "core/align/align_pair.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <set>
#include <tuple>

namespace gapscope {
namespace {
using Turns = std::set<int>;
using Links = std::set<std::tuple<int, int, bool>>;

/// Gold or an alignment as sets of turn numbers from 1.
struct Sets
{
    std::set<std::pair<int, int>> pairs;
    Links moved;
    std::set<std::pair<int, bool>> movedTurns;
    Turns missing;
    Turns extra;
};

void addPairs(Sets &sets, const std::vector<int> &real, const std::vector<int> &sim)
{
    for (const int r : real)
        for (const int s : sim)
            sets.pairs.insert({r, s});
}

void addMoved(Sets &sets, int real, int sim, bool fromReal)
{
    sets.moved.insert({real, sim, fromReal});
    sets.movedTurns.insert({fromReal ? real : sim, fromReal});
}

Sets setsOf(const GoldPair &gold)
{
    Sets sets;
    for (const GoldGroup &group : gold.groups)
        addPairs(sets, group.real, group.sim);
    for (const GoldMoved &moved : gold.moved)
        addMoved(sets, moved.real, moved.sim, moved.fromReal);
    sets.missing = {gold.missing.begin(), gold.missing.end()};
    sets.extra = {gold.extra.begin(), gold.extra.end()};
    return sets;
}

/// Positions of the source as turn numbers.
class Numbers
{
public:
    explicit Numbers(const Dialogue &dialogue) : m_positions(userTurnPositions(dialogue)) {}

    int operator()(int position) const
    {
        return static_cast<int>(std::lower_bound(m_positions.begin(), m_positions.end(), position) -
                                m_positions.begin() + 1);
    }
    std::vector<int> operator()(const std::vector<int> &positions) const
    {
        std::vector<int> numbers;
        for (const int position : positions)
            numbers.push_back((*this)(position));
        return numbers;
    }

private:
    std::vector<int> m_positions;
};

Sets setsOf(const Alignment &alignment, const Numbers &real, const Numbers &sim)
{
    Sets sets;
    for (const AlignedRow &row : alignment.rows) {
        addPairs(sets, real(row.real), sim(row.sim));
        if (row.kind == RowKind::Missing)
            sets.missing.insert(real(row.real.front()));
        if (row.kind == RowKind::Extra)
            sets.extra.insert(sim(row.sim.front()));
    }
    for (const MovedLink &link : alignment.moved)
        addMoved(sets, real(link.real), sim(link.sim), link.fromReal);
    return sets;
}

std::optional<int> firstDivergenceOf(const Alignment &alignment)
{
    if (!alignment.firstDivergence)
        return std::nullopt;
    std::size_t before = 0;
    for (int i = 0; i < *alignment.firstDivergence; ++i)
        before += alignment.rows[static_cast<std::size_t>(i)].real.size();
    return static_cast<int>(before) + 1;
}

bool isNear(std::optional<int> a, std::optional<int> b)
{
    return a && b ? std::abs(*a - *b) <= 1 : a == b;
}

void count(GoldCounts &counts, const Sets &found, const Sets &wanted, const GoldPairScore &pair)
{
    counts.pairs.add(found.pairs, wanted.pairs);
    counts.moved.add(found.moved, wanted.moved);
    counts.movedTurns.add(found.movedTurns, wanted.movedTurns);
    counts.missing.add(found.missing, wanted.missing);
    counts.extra.add(found.extra, wanted.extra);
    ++counts.dialogues;
    counts.firstExact += pair.foundFirst == pair.wantedFirst ? 1 : 0;
    counts.firstNear += isNear(pair.foundFirst, pair.wantedFirst) ? 1 : 0;
}
} // namespace

GoldScore goldScore(std::span<const GoldPair> pairs, const AlignSettings &settings)
{
    IdfModel idf;
    std::vector<PreparedDialogue> real;
    std::vector<PreparedDialogue> sim;
    for (const GoldPair &pair : pairs) {
        real.push_back(prepareDialogue(pair.real));
        sim.push_back(prepareDialogue(pair.sim));
        idf.add(real.back());
        idf.add(sim.back());
    }
    GoldScore score;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        GoldPairScore pair;
        pair.alignment = alignPair(real[i], sim[i], idf, settings);
        pair.wantedFirst = pairs[i].firstDivergence;
        pair.foundFirst = firstDivergenceOf(pair.alignment);
        const Sets found = setsOf(pair.alignment, Numbers(pairs[i].real), Numbers(pairs[i].sim));
        const Sets wanted = setsOf(pairs[i]);
        pair.pairs.add(found.pairs, wanted.pairs);
        count(score.counts, found, wanted, pair);
        score.pairs.push_back(std::move(pair));
    }
    return score;
}

std::vector<std::size_t> worstPairs(const GoldScore &score, std::size_t count)
{
    std::vector<std::size_t> order(score.pairs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&score](std::size_t i) {
        const GoldPairScore &pair = score.pairs[i];
        return std::pair(pair.pairs.f1().value_or(1.0), pair.foundFirst == pair.wantedFirst);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&key](std::size_t a, std::size_t b) { return key(a) < key(b); });
    order.resize(std::min(count, order.size()));
    return order;
}
} // namespace gapscope
