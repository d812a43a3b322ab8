// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/suggest/suggest_codes.h"

#include "core/align/suggest/rules.h"
#include "core/metrics/outcome_tables.h"

#include <algorithm>
#include <array>

namespace gapscope {
namespace {
using namespace suggest;
using Missing = NotComputed::Missing;

struct Entry
{
    SuggestionRule rule;
    Findings (*find)(const PairReading &pair) = nullptr;
    /// What the rule cannot do without.
    std::optional<Missing> needs;
};

constexpr std::size_t ruleCount = 31;

constexpr std::array<Entry, ruleCount> entries{{
    {{"over_polite", "C1", "%1 on the simulated side only"}, overPolite, {}},
    {{"over_complete", "C2", "%1 simulated words for %2 real ones, without a new fact"},
     overComplete,
     {}},
    {{"formal_register", "C3", "formal marks on the simulated side only: %1"}, formalRegister, {}},
    {{"uniform_openings", "C4", "%1 simulated turns begin with “%2”"},
     uniformOpenings,
     Missing::Card},
    {{"missing_fragment", "C5",
      "the person says “%1”, the simulated user %2 words and never a short turn"},
     missingFragment,
     {}},
    {{"role_slip", "C6", "the simulated user speaks as the agent: %1"}, roleSlip, {}},
    {{"verbatim_repetition", "C7",
      "simulated turn %1 repeats turn %2 word for word; the person never repeats a turn"},
     verbatimRepetition,
     {}},
    {{"front_load", "I1",
      "simulated turn %1 says what the person says two turns later or more, in turn %2%3"},
     frontLoad,
     {}},
    {{"unprompted_disclosure", "I2", "simulated turn %1 gives %2 before the agent asks"},
     unpromptedDisclosure,
     {}},
    {{"over_withholding", "I3", "simulated turn %1 refuses to say it; the person does not"},
     overWithholding,
     Missing::Card},
    {{"invented_fact", "I4", "simulated turn %1 says %2: in neither card nor dialogue"},
     inventedFact,
     Missing::Card},
    {{"card_parroting", "I5", "simulated turn %1 copies the card: “%2”"},
     cardParroting,
     Missing::Card},
    {{"wrong_value", "I6", "simulated turn %1 says “%2”, the card %3"}, wrongValue, Missing::Card},
    {{"omitted_need", "I7", "the simulated user never says %1; the person does in turn %2"},
     omittedNeed,
     Missing::Card},
    {{"over_hedge", "Q1", "%1 on the simulated side only; the card leaves nothing open here"},
     overHedge,
     Missing::Card},
    {{"false_certainty", "Q2", "%1 where the person says %2"}, falseCertainty, {}},
    {{"no_clarification", "Q3",
      "the person asks what it means in turn %1; the simulated user goes on in turn %2"},
     noClarification,
     {}},
    {{"extra_question", "Q4", "simulated turn %1 asks what the person never asks"},
     extraQuestion,
     {}},
    {{"quiet_pivot", "R1",
      "after a refusal simulated turn %1 switches; the person insists in turn %2"},
     quietPivot,
     {}},
    {{"missing_affect", "R3", "the person shows feelings in turn %1, the simulated user none"},
     missingAffect,
     {}},
    {{"amplified_affect", "R4", "%1 in simulated turn %2: more than any person of the task"},
     amplifiedAffect,
     Missing::OtherPeople},
    {{"accusation_shift", "R5", "blame on the %1 side only, in turn %2"}, accusationShift, {}},
    {{"coaching", "R6", "simulated turn %1 tells the agent how to work"}, coaching, {}},
    {{"late_stop", "T1", "%1 closing turns of the simulated user, %2 of the person"}, lateStop, {}},
    {{"early_stop", "T2", "the simulated user stops %1 turns earlier"}, earlyStop, {}},
    {{"missing_walk_away", "T3",
      "the person leaves without the goal after turn %1; the simulated user stays friendly"},
     missingWalkAway,
     Missing::Outcome},
    {{"loop", "T4", "%1 exchanges without anything new, simulated turns %2"}, loop, {}},
    {{"agent_first", "A1", "the agents' words differ before the users' do"}, agentFirst, {}},
    {{"tool_path", "A2", "the same words, other tool calls or arguments: real %1, simulated %2"},
     toolPath,
     {}},
    {{"outcome_flip", "E3", "only the %1 user succeeds"}, outcomeFlip, Missing::Outcome},
    {{"artefact", "X1", "markup in %1 turn %2: %3"}, artefact, {}},
}};

bool lacks(const SuggestInput &input, Missing needed)
{
    switch (needed) {
    case Missing::Card:
        return input.card.empty();
    case Missing::Outcome:
        return !succeeded(input.real) || !succeeded(input.sim);
    case Missing::OtherPeople:
        return !input.peopleEmotion;
    case Missing::Calibration:
    case Missing::Floor:
        break; // no rule needs it
    }
    return true;
}

bool lacks(const SuggestInput &input, const Entry &entry)
{
    return entry.needs && lacks(input, *entry.needs);
}
} // namespace

std::vector<Suggestion> suggestCodes(const SuggestInput &input)
{
    const PairReading pair(input);
    std::vector<Suggestion> suggestions;
    for (const Entry &entry : entries) {
        if (lacks(input, entry))
            continue;
        for (Finding &finding : entry.find(pair))
            suggestions.push_back({finding.row, std::string(entry.rule.code), finding.direction,
                                   std::string(entry.rule.id), std::move(finding.arguments),
                                   std::move(finding.evidence)});
    }
    // As unsigned, −1 comes behind every row.
    std::stable_sort(suggestions.begin(), suggestions.end(), [](const auto &a, const auto &b) {
        return static_cast<unsigned>(a.row) < static_cast<unsigned>(b.row);
    });
    return suggestions;
}

std::vector<NotComputed> notComputed(const SuggestInput &input)
{
    std::vector<NotComputed> out;
    if (input.card.empty())
        out.push_back({"units", Missing::Card});
    for (const Entry &entry : entries)
        if (lacks(input, entry))
            out.push_back({std::string(entry.rule.id), *entry.needs});
    return out;
}

std::span<const SuggestionRule> suggestionRules()
{
    static const std::array<SuggestionRule, ruleCount> rules = [] {
        std::array<SuggestionRule, ruleCount> all{};
        for (std::size_t i = 0; i < ruleCount; ++i)
            all[i] = entries[i].rule;
        return all;
    }();
    return rules;
}

const SuggestionRule *suggestionRule(std::string_view id)
{
    const std::span<const SuggestionRule> rules = suggestionRules();
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [id](const SuggestionRule &rule) { return rule.id == id; });
    return found == rules.end() ? nullptr : &*found;
}

