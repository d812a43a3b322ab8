// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_problem.h"

namespace gapscope {
UsiRow ceilingRow(const CeilingProblem &problem, const UsiRules &rules)
{
    UsiRow row;
    row.name = "Human (inter-ann.)";
    row.kind = UsiRow::Kind::Ceiling;
    row.tasks = problem.tasks;
    row.dialogues = problem.dialogues;
    const CeilingParts parts = evaluate(problem, rules);
    const bool none = problem.pairs.empty();
    const char *const noTask = "no two batches of people share a task";
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
} // namespace gapscope
