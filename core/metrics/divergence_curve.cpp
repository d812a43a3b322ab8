// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/divergence_curve.h"

#include "core/metrics/divergence_excess.h"

namespace gapscope {
void DivergenceCurve::add(const Alignment &alignment)
{
    // As the excess over the floor counts them, so that both charts have one curve.
    const PairCourse course = courseOf(alignment, {});
    for (std::size_t turn = 0; turn < course.apart.size(); ++turn) {
        if (m_counts.size() <= turn)
            m_counts.push_back({static_cast<int>(turn) + 1, 0, 0});
        m_counts[turn].rows += 1;
        m_counts[turn].divergent += course.apart[turn] ? 1 : 0;
    }
}
} // namespace gapscope
