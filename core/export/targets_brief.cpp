// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/targets_brief_p.h"
#include "core/export/targets_phrases.h"
#include "core/export/targets_report.h"
#include "core/stats/events.h"

#include <algorithm>
#include <utility>

namespace gapscope {
namespace {
constexpr std::size_t shownTurns = 8;
constexpr std::size_t shownActs = 6;
constexpr std::size_t shownFragments = 12;
/// A follower is named from one in so many on.
constexpr int rareFollower = 20;
/// Fewer dialogues than this and the whole brief is a sketch.
constexpr int enoughDialogues = 30;

std::string headText(const Targets &targets)
{
    const UserProfile &people = targets.people;
    const auto heldOut = static_cast<int>(targets.split.heldOut.size());
    std::string text = "# How real users write: targets for a simulator\n\n";
    text += "Measured on " + countText(people.dialogues, "dialogue", "dialogues") +
            " of real users (" + countText(people.turns, "user turn", "user turns") + ") on " +
            countText(people.tasks, "tuning task", "tuning tasks") + ". Another " +
            countText(heldOut, "task is", "tasks are") +
            " held out: nothing here was computed from " + (heldOut == 1 ? "it" : "them") +
            "; score the tuned simulator there only (`gapscope usi WORKSPACE --tasks "
            "TARGETS.json`, with the JSON export of the same seed and share). Split " +
            targets.split.hash.substr(0, 8) + ", seed " + std::to_string(targets.split.seed) +
            ".\n";
    if (people.dialogues < enoughDialogues) {
        text += "\n**Too few dialogues.** " +
                countText(people.dialogues, "dialogue is", "dialogues are") +
                " not enough to tune on: read the figures as a first impression.\n";
    }
    if (heldOut == 0)
        text += "\n**No held-out task.** There is nothing left to score the tuned simulator on.\n";
    return text;
}

/// "29 % have at most three words".
std::string shareText(const UserProfile &people, std::string_view key, std::string_view verb)
{
    const Figure *figure = people.find(key);
    return percentText(figure->mean) + fewText(figure->events) + " " + std::string(verb);
}

std::string openingText(const UserProfile &people)
{
    const Figure *words = people.find("opening_words");
    const int n = people.find("greeting_opening")->n;
    return "- **Opening.** Real users open with " + numberText(words->quantiles->median) +
           " words (median; " + rangeText(*words) + "; n = " + std::to_string(words->n) + "). Of " +
           std::to_string(n) + " openings, " +
           joined({shareText(people, "greeting_opening", "begin with a greeting"),
                   shareText(people, "lower_case_opening", "begin in lower case"),
                   shareText(people, "identifier_opening", "give an identifier")}) +
           ".\n";
}

std::string lengthText(const UserProfile &people)
{
    std::vector<std::string> turns;
    for (std::size_t t = 1; t < std::min(people.wordsByTurn.size(), shownTurns); ++t) {
        if (!people.wordsByTurn[t].few())
            turns.push_back("turn " + std::to_string(t + 1) + ": " +
                            numberText(people.wordsByTurn[t].median));
    }
    const Figure *turnsOf = people.find("user_turns");
    std::string text = "- **Length.** A dialogue has " + valueText(*turnsOf) +
                       ", n = " + std::to_string(turnsOf->n) + ". Words per turn, on average: " +
                       valueText(*people.find("user_words_per_turn")) + ".";
    if (!turns.empty())
        text += " Median after the opening: " + joined(turns) + ".";
    return text + "\n";
}

std::string writingText(const UserProfile &people)
{
    return "- **Writing.** Of " + std::to_string(people.turns) + " turns, " +
           joined({shareText(people, "short_reply", "have at most three words"),
                   shareText(people, "one_word_acknowledgement", "are one word like “yes” or “ok”"),
                   shareText(people, "no_final_punctuation", "end without a mark"),
                   shareText(people, "lower_case_turn", "begin in lower case"),
                   shareText(people, "question_mark", "hold a question mark")}) +
           ".\n";
}

std::string disclosureText(const UserProfile &people)
{
    const DisclosureSchedule &disclosure = people.disclosure;
    if (disclosure.dialogues == 0)
        return {};
    std::vector<std::string> steps;
    for (const DisclosureSchedule::Step &step : disclosure.steps) {
        if (steps.size() < 5 && step.talking >= leastEvents)
            steps.push_back(percentText(step.share) + " by turn " + std::to_string(step.turn));
    }
    std::string text = "- **What they tell when.** Of what a user names in a dialogue (numbers, "
                       "identifiers, dates, things), the share said: " +
                       (steps.empty() ? std::string("too few dialogues to say") : joined(steps)) +
                       " (n = " + std::to_string(disclosure.dialogues) + ").";
    const Quantiles &first = disclosure.firstIdentifier;
    if (first.n > 0) {
        text += " The first identifier comes in turn " + numberText(first.median) +
                " (median, n = " + std::to_string(first.n) + ")";
        const int all = disclosure.prompted + disclosure.unprompted;
        if (all > 0) {
            text += "; " + percentText(static_cast<double>(disclosure.unprompted) / all) + " of " +
                    countText(all, "identifier is", "identifiers are") +
                    " given without the agent having just asked";
        }
        text += ".";
    }
    return text + "\n";
}

std::string toneText(const UserProfile &people)
{
    std::string text = "- **Tone.** Mean share of a dialogue's turns (n = " +
                       std::to_string(people.find("politeness_rate")->n) +
                       "; found by word lists): ";
    std::vector<std::string> parts;
    std::vector<std::string> rare;
    for (const char *key : {"politeness_rate", "uncertainty_rate", "certainty_rate",
                            "pushback_q_rate", "clarify_q_rate", "info_q_rate", "emotion_rate",
                            "accusation_rate", "pivot_rate", "formality_rate"}) {
        const Figure *figure = people.find(key);
        const std::string noun(phraseOf(key)->noun);
        if (figure->few())
            rare.push_back(noun + " (in " + std::to_string(figure->events) + ")");
        else
            parts.push_back(noun + " " + percentText(figure->mean));
    }
    text += parts.empty() ? std::string("nothing in ten dialogues or more") : joined(parts);
    text += ".";
    if (!rare.empty())
        text += " In fewer than ten dialogues, so no target: " + joined(rare) + ".";
    return text + "\n";
}

/// "a yes 35 % and thanks 20 %" for the most frequent followers.
std::string followers(const ActTransitions &transitions, std::size_t from, std::size_t count)
{
    std::vector<std::pair<int, std::size_t>> order;
    const int total = transitions.rowTotal(from);
    for (std::size_t to = 0; to < actCount; ++to)
        if (transitions.counts[from][to] * rareFollower >= total)
            order.emplace_back(-transitions.counts[from][to], to);
    std::sort(order.begin(), order.end());
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < std::min(order.size(), count); ++i) {
        parts.push_back(std::string(phraseOfState(order[i].second)) + " " +
                        percentText(static_cast<double>(-order[i].first) / total));
    }
    return joined(parts);
}

std::string courseText(const UserProfile &people)
{
    const ActTransitions &transitions = people.acts.transitions;
    std::vector<std::pair<int, std::size_t>> rows;
    for (std::size_t from = 0; from < actCount; ++from)
        if (transitions.rowTotal(from) >= leastEvents)
            rows.emplace_back(-transitions.rowTotal(from), from);
    std::sort(rows.begin(), rows.end());
    if (rows.size() > shownActs)
        rows.resize(shownActs);
    std::string text = "- **What follows what.** Users start with " +
                       followers(transitions, ActTransitions::start, 3) +
                       " (n = " + std::to_string(transitions.rowTotal(ActTransitions::start)) +
                       ").";
    for (const auto &[total, from] : rows) {
        text += " After " + std::string(phraseOfState(from)) + " (" + std::to_string(-total) +
                " times): " + followers(transitions, from, 3) + ".";
    }
    return text + "\n";
}

std::string endingText(const UserProfile &people)
{
    std::vector<std::string> steps;
    for (const HazardStep &step : people.ending) {
        if (step.talking >= leastEvents && step.ended > 0 && steps.size() < shownTurns)
            steps.push_back("turn " + std::to_string(step.turn) + ": " +
                            percentText(step.hazard()) + " of " + std::to_string(step.talking));
    }
    std::string text = "- **Ending.** Of the users still talking at a turn, so many end there: " +
                       (steps.empty() ? std::string("too few to say")
                                      : joined(steps) + "; at earlier turns nobody") +
                       ".";
    if (people.censored > 0)
        text += " " + countText(people.censored, "dialogue was", "dialogues were") +
                " ended by something else: no end of the user's.";
    if (people.assumedEnds > 0)
        text += " The source does not say how " +
                countText(people.assumedEnds, "dialogue", "dialogues") +
                " ended; the last turn is taken for the end.";
    return text + "\n";
}

std::string fragmentsText(const UserProfile &people)
{
    if (people.fragments.empty())
        return "- **Short turns.** No short turn was said often enough to be typical.\n";
    std::vector<std::string> parts;
    for (const Fragment &fragment : people.fragments) {
        if (parts.size() < shownFragments)
            parts.push_back("“" + fragment.pattern + "” " + std::to_string(fragment.count) + "×");
    }
    return "- **Short turns.** " + joined(parts) +
           ". (Patterns: identifiers, numbers and words that might name something are replaced.)\n";
}

std::string caveatsText(const Targets &targets)
{
    std::string text = "\n## Before you use this\n\n";
    text += "- **Aim at the spread, not at the median.** A simulator whose every opening has the "
            "median length is as unlike people as one that is too long.\n";
    text += "- **Features are coupled.** Shorter turns also change politeness, questions and "
            "disclosure. In the paper a persona prompt written from measured gaps lowered the "
            "index from 70.9 to 64.6. Change little at a time and score again each time.\n";
    text += "- **Score on the held-out tasks only.** A prompt tuned and scored on the same tasks "
            "looks better than it is. Once you have chosen between prompts by their held-out "
            "score, that score too is flattering.\n";
    if (!targets.simulators.empty()) {
        text += "- Gaps are named where the 95 % interval (bootstrap by task, " +
                std::to_string(targets.draws) +
                " draws) leaves 0 out. Of twenty figures without any gap one does so by chance.\n";
    }
    text += "- Word lists are those of the index (edition " + targets.edition + ", " +
            targets.lexiconVersion + "); they are English and read no meaning.\n";
    if (targets.withoutTask > 0)
        text += "- " + countText(targets.withoutTask, "dialogue has", "dialogues have") +
                " no task and took no part.\n";
    return text;
}
} // namespace

std::string targetsBrief(const Targets &targets)
{
    std::string text = headText(targets);
    text += "\n## What real users do\n\n";
    const UserProfile &people = targets.people;
    if (people.dialogues == 0) {
        text += "Nothing is known: no real user said anything on the tuning tasks.\n";
        return text + caveatsText(targets);
    }
    text += openingText(people) + lengthText(people) + writingText(people) +
            disclosureText(people) + toneText(people) + courseText(people) + endingText(people) +
            fragmentsText(people);
    for (const SimulatorTargets &simulator : targets.simulators)
        text += simulatorBrief(simulator);
    return text + caveatsText(targets);
}
} // namespace gapscope
