// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/endings.h"

#include "core/align/tokens.h"
#include "core/metrics/disclosure.h"
#include "core/metrics/user_turns.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace gapscope {
namespace {
constexpr std::size_t loopTurns = 3;

bool containsAny(std::string_view text, std::initializer_list<std::string_view> parts)
{
    return std::any_of(parts.begin(), parts.end(), [text](std::string_view part) {
        return text.find(part) != std::string_view::npos;
    });
}

/// Lower case of ASCII, with one form for the marks between words.
std::string normalised(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        out += upper ? static_cast<char>(c - 'A' + 'a') : c == ' ' || c == '-' ? '_' : c;
    }
    return out;
}

std::optional<Ending> namedEnding(const std::string &termination)
{
    if (containsAny(termination, {"max", "limit", "timeout", "time_out", "too_long"}) ||
        termination == "cap")
        return Ending::Cap;
    if (containsAny(termination, {"transfer", "escalat", "handoff", "hand_off"}))
        return Ending::Transfer;
    if (containsAny(termination, {"give_up", "gave_up", "giveup", "given_up", "abandon", "quit",
                                  "walk", "leave", "left", "hung_up", "hang_up"}))
        return Ending::GaveUp;
    if (containsAny(termination, {"loop", "repetition"}))
        return Ending::Loop;
    if (containsAny(termination, {"error", "crash", "fail", "unknown"}))
        return Ending::Unknown;
    return std::nullopt;
}

bool isTransferTool(std::string_view tool)
{
    const std::string text = normalised(tool);
    return containsAny(text, {"transfer_to", "escalat", "handoff", "hand_off"});
}

bool endsInTransfer(const Dialogue &dialogue)
{
    std::string_view last;
    for (const Turn &turn : dialogue.turns) {
        for (const ToolCall &call : turn.toolCalls)
            last = call.name;
        if (turn.toolResult && !turn.toolResult->name.empty())
            last = turn.toolResult->name;
        if (turn.role == Role::User && turn.text &&
            turn.text->find("###TRANSFER###") != std::string::npos)
            return true;
    }
    return isTransferTool(last);
}

bool isLoop(const std::vector<SpokenTurn> &spoken)
{
    if (spoken.size() < loopTurns)
        return false;
    const TokenHash last = tokenizeTurn(spoken.back().text).folded;
    return std::all_of(
        spoken.end() - static_cast<std::ptrdiff_t>(loopTurns), spoken.end() - 1,
        [last](const SpokenTurn &turn) { return tokenizeTurn(turn.text).folded == last; });
}

/// The words of a turn with one blank around each, so that phrases are found as whole words.
std::string spacedWords(std::string_view text)
{
    std::string out = " ";
    for (const std::string &word : wordsOf(text))
        out += word + " ";
    return out;
}

bool saysGivingUp(const std::string &words)
{
    return containsAny(words, {" forget it ", " forget about it ", " never mind ", " nevermind ",
                               " i give up ", " giving up ", " waste of time ", " wasting my time ",
                               " wasted my time ", " not helpful ", " unhelpful ", " go elsewhere ",
                               " somewhere else ", " im done with ", " i am done with ",
                               " take my business "});
}

bool saysThanksOrGoodbye(const std::string &words)
{
    return containsAny(words,
                       {" thank ", " thanks ", " thx ", " bye ", " goodbye ", " good bye ",
                        " thats all ", " that is all ", " that will be all ", " thatll be all ",
                        " have a good ", " have a great ", " have a nice "});
}

bool hasStopSignal(const Dialogue &dialogue)
{
    return std::any_of(dialogue.turns.begin(), dialogue.turns.end(), [](const Turn &turn) {
        const bool spoken = turn.role == Role::User || turn.role == Role::Note;
        return spoken && turn.text &&
               (isStopSignal(*turn.text) || turn.text->find("###STOP###") != std::string::npos);
    });
}
} // namespace

const char *name(Ending ending)
{
    switch (ending) {
    case Ending::Done:
        return "done";
    case Ending::GaveUp:
        return "gave_up";
    case Ending::Transfer:
        return "transfer";
    case Ending::Loop:
        return "loop";
    case Ending::Cap:
        return "cap";
    case Ending::Unknown:
        return "unknown";
    }
    return "unknown";
}

Ending endingOf(const Dialogue &dialogue)
{
    const std::string termination = normalised(dialogue.outcome.termination);
    if (const std::optional<Ending> named = namedEnding(termination))
        return *named;
    if (endsInTransfer(dialogue))
        return Ending::Transfer;
    const std::vector<SpokenTurn> spoken = spokenTurns(dialogue);
    if (isLoop(spoken))
        return Ending::Loop;
    const std::string last = spoken.empty() ? std::string() : spacedWords(spoken.back().text);
    if (saysGivingUp(last))
        return Ending::GaveUp;
    if (!termination.empty() || hasStopSignal(dialogue) || saysThanksOrGoodbye(last))
        return Ending::Done;
    return Ending::Unknown;
}

stats::SurvivalTime survivalTimeOf(const Dialogue &dialogue)
{
    const Ending ending = endingOf(dialogue);
    return {static_cast<double>(spokenTurns(dialogue).size()),
            ending != Ending::Cap && ending != Ending::Unknown};
}
} // namespace gapscope
