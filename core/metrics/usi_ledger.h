// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_problem.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// One owner of lost points: a feature, a difficulty bin or a question of the survey. The points of
/// a ledger's lines sum to 100 − usi (methods.md B2), and each is split without rest:
/// points = real + artefact + noise.
struct LedgerLine
{
    enum class Part { Behaviour, Calibration, Evaluation };

    /// Feature key, "ece:0" … "ece:4" (difficulty bin) or "eval:" and the field's key.
    std::string id;
    std::string title;
    Part part = Part::Behaviour;
    Dimension dimension = Dimension::None;
    double points = 0.0;
    double real = 0.0;
    /// What the corrected edition gives back of the points, or what missing answers cost: owed to
    /// how the index is built, not to the simulator.
    double artefact = 0.0;
    /// What people lose against one another on the same line.
    double noise = 0.0;
    /// The same line in the corrected edition; none where it was not given.
    std::optional<double> corrected;
    /// People among themselves; none where there is no ceiling for this line.
    std::optional<double> floor;
    /// Both sides' own figures: feature means in shown units, success rates of a bin (0–1); none
    /// for questions of the survey.
    std::optional<double> people;
    std::optional<double> sim;
};

/// Where the points of one simulator are lost.
struct UsiLedger
{
    std::string simulator;
    int terms = 5;
    double usi = 0.0;
    std::vector<LedgerLine> lines;
};

/// None where the simulator has no index. `corrected` is the same study in the corrected edition
/// with the same simulators; null: artefacts are those of missing answers only.
std::optional<UsiLedger> ledgerOf(const UsiProblem &problem, const UsiProblem *corrected,
                                  std::size_t simulator);

/// What the index and each line of the ledger gain when one dialogue is left out; above zero = the
/// dialogue pulls the index down.
struct Influence
{
    LeftOut dialogue;
    double usi = 0.0;
    /// Points that each line of the ledger loses less, in the order of its lines.
    std::vector<double> lines;
};

/// Every dialogue that takes part, the most influential first. Error: Cancelled, or NotComputable
/// where the simulator has no index. Progress in dialogues.
Result<std::vector<Influence>> influenceOf(const UsiProblem &problem, std::size_t simulator,
                                           JobContext &job);
} // namespace gapscope
