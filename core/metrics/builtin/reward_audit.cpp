// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/outcome_tables.h"
#include "core/metrics/task_comparison.h"
#include "core/stats/events.h"

#include <algorithm>

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{
    "reward_audit",
    "Reward against opinion",
    "How far the rule-based reward and what the user says of success contradict each other.",
    "φ of reward above 0 and an answer of Yes or Fully to the survey's task_success; items: share "
    "of reward-0 dialogues judged successful, of reward-1 dialogues judged not or only partly so, "
    "and the four cells. People's own rows without a simulator; a simulator's from its own survey",
    "φ −1–1, shares 0–1; φ 1 = agree",
    "τ-USI (people: 70.6 % of reward 0 judged successful, 33 % of reward 1 not); methods A.6, B9",
    "dialogues with reward and answer",
    MetricGroup::Outcome};

/// Reward first, opinion second; one table per task.
std::vector<TwoByTwo> tablesOf(const std::vector<MetricDialogue> &dialogues)
{
    std::map<TaskKey, TwoByTwo> tables;
    for (const MetricDialogue &one : dialogues) {
        const std::optional<bool> reward = succeeded(*one.dialogue);
        const std::optional<bool> opinion = judgedSuccessful(*one.dialogue);
        if (reward && opinion)
            tables[one.dialogue->task].add(*reward, *opinion);
    }
    std::vector<TwoByTwo> list;
    for (const auto &[task, table] : tables)
        list.push_back(table);
    return list;
}

std::optional<double> ratio(double part, double all)
{
    return all > 0.0 ? std::optional(part / all) : std::nullopt;
}

struct Part
{
    const char *item;
    std::optional<double> (*of)(const TwoByTwo &table);
    /// What n counts: the base of a share, or the cell.
    double (*count)(const TwoByTwo &table);
    const char *missing;
    const char *note;
};

constexpr Part parts[] = {
    {"", phiOf, [](const TwoByTwo &t) { return t.total(); },
     "reward or opinion is the same in every dialogue", ""},
    {"reward_0_judged_success",
     [](const TwoByTwo &t) { return ratio(t.onlySecond, t.onlySecond + t.bothNo); },
     [](const TwoByTwo &t) { return t.onlySecond + t.bothNo; }, "no dialogue has reward 0",
     "published for people: 0.706"},
    {"reward_1_judged_failure",
     [](const TwoByTwo &t) { return ratio(t.onlyFirst, t.onlyFirst + t.bothYes); },
     [](const TwoByTwo &t) { return t.onlyFirst + t.bothYes; }, "no dialogue has reward 1",
     "published for people: 0.33"},
    {"reward_1_and_success", [](const TwoByTwo &t) { return ratio(t.bothYes, t.total()); },
     [](const TwoByTwo &t) { return t.bothYes; }, "", ""},
    {"reward_1_and_failure", [](const TwoByTwo &t) { return ratio(t.onlyFirst, t.total()); },
     [](const TwoByTwo &t) { return t.onlyFirst; }, "", ""},
    {"reward_0_and_success", [](const TwoByTwo &t) { return ratio(t.onlySecond, t.total()); },
     [](const TwoByTwo &t) { return t.onlySecond; }, "", ""},
    {"reward_0_and_failure", [](const TwoByTwo &t) { return ratio(t.bothNo, t.total()); },
     [](const TwoByTwo &t) { return t.bothNo; }, "", ""},
};

MetricRow rowOf(const Part &part, const std::vector<TwoByTwo> &tables, const MetricInput &input,
                const JobContext &job)
{
    TwoByTwo all;
    for (const TwoByTwo &table : tables)
        all += table;
    MetricRow row;
    row.item = part.item;
    row.n = static_cast<int>(part.count(all));
    row.value = part.of(all);
    if (!row.value) {
        row.missing = part.missing;
        return row;
    }
    row.interval = taskInterval(
        tables.size(),
        [&](std::span<const std::size_t> places) {
            TwoByTwo drawn;
            for (const std::size_t place : places)
                drawn += tables[place];
            return part.of(drawn);
        },
        input, job);
    if (*part.note != '\0')
        row.notes.emplace_back(part.note);
    if (row.n < leastEvents)
        row.notes.emplace_back("fewer than 10 events");
    return row;
}

void addSide(std::vector<MetricRow> &rows, const std::string &name,
             const std::vector<MetricDialogue> &dialogues, const MetricInput &input,
             const JobContext &job)
{
    const std::vector<TwoByTwo> tables = tablesOf(dialogues);
    if (tables.empty()) {
        MetricRow row;
        row.simulator = name;
        row.missing = "no dialogue has both a reward and an answer to task_success";
        rows.push_back(std::move(row));
        return;
    }
    for (const Part &part : parts) {
        rows.push_back(rowOf(part, tables, input, job));
        rows.back().simulator = name;
    }
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    std::vector<MetricRow> rows;
    addSide(rows, {}, input.people, input, job);
    for (const MetricSimulator &simulator : input.simulators) {
        addSide(rows, simulator.name, simulator.dialogues, input, job);
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> reward_audit()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
