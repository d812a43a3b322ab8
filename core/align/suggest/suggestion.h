// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// SimMore: the simulated user does more of it than the person, SimLess: less. None: no side has
/// more (a difference of kind).
enum class GapDirection { None, SimMore, SimLess };

/// A place in a turn (position in Dialogue::turns), in code points; begin = end = the whole turn.
struct TurnEvidence
{
    bool sim = false;
    int turn = 0;
    int begin = 0;
    int end = 0;

    bool operator==(const TurnEvidence &) const = default;
};

/// A divergence code that a rule finds fitting. Never a label by itself: a person accepts it.
struct Suggestion
{
    /// Index into Alignment::rows; −1 = the whole pair.
    int row = -1;
    /// Of the divergence scheme.
    std::string code;
    GapDirection direction = GapDirection::None;
    /// Id of the rule, see suggestionRules(); with `arguments` all there is to word the reason.
    std::string rule;
    /// What %1, %2 … of the rule's sentence stand for: words, lists, turn numbers counted among the
    /// spoken user turns from 1.
    std::vector<std::string> arguments;
    std::vector<TurnEvidence> evidence;

    bool operator==(const Suggestion &) const = default;
};

/// A rule as data, for help, settings and translation.
struct SuggestionRule
{
    std::string_view id;
    std::string_view code;
    /// English, with %1, %2 … for the arguments.
    std::string_view sentence;
};

/// All rules in the order of the codes.
std::span<const SuggestionRule> suggestionRules();
/// Null where unknown.
const SuggestionRule *suggestionRule(std::string_view id);

/// What could not be looked for, because something is not known. `what` is a rule's id, "units" or
/// "floor_percentiles". Calibration: it has not run yet; Floor: there is nothing to calibrate with.
struct NotComputed
{
    enum class Missing { Card, Outcome, OtherPeople, Calibration, Floor };
    std::string what;
    Missing missing = Missing::Card;

    bool operator==(const NotComputed &) const = default;
};

/// The reason in English: the rule's sentence with its arguments.
std::string sentenceOf(const Suggestion &suggestion);

/// "none", "sim+", "sim-".
const char *name(GapDirection direction);
/// "card", "outcome", "other_people", "calibration", "floor".
const char *name(NotComputed::Missing missing);
} // namespace gapscope
