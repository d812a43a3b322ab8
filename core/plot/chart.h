// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/label/label_scheme.h"
#include "core/label/labelled_pair.h"
#include "core/label/rule_precision.h"
#include "core/metrics/divergence_excess.h"
#include "core/metrics/feature_effects.h"
#include "core/metrics/metric.h"
#include "core/metrics/usi_bootstrap.h"
#include "core/metrics/usi_ledger.h"
#include "core/metrics/usi_table.h"
#include "core/plot/capability.h"
#include "core/plot/chart_spec.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Of `rows` aligned rows at the `turn`-th user turn (from 1), `divergent` ones are divergent.
struct TurnShare
{
    int turn = 1;
    int divergent = 0;
    int rows = 0;
};

/// One line of the divergence-by-turn chart. Floor: people against people on the same tasks.
struct TurnDivergence
{
    enum class Kind { Simulator, Floor };

    std::string name;
    Kind kind = Kind::Simulator;
    std::vector<TurnShare> turns;
};

/// What the caller knows about the data; empty texts are left out of captions.
struct ChartNotes
{
    std::string sample;
    std::string filter;
    std::string version;
    std::string dataHash;
};

/// Everything a chart may draw from. `table` is borrowed and must outlive the call only.
struct ChartInput
{
    const UsiTable &table;
    /// The selected simulator; empty: the first one of the table.
    std::string simulator;
    std::vector<TurnDivergence> divergence;
    ChartNotes notes;
    /// Of the same table, its rows in the same order; null: no intervals. Borrowed like `table`,
    /// as is everything below.
    const UsiUncertainty *uncertainty = nullptr;
    const FeatureEffects *effects = nullptr;
    /// The dialogues themselves, those that were selected; null where they are not read.
    const MetricInput *sample = nullptr;
    /// How aligned pairs went, by simulator; null where they are not aligned.
    const std::vector<SimulatorCourses> *courses = nullptr;
    const std::vector<CapabilityScore> *capability = nullptr;
    /// Of the simulators that have an index; null where they are not computed.
    const std::vector<UsiLedger> *ledgers = nullptr;
    /// Pairs that people labelled, those that were selected; null where they are not read.
    const std::vector<LabelledPair> *labelled = nullptr;
    /// Pairs that somebody judged with what the rules suggest; null where that is not computed.
    const std::vector<SuggestedPair> *suggested = nullptr;
    /// The workspace's names and order of codes; null: the built-in ones.
    const LabelScheme *scheme = nullptr;
    /// What was chosen, by the id of the setting; what is absent has its first choice.
    std::map<std::string, std::string, std::less<>> settings{};
    /// Polled by charts that take long; may be null.
    JobContext *job = nullptr;

    const LabelScheme &labelScheme() const { return scheme ? *scheme : divergenceScheme(); }
};

/// Which parts of ChartInput a chart draws; what takes a while to get is got for these only.
struct ChartNeeds
{
    bool intervals = false;
    bool effects = false;
    bool sample = false;
    bool courses = false;
    bool capability = false;
    bool ledgers = false;
    bool labels = false;
    bool suggestions = false;
};

struct ChartChoice
{
    /// On the command line and in saved views.
    std::string value;
    std::string title;

    bool operator==(const ChartChoice &) const = default;
};

/// Something the reader chooses: which feature, which order.
struct ChartSetting
{
    std::string_view id;
    std::string_view title;
    /// The first is the default; empty where there is nothing to choose.
    std::vector<ChartChoice> (*choices)(const ChartInput &input) = nullptr;
};

/// What a chart looks at; the order of lists.
enum class ChartGroup { Index, Features, Outcome, Course, Survey, Words, Labels };
/// "Index", "Features" …: the heading of its charts in lists.
std::string_view name(ChartGroup group);

struct ChartInfo
{
    /// Stable name on the command line and in reports.
    std::string_view id;
    std::string_view title;
    /// What it shows, one sentence.
    std::string_view shows;
    /// How to read it.
    std::string_view reading;
    /// Where the form or the numbers are defined.
    std::string_view source;
    ChartNeeds needs{};
    std::vector<ChartSetting> settings{};
    /// It can be drawn once per group of tasks, side by side, with the setting "facet"; only for
    /// charts of the sample or the courses that have no panels of their own.
    bool facets = false;
    /// None: what it is drawn from tells.
    std::optional<ChartGroup> group{};
};

/// A named way from the index table to a ChartSpec.
class Chart final
{
public:
    using Builder = ChartSpec (*)(const ChartInput &input);

    Chart(const ChartInfo &info, Builder builder) : m_info(info), m_builder(builder) {}

    const ChartInfo &info() const { return m_info; }
    std::string_view id() const { return m_info.id; }
    std::string_view title() const { return m_info.title; }
    std::string_view shows() const { return m_info.shows; }
    std::string_view reading() const { return m_info.reading; }
    std::string_view source() const { return m_info.source; }
    ChartGroup group() const;
    /// Those of the chart, and "facet" where it has facets.
    std::vector<ChartSetting> settings() const;

    /// Never fails: a spec with nothing to draw carries its reason. Settings that are not among
    /// their choices count as not chosen.
    ChartSpec build(const ChartInput &input) const;

private:
    ChartInfo m_info;
    Builder m_builder;
};

/// All charts in the order people see them.
std::vector<std::unique_ptr<Chart>> builtinCharts();
/// The chart called `id`, or null.
const Chart *findChart(const std::vector<std::unique_ptr<Chart>> &charts, std::string_view id);
} // namespace gapscope
