// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/suggest/suggest_codes.h"
#include "core/align/tokens.h"
#include "core/metrics/disclosure.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// A pair read once for all rules of suggestCodes().
namespace gapscope::suggest {
/// A spoken user turn.
struct TurnReading
{
    int position = 0;
    /// Among the spoken user turns of its side, from 1.
    int number = 1;
    std::string_view text;
    TurnTokens tokens;
    std::vector<Fact> facts;
    /// Lower-case words without apostrophes, one blank around each.
    std::string words;
    /// The agent's text since the user turn before, as words like the above; empty = none.
    std::string agentWords;
    /// Index into Alignment::rows; −1 = in none.
    int row = -1;

    /// No more than a yes, no, thanks or goodbye: without fact and question.
    bool isClosing() const;
    bool asks() const;
};

struct SideReading
{
    const Dialogue *dialogue = nullptr;
    std::span<const CueSpan> cues;
    std::vector<TurnReading> turns;
    DisclosureRecord disclosures;

    const TurnReading *at(int position) const;
    /// Spans of a feature in these turns.
    std::vector<const CueSpan *> cuesIn(const std::vector<const TurnReading *> &wanted,
                                        Feature feature) const;
    bool has(const TurnReading &turn, Feature feature) const;
};

/// The spoken turns of both sides of an aligned row.
struct RowReading
{
    std::vector<const TurnReading *> real;
    std::vector<const TurnReading *> sim;

    bool matched() const { return !real.empty() && !sim.empty(); }
};

struct PairReading
{
    explicit PairReading(const SuggestInput &in);
    PairReading(const PairReading &) = delete;
    PairReading &operator=(const PairReading &) = delete;

    const SuggestInput &input;
    SideReading real;
    SideReading sim;
    std::vector<RowReading> rows;
    /// As TurnReading::words.
    std::string cardWords;
};

using Readings = std::vector<const TurnReading *>;

/// Whether a text of blank-separated words holds one of these phrases as whole words.
bool says(const std::string &words, std::initializer_list<std::string_view> phrases);
bool refuses(const std::string &agentWords);
/// Content words of `of` that stand in one of `others`, 0–1; 0 without content words.
double contained(const TurnReading &of, const Readings &others);
int wordCount(const Readings &turns);

/// "a, b, c", each once, at most four.
std::string list(const std::vector<std::string> &items);
std::string quoted(const std::vector<const CueSpan *> &spans);
/// Turn numbers in their order, "3, 4".
std::string numbers(const Readings &turns);
std::vector<TurnEvidence> evidence(const std::vector<const CueSpan *> &spans, bool sim);
TurnEvidence wholeTurn(const TurnReading &turn, bool sim);
std::vector<TurnEvidence> wholeTurns(const Readings &real, const Readings &sim);
} // namespace gapscope::suggest
