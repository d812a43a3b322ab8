// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/metrics/usi_bootstrap.h"
#include "core/metrics/usi_table.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gapscope {
/// A number in one edition and in another; none = missing there.
struct EditionChange
{
    std::optional<double> from;
    std::optional<double> to;

    bool any() const { return from != to; }
    /// to − from; none where either is missing.
    std::optional<double> delta() const;
};

/// A cell of the index; D1–D4, evaluation and usi in points, ece in 0–1.
struct ColumnChange
{
    UsiColumn column = UsiColumn::Usi;
    EditionChange change;
};

/// What the index sees of a feature; in the units of FeatureGap.
struct FeatureChange
{
    Feature feature = Feature::NTurns;
    EditionChange real;
    EditionChange sim;
    EditionChange dice;
};

/// What changes in one row from one edition to another; unchanged numbers are left out.
struct RowChange
{
    std::vector<ColumnChange> columns;
    /// Empty for the ceiling, whose features a table does not hold.
    std::vector<FeatureChange> features;

    bool any() const { return !columns.empty() || !features.empty(); }
};

/// What one repair alone does to the reference edition's row.
struct RepairEffect
{
    Repair repair = Repair::Identifiers;
    RowChange change;
};

struct RowDifference
{
    std::string name;
    UsiRow::Kind kind = UsiRow::Kind::Simulator;
    /// From the reference edition to the other with all its repairs.
    RowChange total;
    /// Those that change something, in the order of the table of repairs.
    std::vector<RepairEffect> repairs;
    /// By column: what `total` moves beyond the sum of what the repairs move one by one, because
    /// they act together; only where all of them are numbers.
    std::vector<std::pair<UsiColumn, double>> together;
};

/// Two editions of one index, and the difference explained.
struct EditionDifference
{
    UsiTable reference;
    UsiTable other;
    /// In the order of the reference table's rows.
    std::vector<RowDifference> rows;
};

/// From one row to another, which must be about the same dialogues. `from` and `to` may be null:
/// no features.
RowChange rowChange(const UsiRow &fromRow, const SimulatorDetail *from, const UsiRow &toRow,
                    const SimulatorDetail *to);

/// Computes the index once per edition: reference, other, and reference with each repair of the
/// other alone. `tableOf` must give tables of the same rows. Errors: those of `tableOf`, Cancelled.
Result<EditionDifference>
editionDifference(const Edition &other,
                  const std::function<Result<UsiTable>(const Edition &)> &tableOf, JobContext &job);
} // namespace gapscope
