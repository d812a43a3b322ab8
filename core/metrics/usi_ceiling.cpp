// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_rows.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace gapscope {
UsiRow ceilingRow(const std::vector<PeopleBatch> &people, const Evaluation &evaluation,
                  const std::map<std::string, double> &difficulty, const UsiRules &rules)
{
    UsiRow row;
    row.name = "Human (inter-ann.)";
    row.kind = UsiRow::Kind::Ceiling;
    std::vector<Comparison> pairs;
    std::vector<double> errors;
    std::set<std::string> tasks;
    std::set<const void *> dialogues;
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
            pairs.push_back(compareRows(meanRow(first), meanRow(second)));
            const auto error = calibrationError(people[i].outcomes, people[j].outcomes, difficulty);
            if (error)
                errors.push_back(*error);
        }
    }
    row.tasks = static_cast<int>(tasks.size());
    row.dialogues = static_cast<int>(dialogues.size());
    const auto counts = [&rules](const Comparison &pair) {
        return rules.absentIsIdentical || !pair.empty;
    };
    std::vector<Comparison> comparisons;
    std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(comparisons), counts);
    const char *const noTask = "no two batches of people share a task";
    setDimensions(row, comparisons, pairs.empty() ? noTask : noFeaturesReason);
    setEvaluation(row, evaluation);
    // Reference edition: the lists are paired by position, so a pair without ece shifts the rest.
    std::vector<double> indexes;
    for (std::size_t i = 0; i < errors.size(); ++i)
        if (counts(pairs[i]))
            indexes.push_back(usiOf(pairs[i], row.evaluation, errors[i]));
    setIndex(row, errors, indexes, pairs.empty() ? noTask : noDifficultyReason);
    return row;
}
} // namespace gapscope
