// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/acts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <unordered_map>
#include <vector>

namespace gapscope {
namespace {
using Words = std::span<const std::string_view>;

struct PhraseList
{
    Act act;
    std::string_view phrases;
};

// Phrases anywhere in a sentence, apostrophes left out, separated by '|'.
constexpr std::array<PhraseList, 7> phraseLists{{
    {Act::Pushback,
     "are you sure|thats not right|that is not right|thats wrong|that is wrong|thats incorrect|"
     "that is incorrect|thats not what|that is not what|i already|you already|try again|"
     "check again|look again|cant be right|cant be correct|makes no sense|doesnt make sense|"
     "why cant|why wont|why didnt|why isnt|why arent|why not|not what i|not fair|dont agree|"
     "i disagree|i insist|there must be|no way|double check|i was told|ask me again"},
    {Act::Clarify,
     "what do you mean|what does that mean|what did you mean|clarify|elaborate|can you explain|"
     "could you explain|dont understand|not following|whats the difference|"
     "what is the difference|what exactly|which one|which ones|which of|do you mean|"
     "did you mean|what kind of|you said|you mentioned|in what way|how so|say that again|"
     "repeat that"},
    {Act::Accuse,
     "your fault|you people|blame|useless|incompetent|misleading|misled|unacceptable|scam|"
     "shame on|you messed up|you made a mistake|your mistake|your error|you got it wrong|"
     "you are wrong|youre wrong|you lied|you ruined|you didnt|you did not|irresponsible|"
     "you failed"},
    {Act::Emotion,
     "frustrated|frustrating|upset|angry|annoyed|annoying|furious|ridiculous|terrible|horrible|"
     "awful|ugh|stressed|stressful|anxious|worried|nervous|disappointed|disappointing|irritated|"
     "outrageous|exasperated|desperate|miserable|fed up|sick of|wtf|damn|hate"},
    {Act::Pivot,
     "instead|rather than|id rather|i would rather|how about|what about|what if|"
     "on second thought|change my mind|changed my mind|another way|another option|"
     "other options|alternatively|in that case|lets switch|lets go with|lets try|lets do|"
     "never mind|nevermind|forget it|forget that|actually can|actually could|actually id|"
     "actually i would"},
    {Act::Uncertain,
     "i think|i guess|i believe|not sure|unsure|maybe|perhaps|probably|possibly|dont know|"
     "do not know|dunno|no idea|dont remember|do not remember|cant remember|dont recall|"
     "do not recall|cant recall|cant find|i forgot|dont have|do not have|i might|sort of|"
     "roughly|if i recall"},
    {Act::Thanks, "thank|thanks|thx|appreciate|appreciated|grateful|cheers"},
}};

constexpr std::string_view infoQuestions =
    "what is|whats|what are|how much|how many|how long|how far|how do i|how can i|how would i|"
    "when is|when will|when does|when can|when did|where is|where are|where can|is there|"
    "are there|do you have|do you know|do they|does it|can you tell|could you tell|can you check|"
    "could you check|can you find|could you find|can you look|could you look|can you see|"
    "can you show|could you give me|can you give me|can you provide|could you provide|"
    "could you please provide|can you please provide|what time|what options|tell me|"
    "i need to know|let me know|would like to know";

// At the beginning of a sentence only.
constexpr std::string_view yesStarts =
    "yes|yeah|yea|yep|yup|ya|ok|okay|sure|right|correct|exactly|agreed|absolutely|definitely|"
    "certainly|of course|alright|all right|fine|great|perfect|good|sounds good|that works|"
    "that sounds|that is correct|thats correct|thats right|that is right|thats fine|"
    "that is fine|that would be|go ahead|please do|please proceed|please go ahead|proceed|"
    "i confirm|confirm|confirmed|do it|got it|i agree|that will work|thatll work|"
    "sounds great|i understand|understood";
constexpr std::string_view noStarts =
    "no|nope|nah|not really|not yet|nothing|none|thats all|that is all|thats it|that is it|"
    "that will be all|thatll be all|thatll do|that wont be|i dont want|i do not want|i dont need|"
    "i do not need|i dont think|neither";
constexpr std::string_view questionStarts =
    "what|which|who|whose|when|where|why|how|do you|do i|do they|does it|does the|does that|"
    "did you|did i|is it|is there|is that|is this|is the|are you|are there|are they|are these|"
    "was it|was there|should i|shall i|have you|has it";
// A request in the form of a question is a request: "could you cancel it?" is not asking.
constexpr std::string_view requestStarts =
    "can you|can i|can we|could you|could i|could we|would you|will you|may i|please";
constexpr std::string_view polite =
    "please|thank|thanks|sorry|excuse me|appreciate|appreciated|grateful|kindly|pardon|"
    "my apologies|apologies|apologize|no worries|would you mind|if you dont mind|wonderful";

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// Phrases by their first word, each with a bit that says what it stands for.
class PhraseTable
{
public:
    void add(std::string_view phrases, std::uint32_t bit)
    {
        for (const std::string_view phrase : split(phrases, '|')) {
            std::vector<std::string_view> words = split(phrase, ' ');
            m_byFirst[words.front()].push_back({std::move(words), bit});
        }
    }

