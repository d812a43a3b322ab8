// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/targets_fragments.h"

#include "core/align/characters.h"
#include "core/align/slots.h"
#include "core/align/words.h"
#include "core/base/text.h"
#include "core/features/lexicon.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace gapscope {
namespace {
constexpr int fragmentWords = 3;
constexpr int fragmentDialogues = 3;
constexpr std::size_t fragmentTasks = 2;

// What short replies are made of besides the words of the cue lists; apostrophes left out.
constexpr std::string_view everydayWords =
    "a about actually again ah all alright also am an and another any anything are as ask at back "
    "be because before book both but buy by bye can cancel cant card change check cheaper "
    "cheapest confirmed could credit day did didnt different do does doesnt doing done dont each "
    "early either email else enough evening every everything exactly few first flight for free "
    "from get gift gimme give go going gonna good goodbye got gotcha great had has have havent "
    "hello help here hey hi hm hmm how huh i id idk if ill im in instead into is isnt it its "
    "itll ive just k keep kk know last later less let lets like lol long look lot many maybe me "
    "mine more morning most much my nah name need neither never new next nice no none nope not "
    "nothing now number of off oh ok on once one ones only or order other our out over pay "
    "payment phone pls plz possible price really refund reservation return room same second see "
    "send shall should show since so some something soon sorry still stop such sure take tell "
    "than thankyou that thatll thats the them then there these they thing think this those thx "
    "till time to today tomorrow tonight too total try ty u um understood until up upgrade use "
    "very wait want was we well were what whats when where which who why will with wont work "
    "would wow wrong ya yet you your youre yours";

void addWords(std::unordered_set<std::string> &words, std::string_view phrase)
{
    for (const std::string_view word : splitBlanks(phrase)) {
        std::string plain;
        for (const char c : word)
            if (c != '\'')
                plain += c;
        words.insert(std::move(plain));
    }
}

const std::unordered_set<std::string> &knownWords()
{
    static const std::unordered_set<std::string> known = [] {
        std::unordered_set<std::string> words;
        addWords(words, everydayWords);
        for (const FeatureInfo &feature : featureTable())
            for (const std::string &phrase : referenceLexicon().phrases(feature.feature))
                addWords(words, phrase);
        return words;
    }();
    return known;
}

/// What stands between blanks, as it may be shown; empty for marks only.
std::string shownToken(std::string_view token)
{
    const std::vector<Character> characters = readCharacters(token);
    const WordList list(characters);
    if (list.words().empty())
        return {};
    bool number = false;
    bool known = true;
    for (const Word &word : list.words()) {
        if (isIdentifier(word))
            return "⟨id⟩";
        number = number || word.hasDigit;
        known = known && knownWords().contains(std::string(word.text));
    }
    if (number)
        return "⟨number⟩";
    if (!known)
        return "⟨word⟩";
    const auto isWord = [](const Character &c) {
        return isWordCharacter(c) || c.kind == CharacterKind::Single;
    };
    const auto first = std::find_if(characters.begin(), characters.end(), isWord);
    const auto last = std::find_if(characters.rbegin(), characters.rend(), isWord).base();
    std::string shown;
    for (auto character = first; character < last; ++character)
        appendCharacter(shown, character->value);
    return shown;
}

struct Tally
{
    int count = 0;
    int dialogues = 0;
    const UserTalk *last = nullptr;
    std::set<TaskKey> tasks;
};
} // namespace

std::string fragmentPattern(std::string_view text)
{
    std::string pattern;
    for (const std::string_view token : splitBlanks(text)) {
        const std::string piece = shownToken(token);
        if (!piece.empty())
            pattern += (pattern.empty() ? "" : " ") + piece;
    }
    if (!pattern.empty() && text.find('?') != std::string_view::npos)
        pattern += "?";
    return pattern;
}

std::vector<Fragment> frequentFragments(std::span<const TaskTalk> talks, std::size_t limit)
{
    std::map<std::string, Tally> tallies;
    for (const TaskTalk &each : talks) {
        for (const SaidTurn &turn : each.talk.turns) {
            if (turn.words > fragmentWords)
                continue;
            Tally &tally = tallies[fragmentPattern(turn.text)];
            ++tally.count;
            tally.dialogues += tally.last == &each.talk ? 0 : 1;
            tally.last = &each.talk;
            tally.tasks.insert(each.task);
        }
    }
    std::vector<Fragment> fragments;
    for (const auto &[pattern, tally] : tallies) {
        if (!pattern.empty() && tally.dialogues >= fragmentDialogues &&
            tally.tasks.size() >= fragmentTasks)
            fragments.push_back(
                {pattern, tally.count, tally.dialogues, static_cast<int>(tally.tasks.size())});
    }
    std::stable_sort(fragments.begin(), fragments.end(),
                     [](const Fragment &a, const Fragment &b) { return a.count > b.count; });
    if (fragments.size() > limit)
        fragments.resize(limit);
    return fragments;
}
} // namespace gapscope
