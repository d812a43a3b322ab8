// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"

#include <memory>
#include <set>
#include <string>
#include <utility>

namespace gapscope::test {
inline Turn say(Role role, std::string text)
{
    Turn turn;
    turn.role = role;
    turn.text = std::move(text);
    return turn;
}

inline Turn call(std::string name, std::string arguments)
{
    Turn turn;
    turn.role = Role::Agent;
    ToolCall toolCall;
    toolCall.id = "call-1";
    toolCall.name = std::move(name);
    toolCall.arguments = std::move(arguments);
    turn.toolCalls.push_back(std::move(toolCall));
    return turn;
}

inline Turn reply(std::string text)
{
    Turn turn = say(Role::Tool, std::move(text));
    turn.toolResult = ToolResult{.callId = "call-1", .name = {}, .error = false, .byUser = false};
    return turn;
}

inline AlignedRow alignedRow(RowKind kind, std::vector<int> real, std::vector<int> sim)
{
    AlignedRow row;
    row.kind = kind;
    row.real = std::move(real);
    row.sim = std::move(sim);
    row.divergence = kind == RowKind::Equal ? 0.0 : 0.7;
    return row;
}

inline ComparePair pairOf(std::vector<Turn> real, std::vector<Turn> sim, Alignment alignment)
{
    auto realDialogue = std::make_shared<Dialogue>();
    realDialogue->task = TaskKey{"tau1:airline:7"};
    realDialogue->nativeId = "airline-7-a2";
    realDialogue->run = 2;
    realDialogue->turns = std::move(real);
    auto simDialogue = std::make_shared<Dialogue>();
    simDialogue->task = TaskKey{"tau1:airline:7"};
    simDialogue->nativeId = "airline-7";
    simDialogue->turns = std::move(sim);
    ComparePair pair;
    pair.real.dialogue = realDialogue;
    pair.real.title = QStringLiteral("human");
    pair.real.subtitle = QStringLiteral("annotator 2");
    pair.sim.dialogue = simDialogue;
    pair.sim.title = QStringLiteral("gpt-4o");
    pair.alignment = std::move(alignment);
    pair.edition = QStringLiteral("reference edition");
    return pair;
}

/// An equal, a divergent, a missing and an extra row, with a system prompt and a tool call whose
/// argument differs.
inline ComparePair smallPair()
{
    Alignment alignment;
    alignment.rows = {alignedRow(RowKind::Equal, {1}, {1}),
                      alignedRow(RowKind::Divergent, {3}, {3}),
                      alignedRow(RowKind::Missing, {7}, {}), alignedRow(RowKind::Extra, {}, {7})};
    alignment.firstDivergence = 1;
    return pairOf(
        {say(Role::System, "Be brief."), say(Role::User, "I need to cancel my flight"),
         say(Role::Agent, "Your id?"), say(Role::User, "my id is ana_wu_4821"),
         call("get_user_details", R"({"user_id":"ana_wu_4821"})"), reply(R"({"name":"Mia"})"),
         say(Role::Agent, "Found you."), say(Role::User, "no thanks")},
        {say(Role::System, "Be brief."), say(Role::User, "I need to cancel my flight"),
         say(Role::Agent, "May I have your id?"), say(Role::User, "my user id is ana_wu_9999"),
         call("get_user_details", R"({"user_id":"ana_wu_9999"})"), reply("Error: user not found"),
         say(Role::Agent, "No such user."), say(Role::User, "Goodbye then")},
        alignment);
}

/// `exchanges` pairs of user and agent turns; the rows named are divergent, all others equal.
inline ComparePair longPair(int exchanges, const std::set<int> &divergent)
{
    Alignment alignment;
    std::vector<Turn> real;
    std::vector<Turn> sim;
    for (int i = 0; i < exchanges; ++i) {
        const std::string words = "turn " + std::to_string(i) +
                                  " asks for a flight to Seattle on Monday, in economy, with two "
                                  "bags and a certificate";
        const bool differs = divergent.count(i) != 0;
        alignment.rows.push_back(
            alignedRow(differs ? RowKind::Divergent : RowKind::Equal, {2 * i}, {2 * i}));
        if (differs && !alignment.firstDivergence)
            alignment.firstDivergence = i;
        real.push_back(say(Role::User, words));
        real.push_back(say(Role::Agent, "Certainly. Here is what I found:\n1. one\n2. two"));
        sim.push_back(say(Role::User, differs ? words + " please" : words));
        sim.push_back(say(Role::Agent, "I have found three flights that fit."));
    }
    return pairOf(std::move(real), std::move(sim), std::move(alignment));
}
} // namespace gapscope::test