    std::uint32_t bitsAt(Words words, std::size_t at) const
    {
        const auto found = m_byFirst.find(words[at]);
        if (found == m_byFirst.end())
            return 0;
        std::uint32_t bits = 0;
        for (const Phrase &phrase : found->second) {
            const Words rest = words.subspan(at);
            if (phrase.words.size() <= rest.size() &&
                std::equal(phrase.words.begin(), phrase.words.end(), rest.begin()))
                bits |= phrase.bit;
        }
        return bits;
    }

private:
    struct Phrase
    {
        std::vector<std::string_view> words;
        std::uint32_t bit = 0;
    };

    std::unordered_map<std::string_view, std::vector<Phrase>> m_byFirst;
};

constexpr std::uint32_t bitOf(Act act)
{
    return std::uint32_t{1} << static_cast<int>(act);
}

constexpr std::uint32_t politeBit = std::uint32_t{1} << actCount;
constexpr std::uint32_t requestBit = politeBit << 1;

const PhraseTable &anywhere()
{
    static const PhraseTable table = [] {
        PhraseTable built;
        for (const PhraseList &list : phraseLists)
            built.add(list.phrases, bitOf(list.act));
        built.add(infoQuestions, bitOf(Act::InfoQuestion));
        built.add(polite, politeBit);
        return built;
    }();
    return table;
}

const PhraseTable &atStart()
{
    static const PhraseTable table = [] {
        PhraseTable built;
        built.add(yesStarts, bitOf(Act::Yes));
        built.add(noStarts, bitOf(Act::No));
        built.add(questionStarts, bitOf(Act::Question));
        built.add(requestStarts, requestBit);
        return built;
    }();
    return table;
}
} // namespace

Act ActSet::primary() const
{
    return m_bits == 0 ? Act::Statement : static_cast<Act>(std::countr_zero(m_bits));
}

double ActSet::jaccard(ActSet other) const
{
    const int all = std::popcount(m_bits | other.m_bits);
    return all == 0 ? 1.0 : static_cast<double>(std::popcount(m_bits & other.m_bits)) / all;
}

SentenceCues cuesOf(const SentenceWords &sentence)
{
    std::uint32_t bits = bitOf(Act::Statement);
    for (std::size_t at = 0; at < sentence.words.size(); ++at)
        bits |= anywhere().bitsAt(sentence.words, at);
    if (!sentence.words.empty())
        bits |= atStart().bitsAt(sentence.words, 0);
    if (sentence.question && (bits & requestBit) == 0)
        bits |= bitOf(Act::Question);
    if (sentence.givesId)
        bits |= bitOf(Act::GiveId);
    const std::uint32_t acts = bits & (politeBit - 1);
    return {static_cast<Act>(std::countr_zero(acts)), (bits & politeBit) != 0,
            (bits & bitOf(Act::Emotion)) != 0};
}

const char *name(Act act)
{
    switch (act) {
    case Act::Stop:
        return "stop";
    case Act::Pushback:
        return "pushback";
    case Act::Clarify:
        return "clarify";
    case Act::Accuse:
        return "accuse";
    case Act::Emotion:
        return "emotion";
    case Act::Pivot:
        return "pivot";
    case Act::Uncertain:
        return "uncertain";
    case Act::InfoQuestion:
        return "info_question";
    case Act::GiveId:
        return "give_id";
    case Act::Yes:
        return "yes";
    case Act::No:
        return "no";
    case Act::Thanks:
        return "thanks";
    case Act::Question:
        return "question";
    case Act::Statement:
        return "statement";
    }
    return "statement";
}
} // namespace gapscope