std::string sentenceOf(const Suggestion &suggestion)
{
    const SuggestionRule *rule = suggestionRule(suggestion.rule);
    const std::string_view sentence = rule ? rule->sentence : std::string_view(suggestion.rule);
    std::string out;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const std::size_t argument = sentence[i] == '%' && i + 1 < sentence.size() &&
                                             sentence[i + 1] >= '1' && sentence[i + 1] <= '9'
                                         ? static_cast<std::size_t>(sentence[i + 1] - '1')
                                         : suggestion.arguments.size();
        if (argument < suggestion.arguments.size()) {
            out += suggestion.arguments[argument];
            ++i;
        } else {
            out += sentence[i];
        }
    }
    return out;
}

const char *name(GapDirection direction)
{
    switch (direction) {
    case GapDirection::None:
        return "none";
    case GapDirection::SimMore:
        return "sim+";
    case GapDirection::SimLess:
        return "sim-";
    }
    return "none";
}

const char *name(NotComputed::Missing missing)
{
    switch (missing) {
    case NotComputed::Missing::Card:
        return "card";
    case NotComputed::Missing::Outcome:
        return "outcome";
    case NotComputed::Missing::OtherPeople:
        return "other_people";
    case NotComputed::Missing::Calibration:
        return "calibration";
    case NotComputed::Missing::Floor:
        return "floor";
    }
    return "card";
}
} // namespace gapscope
