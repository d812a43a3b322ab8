// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/targets_talk.h"

#include "core/align/characters.h"
#include "core/align/slots.h"
#include "core/align/tokens.h"
#include "core/align/words.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_set>

namespace gapscope {
namespace {
/// Letters with two cases stand below this: Latin, Greek, Cyrillic, Armenian.
constexpr char32_t firstCaseless = 0x590;
/// An identifier counts as prompted if one of so many agent turns before it asked.
constexpr std::size_t promptTurns = 2;

bool contains(const auto &list, std::string_view word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// The agent asks for something that identifies: an asking form and a word for such a thing.
bool asksForIdentifier(const WordList &list)
{
    static constexpr std::array<std::string_view, 22> things{
        "id",          "ids",      "number",    "numbers",  "email",        "mail",
        "account",     "order",    "code",      "phone",    "confirmation", "booking",
        "zip",         "postcode", "reference", "username", "login",        "ticket",
        "reservation", "name",     "details",   "tracking"};
    static constexpr std::array<std::string_view, 11> asking{
        "provide", "share",   "give",    "tell",   "need",  "send",
        "enter",   "confirm", "require", "verify", "please"};
    const bool question =
        std::find(list.questions().begin(), list.questions().end(), true) != list.questions().end();
    bool thing = false;
    bool asked = question;
    for (const Word &word : list.words()) {
        thing = thing || contains(things, word.text);
        asked = asked || contains(asking, word.text);
    }
    return thing && asked;
}

/// Reads the turns in order and remembers what has been said so far.
class TalkReader
{
public:
    void agent(std::string_view text)
    {
        const std::vector<Character> characters = readCharacters(text);
        const WordList list(characters);
        for (const TokenHash unit : slotsOf(list.words()))
            m_said.insert(unit);
        for (const Word &word : list.words())
            if (isIdentifier(word))
                m_said.insert(identifierHash(word));
        m_asked.push_back(asksForIdentifier(list));
        if (m_asked.size() > promptTurns)
            m_asked.pop_front();
    }

    SaidTurn user(std::string_view text)
    {
        const std::vector<Character> characters = readCharacters(text);
        const WordList list(characters);
        SaidTurn turn;
        turn.text = text;
        turn.words = static_cast<int>(countWords(text));
        turn.act = tokenizeTurn(text).acts.primary();
        turn.questionMark = text.find('?') != std::string_view::npos;
        if (!characters.empty()) {
            const Character &first = characters.front();
            turn.lowerCase = first.kind == CharacterKind::Letter && first.value < firstCaseless &&
                             decodeAt(text, first.begin).value == first.value;
            turn.openEnd = isWordCharacter(characters.back());
        }
        for (const TokenHash unit : slotsOf(list.words()))
            turn.newUnits += m_said.insert(unit).second ? 1 : 0;
        readIdentifiers(list, turn);
        return turn;
    }

private:
    static TokenHash identifierHash(const Word &word)
    {
        return hashToken(TokenSpace::Word, word.text);
    }

    void readIdentifiers(const WordList &list, SaidTurn &turn)
    {
        const bool prompted = std::find(m_asked.begin(), m_asked.end(), true) != m_asked.end();
        for (const Word &word : list.words()) {
            if (!isIdentifier(word))
                continue;
            turn.identifier = true;
            // The second half of an e-mail address is no identifier of its own.
            if (m_said.insert(identifierHash(word)).second && word.before != U'@')
                ++(prompted ? turn.promptedIdentifiers : turn.unpromptedIdentifiers);
        }
    }

    std::unordered_set<TokenHash> m_said;
    std::deque<bool> m_asked;
};

std::string spoken(std::string_view text)
{
    std::string kept;
    if (hasMarkup(text)) {
        for (const KeptPart &part : withoutMarkup(text))
            kept += text.substr(part.begin, part.end - part.begin);
    } else {
        kept = text;
    }
    return kept;
}

/// Cuts a stop signal off the end; true if there was one.
bool cutStopSignal(std::string &text)
{
    static constexpr std::string_view mark = "###STOP###";
    text = std::string(strip(text));
    if (isStopSignal(text)) {
        text.clear();
        return true;
    }
    if (!text.ends_with(mark))
        return false;
    text.resize(text.size() - mark.size());
    text = std::string(strip(text));
    return true;
}

UserEnding endingOf(const std::string &termination, bool stopped)
{
    if (stopped)
        return UserEnding::Stopped;
    const std::string how = toLowerAscii(termination);
    const auto says = [&how](std::string_view word) { return how.find(word) != std::string::npos; };
    if (says("transfer"))
        return UserEnding::Stopped;
    if (says("agent") || says("max") || says("limit") || says("error") || says("timeout") ||
        says("too_many") || says("crash") || says("abort"))
        return UserEnding::Censored;
    return says("user") || says("stop") || says("done") ? UserEnding::Stopped : UserEnding::Assumed;
}
} // namespace

UserTalk readUserTalk(const Dialogue &dialogue, Source source)
{
    UserTalk talk;
    TalkReader reader;
    bool stopped = false;
    for (const Turn &turn : dialogue.turns) {
        if (!turn.text)
            continue;
        if (turn.role == Role::Agent) {
            reader.agent(spoken(*turn.text));
        } else if (turn.role == Role::User) {
            std::string text = spoken(*turn.text);
            stopped = cutStopSignal(text) || stopped;
            if (!text.empty() && !isPlatformText(*turn.text, source))
                talk.turns.push_back(reader.user(text));
        }
    }
    talk.ending = endingOf(dialogue.outcome.termination, stopped);
    return talk;
}
} // namespace gapscope
