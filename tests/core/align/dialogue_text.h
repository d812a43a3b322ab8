// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_pair.h"
#include "core/align/compare_layout.h"
#include "core/model/alignment.h"
#include "core/model/transcript.h"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

// Dialogues written as lines, alignments printed as lines.
namespace gapscope::test {
/// "u: text", "a: text", "t: tool name", "c: tool name" (an agent's call), "s: text", "n: text".
inline Dialogue dialogueOf(const std::string &id, const std::vector<std::string_view> &lines)
{
    Dialogue dialogue;
    dialogue.id = DialogueId(id);
    for (const std::string_view line : lines) {
        Turn turn;
        const std::string text(line.substr(3));
        switch (line.front()) {
        case 'a':
            turn.role = Role::Agent;
            break;
        case 'c':
            turn.role = Role::Agent;
            turn.toolCalls.push_back({"", text, "{}", "", false});
            break;
        case 't':
            turn.role = Role::Tool;
            turn.toolResult = ToolResult{"", text, false, false};
            break;
        case 's':
            turn.role = Role::System;
            break;
        case 'n':
            turn.role = Role::Note;
            break;
        default:
            turn.role = Role::User;
        }
        if (line.front() != 'c')
            turn.text = text;
        dialogue.turns.push_back(turn);
    }
    return dialogue;
}

inline std::string printed(const std::vector<int> &positions)
{
    std::string text;
    for (const int position : positions)
        text += (text.empty() ? "" : "+") + std::to_string(position);
    return text.empty() ? "-" : text;
}

/// "equal 0|0, missing 2|-, …"
inline std::string printed(const Alignment &alignment)
{
    std::string text;
    for (const AlignedRow &row : alignment.rows)
        text += (text.empty() ? "" : ", ") + std::string(name(row.kind)) + " " + printed(row.real) +
                "|" + printed(row.sim);
    return text;
}

/// "0:0|0, 1|1, …": aligned row (none for others), real and sim positions.
inline std::string printed(const std::vector<DisplayRow> &rows)
{
    std::string text;
    for (const DisplayRow &row : rows)
        text += (text.empty() ? "" : ", ") +
                (row.alignedRow < 0 ? std::string() : std::to_string(row.alignedRow) + ":") +
                printed(row.real) + "|" + printed(row.sim);
    return text;
}

inline Alignment aligned(const Dialogue &real, const Dialogue &sim,
                         const std::vector<Anchor> &anchors = {})
{
    IdfModel idf;
    const PreparedDialogue preparedReal = prepareDialogue(real);
    const PreparedDialogue preparedSim = prepareDialogue(sim);
    idf.add(preparedReal);
    idf.add(preparedSim);
    return alignPair(preparedReal, preparedSim, idf, {}, anchors);
}
} // namespace gapscope::test
