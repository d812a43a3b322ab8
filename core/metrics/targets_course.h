// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/targets_figure.h"
#include "core/metrics/targets_talk.h"

#include <array>
#include <vector>

namespace gapscope {
/// From act to act (methods.md B8), with a state before the first and after the last turn.
struct ActTransitions
{
    /// Act::Stop is a signal and no speech; its place in a row is that of the end.
    static constexpr std::size_t end = static_cast<std::size_t>(Act::Stop);
    static constexpr std::size_t start = actCount;
    /// Added to every possible count.
    static constexpr double smoothing = 0.5;

    /// [from][to]; from = an act or start, to = an act or end.
    std::array<std::array<int, actCount>, actCount + 1> counts{};

    int rowTotal(std::size_t from) const;
    /// (count + ½) / (row + ½ k) over the k possible targets; from start the end is impossible: 0.
    double probability(std::size_t from, std::size_t to) const;
};

/// A censored dialogue's last turn leads nowhere: it counts among the turns only.
struct ActCourse
{
    ActTransitions transitions;
    /// Turns by act, all of them.
    std::array<int, actCount> turns{};
};

/// Of the users still talking at user turn `turn`, how many ended there (methods.md B6).
struct HazardStep
{
    int turn = 1;
    int talking = 0;
    int ended = 0;
    /// Left here without having ended by themselves.
    int censored = 0;

    /// 0–1.
    double hazard() const { return talking > 0 ? static_cast<double>(ended) / talking : 0.0; }
};

ActCourse actCourseOf(const std::vector<UserTalk> &talks);
/// Turn 1 up to the last any dialogue has; talks without turns do not count.
std::vector<HazardStep> endingHazardOf(const std::vector<UserTalk> &talks);
/// Words of the t-th turn over the dialogues that have one; element 0 is turn 1.
std::vector<Quantiles> wordsByTurnOf(const std::vector<UserTalk> &talks);

/// How many values lie in [low, high]; the last bin of a histogram has no upper bound (high 0).
struct HistogramBin
{
    int low = 0;
    int high = 0;
    int count = 0;
};
/// Of the words of the first turn: 1–3, 4–6, 7–10, 11–15, 16–20, 21–30, 31–50, above.
std::vector<HistogramBin> openingHistogramOf(const std::vector<UserTalk> &talks);
} // namespace gapscope
