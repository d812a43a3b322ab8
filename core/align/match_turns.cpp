// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/turn_groups.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <unordered_map>

namespace gapscope {
namespace {
/// Pairs of turns compared at once; larger segments are cut.
constexpr std::int64_t mostCells = 1'000'000;

struct Segment
{
    TurnRange real;
    TurnRange sim;

    std::int64_t cells() const
    {
        return static_cast<std::int64_t>(real.size()) * static_cast<std::int64_t>(sim.size());
    }
};

struct Match
{
    int real = 0;
    int sim = 0;
};

/// The stretches between pinned groups.
std::vector<Segment> segmentsBetween(const std::vector<TurnGroup> &pinned, int realEnd, int simEnd)
{
    std::vector<Segment> segments;
    Segment open{{0, realEnd}, {0, simEnd}};
    for (const TurnGroup &group : pinned) {
        segments.push_back(
            {{open.real.begin, group.real.front()}, {open.sim.begin, group.sim.front()}});
        open.real.begin = group.real.back() + 1;
        open.sim.begin = group.sim.back() + 1;
    }
    segments.push_back(open);
    return segments;
}

/// Turns whose text stands once on each side.
std::vector<Match> equalTurns(const WeightedDialogue &real, const WeightedDialogue &sim,
                              const Segment &segment)
{
    struct Places
    {
        int realCount = 0;
        int simCount = 0;
        int sim = 0;
    };
    std::unordered_map<TokenHash, Places> places;
    for (int i = segment.real.begin; i < segment.real.end; ++i)
        ++places[real.turns[static_cast<std::size_t>(i)].folded].realCount;
    for (int j = segment.sim.begin; j < segment.sim.end; ++j) {
        Places &place = places[sim.turns[static_cast<std::size_t>(j)].folded];
        ++place.simCount;
        place.sim = j;
    }
    std::vector<Match> matches;
    for (int i = segment.real.begin; i < segment.real.end; ++i) {
        const Places &place = places[real.turns[static_cast<std::size_t>(i)].folded];
        if (place.realCount == 1 && place.simCount == 1)
            matches.push_back({i, place.sim});
    }
    return matches;
}

/// Turns that surely belong together, as the longest chain ascending on both sides: of equal text,
/// or with the same tool call behind them, either only once on each side.
std::vector<Match> sureTurns(const WeightedDialogue &real, const WeightedDialogue &sim,
                             const Segment &segment)
{
    std::vector<Match> matches = equalTurns(real, sim, segment);
    for (const auto &[i, j] : turnsOfSameCalls(real, sim))
        if (segment.real.contains(i) && segment.sim.contains(j))
            matches.push_back({i, j});
    // Of one real turn's partners the last comes first, so that a chain takes one of them.
    std::sort(matches.begin(), matches.end(), [](const Match &a, const Match &b) {
        return a.real != b.real ? a.real < b.real : a.sim > b.sim;
    });
    // Longest increasing subsequence: tails[k] ends the best chain of k + 1 matches.
    std::vector<int> previous;
    std::vector<int> tails;
    for (std::size_t index = 0; index < matches.size(); ++index) {
        const auto tail =
            std::lower_bound(tails.begin(), tails.end(), matches[index].sim, [&](int at, int j) {
                return matches[static_cast<std::size_t>(at)].sim < j;
            });
        previous.push_back(tail == tails.begin() ? -1 : *std::prev(tail));
        if (tail == tails.end())
            tails.push_back(static_cast<int>(index));
        else
            *tail = static_cast<int>(index);
    }
    std::vector<Match> chain;
    for (int at = tails.empty() ? -1 : tails.back(); at >= 0;
         at = previous[static_cast<std::size_t>(at)])
        chain.push_back(matches[static_cast<std::size_t>(at)]);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

/// Equal shares of a segment along its diagonal, each small enough to compare.
void cutEvenly(const Segment &segment, std::vector<Segment> &out)
{
    const auto cells = static_cast<double>(segment.cells());
    const int pieces =
        std::max(1, static_cast<int>(std::ceil(std::sqrt(cells / static_cast<double>(mostCells)))));
    const auto share = [pieces](TurnRange range, int piece) {
        return range.begin +
               static_cast<int>(static_cast<std::int64_t>(range.size()) * piece / pieces);
    };
    for (int piece = 0; piece < pieces; ++piece)
        out.push_back({{share(segment.real, piece), share(segment.real, piece + 1)},
                       {share(segment.sim, piece), share(segment.sim, piece + 1)}});
}

/// Cuts a large segment at sure turns as far apart as its size allows.
void cutLarge(const WeightedDialogue &real, const WeightedDialogue &sim, const Segment &segment,
              std::vector<Segment> &out)
{
    Segment open = segment;
    Match last{segment.real.begin, segment.sim.begin};
    const auto upTo = [&open](const Match &match) {
        return Segment{{open.real.begin, match.real}, {open.sim.begin, match.sim}};
    };
    const auto close = [&](const Match &match) {
        cutEvenly(upTo(match), out);
        open.real.begin = match.real;
        open.sim.begin = match.sim;
    };
    for (const Match &match : sureTurns(real, sim, segment)) {
        if (upTo(match).cells() > mostCells)
            close(last);
        last = match;
    }
    if (open.cells() > mostCells)
        close(last);
    cutEvenly(open, out);
}

/// Monotone matching of the highest total gain; an unmatched turn gains nothing.
std::vector<Match> bestMatches(const TurnSimilarity &similarity, const Segment &segment,
                               const AlignSettings &settings, const AnchorPlan &anchors)
{
    enum class Step : std::uint8_t { Match, SkipReal, SkipSim };
    const auto columns = static_cast<std::size_t>(segment.sim.size());
    std::vector<Step> steps(static_cast<std::size_t>(segment.real.size()) * columns);
    std::vector<double> above(columns + 1, 0.0);
    std::vector<double> row(columns + 1, 0.0);
    for (int i = segment.real.begin; i < segment.real.end; ++i) {
        Step *step = steps.data() + static_cast<std::size_t>(i - segment.real.begin) * columns;
        for (std::size_t column = 0; column < columns; ++column) {
            const int j = segment.sim.begin + static_cast<int>(column);
            const double evidence = similarity.sameCall(i, j) ? settings.sameCall : 0.0;
            const double gain = similarity.at(i, j) + evidence - settings.theta;
            const bool allowed = gain > 0 && !anchors.forbids(i, j);
            const double matched =
                allowed ? above[column] + gain : -std::numeric_limits<double>::infinity();
            const double skipped = std::max(above[column + 1], row[column]);
            if (matched >= skipped) {
                step[column] = Step::Match;
                row[column + 1] = matched;
            } else {
                step[column] = above[column + 1] >= row[column] ? Step::SkipReal : Step::SkipSim;
                row[column + 1] = skipped;
            }
        }
        std::swap(above, row);
    }
    std::vector<Match> matches;
    int i = segment.real.end;
    int j = segment.sim.end;
    while (i > segment.real.begin && j > segment.sim.begin) {
        const auto r = static_cast<std::size_t>(i - 1 - segment.real.begin);
        const auto s = static_cast<std::size_t>(j - 1 - segment.sim.begin);
        switch (steps[r * columns + s]) {
        case Step::Match:
            matches.push_back({--i, --j});
            break;
        case Step::SkipReal:
            --i;
            break;
        case Step::SkipSim:
            --j;
            break;
        }
    }
    std::reverse(matches.begin(), matches.end());
    return matches;
}

void addMatches(std::vector<TurnGroup> &groups, const TurnSimilarity &similarity,
                const Segment &segment, const AlignSettings &settings, const AnchorPlan &anchors)
{
    for (const Match &match : bestMatches(similarity, segment, settings, anchors))
        groups.push_back({{match.real},
                          {match.sim},
                          similarity.at(match.real, match.sim),
                          similarity.parts(match.real, match.sim)});
}

/// A hand-made group is measured by its most similar pair.
void measure(TurnGroup &group, const TurnSimilarity &similarity)
{
    group.similarity = -1;
    for (const int real : group.real)
        for (const int sim : group.sim)
            if (const double value = similarity.at(real, sim); value > group.similarity) {
                group.similarity = value;
                group.parts = similarity.parts(real, sim);
            }
}
} // namespace

std::vector<TurnGroup> matchTurns(const WeightedDialogue &real, const WeightedDialogue &sim,
                                  const AlignSettings &settings, const AnchorPlan &anchors)
{
    const Segment all{{0, static_cast<int>(real.turns.size())},
                      {0, static_cast<int>(sim.turns.size())}};
    std::vector<TurnGroup> groups = anchors.pinned;
    const std::vector<Segment> segments =
        segmentsBetween(anchors.pinned, all.real.end, all.sim.end);
    if (all.cells() <= mostCells) {
        const TurnSimilarity similarity(real, sim, settings, all.real, all.sim);
        for (TurnGroup &group : groups)
            measure(group, similarity);
        for (const Segment &segment : segments)
            addMatches(groups, similarity, segment, settings, anchors);
    } else {
        for (TurnGroup &group : groups)
            measure(group, {real,
                            sim,
                            settings,
                            {group.real.front(), group.real.back() + 1},
                            {group.sim.front(), group.sim.back() + 1}});
        std::vector<Segment> pieces;
        for (const Segment &segment : segments)
            cutLarge(real, sim, segment, pieces);
        for (const Segment &piece : pieces)
            addMatches(groups, {real, sim, settings, piece.real, piece.sim}, piece, settings,
                       anchors);
    }
    std::sort(groups.begin(), groups.end(), [](const TurnGroup &a, const TurnGroup &b) {
        return a.real.front() < b.real.front();
    });
    return groups;
}
} // namespace gapscope
