// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/role_swap.h"

#include "core/import/fields.h"

#include <algorithm>
#include <array>
#include <vector>

namespace gapscope {
namespace {
/// Who is whom is said at the beginning of a prompt; policies of many pages follow.
constexpr std::size_t readBytes = 2000;

template <std::size_t n>
bool among(const std::array<std::string_view, n> &words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words in lower case, every mark of punctuation a word of its own; an apostrophe and a hyphen
/// belong to the word.
std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    bool inside = false;
    for (const char c : lowered(text)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '\'' || static_cast<unsigned char>(c) >= 0x80;
        if (letter && inside)
            words.back() += c;
        else if (letter || c == '\n' || (c != ' ' && c != '*' && c != '_' && c != '"'))
            words.emplace_back(1, c);
        inside = letter;
    }
    return words;
}

bool isMark(const std::string &word)
{
    const char c = word.front();
    return word.size() == 1 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
}

bool endsSentence(const std::string &word)
{
    static constexpr std::array<std::string_view, 6> ends{".", "!", "?", ":", ";", "\n"};
    return among(ends, word);
}

using Words = std::vector<std::string>;

/// Words after "you are", "act as" …, 0 = no such phrase begins here.
std::size_t roleVerbAt(const Words &words, std::size_t at)
{
    static const std::array<Words, 33> phrases{{{"you", "are", "simulating"},
                                                {"you", "are", "playing"},
                                                {"you", "are", "acting", "as"},
                                                {"you", "are", "now"},
                                                {"you", "are"},
                                                {"you're"},
                                                {"you", "will", "be"},
                                                {"you", "will", "play"},
                                                {"you", "play"},
                                                {"act", "as"},
                                                {"act", "like"},
                                                {"acting", "as"},
                                                {"behave", "as"},
                                                {"behave", "like"},
                                                {"respond", "as"},
                                                {"pretend", "to", "be"},
                                                {"pretend", "you", "are"},
                                                {"play"},
                                                {"playing"},
                                                {"role-play", "as"},
                                                {"roleplay", "as"},
                                                {"simulate"},
                                                {"impersonate"},
                                                {"imitate"},
                                                {"your", "role", "is"},
                                                {"simulating"},
                                                {"take", "on", "the", "role"},
                                                {"taking", "on", "the", "role"},
                                                {"assume", "the", "role"},
                                                {"role-playing", "as"},
                                                {"roleplaying", "as"},
                                                {"acting", "like"},
                                                {"mimic"}}};
    for (const Words &phrase : phrases) {
        if (at + phrase.size() <= words.size() &&
            std::equal(phrase.begin(), phrase.end(),
                       words.begin() + static_cast<std::ptrdiff_t>(at)))
            return phrase.size();
    }
    return 0;
}

/// "The user will act as a customer" is told to the agent.
bool somebodyElseIsMeant(const Words &words, std::size_t verb)
{
    static constexpr std::array<std::string_view, 10> others{
        "user", "users", "customer", "customers", "human", "they", "who", "client", "not", "never"};
    for (std::size_t i = verb; i > 0 && !endsSentence(words[i - 1]); --i) {
        if (among(others, words[i - 1]))
            return true;
    }
    return false;
}

/// Whether the words behind the verb name the user: "a busy airline customer", not "a customer
/// service agent", "a user-friendly assistant" or "an assistant for a customer".
bool namesTheUser(const Words &words, std::size_t at)
{
    static constexpr std::array<std::string_view, 12> articles{
        "a",     "an",  "the",     "role", "of",        "part",
        "being", "one", "typical", "as",   "realistic", "real"};
    // No "client": it may be a program.
    static constexpr std::array<std::string_view, 5> nouns{"user", "customer", "caller", "shopper",
                                                           "consumer"};
    static constexpr std::array<std::string_view, 21> barriers{
        "a",    "an",  "the",  "assistant", "agent",   "bot",   "for",
        "to",   "who", "that", "with",      "helping", "help",  "helps",
        "from", "at",  "by",   "chatbot",   "not",     "model", "representative"};
    static constexpr std::array<std::string_view, 52> followers{
        "who",      "that",       "whose",      "chatting",      "talking",    "interacting",
        "speaking", "calling",    "contacting", "trying",        "looking",    "seeking",
        "in",       "of",         "with",       "and",           "at",         "having",
        "asking",   "on",         "named",      "simulator",     "from",       "role",
        "using",    "wanting",    "here",       "engaging",      "conversing", "messaging",
        "writing",  "texting",    "requesting", "planning",      "reaching",   "shopping",
        "about",    "needing",    "facing",     "simulation",    "now",        "today",
        "who's",    "interested", "browsing",   "participating", "discussing", "experiencing",
        "visiting", "buying",     "booking",    "complaining"};
    const std::size_t verbEnd = at;
    while (at < words.size() && among(articles, words[at]))
        ++at;
    // "Act as customer", but not "you are serving customers".
    const std::size_t adjectives = at > verbEnd ? 6 : 0;
    for (std::size_t i = 0; i <= adjectives && at < words.size(); ++i, ++at) {
        const std::string &word = words[at];
        if (among(nouns, word)) {
            if (at + 1 == words.size() || isMark(words[at + 1]) || among(followers, words[at + 1]))
                return true;
        } else if (among(barriers, word) || endsSentence(word)) {
            return false;
        }
    }
    return false;
}

bool speaksOfSimulation(const std::string &prompt)
{
    static constexpr std::array<std::string_view, 12> phrases{
        "role of a client",   "role of the client",   "user simulator",      "simulated user",
        "simulate a user",    "simulate the user",    "role of a user",      "role of the user",
        "role of a customer", "role of the customer", "simulating the user", "simulating a user"};
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
        return prompt.find(phrase) != std::string::npos;
    });
}

