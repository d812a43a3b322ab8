// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_rows.h"

#include <algorithm>
#include <set>

namespace gapscope {
UsiRow ceilingRow(const std::vector<PeopleBatch> &people, const Evaluation &evaluation,
                  const std::map<std::string, double> &difficulty, const UsiRules &rules)
{
    UsiRow row;
    row.name = "Human (inter-ann.)";
    row.kind = UsiRow::Kind::Ceiling;
    std::vector<Comparison> comparisons;
    std::vector<double> errors;
    std::set<std::string> tasks;
    std::set<const void *> dialogues;
    bool empty = false;
    for (std::size_t i = 0; i < people.size(); ++i) {
        for (std::size_t j = i + 1; j < people.size(); ++j) {
            std::vector<const std::optional<FeatureVector> *> first;
            std::vector<const std::optional<FeatureVector> *> second;
            for (const auto &[id, features] : people[i].dialogues) {
                const auto other = people[j].dialogues.find(id);
                if (other == people[j].dialogues.end())
                    continue;
                first.push_back(&features);
                second.push_back(&other->second);
                tasks.insert(id);
                dialogues.insert({&features, &other->second});
            }
            if (first.empty())
                continue;
            const Comparison comparison = compareRows(meanRow(first), meanRow(second));
            empty = empty || comparison.empty;
            if (rules.absentIsIdentical || !comparison.empty)
                comparisons.push_back(comparison);
            const auto error = calibrationError(people[i].outcomes, people[j].outcomes, difficulty);
            if (error)
                errors.push_back(*error);
        }
    }
    row.tasks = static_cast<int>(tasks.size());
    row.dialogues = static_cast<int>(dialogues.size());
    setDimensions(row, comparisons,
                  empty ? noFeaturesReason : "no two batches of people share a task");
    setEvaluation(row, evaluation);
    // Reference edition: the lists are paired by position, so a pair without ece shifts the rest.
    std::vector<double> indexes;
    for (std::size_t i = 0; i < std::min(errors.size(), comparisons.size()); ++i)
        indexes.push_back(usiOf(comparisons[i], row.evaluation, errors[i]));
    setIndex(row, errors, indexes,
             tasks.empty() ? "no two batches of people share a task" : noDifficultyReason);
    return row;
}
} // namespace gapscope
