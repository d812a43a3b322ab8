// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/alignment_rates.h"

#include <cstddef>

namespace gapscope {
namespace {
std::optional<double> share(std::size_t part, std::size_t all)
{
    if (all == 0)
        return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(all);
}
} // namespace

bool isStopRow(const AlignedRow &row)
{
    // An unmatched turn costs nothing, or a matched row was never measured, only where it is a stop
    // signal.
    if (row.real.empty() || row.sim.empty())
        return row.divergence == 0.0;
    return !row.parts.style;
}

AlignmentRates alignmentRates(const Alignment &alignment)
{
    std::size_t real = 0;
    std::size_t sim = 0;
    std::size_t matched = 0;
    std::size_t missing = 0;
    std::size_t extra = 0;
    std::size_t moved = 0;
    std::size_t merged = 0;
    AlignmentRates rates;
    for (std::size_t i = 0; i < alignment.rows.size(); ++i) {
        const AlignedRow &row = alignment.rows[i];
        if (isStopRow(row))
            continue;
        if (alignment.firstDivergence == static_cast<int>(i)) {
            rates.firstTurn = static_cast<int>(real) + 1;
            rates.agentInduced = row.agentInduced;
        }
        real += row.real.size();
        sim += row.sim.size();
        const std::size_t turns = row.real.size() + row.sim.size();
        switch (row.kind) {
        case RowKind::Merged:
            merged += turns;
            [[fallthrough]];
        case RowKind::Equal:
        case RowKind::Paraphrase:
        case RowKind::Divergent:
            matched += turns;
            break;
        case RowKind::Missing:
            missing += turns;
            break;
        case RowKind::Extra:
            extra += turns;
            break;
        case RowKind::Moved:
            moved += turns;
            break;
        }
    }
    rates.matched = share(matched, real + sim);
    rates.missing = share(missing, real);
    rates.extra = share(extra, sim);
    rates.moved = share(moved, real + sim);
    rates.merged = share(merged, real + sim);
    return rates;
}
} // namespace gapscope
