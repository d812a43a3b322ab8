// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/rule_precision.h"

#include "core/stats/intervals.h"

#include <algorithm>
#include <map>

namespace gapscope {
namespace {
std::optional<double> share(int part, int whole)
{
    return whole > 0 ? std::optional(static_cast<double>(part) / whole) : std::nullopt;
}

std::set<std::string> codesAt(const RatingUnit &unit)
{
    std::set<std::string> codes;
    for (const Label &label : unit.finals)
        if (label.code != noDivergenceCode)
            codes.insert(label.code);
    for (const auto &rating : unit.ratings)
        if (rating && unit.finals.empty())
            codes.insert(rating->codes.begin(), rating->codes.end());
    return codes;
}

/// Rules by place, each once.
std::map<int, std::set<std::string>> rulesByRow(const std::vector<Suggestion> &suggestions)
{
    std::map<int, std::set<std::string>> rules;
    for (const Suggestion &one : suggestions)
        rules[one.row].insert(one.rule);
    return rules;
}

/// Counts one place with these codes, for which these rules suggest theirs.
void countPlace(const std::set<std::string> &codes, const std::set<std::string> &rules,
                const DialogueId &sim, RuleScore &score)
{
    const bool isThere = codes.contains(score.code);
    score.labelled += isThere ? 1 : 0;
    if (!rules.contains(score.rule))
        return;
    ++score.suggested;
    score.hits += isThere ? 1 : 0;
    if (score.dialogues.empty() || score.dialogues.back() != sim)
        score.dialogues.push_back(sim);
}

void count(const SuggestedPair &pair, const RatingUnits &units,
           const std::set<std::string> &rulesOfPairs, std::vector<RuleScore> &scores)
{
    std::map<int, std::set<std::string>> suggested = rulesByRow(pair.suggestions);
    std::set<std::string> anywhere;
    for (const RatingUnit &unit : units.units)
        anywhere.merge(codesAt(unit));
    for (RuleScore &score : scores) {
        if (rulesOfPairs.contains(score.rule)) {
            countPlace(anywhere, suggested[-1], pair.rated.pair.sim, score);
            continue;
        }
        for (const RatingUnit &unit : units.units)
            countPlace(codesAt(unit), suggested[unit.row], pair.rated.pair.sim, score);
    }
}

/// The rules that speak of pairs as a whole, never of a row.
std::set<std::string> rulesOfPairs(const std::vector<SuggestedPair> &pairs)
{
    std::set<std::string> ofPairs;
    std::set<std::string> ofRows;
    for (const SuggestedPair &pair : pairs)
        for (const Suggestion &one : pair.suggestions)
            (one.row < 0 ? ofPairs : ofRows).insert(one.rule);
    for (const std::string &rule : ofRows)
        ofPairs.erase(rule);
    return ofPairs;
}

void countUse(const LabelledPair &pair, std::map<std::string, SuggestionUse> &uses)
{
    for (const Label &label : pair.labels) {
        if (label.kind != LabelKind::Divergence || label.code == noDivergenceCode)
            continue;
        const bool isOwn = label.origin == LabelOrigin::Own || label.suggestion.empty();
        SuggestionUse &use = uses[isOwn ? label.code : label.suggestion];
        use.code = isOwn ? label.code : label.suggestion;
        ++(isOwn ? use.added : label.origin == LabelOrigin::Accepted ? use.accepted : use.changed);
    }
}
} // namespace

std::optional<double> RuleScore::precision() const
{
    return share(hits, suggested);
}

std::optional<double> RuleScore::recall() const
{
    return share(hits, labelled);
}

std::optional<ConfidenceInterval> RuleScore::precisionInterval() const
{
    return stats::wilson(hits, suggested);
}

std::optional<ConfidenceInterval> RuleScore::recallInterval() const
{
    return stats::wilson(hits, labelled);
}

RulePrecision rulePrecision(const std::vector<SuggestedPair> &pairs, const std::string &simulator)
{
    RulePrecision result;
    for (const SuggestionRule &rule : suggestionRules())
        result.rules.push_back({std::string(rule.id), std::string(rule.code)});
    std::map<std::string, SuggestionUse> uses;
    const std::set<std::string> ofPairs = rulesOfPairs(pairs);
    for (const SuggestedPair &pair : pairs) {
        if (!simulator.empty() && pair.rated.pair.simulator != simulator)
            continue;
        const RatingUnits units = ratingUnits({pair.rated});
        if (units.pairs.empty())
            continue;
        ++result.pairs;
        count(pair, units, ofPairs, result.rules);
        countUse(pair.rated.pair, uses);
    }
    for (auto &[code, use] : uses)
        result.uses.push_back(std::move(use));
    return result;
}

std::vector<SuggestedPair> restricted(const std::vector<SuggestedPair> &pairs,
                                      const std::unordered_set<DialogueId> &excluded,
                                      const std::set<TaskKey> *tasks)
{
    std::vector<SuggestedPair> kept;
    for (const SuggestedPair &one : pairs) {
        const LabelledPair &pair = one.rated.pair;
        if (!excluded.contains(pair.real) && !excluded.contains(pair.sim) &&
            (!tasks || tasks->contains(pair.task)))
            kept.push_back(one);
    }
    return kept;
}
} // namespace gapscope
