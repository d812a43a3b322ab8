// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"
#include "core/metrics/edition.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// Mean and population standard deviation over human batches or batch pairs (not an interval).
struct Spread
{
    double mean = 0.0;
    double sd = 0.0;
    int n = 0;

    bool operator==(const Spread &) const = default;
};

/// One line of the index table. Ceiling: people's batches among themselves; Floor: a simulator's
/// runs, or halves of one batch of people, among themselves. Dimensions, evaluation and usi in
/// 0–100, ece in 0–1; a missing cell has its reason in `missing` under its column name (D1_conv …
/// eval_agree, ece, usi).
struct UsiRow
{
    enum class Kind { Ceiling, Simulator, Published, Floor };

    std::string name;
    Kind kind = Kind::Simulator;
    int tasks = 0;
    int dialogues = 0;
    std::optional<Spread> conversation;
    std::optional<Spread> information;
    std::optional<Spread> clarification;
    std::optional<Spread> reaction;
    std::optional<Spread> evaluation;
    std::optional<Spread> ece;
    std::optional<Spread> usi;
    /// Number of terms in this row's usi: 6 with a survey, 5 without.
    int terms = 5;
    std::map<std::string, std::string> missing;
};

/// "ceiling", "sim", "published", "floor".
const char *name(UsiRow::Kind kind);

/// One feature of a simulator against people: means over the batches' rows in shown units
/// (rates × 100), Dice similarity 0–1, and how many dialogues on each side had it above zero.
struct FeatureGap
{
    Feature feature = Feature::NTurns;
    std::optional<double> real;
    std::optional<double> sim;
    std::optional<double> dice;
    int realEvents = 0;
    int simEvents = 0;
    /// The same similarity of people's batches among themselves, mean over pairs.
    std::optional<double> floor;
};

/// One difficulty bin [from, to): mean success of each side over the tasks in it.
struct CalibrationBin
{
    double from = 0.0;
    double to = 0.0;
    int tasks = 0;
    double real = 0.0;
    double sim = 0.0;
};

/// One owner of lost points; the points of all owners of a row sum to 100 − usi (methods.md B2).
struct LostPoints
{
    /// Feature key, "ece" or "eval_agree".
    std::string id;
    std::string title;
    Dimension dimension = Dimension::None;
    double points = 0.0;
};

/// What stands behind a simulator's row; empty parts could not be computed.
struct SimulatorDetail
{
    std::string name;
    std::vector<FeatureGap> features;
    std::vector<CalibrationBin> bins;
    std::vector<LostPoints> lost;
    /// The simulator's runs among themselves: what it would score against itself.
    UsiRow reruns;
};

struct UsiTable
{
    Edition edition;
    /// "frozen", "self" or the name of the file.
    std::string difficulty;
    std::vector<UsiRow> rows;
    /// One per simulator row, in the order of the rows.
    std::vector<SimulatorDetail> details;
    /// Halves of people's dialogues among themselves; only where no two batches share a task, and
    /// so the ceiling has no value.
    std::optional<UsiRow> halves;
};

/// What a simulator's figures are read against: the ceiling, or halves of people where it has none.
const UsiRow *floorOf(const UsiTable &table);
} // namespace gapscope
