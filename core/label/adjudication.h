// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/gold.h"
#include "core/label/rating_units.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// Settling what annotators differ in. Their own labels stay as they are: a decision stands beside
/// them as final labels.
namespace gapscope {
struct AdjudicationOptions
{
    /// The same code with severities that differ is a conflict as well.
    bool severity = false;
};

/// What one annotator says of a place; no label or "no divergence" alone: nothing diverges.
struct Statement
{
    std::string annotator;
    std::vector<Label> labels;
};

/// A unit at which annotators differ.
struct Conflict
{
    /// Index into RatingUnits::units.
    std::size_t unit = 0;
    TaskKey task;
    DialogueId real;
    DialogueId sim;
    std::string simulator;
    /// −1: the pair as a whole.
    int row = -1;
    std::optional<int> realTurn{};
    std::optional<int> simTurn{};
    /// Of all who judged it, by name.
    std::vector<Statement> statements{};
    /// Unresolved or Adjudicated.
    FinalSource source = FinalSource::Unresolved;
    std::vector<Label> finals{};
    /// Mean over pairs of annotators of 1 − MASI distance, 0–1.
    double agreement = 0.0;
    bool severityDiffers = false;
    /// Somebody says that the guideline does not settle it.
    bool flagged = false;

    bool isSolved() const { return source == FinalSource::Adjudicated; }
};

struct FlagCount
{
    std::string code;
    int labels = 0;

    bool operator==(const FlagCount &) const = default;
};

struct Adjudication
{
    /// Least agreement first, then in the order of the units.
    std::vector<Conflict> conflicts;
    /// Units that two or more judged, by what stands for them.
    int unanimous = 0;
    int adjudicated = 0;
    int unresolved = 0;
    /// Units that one judged.
    int single = 0;
    /// Labels that say the guideline needs work, most first.
    std::vector<FlagCount> flags;
};

Adjudication adjudicationOf(const RatingUnits &units, const AdjudicationOptions &options = {});

/// The next unsolved conflict after (before) `from`, going round; none where all are solved. With
/// no `from` the first (last).
std::optional<std::size_t> nextUnsolved(const Adjudication &all,
                                        std::optional<std::size_t> from = {});
std::optional<std::size_t> previousUnsolved(const Adjudication &all,
                                            std::optional<std::size_t> from = {});

/// What to write: final labels to add, and those of an earlier decision to take away.
struct Decision
{
    std::vector<Label> add;
    std::vector<Label> remove;
};

/// Takes over what one annotator says, by index into the statements.
Decision adopt(const Conflict &conflict, std::size_t statement, const std::string &by);
/// These labels, whoever they are from; their places are kept where they name any. None: nothing
/// diverges.
Decision decide(const Conflict &conflict, const std::vector<Label> &labels, const std::string &by);
Decision decideNoDivergence(const Conflict &conflict, const std::string &by);

/// Final labels for the units with codes that all agree on and that have none yet, each code as the
/// first annotator says it: so that a pair's final labels are complete.
std::vector<Label> unanimousFinals(const RatingUnits &units, const std::string &by,
                                   const AdjudicationOptions &options = {});
} // namespace gapscope
