// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// When a user gives which facts away (methods.md B5).
namespace gapscope {
enum class FactKind { Identifier, Number, Month, Weekday, Time };

/// A fact named in a text, in one spelling per thing ("$1,250.00" and "1250" are one).
struct Fact
{
    FactKind kind = FactKind::Identifier;
    std::string value;

    auto operator<=>(const Fact &) const = default;
};

/// Identifiers, numbers, months, weekdays and clock times of a text in their order, each once. An
/// e-mail address is what stands before its @.
std::vector<Fact> factsOf(std::string_view text);

/// The first time a user says a fact.
struct Disclosure
{
    Fact fact;
    /// Counted among the user's spoken turns, from 1.
    int turn = 1;
    /// One of the last two agent turns before it holds a word that asks for this kind of fact.
    bool prompted = false;
    /// It stands in the task card.
    bool inCard = false;
    /// An agent or tool turn said it before.
    bool known = false;
};

struct DisclosureRecord
{
    /// Spoken user turns.
    int userTurns = 0;
    bool hasCard = false;
    /// Every fact the user says, by turn.
    std::vector<Disclosure> facts;
};

/// `card` is the task's instruction; empty = there is none.
DisclosureRecord disclosuresOf(const Dialogue &dialogue, std::string_view card);

/// The facts that are the user's to give: those of the card; without a card, those that nobody had
/// said before.
std::vector<Disclosure> unitsOf(const DisclosureRecord &record);

/// mean over units of 1 − (t − 1)/(T − 1), 0–1; 1 = everything in the first turn. `turns` are the
/// t's, T = `userTurns`. None without units and below two turns.
std::optional<double> frontloadArea(std::span<const int> turns, int userTurns);
/// mean over units of t_real − t_sim, in turns; positive = sim earlier. None for no units or
/// unequal numbers of them.
std::optional<double> disclosureLag(std::span<const int> real, std::span<const int> sim);
/// The same over the units that both give.
std::optional<double> disclosureLag(std::span<const Disclosure> real,
                                    std::span<const Disclosure> sim);
/// Share of units given before the agent asked for that kind of fact; none without units.
std::optional<double> unpromptedShare(std::span<const Disclosure> units);
/// Share of identifiers and numbers found neither in the card nor in what agent and tools had said;
/// none without a card and without such facts.
std::optional<double> inventedShare(const DisclosureRecord &record);

/// Longest run of words, in order and without gaps, that a turn shares with the card.
struct CardRun
{
    int run = 0;
    int words = 0;
};
CardRun longestCardRun(std::string_view turn, std::string_view card);
/// The same with the words of both; for many turns and one card.
int longestCommonRun(std::span<const std::string> turn, std::span<const std::string> card);
/// The words of a text, lower-case, as alignment splits them.
std::vector<std::string> wordsOf(std::string_view text);
} // namespace gapscope
