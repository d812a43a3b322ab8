// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/targets_course.h"

#include <algorithm>
#include <numeric>

namespace gapscope {
int ActTransitions::rowTotal(std::size_t from) const
{
    return std::accumulate(counts[from].begin(), counts[from].end(), 0);
}

double ActTransitions::probability(std::size_t from, std::size_t to) const
{
    if (from == start && to == end)
        return 0.0;
    const int possible = from == start ? actCount - 1 : actCount;
    return (counts[from][to] + smoothing) / (rowTotal(from) + smoothing * possible);
}

ActCourse actCourseOf(const std::vector<UserTalk> &talks)
{
    ActCourse course;
    for (const UserTalk &talk : talks) {
        std::size_t from = ActTransitions::start;
        for (const SaidTurn &turn : talk.turns) {
            const auto act = static_cast<std::size_t>(turn.act);
            ++course.turns[act];
            ++course.transitions.counts[from][act];
            from = act;
        }
        if (!talk.turns.empty() && talk.ending != UserEnding::Censored)
            ++course.transitions.counts[from][ActTransitions::end];
    }
    return course;
}

std::vector<HazardStep> endingHazardOf(const std::vector<UserTalk> &talks)
{
    std::vector<HazardStep> steps;
    for (const UserTalk &talk : talks) {
        while (steps.size() < talk.turns.size())
            steps.push_back({static_cast<int>(steps.size()) + 1, 0, 0, 0});
        for (std::size_t t = 0; t < talk.turns.size(); ++t)
            ++steps[t].talking;
        if (talk.turns.empty())
            continue;
        HazardStep &last = steps[talk.turns.size() - 1];
        ++(talk.ending == UserEnding::Censored ? last.censored : last.ended);
    }
    return steps;
}

std::vector<Quantiles> wordsByTurnOf(const std::vector<UserTalk> &talks)
{
    std::vector<std::vector<double>> words;
    for (const UserTalk &talk : talks) {
        words.resize(std::max(words.size(), talk.turns.size()));
        for (std::size_t t = 0; t < talk.turns.size(); ++t)
            words[t].push_back(talk.turns[t].words);
    }
    std::vector<Quantiles> result;
    for (const std::vector<double> &turn : words)
        result.push_back(quantilesOf(turn));
    return result;
}

std::vector<HistogramBin> openingHistogramOf(const std::vector<UserTalk> &talks)
{
    std::vector<HistogramBin> bins{{1, 3, 0},   {4, 6, 0},   {7, 10, 0},  {11, 15, 0},
                                   {16, 20, 0}, {21, 30, 0}, {31, 50, 0}, {51, 0, 0}};
    for (const UserTalk &talk : talks) {
        if (talk.turns.empty())
            continue;
        const int words = talk.turns.front().words;
        const auto bin = std::find_if(bins.begin(), bins.end(), [words](const HistogramBin &each) {
            return each.high == 0 || words <= each.high;
        });
        ++bin->count;
    }
    return bins;
}
} // namespace gapscope
