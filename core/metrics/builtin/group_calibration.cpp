// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/calibration_rows.h"
#include "core/metrics/speaker_groups.h"
#include "core/metrics/task_comparison.h"

#include <set>
#include <unordered_map>

namespace gapscope::metrics {
namespace {
constexpr int fewTasks = 10;

constexpr MetricInfo about{
    "group_calibration",
    "Calibration by group",
    "Whether outcomes are calibrated for each domain and each group of speakers alike.",
    "ECE of the dialogues of one group; items field=value: domain of the task, and fields about "
    "the "
    "speaker in people's records (dialect, country, gender …) with two values and more. A "
    "simulator "
    "that tells no such field is compared with all its dialogues; real, sim = mean success",
    "0–1; 0 = same",
    "Lost in Simulation, arXiv 2601.17087 (ECE 20.3 and 11.7 points by dialect)",
    "tasks",
    MetricGroup::Outcome};

using Groups = std::map<std::string, std::string>;
using GroupsOf = std::unordered_map<DialogueId, Groups>;

void read(GroupsOf &groups, const MetricInput &input, const std::vector<MetricDialogue> &dialogues)
{
    for (const MetricDialogue &one : dialogues) {
        Groups own = speakerGroups(*one.dialogue);
        const auto task = input.tasks.find(one.dialogue->task);
        if (task != input.tasks.end() && !task->second.domain.empty())
            own["domain"] = task->second.domain;
        groups.emplace(one.dialogue->id, std::move(own));
    }
}

/// The values of each field among these dialogues.
std::map<std::string, std::set<std::string>> valuesOf(const GroupsOf &groups,
                                                      const std::vector<MetricDialogue> &dialogues)
{
    std::map<std::string, std::set<std::string>> values;
    for (const MetricDialogue &one : dialogues)
        for (const auto &[field, value] : groups.at(one.dialogue->id))
            values[field].insert(value);
    return values;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    GroupsOf groups;
    read(groups, input, input.people);
    for (const MetricSimulator &simulator : input.simulators)
        read(groups, input, simulator.dialogues);
    const auto fields = valuesOf(groups, input.people);
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const auto own = valuesOf(groups, simulator.dialogues);
        bool any = false;
        for (const auto &[field, values] : fields) {
            if (values.size() < 2)
                continue;
            for (const std::string &value : values) {
                const auto isIn = [&, name = field](const Dialogue &dialogue) {
                    const Groups &known = groups.at(dialogue.id);
                    const auto found = known.find(name);
                    return found != known.end() && found->second == value;
                };
                const DialogueTest simTest =
                    own.contains(field) ? DialogueTest(isIn) : DialogueTest(everyDialogue);
                MetricRow row =
                    calibrationRow(calibrationPairs(input.people, isIn, simulator.dialogues,
                                                    simTest, input.difficulty),
                                   input, job);
                row.simulator = simulator.name;
                row.item = field + "=" + value;
                if (row.value && row.n < fewTasks)
                    row.notes.emplace_back("fewer than 10 tasks");
                rows.push_back(std::move(row));
                any = true;
            }
        }
        if (!any) {
            MetricRow row;
            row.simulator = simulator.name;
            row.missing = "people's dialogues name no group with two values";
            rows.push_back(std::move(row));
        }
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> group_calibration()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
