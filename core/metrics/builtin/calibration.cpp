// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/calibration_rows.h"
#include "core/metrics/task_comparison.h"
#include "core/stats/intervals.h"

namespace gapscope::metrics {
namespace {
constexpr int fewTasks = 10;

constexpr MetricInfo about{
    "calibration",
    "Outcome calibration by difficulty",
    "Where the agent's success with the simulator departs from its success with people.",
    "ECE = Σ n_bin/n·|s − h| over five difficulty bins, s and h = mean success of a task's "
    "dialogues; items over = Σ n_bin/n·(s − h)⁺, under = Σ n_bin/n·(h − s)⁺, each bin (value = s − "
    "h), and bin real and bin sim with Wilson intervals over dialogues. The index's ECE compares "
    "single runs with single batches and is larger for that",
    "0–1; 0 = same (bins −1–1)",
    "τ-USI, reference code; methods A.3, B2",
    "tasks (bin real, bin sim: dialogues)",
    MetricGroup::Outcome};

MetricRow partRow(double value, int n)
{
    MetricRow row;
    row.value = value;
    row.n = n;
    return row;
}

MetricRow sideRow(const std::string &item, const SuccessCount &count)
{
    MetricRow row = partRow(count.share(), count.dialogues);
    row.item = item;
    row.interval = stats::wilson(count.successes, count.dialogues);
    row.notes.emplace_back("Wilson interval");
    return row;
}

void addBin(std::vector<MetricRow> &rows, const std::vector<CalibrationPair> &all, std::size_t bin,
            const MetricInput &input, const JobContext &job)
{
    SuccessCount real;
    SuccessCount sim;
    std::vector<TaskPair> pairs;
    std::vector<double> differences;
    for (const CalibrationPair &pair : all) {
        if (difficultyBin(pair.difficulty) != bin)
            continue;
        real.successes += pair.real.successes;
        real.dialogues += pair.real.dialogues;
        sim.successes += pair.sim.successes;
        sim.dialogues += pair.sim.dialogues;
        pairs.push_back({pair.task, pair.real.share(), pair.sim.share()});
        differences.push_back(pair.sim.share() - pair.real.share());
    }
    if (pairs.empty())
        return;
    MetricRow row;
    row.item = binName(bin);
    row.n = static_cast<int>(pairs.size());
    row.real = row.sim = 0.0;
    for (const TaskPair &pair : pairs) {
        *row.real += pair.real / row.n;
        *row.sim += pair.sim / row.n;
    }
    row.value = *row.sim - *row.real;
    row.interval = meanInterval(differences, input, job);
    if (row.n < fewTasks)
        row.notes.emplace_back("fewer than 10 tasks");
    const std::string item = row.item;
    rows.push_back(std::move(row));
    rows.push_back(sideRow(item + " real", real));
    rows.push_back(sideRow(item + " sim", sim));
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const std::optional<double> floor = calibrationFloor(input.people, input.difficulty);
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const std::vector<CalibrationPair> pairs = calibrationPairs(
            input.people, everyDialogue, simulator.dialogues, everyDialogue, input.difficulty);
        const std::size_t first = rows.size();
        rows.push_back(calibrationRow(pairs, input, job));
        if (const std::optional<Calibration> calibration = calibrationOf(pairs)) {
            rows.back().floor = floor;
            rows.push_back(partRow(calibration->over, rows[first].n));
            rows.back().item = "over";
            rows.push_back(partRow(calibration->under, rows[first].n));
            rows.back().item = "under";
            for (std::size_t bin = 0; bin < difficultyBins; ++bin)
                addBin(rows, pairs, bin, input, job);
        }
        for (std::size_t i = first; i < rows.size(); ++i)
            rows[i].simulator = simulator.name;
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> calibration()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
