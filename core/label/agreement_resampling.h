// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/agreement_parts.h"
#include "core/label/agreement_report.h"

#include <functional>
#include <vector>

namespace gapscope::agreement {
/// The figures of a report, first on all tasks, then on resamples of them.
class Resampling final
{
public:
    using Evaluate = std::function<Figures(Times)>;

    Resampling(const AgreementOptions &options, std::size_t clusters)
        : m_options(options), m_clusters(clusters)
    {}

    /// Sets values and counts; `figures` must stay where they are until run() is over.
    void add(std::vector<AgreementFigure *> figures, UnitCount count, Evaluate evaluate);
    /// Sets the intervals. Error: only Cancelled.
    Result<void> run(JobContext &job);

private:
    struct Part
    {
        std::vector<AgreementFigure *> figures;
        Evaluate evaluate;
        /// By figure, where it is defined.
        std::vector<std::vector<double>> draws;
    };
    AgreementOptions m_options;
    std::size_t m_clusters;
    std::vector<Part> m_parts;
};
} // namespace gapscope::agreement
