// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/suggest/suggestion.h"
#include "core/label/rating_units.h"
#include "core/stats/interval.h"

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

/// How far the rules that suggest codes can be trusted, held against what annotators say.
namespace gapscope {
/// A pair with what the rules suggest on its rows.
struct SuggestedPair
{
    PairToRate rated;
    std::vector<Suggestion> suggestions;
};

/// One rule on the pairs that somebody judged. A place is a row or the pair as a whole; for a rule
/// that only ever speaks of whole pairs it is the pair, which carries the codes of all its rows.
struct RuleScore
{
    std::string rule;
    std::string code;
    /// Places the rule suggests its code for, and those of them that carry it.
    int suggested = 0;
    int hits = 0;
    /// Places that carry the code: what the rule could have found.
    int labelled = 0;
    /// Pairs behind the suggestions: the simulated dialogues.
    std::vector<DialogueId> dialogues{};

    /// 0–1; none where nothing is suggested (labelled).
    std::optional<double> precision() const;
    std::optional<double> recall() const;
    /// Wilson; places count as independent.
    std::optional<ConfidenceInterval> precisionInterval() const;
    std::optional<ConfidenceInterval> recallInterval() const;
};

/// What annotators did with suggestions of a code; how far they lead is read from this.
struct SuggestionUse
{
    std::string code;
    int accepted = 0;
    /// Set from a suggestion, with another code.
    int changed = 0;
    /// The code set without a suggestion.
    int added = 0;
};

struct RulePrecision
{
    int pairs = 0;
    /// In the order of the rules, also those that suggest nothing.
    std::vector<RuleScore> rules;
    /// By code; codes nobody set or was suggested are left out.
    std::vector<SuggestionUse> uses;
};

/// A place carries the codes of its final labels where it has any, else all that annotators gave
/// it. Only pairs of `simulator`; empty = of all.
RulePrecision rulePrecision(const std::vector<SuggestedPair> &pairs,
                            const std::string &simulator = {});

/// The same without the pairs of these dialogues and, where `tasks` is given, of other tasks.
std::vector<SuggestedPair> restricted(const std::vector<SuggestedPair> &pairs,
                                      const std::unordered_set<DialogueId> &excluded,
                                      const std::set<TaskKey> *tasks = nullptr);
} // namespace gapscope
