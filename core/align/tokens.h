// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/acts.h"
#include "core/align/token_hash.h"
#include "core/model/transcript.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gapscope {

/// One token of one turn: `turn` counts the user turns of the dialogue, `count` its occurrences.
struct Posting
{
    TokenHash token = 0;
    int turn = 0;
    int count = 0;
};

/// Distinct tokens of one text with their occurrences, ascending by hash.
struct TokenCount
{
    TokenHash token = 0;
    int count = 0;
};

/// What aligning needs to know of one text. `words` are the content words (stop words left out).
struct TurnTokens
{
    std::vector<TokenCount> words;
    std::vector<TokenCount> grams;
    std::vector<TokenHash> slots;
    ActSet acts;
    /// All words, stop words too.
    int wordCount = 0;
    /// Hash of the text after folding of case, punctuation and blanks.
    TokenHash folded = 0;
    bool polite = false;
    bool dash = false;
    bool emotion = false;
};

/// A user turn as it is aligned; `position` is its place in Dialogue::turns.
struct PreparedTurn
{
    int position = 0;
    /// The text is a platform's end signal and nothing else.
    bool stop = false;
    ActSet acts;
    int wordCount = 0;
    TokenHash folded = 0;
    bool polite = false;
    bool dash = false;
    bool emotion = false;
};

/// A dialogue tokenised once, for any number of alignments; independent of the other dialogues.
/// Postings are ascending by (token, turn); `context` is the agent's text just before each turn.
struct PreparedDialogue
{
    DialogueId id;
    std::vector<PreparedTurn> turns;
    std::vector<Posting> words;
    std::vector<Posting> grams;
    std::vector<Posting> slots;
    std::vector<Posting> context;
    /// The agent's tool calls up to the next user turn, by name and arguments.
    std::vector<Posting> calls;
};

/// User turns = turns of Role::User with a text (an empty text is one).
PreparedDialogue prepareDialogue(const Dialogue &dialogue);

TurnTokens tokenizeTurn(std::string_view text);

/// True for `###STOP###` and `/stop`, blanks around allowed: a signal to the platform, not speech.
bool isStopSignal(std::string_view text);
} // namespace gapscope
