// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/features/feature.h"
#include "core/model/alignment.h"
#include "core/model/transcript.h"
#include "core/stats/interval.h"
#include "core/stats/random.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace gapscope {
/// A dialogue as metrics see it: whole, without the source's own JSON.
struct MetricDialogue
{
    std::shared_ptr<const Dialogue> dialogue;
    /// None: no user turn that counts.
    std::optional<FeatureVector> features;
};

/// A simulator with the dialogues that have a task of people's; runs stand in Dialogue::run.
struct MetricSimulator
{
    std::string name;
    std::vector<MetricDialogue> dialogues;
    /// Against people, one per pair of a real and a simulated dialogue of a task; only filled for
    /// metrics that ask for alignments.
    std::vector<Alignment> alignments;
    /// The simulator's answers about people's dialogues; empty = it has none.
    std::vector<ComparableSurvey> surveys;
};

/// What metrics are computed from: kept dialogues that are not excluded. People's batch stands in
/// Dialogue::run.
struct MetricInput
{
    std::vector<MetricDialogue> people;
    std::vector<MetricSimulator> simulators;
    /// People against people, one per pair of a task; filled like those of simulators.
    std::vector<Alignment> peopleAlignments;
    /// A second rating of people's dialogues by people; empty = there is none.
    std::vector<ComparableSurvey> secondOpinions;
    std::map<TaskKey, Task> tasks;
    /// Difficulty by task, 0–1.
    std::map<TaskKey, double> difficulty;
    std::uint64_t seed = defaultSeed;
    int draws = defaultDraws;
};

/// The same without these dialogues and, where `tasks` is given, without those of other tasks;
/// dialogues are shared, not copied. Alignments and surveys follow.
MetricInput restricted(const MetricInput &input, const std::unordered_set<DialogueId> &excluded,
                       const std::set<TaskKey> *tasks = nullptr);

/// One number of a metric, with the sides it compares where it compares two.
struct MetricRow
{
    /// Empty: people.
    std::string simulator;
    /// What part of the whole: a feature's key, an act, a survey field, a word; empty = the whole.
    std::string item;
    /// Only for rows by task.
    std::string task;
    std::optional<double> value;
    std::optional<double> real;
    std::optional<double> sim;
    /// 95 %, bootstrap by task unless the metric says otherwise.
    std::optional<ConfidenceInterval> interval;
    /// The same measure among people themselves: what `value` has to be read against.
    std::optional<double> floor;
    /// Two-sided p and, where many were tested together, Benjamini–Hochberg q.
    std::optional<double> p;
    std::optional<double> q;
    /// How many units (MetricInfo::counts) the value rests on.
    int n = 0;
    /// Why there is no value; empty where there is one.
    std::string missing;
    /// What a reader must know, for example "fewer than 10 events".
    std::vector<std::string> notes;
};

/// What a metric looks at; the order of lists.
enum class MetricGroup { Distance, Diversity, Disclosure, Ending, Alignment, Acts, Outcome };
/// "Distances", "Diversity" …: the heading of its metrics in lists.
std::string_view name(MetricGroup group);

/// What a metric is, for tables, help and the catalogue.
struct MetricInfo
{
    /// Stable name on the command line and in files.
    std::string_view id;
    std::string_view title;
    /// What it says, one sentence.
    std::string_view shows;
    /// In plain text, with the names of the rows' parts.
    std::string_view formula;
    /// For example "0–1; 0 = same".
    std::string_view range;
    /// Publication, or the textbook's name.
    std::string_view source;
    /// What n counts: dialogues, tasks, turns …
    std::string_view counts;
    MetricGroup group = MetricGroup::Distance;
    /// It reads MetricSimulator::alignments.
    bool needsAlignments = false;
};

/// A named measure of simulators against people.
class Metric final
{
public:
    /// Rows simulator by simulator; Error: only Cancelled.
    using Compute = Result<std::vector<MetricRow>> (*)(const MetricInput &input, JobContext &job);

    Metric(const MetricInfo &info, Compute function) : m_info(info), m_compute(function) {}

    const MetricInfo &info() const { return m_info; }
    std::string_view id() const { return m_info.id; }
    Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job) const
    {
        return m_compute(input, job);
    }

private:
    MetricInfo m_info;
    Compute m_compute;
};

/// In the order of the catalogue; generated from core/registry.cmake.
std::vector<std::unique_ptr<Metric>> builtinMetrics();
/// Null where there is none.
const Metric *findMetric(const std::vector<std::unique_ptr<Metric>> &metrics, std::string_view id);
} // namespace gapscope
