// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/suggest/suggest_codes.h"
#include "core/features/extract.h"

#include <sstream>
#include <string>
#include <vector>

namespace gapscope::test {
/// A pair written line by line: "a:" the agent of both sides, "ra:" and "sa:" of one; "m: real ||
/// sim" a matched row, "r:" a missing, "s:" an extra, "vr:"/"vs:" a moved one; "link: 3 1"
/// says that the third real user turn moved to the first simulated one; "rt: name args" and
/// "st: name args" tool calls.
struct PairScript
{
    Dialogue real;
    Dialogue sim;
    Alignment alignment;
    std::string card;

    PairScript(const std::string &script, std::string taskCard) : card(std::move(taskCard))
    {
        std::istringstream lines(script);
        for (std::string line; std::getline(lines, line);)
            add(line.substr(0, line.find(':')), line.substr(line.find(": ") + 2));
    }

    std::vector<Suggestion> suggestions(std::optional<double> peopleEmotion = {}) const
    {
        const std::vector<CueSpan> realCues = cues(real, Source::Human);
        const std::vector<CueSpan> simCues = cues(sim, Source::Llm);
        const std::vector<UnitLink> units = unitLinks(real, sim, card);
        return suggestCodes({real, sim, alignment, realCues, simCues, card, units, peopleEmotion});
    }

    std::vector<NotComputed> missing() const
    {
        return notComputed({real, sim, alignment, {}, {}, card, {}, {}});
    }

private:
    static std::vector<CueSpan> cues(const Dialogue &dialogue, Source source)
    {
        const auto features =
            extractFeatures(scoredMessages(dialogue), source, referenceLexicon(), true);
        return features ? features->spans : std::vector<CueSpan>();
    }

    static int put(Dialogue &dialogue, Role role, const std::string &text)
    {
        Turn turn;
        turn.role = role;
        turn.text = text;
        dialogue.turns.push_back(std::move(turn));
        return static_cast<int>(dialogue.turns.size()) - 1;
    }

    /// Position of the `number`-th user turn.
    static int userTurn(const Dialogue &dialogue, int number)
    {
        for (int i = 0; i < static_cast<int>(dialogue.turns.size()); ++i)
            if (dialogue.turns[static_cast<std::size_t>(i)].role == Role::User && --number == 0)
                return i;
        return -1;
    }

    static void putCall(Dialogue &dialogue, const std::string &text)
    {
        Turn turn;
        turn.role = Role::Agent;
        const std::size_t blank = text.find(' ');
        ToolCall call;
        call.name = text.substr(0, blank);
        call.arguments = blank == std::string::npos ? "{}" : text.substr(blank + 1);
        turn.toolCalls.push_back(std::move(call));
        dialogue.turns.push_back(std::move(turn));
    }

    void addRow(RowKind kind, double divergence, const std::string *realText,
                const std::string *simText)
    {
        AlignedRow row;
        row.kind = kind;
        row.divergence = divergence;
        if (realText)
            row.real.push_back(put(real, Role::User, *realText));
        if (simText)
            row.sim.push_back(put(sim, Role::User, *simText));
        alignment.rows.push_back(std::move(row));
    }

    void add(const std::string &kind, const std::string &text)
    {
        if (kind == "a" || kind == "ra")
            put(real, Role::Agent, text);
        if (kind == "a" || kind == "sa")
            put(sim, Role::Agent, text);
        if (kind == "rt" || kind == "t")
            putCall(real, text);
        if (kind == "st" || kind == "t")
            putCall(sim, text);
        if (kind == "m") {
            const std::size_t bar = text.find(" || ");
            const std::string realText = text.substr(0, bar);
            const std::string simText = text.substr(bar + 4);
            addRow(RowKind::Paraphrase, 0.3, &realText, &simText);
        }
        if (kind == "link") {
            const std::size_t blank = text.find(' ');
            MovedLink link;
            link.real = userTurn(real, std::stoi(text.substr(0, blank)));
            link.sim = userTurn(sim, std::stoi(text.substr(blank + 1)));
            link.fromReal = true;
            alignment.moved.push_back(link);
        }
        if (kind == "r" || kind == "vr")
            addRow(kind == "r" ? RowKind::Missing : RowKind::Moved, 1.0, &text, nullptr);
        if (kind == "s" || kind == "vs")
            addRow(kind == "s" ? RowKind::Extra : RowKind::Moved, 1.0, nullptr, &text);
    }
};
} // namespace gapscope::test
