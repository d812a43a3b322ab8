// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/calibration_rows.h"

#include "core/metrics/task_comparison.h"
#include "core/metrics/task_groups.h"

namespace gapscope {
namespace {
using Counts = std::map<TaskKey, SuccessCount>;

Counts countsOf(const std::vector<MetricDialogue> &dialogues, const DialogueTest &test)
{
    Counts counts;
    for (const MetricDialogue &one : dialogues) {
        const std::optional<bool> success = succeeded(*one.dialogue);
        if (!success || !test(*one.dialogue))
            continue;
        SuccessCount &count = counts[one.dialogue->task];
        ++count.dialogues;
        count.successes += *success ? 1 : 0;
    }
    return counts;
}
} // namespace

std::vector<CalibrationPair> calibrationPairs(const std::vector<MetricDialogue> &real,
                                              const DialogueTest &realTest,
                                              const std::vector<MetricDialogue> &sim,
                                              const DialogueTest &simTest,
                                              const std::map<TaskKey, double> &difficulty)
{
    const Counts simulated = countsOf(sim, simTest);
    std::vector<CalibrationPair> pairs;
    for (const auto &[task, people] : countsOf(real, realTest)) {
        const auto known = difficulty.find(task);
        const auto found = simulated.find(task);
        if (known != difficulty.end() && found != simulated.end())
            pairs.push_back({task, known->second, people, found->second});
    }
    return pairs;
}

std::optional<Calibration> calibrationOf(const std::vector<CalibrationPair> &pairs)
{
    std::vector<CalibrationTask> tasks;
    tasks.reserve(pairs.size());
    for (const CalibrationPair &pair : pairs)
        tasks.push_back({pair.difficulty, pair.real.share(), pair.sim.share()});
    return calibrationOf(tasks);
}

MetricRow calibrationRow(const std::vector<CalibrationPair> &pairs, const MetricInput &input,
                         const JobContext &job)
{
    MetricRow row;
    row.n = static_cast<int>(pairs.size());
    const std::optional<Calibration> calibration = calibrationOf(pairs);
    if (!calibration) {
        row.missing = input.difficulty.empty()
                          ? "no task of people has a difficulty"
                          : "no task with a difficulty has an outcome on both sides";
        return row;
    }
    row.value = calibration->ece();
    double real = 0.0;
    double sim = 0.0;
    for (const CalibrationPair &pair : pairs) {
        real += pair.real.share();
        sim += pair.sim.share();
    }
    row.real = real / row.n;
    row.sim = sim / row.n;
    row.interval = taskInterval(
        pairs.size(),
        [&pairs](std::span<const std::size_t> places) {
            std::vector<CalibrationPair> drawn;
            for (const std::size_t place : places)
                drawn.push_back(pairs[place]);
            return calibrationOf(drawn)->ece();
        },
        input, job, IntervalKind::Centred);
    return row;
}

std::optional<double> calibrationFloor(const std::vector<MetricDialogue> &people,
                                       const std::map<TaskKey, double> &difficulty)
{
    const std::map<int, std::vector<MetricDialogue>> batches = batchesOf(people);
    double sum = 0.0;
    int n = 0;
    for (auto first = batches.begin(); first != batches.end(); ++first) {
        for (auto second = std::next(first); second != batches.end(); ++second) {
            const auto calibration = calibrationOf(calibrationPairs(
                first->second, everyDialogue, second->second, everyDialogue, difficulty));
            if (!calibration)
                continue;
            sum += calibration->ece();
            ++n;
        }
    }
    return n > 0 ? std::optional(sum / n) : std::nullopt;
}

bool everyDialogue(const Dialogue &)
{
    return true;
}
} // namespace gapscope
