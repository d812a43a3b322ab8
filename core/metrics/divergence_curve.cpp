// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/divergence_curve.h"

#include <algorithm>

namespace gapscope {
void DivergenceCurve::add(const Alignment &alignment)
{
    // Ordinals of the real user turns: rows are in reading order, but a merged row has several.
    std::vector<int> positions;
    for (const AlignedRow &row : alignment.rows)
        positions.insert(positions.end(), row.real.begin(), row.real.end());
    std::sort(positions.begin(), positions.end());

    for (const AlignedRow &row : alignment.rows) {
        const bool apart = row.kind == RowKind::Divergent || row.kind == RowKind::Missing ||
                           row.kind == RowKind::Moved;
        for (const int position : row.real) {
            const auto at = std::lower_bound(positions.begin(), positions.end(), position);
            const std::size_t ordinal = static_cast<std::size_t>(at - positions.begin());
            while (m_counts.size() <= ordinal)
                m_counts.push_back({static_cast<int>(m_counts.size()) + 1, 0, 0});
            m_counts[ordinal].rows += 1;
            m_counts[ordinal].divergent += apart ? 1 : 0;
        }
    }
}
} // namespace gapscope
