// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/turn_lists.h"

#include "core/import/chat_messages.h"
#include "core/import/content_blocks.h"
#include "core/import/field_list.h"
#include "core/import/field_path.h"
#include "core/import/fields.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>

namespace gapscope {
namespace {
/// What is known of one field of a list's elements.
struct FieldFacts
{
    std::string path;
    double roleScore = 0.0;
    double textScore = 0.0;
};

bool isNamed(const std::string &path, std::initializer_list<std::string_view> names)
{
    const std::string name = nameOfField(path);
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<const Json *> valuesAt(const std::vector<const Json *> &turns, const std::string &path)
{
    const Result<FieldPath> steps = FieldPath::parse(path);
    std::vector<const Json *> values;
    for (const Json *turn : turns) {
        if (const Json *value = steps ? steps->first(*turn) : nullptr)
            values.push_back(value);
    }
    return values;
}

double roleScoreOf(const std::string &path, const std::vector<const Json *> &values)
{
    std::map<std::string, int> words;
    int known = 0;
    for (const Json *value : values) {
        if (value->is_structured())
            return 0.0;
        const std::string word = textOf(value);
        if (word.size() > 40)
            return 0.0;
        ++words[word];
        known += roleOf(word) ? 1 : 0;
    }
    // Few words, each of them often.
    if (words.empty() || words.size() > 8 || (words.size() > 2 && words.size() * 2 > values.size()))
        return 0.0;
    double score = 4.0 * known / static_cast<double>(values.size());
    if (isNamed(path,
                {"role", "speaker", "sender", "author", "participant", "from", "by", "who", "agent",
                 "actor", "side", "party", "speaker_role", "sender_type", "author_role"}))
        score += 3.0;
    if (score > 0.0 && words.size() >= 2)
        score += 1.0;
    return score;
}

double textScoreOf(const std::string &path, const std::vector<const Json *> &values)
{
    std::size_t letters = 0;
    std::size_t withSpace = 0;
    std::set<std::string> different;
    for (const Json *value : values) {
        const std::optional<std::string> text = contentText(value);
        if (value->is_number() || value->is_boolean() || value->is_object() || !text)
            continue;
        letters += text->size();
        withSpace += text->find(' ') != std::string::npos ? 1 : 0;
        different.insert(*text);
    }
    if (different.empty())
        return 0.0;
    const auto count = static_cast<double>(values.size());
    double score = 3.0 * static_cast<double>(withSpace) / count +
                   static_cast<double>(different.size()) / count +
                   std::min(1.0, static_cast<double>(letters) / count / 100.0);
    if (isNamed(path, {"text", "utterance", "content", "message", "body", "value", "msg", "says",
                       "transcript", "words", "utterance_text", "message_text"}))
        score += 4.0;
    if (isNamed(path, {"delexed", "delexicalized", "delexicalised", "tokens", "annotation",
                       "prompt", "instruction", "reasoning", "thought"}))
        score -= 3.0;
    return score;
}

std::vector<FieldFacts> factsOf(const std::vector<const Json *> &turns)
{
    Json list = Json::array();
    constexpr std::size_t looked = 60;
    for (std::size_t i = 0; i < std::min(turns.size(), looked); ++i)
        list.push_back(*turns[i]);
    std::vector<FieldFacts> facts;
    for (const FieldSample &field : listFields(list)) {
        const Result<FieldPath> path = FieldPath::parse(field.path);
        // Fields of the elements themselves and of objects in them, not of lists in them.
        if (!path || path->steps().size() < 2)
            continue;
        const FieldPath inside = path->from(1);
        const auto isList = [](const FieldPath::Step &step) {
            return step.kind == FieldPath::Kind::Elements || step.kind == FieldPath::Kind::Members;
        };
        if (std::any_of(inside.steps().begin(), inside.steps().end(), isList))
            continue;
        FieldFacts fact{inside.text(), 0.0, 0.0};
        const std::vector<const Json *> values = valuesAt(turns, fact.path);
        // What only some elements have is worth less.
        const double share = static_cast<double>(values.size()) / static_cast<double>(turns.size());
        fact.roleScore = share * roleScoreOf(fact.path, values);
        fact.textScore = share * textScoreOf(fact.path, values);
        facts.push_back(std::move(fact));
    }
    return facts;
}

std::vector<std::string> bestBy(std::vector<FieldFacts> facts, double FieldFacts::*score)
{
    std::stable_sort(facts.begin(), facts.end(),
                     [&](const FieldFacts &a, const FieldFacts &b) { return a.*score > b.*score; });
    std::vector<std::string> paths;
    for (const FieldFacts &fact : facts) {
        if (fact.*score > 0.0)
            paths.push_back(fact.path);
    }
    return paths;
}

/// `data[].paragraphs[].qas` → dialogues `data[].paragraphs[]`, turns `qas`.
TurnListCandidate cut(const FieldPath &list)
{
    std::size_t after = 0;
    for (std::size_t i = 0; i < list.steps().size(); ++i) {
        if (list.steps()[i].kind != FieldPath::Kind::Member)
            after = i + 1;
    }
    TurnListCandidate candidate;
    candidate.dialogues = list.upTo(after).text();
    candidate.turns = list.from(after).text();
    return candidate;
}

bool isStrings(const std::vector<const Json *> &turns)
{
    return std::all_of(turns.begin(), turns.end(),
                       [](const Json *turn) { return turn->is_string(); });
}

std::optional<std::pair<std::string, std::string>> pairOf(const std::vector<FieldFacts> &facts)
{
    std::string user;
    std::string agent;
    for (const FieldFacts &fact : facts) {
        const std::optional<Role> role = roleOf(nameOfField(fact.path));
        const bool question = isNamed(fact.path, {"question", "query", "user_query", "input",
                                                  "user_text", "user_utterance", "user_message"});
        const bool answer = isNamed(fact.path, {"answer", "response", "reply", "output",
                                                "agent_text", "system_utterance",
                                                "assistant_response", "bot_response", "system"});
        if (fact.textScore <= 0.0)
            continue;
        if (user.empty() && (role == Role::User || question))
            user = fact.path;
        else if (agent.empty() && (role == Role::Agent || answer))
            agent = fact.path;
    }
    if (user.empty() || agent.empty())
        return std::nullopt;
    return std::pair(user, agent);
}

void judge(TurnListCandidate &candidate, const std::vector<const Json *> &turns)
{
    candidate.turnsSeen = static_cast<int>(turns.size());
    if (turns.empty()) {
        candidate.score = -1.0;
        return;
    }
    const std::vector<FieldFacts> facts = factsOf(turns);
    candidate.roles = bestBy(facts, &FieldFacts::roleScore);
    candidate.texts = bestBy(facts, &FieldFacts::textScore);
    double role = 0.0;
    double text = 0.0;
    for (const FieldFacts &fact : facts) {
        role = std::max(role, fact.roleScore);
        text = std::max(text, fact.textScore);
    }
    candidate.score = std::min(role, 8.0) * 2.0 + std::min(text, 8.0);
    if (role <= 0.0)
        candidate.score -= pairOf(facts) ? -4.0 : 4.0;
    if (isStrings(turns))
        candidate.score = turns.size() >= 2 ? textScoreOf("", turns) - 2.0 : -1.0;
    if (turns.size() == 1)
        candidate.score -= 1.0;
}

std::vector<TurnListCandidate> listsIn(const SampleRecords &sample)
{
    std::vector<TurnListCandidate> candidates;
    for (const FieldSample &field : fieldsOf(sample)) {
        const Result<FieldPath> path = FieldPath::parse(field.path);
        if (!path || field.type != "list")
            continue;
        TurnListCandidate candidate = cut(*path);
        std::vector<const Json *> turns;
        for (const Json &record : sample.records) {
            for (const Json *list : path->all(record)) {
                if (!list->is_array())
                    continue;
                for (const Json &turn : *list)
                    turns.push_back(&turn);
            }
        }
        judge(candidate, turns);
        candidate.score -= 0.25 * static_cast<double>(path->steps().size());
        if (candidate.score >= 0.0)
            candidates.push_back(std::move(candidate));
    }
    return candidates;
}

/// Loose turns: rows of a table, lines with one message each.
std::optional<TurnListCandidate> looseTurns(const SampleRecords &sample)
{
    if (sample.shape == "object")
        return std::nullopt;
    TurnListCandidate candidate;
    std::vector<const Json *> turns;
    for (const Json &record : sample.records)
        turns.push_back(&record);
    judge(candidate, turns);
    const bool table = sample.shape == "table";
    const bool both = !candidate.roles.empty() && !candidate.texts.empty();
    if (!table && !both)
        return std::nullopt;
    candidate.score -= table ? 0.0 : 4.0;
    return candidate.score >= 0.0 || table ? std::optional(candidate) : std::nullopt;
}

} // namespace

std::string nameOfField(const std::string &path)
{
    const Result<FieldPath> parsed = FieldPath::parse(path);
    std::string last = path;
    if (parsed) {
        for (const FieldPath::Step &step : parsed->steps()) {
            if (step.kind == FieldPath::Kind::Member)
                last = step.name;
        }
    }
    return canonicalName(last);
}

std::optional<std::pair<std::string, std::string>> sidesOf(const std::vector<const Json *> &turns)
{
    return turns.empty() ? std::nullopt : pairOf(factsOf(turns));
}

std::vector<TurnListCandidate> turnLists(const SampleRecords &sample)
{
    std::vector<TurnListCandidate> candidates;
    if (sample.records.empty())
        return candidates;
    if (sample.shape != "table")
        candidates = listsIn(sample);
    if (std::optional<TurnListCandidate> loose = looseTurns(sample))
        candidates.push_back(std::move(*loose));
    std::stable_sort(
        candidates.begin(), candidates.end(),
        [](const TurnListCandidate &a, const TurnListCandidate &b) { return a.score > b.score; });
    return candidates;
}
} // namespace gapscope
