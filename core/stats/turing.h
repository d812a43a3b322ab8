// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/interval.h"

#include <optional>

namespace gapscope::stats {
/// How far a judge who says "human" or "simulated" is from guessing.
struct TuringDistance
{
    /// |accuracy − 50| in points, 0–50; 0 = the judge cannot tell the sides apart.
    double points = 0.0;
    /// Of Wilson's interval of the accuracy: starts at 0 where that holds 50.
    ConfidenceInterval interval;
};

/// Of a blind test with as many human as simulated dialogues; judgements count as independent.
/// None for no judgement or `correct` outside 0 … judged (MIMESIS, arXiv 2610.09484).
std::optional<TuringDistance> turingDistance(int correct, int judged, double level = 0.95);
} // namespace gapscope::stats