/// The prompts before anybody speaks.
std::string promptOf(const Dialogue &dialogue)
{
    std::string prompt;
    for (const Turn &turn : dialogue.turns) {
        if (turn.role == Role::User || turn.role == Role::Agent)
            break;
        if (turn.role == Role::System && turn.text)
            prompt += (prompt.empty() ? "" : "\n") + *turn.text;
    }
    return prompt;
}

std::string beginning(const std::string &text)
{
    constexpr std::size_t shown = 80;
    if (text.size() <= shown)
        return text;
    std::size_t end = shown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}
} // namespace

UserPrompt userPromptOf(std::string_view systemPrompt)
{
    const std::string_view head = systemPrompt.substr(0, readBytes);
    const Words words = wordsOf(head);
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::size_t verb = roleVerbAt(words, at);
        if (verb > 0 && namesTheUser(words, at + verb) && !somebodyElseIsMeant(words, at))
            return UserPrompt::Plainly;
    }
    return speaksOfSimulation(lowered(head)) ? UserPrompt::Perhaps : UserPrompt::No;
}

void swapRoles(Dialogue &dialogue)
{
    for (Turn &turn : dialogue.turns) {
        if (turn.toolResult)
            turn.toolResult->byUser = !turn.toolResult->byUser;
        if (turn.role != Role::User && turn.role != Role::Agent)
            continue;
        if (turn.native.empty())
            turn.native = dumped(Json{{"role", turn.role == Role::User ? "user" : "assistant"},
                                      {"content", turn.text ? Json(*turn.text) : Json()}});
        turn.role = turn.role == Role::User ? Role::Agent : Role::User;
        for (ToolCall &call : turn.toolCalls)
            call.byUser = !call.byUser;
    }
}

void RoleSwap::apply(Dialogue &dialogue)
{
    ++m_dialogues;
    const std::string prompt = promptOf(dialogue);
    const UserPrompt found = userPromptOf(prompt);
    const bool swap = m_asked.value_or(found == UserPrompt::Plainly);
    // The note is about the plainest one, and about what was swapped before what was left.
    if ((swap && m_swapped == 0) || (m_swapped == 0 && found > m_prompt)) {
        m_record = dialogue.nativeId;
        m_words = beginning(prompt);
    }
    m_prompt = std::max(m_prompt, found);
    if (!swap)
        return;
    ++m_swapped;
    swapRoles(dialogue);
}

std::optional<ImportIssue> RoleSwap::note() const
{
    ImportIssue issue;
    issue.record = m_record;
    const std::string why = " (\"" + m_words + "\")";
    if (m_swapped > 0) {
        issue.code = "roles-swapped";
        issue.message = "in " + std::to_string(m_swapped) + " of " + std::to_string(m_dialogues) +
                        " dialogues the assistant's messages are imported as the user's and the "
                        "other way round: " +
                        (m_asked ? std::string("it was asked for")
                                 : "the prompt makes the assistant the user" + why);
        return issue;
    }
    if (m_prompt == UserPrompt::No)
        return std::nullopt;
    issue.code = "roles-may-be-swapped";
    issue.message =
        std::string(m_prompt == UserPrompt::Plainly ? "the prompt makes the assistant the user"
                                                    : "the prompt speaks of a simulated user") +
        why + "; the roles are imported as the file has them" + (m_asked ? ", as asked" : "");
    return issue;
}
} // namespace gapscope
