// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_problem.h"

#include <algorithm>

namespace gapscope {
namespace {
/// Groups among themselves as a row; `noTask`: why there may be nothing to compare.
UsiRow rowAmongThemselves(const CeilingProblem &problem, const UsiRules &rules, const char *noTask)
{
    UsiRow row;
    row.tasks = problem.tasks;
    row.dialogues = problem.dialogues;
    const CeilingParts parts = evaluate(problem, rules);
    const bool none = problem.pairs.empty();
    setDimensions(row, parts.comparisons, none ? noTask : noFeaturesReason);
    // The spread of people's second ratings is over tasks, for want of batches.
    std::vector<double> scores;
    for (const CompiledSurveys &batch : problem.evaluation.batches)
        for (const WeighedSurvey &entry : batch.cases)
            scores.push_back(entry.survey.agreement);
    setEvaluation(row, spreadOf(scores), problem.evaluation.missing);
    setIndex(row, parts.errors, parts.usi, none ? noTask : noDifficultyReason);
    return row;
}

struct Half
{
    FeatureRow sum{};
    int count = 0;

    void add(const FeatureRow &values)
    {
        for (std::size_t i = 0; i < featureCount; ++i)
            sum[i] += values[i];
        ++count;
    }
    FeatureRow mean() const
    {
        FeatureRow row{};
        for (std::size_t i = 0; i < featureCount; ++i)
            row[i] = sum[i] / count;
        return row;
    }
};

std::vector<const FeatureRow *> largestBatch(const std::vector<DialogueColumn> &batches)
{
    std::vector<const FeatureRow *> largest;
    for (const DialogueColumn &batch : batches) {
        std::vector<const FeatureRow *> rows;
        for (std::size_t i = 0; i < batch.state.size(); ++i)
            if (batch.state[i] == DialogueColumn::Present)
                rows.push_back(&batch.values[i]);
        if (rows.size() > largest.size())
            largest = std::move(rows);
    }
    return largest;
}
} // namespace

UsiRow ceilingRow(const CeilingProblem &problem, const UsiRules &rules)
{
    UsiRow row = rowAmongThemselves(problem, rules, "no two batches of people share a task");
    row.name = "Human (inter-ann.)";
    row.kind = UsiRow::Kind::Ceiling;
    return row;
}

UsiRow rerunRow(const CeilingProblem &problem, const std::string &simulator, const UsiRules &rules)
{
    UsiRow row = rowAmongThemselves(problem, rules, "the simulator has no two runs of a task");
    row.name = simulator + " (re-runs)";
    row.kind = UsiRow::Kind::Floor;
    row.missing["eval_agree"] = "a simulator rates people's dialogues once";
    return row;
}

UsiRow splitHalvesRow(const UsiProblem &problem, int splits, std::uint64_t seed)
{
    std::vector<const FeatureRow *> rows = largestBatch(problem.people);
    UsiRow row;
    row.name = "Human (split halves)";
    row.kind = UsiRow::Kind::Floor;
    row.tasks = row.dialogues = static_cast<int>(rows.size());
    std::vector<Comparison> comparisons;
    for (int split = 0; rows.size() >= 2 && split < splits; ++split) {
        RandomStream random(seed, static_cast<std::uint64_t>(split));
        for (std::size_t i = rows.size() - 1; i > 0; --i)
            std::swap(rows[i], rows[random.below(static_cast<std::uint32_t>(i + 1))]);
        std::array<Half, 2> halves;
        for (std::size_t i = 0; i < rows.size(); ++i)
            halves[i % 2].add(*rows[i]);
        comparisons.push_back(compareRows(halves[0].mean(), halves[1].mean()));
    }
    setDimensions(row, comparisons, "people have fewer than two dialogues with features");
    setEvaluation(row, {}, "halves of one batch have no questionnaire in common");
    setIndex(row, {}, {}, "halves of one batch share no task");
    return row;
}

const UsiRow *floorOf(const UsiTable &table)
{
    if (table.halves)
        return &*table.halves;
    const auto found = std::find_if(table.rows.begin(), table.rows.end(), [](const UsiRow &row) {
        return row.kind == UsiRow::Kind::Ceiling;
    });
    return found == table.rows.end() ? nullptr : &*found;
}
} // namespace gapscope
