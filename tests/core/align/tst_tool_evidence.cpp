// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "tests/core/align/dialogue_text.h"

#include <algorithm>

using namespace gapscope;
using namespace gapscope::test;

namespace {
using Lines = std::vector<std::string_view>;

const Lines realWords{"u: cancel my booking", "u: mine is rather grey today"};
const Lines simWords{"u: cancel my booking", "u: whichever suits them best overall"};

Lines with(Lines lines, const Lines &more)
{
    lines.insert(lines.end(), more.begin(), more.end());
    return lines;
}

bool secondTurnsMatch(const Dialogue &real, const Dialogue &sim)
{
    const Alignment alignment = aligned(real, sim);
    return std::any_of(alignment.rows.begin(), alignment.rows.end(), [](const AlignedRow &row) {
        return row.real == std::vector<int>{1} && row.sim == std::vector<int>{1};
    });
}

ToolCall call(const std::string &arguments)
{
    return {"", "find_order", arguments, "", false};
}

/// `count` turns of the same words, turn i with a call numbered i + `shift`.
Dialogue numberedCalls(const char *id, int count, int shift)
{
    Dialogue dialogue;
    dialogue.id = DialogueId(id);
    for (int i = 0; i < count; ++i) {
        Turn user;
        user.text = "and then the next one of them";
        dialogue.turns.push_back(user);
        Turn agent;
        agent.role = Role::Agent;
        agent.toolCalls.push_back(call("{\"step\": " + std::to_string(i + shift) + "}"));
        dialogue.turns.push_back(agent);
    }
    return dialogue;
}
} // namespace

class TestToolEvidence final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aCallOfBothSidesTipsAWeakMatch()
    {
        QVERIFY(!secondTurnsMatch(dialogueOf("r", realWords), dialogueOf("s", simWords)));
        QVERIFY(secondTurnsMatch(dialogueOf("r", with(realWords, {"c: find_order"})),
                                 dialogueOf("s", with(simWords, {"c: find_order"}))));
        QVERIFY(!secondTurnsMatch(dialogueOf("r", with(realWords, {"c: find_order"})),
                                  dialogueOf("s", with(simWords, {"c: find_user"}))));
    }

    void aCallMadeTwiceIsNoEvidence()
    {
        QVERIFY(
            !secondTurnsMatch(dialogueOf("r", with(realWords, {"c: find_order"})),
                              dialogueOf("s", with(simWords, {"c: find_order", "c: find_order"}))));
    }

    void argumentsCountWhateverTheirOrder()
    {
        Dialogue real = dialogueOf("r", with(realWords, {"c: find_order"}));
        Dialogue sim = dialogueOf("s", with(simWords, {"c: find_order"}));
        real.turns.back().toolCalls = {call(R"({"id": 1, "zip": "90210"})")};
        sim.turns.back().toolCalls = {call(R"({"zip":"90210","id":1})")};
        QVERIFY(secondTurnsMatch(real, sim));
        sim.turns.back().toolCalls = {call(R"({"zip":"90210","id":2})")};
        QVERIFY(!secondTurnsMatch(real, sim));
    }

    void aCallOfTheUserIsNoEvidence()
    {
        Dialogue real = dialogueOf("r", with(realWords, {"c: find_order"}));
        Dialogue sim = dialogueOf("s", with(simWords, {"c: find_order"}));
        real.turns.back().toolCalls.front().byUser = true;
        QVERIFY(!secondTurnsMatch(real, sim));
    }

    void longDialoguesAreCutAtTheSameCalls()
    {
        constexpr int shift = 400;
        const Alignment alignment =
            aligned(numberedCalls("r", 1500, shift), numberedCalls("s", 1500 + shift, 0));
        int together = 0;
        for (const AlignedRow &row : alignment.rows)
            if (row.real.size() == 1 && row.sim.size() == 1 &&
                row.real.front() / 2 + shift == row.sim.front() / 2)
                ++together;
        QVERIFY2(together >= 1490, qPrintable(QString::number(together)));
    }
};

QTEST_APPLESS_MAIN(TestToolEvidence)
#include "tst_tool_evidence.moc"
