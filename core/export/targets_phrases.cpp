// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/targets_phrases.h"

#include "core/metrics/json_text.h"
#include "core/metrics/targets_course.h"
#include "core/stats/events.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gapscope {
namespace {
constexpr std::string_view wordList = "found by a word list";

constexpr std::array phrases{
    FigurePhrase{"user_words_per_turn", "words per turn", "longer turns", "shorter turns", ""},
    FigurePhrase{"opening_words", "words in the opening", "longer openings", "shorter openings",
                 ""},
    FigurePhrase{"short_reply", "replies of at most three words", "more short replies",
                 "fewer short replies", ""},
    FigurePhrase{"one_word_acknowledgement", "one-word acknowledgements",
                 "more one-word acknowledgements", "fewer one-word acknowledgements", ""},
    FigurePhrase{"verbosity_cv", "variation of length", "more variation between long and short",
                 "less variation between long and short",
                 "SD of a dialogue's words per turn / mean"},
    FigurePhrase{"politeness_rate", "polite turns", "more polite turns", "fewer polite turns",
                 wordList},
    FigurePhrase{"emotion_rate", "emotional turns", "more emotion", "less emotion", wordList},
    FigurePhrase{"accusation_rate", "accusing turns", "more accusing turns", "fewer accusing turns",
                 "“wrong size” counts too"},
    FigurePhrase{"pivot_rate", "changes of plan", "more changes of plan", "fewer changes of plan",
                 "“I'd like” counts too"},
    FigurePhrase{"certainty_rate", "certain turns", "more certainty", "less certainty", wordList},
    FigurePhrase{"uncertainty_rate", "unsure turns", "more hedging and not knowing",
                 "less hedging and not knowing", "“I don't have” counts too"},
    FigurePhrase{"formality_rate", "turns with a dash", "more dashes", "fewer dashes", ""},
    FigurePhrase{"repeat_rate", "dialogues that repeat themselves", "", "less repetition",
                 "a phrase of three words, more than ten times"},
    FigurePhrase{"id_confuse_rate", "dialogues that sound like the agent", "",
                 "fewer turns that sound like the agent", "“your order” counts too"},
    FigurePhrase{"pushback_q_rate", "turns that push back", "more push-back", "less push-back",
                 wordList},
    FigurePhrase{"clarify_q_rate", "clarifying questions", "more clarifying questions",
                 "fewer clarifying questions", wordList},
    FigurePhrase{"info_q_rate", "questions for information", "more questions for information",
                 "fewer questions for information", wordList},
    FigurePhrase{"question_mark", "turns with a question mark", "more turns with a question mark",
                 "fewer turns with a question mark", ""},
    FigurePhrase{"lower_case_turn", "turns that begin in lower case",
                 "more turns that begin in lower case", "fewer turns that begin in lower case", ""},
    FigurePhrase{"no_final_punctuation", "turns without a final mark",
                 "more turns without a final punctuation mark",
                 "fewer turns without a final punctuation mark", ""},
    FigurePhrase{"identifier_turn", "turns that give an identifier",
                 "more turns that give an identifier", "fewer turns that give an identifier", ""},
    FigurePhrase{"greeting_opening", "openings with a greeting", "more openings with a greeting",
                 "fewer openings with a greeting", ""},
    FigurePhrase{"identifier_opening", "openings with an identifier",
                 "more openings that give an identifier", "fewer openings that give an identifier",
                 ""},
    FigurePhrase{"user_turns", "user turns", "longer dialogues", "shorter dialogues", ""},
    FigurePhrase{"information_by_turn_1", "information said in the first turn",
                 "more of the information in the first turn",
                 "less of the information in the first turn", ""},
    FigurePhrase{"first_identifier_turn", "turn of the first identifier",
                 "first identifier in a later turn", "first identifier in an earlier turn", ""},
    FigurePhrase{"unprompted_identifier", "identifiers given without being asked",
                 "more identifiers without being asked", "fewer identifiers without being asked",
                 ""},
};

/// "8 words", "turn 2".
std::string withUnit(double value, FigureUnit unit)
{
    const std::string number = numberText(value);
    const std::string_view plural = number == "1" ? "" : "s";
    switch (unit) {
    case FigureUnit::Words:
        return number + " word" + std::string(plural);
    case FigureUnit::Turns:
        return number + " turn" + std::string(plural);
    case FigureUnit::TurnIndex:
        return "turn " + number;
    case FigureUnit::Messages:
        return number + " message" + std::string(plural);
    case FigureUnit::Share:
    case FigureUnit::Number:
        return number;
    }
    return number;
}
} // namespace

const FigurePhrase *phraseOf(std::string_view key)
{
    const auto *const found =
        std::find_if(phrases.begin(), phrases.end(),
                     [key](const FigurePhrase &phrase) { return phrase.key == key; });
    return found == phrases.end() ? nullptr : found;
}

std::string_view phraseOfState(std::size_t state)
{
    if (state == ActTransitions::start)
        return "the start";
    switch (static_cast<Act>(state)) {
    case Act::Stop:
        return "the end";
    case Act::Pushback:
        return "pushing back";
    case Act::Clarify:
        return "asking what is meant";
    case Act::Accuse:
        return "an accusation";
    case Act::Emotion:
        return "showing feeling";
    case Act::Pivot:
        return "a change of plan";
    case Act::Uncertain:
        return "not being sure";
    case Act::InfoQuestion:
        return "asking for information";
    case Act::GiveId:
        return "giving an identifier";
    case Act::Yes:
        return "a yes";
    case Act::No:
        return "a no";
    case Act::Thanks:
        return "thanks";
    case Act::Question:
        return "another question";
    case Act::Statement:
        return "a plain statement";
    }
    return "a plain statement";
}

std::string percentText(double share)
{
    if (share <= 0.0)
        return "none";
    if (share < 0.01)
        return "under 1 %";
    return plainNumber(std::round(share * 100.0)) + " %";
}

std::string numberText(double value)
{
    const double digits = std::abs(value) < 1.0 ? 100.0 : 10.0;
    // + 0: never "-0".
    return plainNumber(std::round(value * digits) / digits + 0.0);
}

std::string rangeText(const Figure &figure)
{
    const Quantiles &values = *figure.quantiles;
    // Quantiles of whole numbers may fall between two; the tails are not known that well.
    const bool whole =
        figure.info.unit != FigureUnit::Number && figure.info.key != "user_words_per_turn";
    const auto text = [whole](double value) {
        return numberText(whole ? std::round(value) : value);
    };
    if (text(values.low) == text(values.high))
        return "80 % at " + text(values.low);
    return "80 % between " + text(values.low) + " and " + text(values.high);
}

std::string countText(int count, std::string_view singular, std::string_view plural)
{
    return std::to_string(count) + " " + std::string(count == 1 ? singular : plural);
}

std::string valueText(const Figure &figure)
{
    if (figure.n == 0)
        return "unknown";
    if (figure.info.unit == FigureUnit::Share)
        return percentText(figure.mean);
    return withUnit(figure.quantiles->median, figure.info.unit) + " (" + rangeText(figure) + ")";
}

std::string fewText(int events)
{
    return events > 0 && events < leastEvents ? " (only " + std::to_string(events) + ")" : "";
}

std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}
} // namespace gapscope
