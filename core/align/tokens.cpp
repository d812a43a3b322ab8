// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/tokens.h"

#include "core/align/characters.h"
#include "core/align/slots.h"
#include "core/align/word_forms.h"
#include "core/align/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

namespace gapscope {
namespace {
constexpr std::array<std::string_view, 2> stopSignals{"###STOP###", "/stop"};

bool isStopWord(std::string_view word)
{
    static const std::unordered_set<std::string_view> words{
        "a",   "an",    "and",  "am",  "are",  "as", "at",   "be",   "but",   "by",  "do",
        "for", "from",  "had",  "has", "have", "i",  "id",   "if",   "ill",   "im",  "in",
        "is",  "it",    "its",  "ive", "me",   "my", "of",   "on",   "or",    "so",  "that",
        "the", "there", "this", "to",  "was",  "we", "will", "with", "would", "you", "your"};
    return words.contains(word);
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::vector<TokenCount> counted(std::vector<TokenHash> tokens)
{
    std::sort(tokens.begin(), tokens.end());
    std::vector<TokenCount> counts;
    for (const TokenHash token : tokens) {
        if (counts.empty() || counts.back().token != token)
            counts.push_back({token, 0});
        ++counts.back().count;
    }
    return counts;
}

/// Words from `begin` that spell one number in pieces ("7730 2291", "7 7 0 3"), 1 where none does:
/// at least five characters, or single digits.
std::size_t piecesOfNumber(std::span<const Word> words, std::size_t begin)
{
    const auto isPiece = [](const Word &word) {
        return word.hasDigit && word.text.find_first_of(".,:") == std::string_view::npos;
    };
    const auto isGap = [](char32_t c) { return c == U' ' || c == U'-'; };
    std::size_t length = 0;
    std::size_t end = begin;
    bool single = true;
    for (; end < words.size() && isPiece(words[end]); ++end) {
        if (end > begin && !(isGap(words[end - 1].after) && isGap(words[end].before)))
            break;
        length += words[end].text.size();
        single = single && words[end].text.size() == 1;
    }
    return end - begin > 1 && (length >= 5 || single) ? end - begin : 1;
}

std::vector<TokenCount> contentWords(std::span<const Word> words)
{
    std::vector<TokenHash> tokens;
    tokens.reserve(words.size());
    std::string joined;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t pieces = piecesOfNumber(words, at);
        if (pieces > 1) {
            joined.clear();
            for (const Word &piece : words.subspan(at, pieces))
                joined.append(piece.text);
            tokens.push_back(hashToken(TokenSpace::Word, joined));
        } else if (!isStopWord(words[at].text)) {
            tokens.push_back(hashToken(TokenSpace::Word, wordForm(words[at].text, joined)));
        }
        at += pieces;
    }
    return counted(std::move(tokens));
}

/// Letters and digits with one blank for all that stands between them, one at each end.
std::u32string foldedText(const std::vector<Character> &characters)
{
    std::u32string folded(1, U' ');
    for (const Character &c : characters) {
        if (isWordCharacter(c) || c.kind == CharacterKind::Single)
            folded.push_back(c.value);
        else if (folded.back() != U' ' && c.value != U'\'' && c.kind != CharacterKind::Joiner)
            folded.push_back(U' ');
    }
    if (folded.back() != U' ')
        folded.push_back(U' ');
    return folded;
}

std::vector<TokenCount> fourGrams(const std::u32string &folded)
{
    std::vector<TokenHash> tokens;
    if (folded.size() < 3)
        return {};
    constexpr std::uint64_t salt = static_cast<std::uint64_t>(TokenSpace::Gram) << 60u;
    const auto gram = [&folded](std::size_t at, std::size_t size) {
        std::uint64_t hash = salt;
        for (std::size_t i = at; i < at + size; ++i)
            hash = hash * 0x1FFFFFu + folded[i];
        return mixHash(hash);
    };
    if (folded.size() == 3)
        return {{gram(0, 3), 1}};
    tokens.reserve(folded.size());
    for (std::size_t at = 0; at + 4 <= folded.size(); ++at)
        tokens.push_back(gram(at, 4));
    return counted(std::move(tokens));
}

TokenHash foldedHash(const std::u32string &folded, std::string_view text)
{
    // A turn of punctuation only is compared as it is.
    if (folded.size() < 3)
        return hashToken(TokenSpace::Text, trimmed(text));
    std::string bytes;
    for (const char32_t c : folded)
        appendCharacter(bytes, c);
    return hashToken(TokenSpace::Text, bytes);
}

void readCues(TurnTokens &tokens, const WordList &list)
{
    const std::vector<Word> &words = list.words();
    std::vector<std::string_view> texts;
    for (std::size_t begin = 0; begin < words.size();) {
        texts.clear();
        const int sentence = words[begin].sentence;
        bool givesId = false;
        std::size_t end = begin;
        for (; end < words.size() && words[end].sentence == sentence; ++end) {
            texts.push_back(words[end].text);
            givesId = givesId || isIdentifier(words[end]);
        }
        const SentenceCues cues =
            cuesOf({texts, list.questions()[static_cast<std::size_t>(sentence)], givesId});
        tokens.acts.insert(cues.act);
        tokens.polite = tokens.polite || cues.polite;
        tokens.emotion = tokens.emotion || cues.emotion;
        begin = end;
    }
}

/// The text without a stop signal at its end; `found` tells whether there was one.
std::string_view withoutStop(std::string_view text, bool &found)
{
    const std::string_view body = trimmed(text);
    constexpr std::string_view mark = stopSignals[0];
    found = body.size() >= mark.size() && body.substr(body.size() - mark.size()) == mark;
    return found ? trimmed(body.substr(0, body.size() - mark.size())) : text;
}

void append(std::vector<Posting> &postings, const std::vector<TokenCount> &counts, int turn)
{
    for (const TokenCount &count : counts)
        postings.push_back({count.token, turn, count.count});
}

void sortPostings(std::vector<Posting> &postings)
{
    std::sort(postings.begin(), postings.end(), [](const Posting &a, const Posting &b) {
        return a.token != b.token ? a.token < b.token : a.turn < b.turn;
    });
}

std::vector<TokenCount> contextOf(std::string_view agentText)
{
    const std::vector<Character> characters = readCharacters(agentText);
    return contentWords(WordList(characters).words());
}
} // namespace

bool isStopSignal(std::string_view text)
{
    const std::string_view body = trimmed(text);
    return std::find(stopSignals.begin(), stopSignals.end(), body) != stopSignals.end();
}

TurnTokens tokenizeTurn(std::string_view text)
{
    TurnTokens tokens;
    bool stops = false;
    const std::string_view body = withoutStop(text, stops);
    const std::vector<Character> characters = readCharacters(body);
    const WordList list(characters);
    tokens.wordCount = static_cast<int>(list.words().size());
    tokens.words = contentWords(list.words());
    tokens.slots = slotsOf(list.words());
    const std::u32string folded = foldedText(characters);
    tokens.grams = fourGrams(folded);
    tokens.folded = foldedHash(folded, body);
    tokens.dash = std::any_of(characters.begin(), characters.end(), [](const Character &c) {
        return c.value == 0x2013 || c.value == 0x2014;
    });
    readCues(tokens, list);
    if (isStopSignal(text))
        tokens.acts.insert(Act::Stop);
    else if (tokens.acts.empty() && !characters.empty())
        tokens.acts.insert(Act::Statement);
    return tokens;
}

namespace {
/// Name and arguments, whatever the order of keys; arguments that are no JSON as they are.
TokenHash hashCall(const ToolCall &call)
{
    const auto arguments = nlohmann::json::parse(call.arguments, nullptr, false);
    const std::string text =
        arguments.is_discarded()
            ? call.arguments
            : arguments.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return hashToken(TokenSpace::Call, call.name + '\n' + text);
}
} // namespace

PreparedDialogue prepareDialogue(const Dialogue &dialogue)
{
    PreparedDialogue prepared;
    prepared.id = dialogue.id;
    const std::string *agentText = nullptr;
    for (std::size_t i = 0; i < dialogue.turns.size(); ++i) {
        const Turn &turn = dialogue.turns[i];
        if (turn.role == Role::Agent && turn.text && !turn.text->empty())
            agentText = &*turn.text;
        for (const ToolCall &call : turn.toolCalls)
            if (!call.byUser && !prepared.turns.empty())
                prepared.calls.push_back(
                    {hashCall(call), static_cast<int>(prepared.turns.size()) - 1, 1});
        if (turn.role != Role::User || !turn.text)
            continue;
        const int index = static_cast<int>(prepared.turns.size());
        const TurnTokens tokens = tokenizeTurn(*turn.text);
        prepared.turns.push_back({static_cast<int>(i), isStopSignal(*turn.text), tokens.acts,
                                  tokens.wordCount, tokens.folded, tokens.polite, tokens.dash,
                                  tokens.emotion});
        append(prepared.words, tokens.words, index);
        append(prepared.grams, tokens.grams, index);
        for (const TokenHash slot : tokens.slots)
            prepared.slots.push_back({slot, index, 1});
        if (agentText)
            append(prepared.context, contextOf(*agentText), index);
        agentText = nullptr;
    }
    sortPostings(prepared.words);
    sortPostings(prepared.grams);
    sortPostings(prepared.slots);
    sortPostings(prepared.context);
    sortPostings(prepared.calls);
    return prepared;
}
} // namespace gapscope
