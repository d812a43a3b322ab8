// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/dialogue_words.h"

#include "core/align/tokens.h"
#include "core/features/turn_text.h"

#include <iterator>
#include <string>

namespace gapscope {
namespace {
/// Lower-cased texts of the user turns that count.
std::vector<std::string> userTexts(const Dialogue &dialogue)
{
    std::vector<std::string> texts;
    std::string scratch;
    // A blank in place of markup, so that the words around it stay two.
    TextRules rules;
    rules.markup = true;
    for (const Turn &turn : dialogue.turns) {
        if (turn.role != Role::User || !turn.scored || !turn.text || isStopSignal(*turn.text))
            continue;
        // Which of the platforms wrote it is not known here; neither's text is speech.
        if (isPlatformText(*turn.text, Source::Human) || isPlatformText(*turn.text, Source::Llm))
            continue;
        appendScoredText(*turn.text, rules, texts.emplace_back(), nullptr, scratch);
    }
    return texts;
}

constexpr std::size_t fewestWords = 5;

template <class Measure>
std::optional<double> ofWords(const Dialogue &dialogue, Measure measure)
{
    const lexical::Words words = userWords(dialogue);
    return words.size() < fewestWords ? std::nullopt : measure(words);
}
} // namespace

std::vector<lexical::Words> userTurnWords(const Dialogue &dialogue)
{
    std::vector<lexical::Words> turns;
    for (const std::string &text : userTexts(dialogue))
        turns.push_back(lexical::wordsOf(text));
    return turns;
}

lexical::Words userWords(const Dialogue &dialogue)
{
    lexical::Words all;
    for (lexical::Words &words : userTurnWords(dialogue))
        all.insert(all.end(), std::make_move_iterator(words.begin()),
                   std::make_move_iterator(words.end()));
    return all;
}

std::vector<Act> userTurnActs(const Dialogue &dialogue)
{
    std::vector<Act> acts;
    for (const std::string &text : userTexts(dialogue))
        acts.push_back(tokenizeTurn(text).acts.primary());
    return acts;
}

std::optional<double> dialogueTypeTokenRatio(const Dialogue &dialogue)
{
    return ofWords(dialogue, [](const auto &words) { return lexical::typeTokenRatio(words); });
}

std::optional<double> dialogueMattr(const Dialogue &dialogue)
{
    return ofWords(dialogue,
                   [](const auto &words) { return lexical::movingTypeTokenRatio(words); });
}

std::optional<double> dialogueHdd(const Dialogue &dialogue)
{
    return ofWords(dialogue,
                   [](const auto &words) { return lexical::hypergeometricDiversity(words); });
}

std::optional<double> dialogueYulesK(const Dialogue &dialogue)
{
    return ofWords(dialogue, [](const auto &words) { return lexical::yulesK(words); });
}
} // namespace gapscope
