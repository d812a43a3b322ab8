// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/edition_difference.h"

#include <algorithm>
#include <array>

namespace gapscope {
namespace {
std::optional<double> meanOf(const UsiRow &row, UsiColumn column)
{
    const std::optional<Spread> &value = cell(row, column);
    return value ? std::optional(value->mean) : std::nullopt;
}

const SimulatorDetail *detailOf(const UsiTable &table, const std::string &name)
{
    const auto found = std::find_if(table.details.begin(), table.details.end(),
                                    [&](const auto &detail) { return detail.name == name; });
    return found == table.details.end() ? nullptr : &*found;
}

/// The i-th row of `table` against that of `reference`; none where it is another row.
RowChange changeOf(const UsiTable &reference, const UsiTable &table, std::size_t row)
{
    const UsiRow &from = reference.rows[row];
    if (row >= table.rows.size() || table.rows[row].name != from.name)
        return {};
    const bool simulator = from.kind == UsiRow::Kind::Simulator;
    return rowChange(from, simulator ? detailOf(reference, from.name) : nullptr, table.rows[row],
                     simulator ? detailOf(table, from.name) : nullptr);
}

/// `total` less the sum of the repairs alone, by column, where every part is a number.
std::vector<std::pair<UsiColumn, double>> togetherOf(const RowDifference &row)
{
    std::vector<std::pair<UsiColumn, double>> together;
    for (std::size_t i = 0; i < usiColumnCount; ++i) {
        const auto column = static_cast<UsiColumn>(i);
        std::optional<double> rest = 0.0;
        bool moved = false;
        const auto take = [&](const RowChange &change, double sign) {
            for (const ColumnChange &entry : change.columns) {
                if (entry.column != column)
                    continue;
                moved = true;
                const std::optional<double> delta = entry.change.delta();
                rest = rest && delta ? std::optional(*rest + sign * *delta) : std::nullopt;
            }
        };
        take(row.total, 1.0);
        for (const RepairEffect &effect : row.repairs)
            take(effect.change, -1.0);
        if (moved && rest)
            together.emplace_back(column, *rest);
    }
    return together;
}
} // namespace

std::optional<double> EditionChange::delta() const
{
    return from && to ? std::optional(*to - *from) : std::nullopt;
}

RowChange rowChange(const UsiRow &fromRow, const SimulatorDetail *from, const UsiRow &toRow,
                    const SimulatorDetail *to)
{
    RowChange result;
    for (std::size_t i = 0; i < usiColumnCount; ++i) {
        const auto column = static_cast<UsiColumn>(i);
        const EditionChange change{meanOf(fromRow, column), meanOf(toRow, column)};
        if (change.any())
            result.columns.push_back({column, change});
    }
    const auto gapOf = [](const SimulatorDetail *detail, Feature feature) {
        if (!detail)
            return FeatureGap{};
        const auto found =
            std::find_if(detail->features.begin(), detail->features.end(),
                         [feature](const FeatureGap &gap) { return gap.feature == feature; });
        return found == detail->features.end() ? FeatureGap{} : *found;
    };
    for (const FeatureInfo &entry : featureTable()) {
        const FeatureGap before = gapOf(from, entry.feature);
        const FeatureGap after = gapOf(to, entry.feature);
        const FeatureChange change{entry.feature,
                                   {before.real, after.real},
                                   {before.sim, after.sim},
                                   {before.dice, after.dice}};
        if (change.real.any() || change.sim.any() || change.dice.any())
            result.features.push_back(change);
    }
    return result;
}

Result<EditionDifference>
editionDifference(const Edition &other,
                  const std::function<Result<UsiTable>(const Edition &)> &tableOf, JobContext &job)
{
    Result<UsiTable> reference = tableOf(Edition::reference());
    if (!reference)
        return reference.error();
    Result<UsiTable> table = tableOf(other);
    if (!table)
        return table.error();
    EditionDifference result{std::move(*reference), std::move(*table), {}};
    for (std::size_t i = 0; i < result.reference.rows.size(); ++i) {
        const UsiRow &row = result.reference.rows[i];
        result.rows.push_back(
            {row.name, row.kind, changeOf(result.reference, result.other, i), {}, {}});
    }
    const std::vector<Repair> repairs = other.repairs.list();
    const auto total = static_cast<std::int64_t>(repairs.size());
    std::int64_t done = 0;
    for (const Repair repair : repairs) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, std::string(info(repair).key), {}};
        const Result<UsiTable> alone = tableOf({RepairSet().with(repair)});
        if (!alone)
            return alone.error();
        for (std::size_t i = 0; i < result.rows.size(); ++i)
            if (RowChange change = changeOf(result.reference, *alone, i); change.any())
                result.rows[i].repairs.push_back({repair, std::move(change)});
        job.report(++done, total);
    }
    for (RowDifference &row : result.rows)
        row.together = togetherOf(row);
    return result;
}
} // namespace gapscope
