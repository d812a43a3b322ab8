// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/lacking_facts.h"

#include "core/align/slots.h"
#include "core/align/words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace gapscope {
namespace {
struct SaidFact
{
    std::string name;
    ByteRange range;
};

std::vector<SaidFact> factsIn(std::string_view text)
{
    const std::vector<Character> characters = readCharacters(text);
    const WordList list(characters);
    const std::vector<Word> &words = list.words();
    std::vector<SaidFact> facts;
    for (NamedSlot &slot : namedSlotsOf(words)) {
        // Nouns name what all dialogues of a domain are about; they tell no two users apart.
        if (slot.text.starts_with("noun:"))
            continue;
        const std::size_t last = std::min(slot.word + slot.words, words.size()) - 1;
        facts.push_back({std::move(slot.text), {words[slot.word].begin, words[last].end}});
    }
    return facts;
}

/// The facts of one side, by turn, and the first turn that says each.
struct SaidFacts
{
    std::map<int, std::vector<SaidFact>> byTurn;
    std::unordered_map<std::string, int> first;
};

SaidFacts factsOfUser(const Dialogue &dialogue, const JobContext &job)
{
    SaidFacts said;
    for (int i = 0; i < static_cast<int>(dialogue.turns.size()) && !job.cancelled(); ++i) {
        const Turn &turn = dialogue.turns[static_cast<std::size_t>(i)];
        if (turn.role != Role::User || !turn.text)
            continue;
        std::vector<SaidFact> facts = factsIn(*turn.text);
        if (facts.empty())
            continue;
        for (const SaidFact &fact : facts)
            said.first.emplace(fact.name, i);
        said.byTurn.emplace(i, std::move(facts));
    }
    return said;
}

void addLacking(std::map<int, std::vector<LackingFact>> &result, const std::vector<int> &turns,
                const SaidFacts &mine, const std::vector<int> &otherTurns, const SaidFacts &others)
{
    std::unordered_set<std::string_view> inRow;
    for (const int position : otherTurns)
        if (const auto found = others.byTurn.find(position); found != others.byTurn.end())
            for (const SaidFact &fact : found->second)
                inRow.insert(fact.name);
    for (const int position : turns) {
        const auto found = mine.byTurn.find(position);
        if (found == mine.byTurn.end())
            continue;
        for (const SaidFact &fact : found->second) {
            if (inRow.contains(fact.name))
                continue;
            std::vector<LackingFact> &facts = result[position];
            const auto elsewhere = others.first.find(fact.name);
            const std::optional<int> saidIn =
                elsewhere == others.first.end() ? std::nullopt : std::optional(elsewhere->second);
            // Parts of one date share its words: said as a whole only if every part is.
            if (!facts.empty() && facts.back().range == fact.range) {
                if (!saidIn)
                    facts.back().saidIn.reset();
                continue;
            }
            facts.push_back({fact.range, saidIn});
        }
    }
}
} // namespace

LackingFacts lackingFacts(const Dialogue &real, const Dialogue &sim, const Alignment &alignment,
                          const JobContext &job)
{
    const SaidFacts realFacts = factsOfUser(real, job);
    const SaidFacts simFacts = factsOfUser(sim, job);
    LackingFacts result;
    for (const AlignedRow &row : alignment.rows) {
        addLacking(result.real, row.real, realFacts, row.sim, simFacts);
        addLacking(result.sim, row.sim, simFacts, row.real, realFacts);
    }
    return job.cancelled() ? LackingFacts() : result;
}
} // namespace gapscope
