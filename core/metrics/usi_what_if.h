// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_problem.h"

#include <array>
#include <string>
#include <vector>

namespace gapscope {
/// How much of one line's gap is closed: 0 = as it is, 1 = like people. `line` is a feature key,
/// "ece" or "ece:0" … "ece:4", "eval_agree" or "eval:" and a field's key.
struct Closure
{
    std::string line;
    double share = 1.0;
};

/// Two features that go together in the simulator's dialogues, so that closing `closed` is likely
/// to move `other` as well. `correlation` is Pearson's, between dialogues; `shift` what the other
/// one's mean is expected to move by, in shown units.
struct Coupling
{
    Feature closed = Feature::NTurns;
    Feature other = Feature::NTurns;
    double correlation = 0.0;
    double shift = 0.0;
};

/// The index before and after (methods.md f2). D1–D4, evaluation and calibration are on the scale
/// where 100 is perfect.
struct WhatIf
{
    double before = 0.0;
    double after = 0.0;
    /// The same where features that are not closed move along as the simulator's own dialogues
    /// suggest; linear, and so only a warning.
    double coupled = 0.0;
    std::array<double, 4> dimensionsBefore{};
    std::array<double, 4> dimensionsAfter{};
    double calibrationBefore = 0.0;
    double calibrationAfter = 0.0;
    std::optional<double> evaluationBefore;
    std::optional<double> evaluationAfter;
    /// Strongest first; only correlations of 0.3 and more, over ten dialogues and more.
    std::vector<Coupling> couplings;
};

/// Closing feature m by λ replaces its mean M by H + (1 − λ)(M − H), batch by batch. Errors:
/// InvalidArgument for an unknown line or a share outside 0–1, NotComputable where the simulator
/// has no index.
Result<WhatIf> whatIf(const UsiProblem &problem, std::size_t simulator,
                      const std::vector<Closure> &closures);
} // namespace gapscope
