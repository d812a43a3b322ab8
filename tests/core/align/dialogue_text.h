// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_pair.h"
#include "core/align/compare_layout.h"
#include "core/model/alignment.h"
#include "core/model/transcript.h"

#include <QString>

#include <string>
#include <string_view>
#include <utility>
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

/// Items with a separator between them.
class Joined
{
public:
    explicit Joined(std::string_view separator) : m_separator(separator) {}
    std::string &next()
    {
        if (!m_text.empty())
            m_text.append(m_separator);
        return m_text;
    }
    std::string take() { return std::move(m_text); }

private:
    std::string_view m_separator;
    std::string m_text;
};

inline std::string printed(const std::vector<int> &positions)
{
    Joined joined("+");
    for (const int position : positions)
        joined.next().append(std::to_string(position));
    return positions.empty() ? "-" : joined.take();
}

inline std::string printedSides(const std::vector<int> &real, const std::vector<int> &sim)
{
    std::string text = printed(real);
    text.append("|").append(printed(sim));
    return text;
}

/// "equal 0|0, missing 2|-, …"
inline std::string printed(const Alignment &alignment)
{
    Joined joined(", ");
    for (const AlignedRow &row : alignment.rows)
        joined.next().append(name(row.kind)).append(" ").append(printedSides(row.real, row.sim));
    return joined.take();
}

/// "0:0|0, 1|1, …": aligned row (none for others), real and sim positions.
inline std::string printed(const std::vector<DisplayRow> &rows)
{
    Joined joined(", ");
    for (const DisplayRow &row : rows) {
        std::string &text = joined.next();
        if (row.alignedRow >= 0)
            text.append(std::to_string(row.alignedRow)).append(":");
        text.append(printedSides(row.real, row.sim));
    }
    return joined.take();
}

/// For QCOMPARE, which prints a QString where two differ.
inline QString shown(const std::string &text)
{
    return QString::fromStdString(text);
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
