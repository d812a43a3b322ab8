// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/metrics/divergence_curve.h"
#include "core/metrics/usi_table.h"
#include "core/plot/chart.h"
#include "core/store/study_loader.h"

#include <memory>
#include <optional>
#include <string>

namespace gapscope {
class Session;
class WorkspaceData;

/// Everything the charts of a workspace are drawn from; what the window and the command line share.
struct ChartData
{
    UsiTable table;
    /// Where it was asked for.
    std::optional<UsiUncertainty> uncertainty;
    std::optional<FeatureEffects> effects;
    std::optional<MetricInput> sample;
    std::optional<std::vector<SimulatorCourses>> courses;
    std::vector<CapabilityScore> capability;
    std::optional<std::vector<UsiLedger>> ledgers;
    /// Always read: any chart can be drawn per label.
    std::vector<LabelledPair> labelled;
    LabelScheme scheme;
    std::optional<std::vector<SuggestedPair>> suggested;
    DivergenceCurves curves;
    /// Tasks, and dialogues that count, of the selection.
    std::int64_t tasks = 0;
    std::int64_t dialogues = 0;
    std::int64_t excluded = 0;
    /// What a selection left; empty where all is selected.
    std::string selected;
    /// Of what the table is computed from (core/plot/data_hash).
    std::string dataHash;
    /// The lists it comes from; what was not selected counts as excluded in them.
    std::shared_ptr<const WorkspaceData> contents;
};

struct ChartDataOptions
{
    Edition edition;
    ChartNeeds needs{};
    /// Rows of the literature beside one's own; only in the reference edition.
    bool published = false;
    /// What all figures are of; `includeExcluded` has no effect.
    StudySelection selection{};
};

/// Computes the index and aligns every pair that is not yet.
Result<ChartData> loadChartData(Session &session, const ChartDataOptions &options, JobContext &job);

/// `data` must outlive the result. The version is the caller's to fill in.
ChartInput chartInput(const ChartData &data, const std::string &simulator);
/// The same from parts.
ChartInput chartInput(const UsiTable &table, const DivergenceCurves &curves, std::int64_t tasks,
                      std::int64_t dialogues, std::int64_t excluded, const std::string &simulator);
} // namespace gapscope
