// SPDX-License-Identifier: GPL-3.0-or-later
// First, because moc 6.4 stumbles over <concepts> unless a Qt header came before.
#include "tests/support/test_case.h"

#include "core/align/compare_layout.h"
#include "core/model/markup.h"
#include "tests/core/align/dialogue_text.h"

using namespace gapscope;
using namespace gapscope::test;

namespace {
using Lines = std::vector<std::string_view>;
}

class CompareLayoutTest final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void turnsStandInStep_data()
    {
        QTest::addColumn<Lines>("real");
        QTest::addColumn<Lines>("sim");
        QTest::addColumn<std::string>("rows");
        const Lines none;
        const Lines two{"u: return the desk lamp", "a: Which order?", "u: order Q771542",
                        "a: It is done."};
        QTest::newRow("identical") << two << two << std::string("0:0|0, 1|1, 1:2|2, 3|3");
        QTest::newRow("difference at the start")
            << two << Lines{two[1], two[2], two[3]} << std::string("0:0|-, 1|0, 1:2|1, 3|2");
        QTest::newRow("difference at the end")
            << two << Lines{two[0], two[1]} << std::string("0:0|0, 1|1, 1:2|-, 3|-");
        QTest::newRow("all different")
            << Lines{"u: return the desk lamp", "a: Which order?"}
            << Lines{"u: my tooth hurts", "a: Sit down."} << std::string("0:0|-, 1:-|0, 1|1");
        QTest::newRow("real side empty") << none << two << std::string("0:-|0, -|1, 1:-|2, -|3");
        QTest::newRow("sim side empty") << two << none << std::string("0:0|-, 1|-, 1:2|-, 3|-");
        QTest::newRow("both empty") << none << none << std::string();
        QTest::newRow("repeated turns")
            << Lines{"u: ok", "a: ok", "u: ok", "a: ok"}
            << Lines{"u: ok", "a: ok", "u: ok", "a: ok"} << std::string("0:0|0, 1|1, 1:2|2, 3|3");
        QTest::newRow("tool calls of one name side by side")
            << Lines{"u: order Q771542", "c: find_user", "t: find_user",
                     "c: get_order",     "t: get_order", "a: Found it."}
            << Lines{"u: order Q771542", "c: get_order", "t: get_order", "a: Found it."}
            << std::string("0:0|0, 1|-, 2|-, 3|1, 4|2, 5|3");
        QTest::newRow("system and note")
            << Lines{"s: policy", "n: role card", "u: order Q771542"}
            << Lines{"s: policy", "u: order Q771542"} << std::string("0|0, 1|-, 0:2|1");
        QTest::newRow("no user turn at all")
            << Lines{"a: hello", "a: anyone?"} << Lines{"a: hello"} << std::string("0|0, 1|-");
        QTest::newRow("merged turns keep the agent between them")
            << Lines{"u: i need a hotel near the station with free wifi", "a: For how long?",
                     "u: three nights from friday for two people", "a: Booked."}
            << Lines{"u: I need a hotel near the station with free wifi, three nights from Friday "
                     "for two people",
                     "a: Booked."}
            << std::string("0:0|0, 1|-, 0:2|-, 3|1");
    }
    void turnsStandInStep()
    {
        QFETCH(Lines, real);
        QFETCH(Lines, sim);
        QFETCH(std::string, rows);
        const Dialogue realDialogue = dialogueOf("real", real);
        const Dialogue simDialogue = dialogueOf("sim", sim);
        QCOMPARE(shown(printed(
                     layoutPair(realDialogue, simDialogue, aligned(realDialogue, simDialogue)))),
                 shown(rows));
    }

    void messageWithCallsInItsTextStandsBesideSpeech()
    {
        const Dialogue plain =
            dialogueOf("sim", {"u: order Q771542", "a: One moment.", "a: Done."});
        Dialogue marked =
            dialogueOf("real", {"u: order Q771542", "a: So <function=f></function>", "a: Done."});
        marked.turns[1].toolCalls = callsInText(*marked.turns[1].text);
        QCOMPARE(shown(printed(layoutPair(marked, plain, aligned(marked, plain)))),
                 shown(std::string("0:0|0, 1|1, 2|2")));
    }

    void gapTooLargeToFitIsPutInStepByOrder()
    {
        const Lines many(1000, "a: working on it");
        const Dialogue real = dialogueOf("real", many);
        const Dialogue sim = dialogueOf("sim", Lines(999, "a: working on it"));
        const std::vector<DisplayRow> rows = layoutPair(real, sim, aligned(real, sim));
        QCOMPARE(rows.size(), std::size_t(1000));
        QCOMPARE(rows.back().sim.size(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(CompareLayoutTest)
#include "tst_compare_layout.moc"
