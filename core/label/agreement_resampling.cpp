// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/agreement_resampling.h"

#include "core/stats/intervals.h"

#include <algorithm>

namespace gapscope::agreement {
void Resampling::add(std::vector<AgreementFigure *> figures, UnitCount count, Evaluate evaluate)
{
    const std::vector<double> once(m_clusters, 1.0);
    const Figures values = evaluate(once);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        figures[i]->value = values[i];
        figures[i]->used = count.used;
        figures[i]->possible = count.possible;
    }
    std::vector<std::vector<double>> draws(figures.size());
    m_parts.push_back({std::move(figures), std::move(evaluate), std::move(draws)});
}

Result<void> Resampling::run(JobContext &job)
{
    std::vector<double> times(m_clusters);
    const int draws = m_clusters < 2 ? 0 : m_options.draws;
    for (int draw = 0; draw < draws; ++draw) {
        RandomStream random(m_options.seed, static_cast<std::uint64_t>(draw));
        std::ranges::fill(times, 0.0);
        for (std::size_t i = 0; i < m_clusters; ++i)
            times[random.below(static_cast<std::uint32_t>(m_clusters))] += 1.0;
        for (Part &part : m_parts) {
            if (job.cancelled())
                return Error{ErrorCode::Cancelled, "agreement", {}};
            const Figures values = part.evaluate(times);
            for (std::size_t i = 0; i < part.figures.size(); ++i)
                if (values[i])
                    part.draws[i].push_back(*values[i]);
        }
        job.report(draw + 1, draws);
    }
    for (Part &part : m_parts)
        for (std::size_t i = 0; i < part.figures.size(); ++i)
            if (part.figures[i]->value && 2 * static_cast<int>(part.draws[i].size()) > draws)
                part.figures[i]->interval =
                    stats::percentileInterval(part.draws[i], m_options.level);
    return {};
}
} // namespace gapscope::agreement
