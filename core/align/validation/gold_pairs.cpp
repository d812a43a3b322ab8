// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/validation/gold_pairs.h"

#include "core/import/chat_messages.h"

#include <algorithm>
#include <set>
#include <utility>

namespace gapscope {
namespace {
constexpr const char *formatName = "gapscope-alignment-gold";
constexpr int formatVersion = 1;

/// What a pair's reading stops at; readGoldPairs() turns it into an Error.
struct Fault
{
    std::string what;
};

const Json &member(const Json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end())
        throw Fault{std::string("'") + name + "' is not there"};
    return *found;
}

int turnNumber(const Json &value, std::size_t turns)
{
    if (!value.is_number_integer() || value < 1 || value > turns)
        throw Fault{"turn " + value.dump() + ", but there are " + std::to_string(turns)};
    return value.get<int>();
}

std::vector<int> turnNumbers(const Json &object, const char *name, std::size_t turns)
{
    const Json &list = member(object, name);
    if (!list.is_array())
        throw Fault{std::string("'") + name + "' is not a list of turn numbers"};
    std::vector<int> numbers;
    for (const Json &value : list)
        numbers.push_back(turnNumber(value, turns));
    return numbers;
}

Dialogue dialogueFrom(const Json &pair, const char *side, const std::string &id)
{
    ChatMessages messages;
    for (const Json &message : member(pair, side)) {
        const std::string problem = messages.add(message);
        if (!problem.empty())
            throw Fault{std::string("a message of '") + side + "': " + problem};
    }
    Dialogue dialogue;
    dialogue.id = DialogueId(id + ":" + side);
    dialogue.task = TaskKey(id);
    dialogue.nativeId = id + ":" + side;
    dialogue.turns = messages.takeTurns();
    return dialogue;
}

/// Every turn once, none twice.
class Coverage
{
public:
    Coverage(const char *side, std::size_t turns) : m_side(side), m_seen(turns, false) {}

    void add(int turn)
    {
        if (m_seen[static_cast<std::size_t>(turn) - 1])
            throw Fault{m_side + " turn " + std::to_string(turn) + " has two places"};
        m_seen[static_cast<std::size_t>(turn) - 1] = true;
    }
    void add(const std::vector<int> &turns)
    {
        for (const int turn : turns)
            add(turn);
    }
    void check() const
    {
        const auto left = std::find(m_seen.begin(), m_seen.end(), false);
        if (left != m_seen.end())
            throw Fault{m_side + " turn " + std::to_string(left - m_seen.begin() + 1) +
                        " has no place"};
    }

private:
    std::string m_side;
    std::vector<bool> m_seen;
};

bool areNeighbours(const std::vector<int> &turns)
{
    for (std::size_t i = 1; i < turns.size(); ++i)
        if (turns[i] != turns[i - 1] + 1)
            return false;
    return !turns.empty();
}

void addGroup(GoldPair &pair, const Json &value, std::size_t realTurns, std::size_t simTurns)
{
    GoldGroup group;
    group.real = turnNumbers(value, "real", realTurns);
    group.sim = turnNumbers(value, "sim", simTurns);
    group.differs = value.value("differs", false);
    if (!areNeighbours(group.real) || !areNeighbours(group.sim) ||
        (group.real.size() > 1 && group.sim.size() > 1))
        throw Fault{"a group is neighbours on one side and one turn on the other: " + value.dump()};
    if (!pair.groups.empty() && (group.real.front() <= pair.groups.back().real.back() ||
                                 group.sim.front() <= pair.groups.back().sim.back()))
        throw Fault{"groups cross or are out of order: " + value.dump()};
    pair.groups.push_back(std::move(group));
}

void readGold(GoldPair &pair, const Json &gold)
{
    const std::size_t realTurns = userTurnPositions(pair.real).size();
    const std::size_t simTurns = userTurnPositions(pair.sim).size();
    Coverage real("real", realTurns);
    Coverage sim("sim", simTurns);
    for (const Json &value : member(gold, "groups")) {
        addGroup(pair, value, realTurns, simTurns);
        real.add(pair.groups.back().real);
        sim.add(pair.groups.back().sim);
    }
    for (const Json &value : member(gold, "moved")) {
        const std::string from = value.value("from", "real");
        if (from != "real" && from != "sim")
            throw Fault{"'from' is real or sim"};
        const GoldMoved moved{turnNumber(member(value, "real"), realTurns),
                              turnNumber(member(value, "sim"), simTurns), from == "real"};
        moved.fromReal ? real.add(moved.real) : sim.add(moved.sim);
        pair.moved.push_back(moved);
    }
    pair.missing = turnNumbers(gold, "missing", realTurns);
    pair.extra = turnNumbers(gold, "extra", simTurns);
    real.add(pair.missing);
    sim.add(pair.extra);
    real.check();
    sim.check();
    if (const Json &first = member(gold, "first_divergence"); !first.is_null())
        pair.firstDivergence = turnNumber(first, realTurns + 1);
}

GoldPair pairFrom(const Json &value, const std::string &id)
{
    GoldPair pair;
    pair.id = id;
    pair.domain = value.value("domain", "");
    if (const auto covers = value.find("covers"); covers != value.end())
        pair.covers = covers->get<std::vector<std::string>>();
    pair.real = dialogueFrom(value, "real", id);
    pair.sim = dialogueFrom(value, "sim", id);
    readGold(pair, member(value, "gold"));
    return pair;
}
} // namespace

std::vector<int> userTurnPositions(const Dialogue &dialogue)
{
    std::vector<int> positions;
    for (std::size_t i = 0; i < dialogue.turns.size(); ++i)
        if (dialogue.turns[i].role == Role::User && dialogue.turns[i].text)
            positions.push_back(static_cast<int>(i));
    return positions;
}

Result<std::vector<GoldPair>> readGoldPairs(std::string_view text)
{
    const auto malformed = [](std::string detail) {
        return Error{ErrorCode::InputMalformed, "labelled pairs", std::move(detail)};
    };
    std::string at = "the file";
    try {
        const Json file = Json::parse(text);
        if (!file.is_object() || file.value("format", "") != formatName)
            return malformed(std::string("'format' is not ") + formatName);
        if (file.value("version", 0) != formatVersion)
            return malformed("'version' is not 1");
        std::vector<GoldPair> pairs;
        std::set<std::string> ids;
        for (const Json &value : member(file, "pairs")) {
            at = "pair " + std::to_string(pairs.size() + 1);
            const std::string id = member(value, "id");
            at = "pair " + id;
            if (!ids.insert(id).second)
                throw Fault{"its id stands twice"};
            pairs.push_back(pairFrom(value, id));
        }
        if (pairs.empty())
            return malformed("there is no pair");
        return pairs;
    } catch (const Fault &fault) {
        return malformed(at + ": " + fault.what);
    } catch (const nlohmann::json::exception &error) {
        return malformed(at + ": " + error.what());
    }
}
} // namespace gapscope
