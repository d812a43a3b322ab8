// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/divergence_curve.h"
#include "core/plot/chart.h"
#include "ui/base/gap_figures.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gapscope {
using ChartSettings = std::map<std::string, std::string, std::less<>>;
using ChartCatalogue = std::shared_ptr<const std::vector<std::unique_ptr<Chart>>>;

/// What charts are drawn from, all of one edition and one selection; immutable, so that it passes
/// between threads. Null parts are not there yet, or there is none.
struct ChartFacts
{
    std::shared_ptr<const GapFigures> figures;
    std::shared_ptr<const UsiUncertainty> uncertainty;
    std::shared_ptr<const FeatureEffects> effects;
    std::shared_ptr<const DivergenceCurves> curves;
    std::shared_ptr<const MetricInput> sample;
    std::shared_ptr<const std::vector<SimulatorCourses>> courses;
    std::shared_ptr<const std::vector<CapabilityScore>> capability;
    std::shared_ptr<const std::vector<LabelledPair>> labelled;
    std::shared_ptr<const std::vector<SuggestedPair>> suggested;
    std::shared_ptr<const LabelScheme> scheme;
    ChartNotes notes;
    /// Rows of the literature beside one's own.
    bool published = false;
};

/// A chart as it is to be drawn.
struct ChartWish
{
    std::string chart;
    /// Empty: the first of the table.
    std::string simulator;
    ChartSettings settings;

    bool operator==(const ChartWish &) const = default;
};

/// A chart drawn, and what can be chosen for it, by the id of the setting.
struct ChartPicture
{
    ChartSpec spec;
    std::map<std::string, std::vector<ChartChoice>, std::less<>> choices;
    /// What each setting stands at.
    ChartSettings chosen;
};

/// `facts` must have figures. `job` may be null.
ChartPicture drawChart(const Chart &chart, const ChartFacts &facts, const ChartWish &wish,
                       JobContext *job);
} // namespace gapscope
