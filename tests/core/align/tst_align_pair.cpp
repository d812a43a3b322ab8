// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/align_pair.h"
#include "tests/core/align/dialogue_text.h"
#include "tests/support/test_case.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace gapscope;
using namespace gapscope::test;

namespace {
using Lines = std::vector<std::string_view>;

const Lines lampReturn{"u: i want to return the desk lamp from order Q771542",
                       "a: Which e-mail address is on the account?",
                       "u: it is rosa_1182@example.org",
                       "a: Do you still have the original box?",
                       "u: no the carton went into the bin weeks ago",
                       "a: Refund to the card?",
                       "u: yes the visa ending 4417"};

Dialogue realOf(const Lines &lines)
{
    return dialogueOf("real", lines);
}

Dialogue simOf(const Lines &lines)
{
    return dialogueOf("sim", lines);
}

Anchor anchor(Anchor::Kind kind, int real, int sim)
{
    return {DialogueId("real"), DialogueId("sim"), real, sim, kind};
}

Lines without(Lines lines, std::size_t at)
{
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
    return lines;
}

/// `count` user turns with little in common; every `changed`-th differs between the sides.
Dialogue longDialogue(const std::string &id, int count, int changed)
{
    Dialogue dialogue;
    dialogue.id = DialogueId(id);
    for (int i = 0; i < count; ++i) {
        std::string text = "word";
        text.append(std::to_string(i * 7919)).append(" thing").append(std::to_string(i * 31));
        if (i % changed == 0)
            text.append(" said by ").append(id);
        Turn turn;
        turn.text = std::move(text);
        dialogue.turns.push_back(turn);
    }
    return dialogue;
}
} // namespace

class AlignPairTest final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void rowsStandWhereAPersonWouldPutThem_data()
    {
        QTest::addColumn<Lines>("real");
        QTest::addColumn<Lines>("sim");
        QTest::addColumn<std::string>("rows");
        const Lines none;
        const Lines foreign{"u: my tooth hurts a lot", "u: does public insurance cover dentists",
                            "u: emergency appointment tonight"};
        QTest::newRow("identical") << lampReturn << lampReturn
                                   << std::string("equal 0|0, equal 2|2, equal 4|4, equal 6|6");
        QTest::newRow("case, punctuation and blanks folded")
            << Lines{"u: No,  thanks!"} << Lines{"u: no thanks"} << std::string("equal 0|0");
        QTest::newRow("missing at the start")
            << lampReturn << without(lampReturn, 0)
            << std::string("missing 0|-, equal 2|1, equal 4|3, equal 6|5");
        QTest::newRow("missing at the end")
            << lampReturn << without(lampReturn, 6)
            << std::string("equal 0|0, equal 2|2, equal 4|4, missing 6|-");
        QTest::newRow("extra in the middle")
            << without(lampReturn, 4) << lampReturn
            << std::string("equal 0|0, equal 2|2, extra -|4, equal 5|6");
        QTest::newRow("all different")
            << Lines{lampReturn[0], lampReturn[2], lampReturn[4]} << foreign
            << std::string(
                   "missing 0|-, missing 1|-, missing 2|-, extra -|0, extra -|1, extra -|2");
        QTest::newRow("one side begins again")
            << Lines{lampReturn[0], lampReturn[4]}
            << Lines{lampReturn[0], lampReturn[4], lampReturn[0], lampReturn[4]}
            << std::string("equal 0|0, equal 1|1, extra -|2, extra -|3");
        QTest::newRow("no simulated turn")
            << Lines{lampReturn[0]} << none << std::string("missing 0|-");
        QTest::newRow("no real turn") << none << Lines{lampReturn[0]} << std::string("extra -|0");
        QTest::newRow("both empty") << none << none << std::string();
        QTest::newRow("repeated turns pair in order")
            << Lines{"u: ok", "u: ok", "u: ok"} << Lines{"u: ok", "u: ok", "u: ok"}
            << std::string("equal 0|0, equal 1|1, equal 2|2");
        QTest::newRow("repetition is extra, not moved")
            << Lines{"u: find a chinese restaurant in the east", "u: book a table for seven"}
            << Lines{"u: find a chinese restaurant in the east", "u: book a table for seven",
                     "u: find a chinese restaurant in the east"}
            << std::string("equal 0|0, equal 1|1, extra -|2");
        QTest::newRow("said in other words")
            << Lines{"u: cancel reservation Q771542 please"}
            << Lines{"u: I would like you to cancel my reservation, it is Q771542."}
            << std::string("paraphrase 0|0");
        QTest::newRow("two real turns are one simulated")
            << Lines{"u: i need a hotel near the station with free wifi",
                     "u: three nights from friday for two people"}
            << Lines{"u: I need a hotel near the station with free wifi, three nights from Friday "
                     "for two people"}
            << std::string("merged 0+1|0");
        QTest::newRow("one real turn is two simulated")
            << Lines{"u: I need a hotel near the station with free wifi, three nights from Friday "
                     "for two people"}
            << Lines{"u: i need a hotel near the station with free wifi",
                     "u: three nights from friday for two people"}
            << std::string("merged 0|0+1");
        QTest::newRow("short opening stands with the long one that says it")
            << Lines{"u: vase broken", "a: Since when?", "u: monday"}
            << Lines{"u: Good afternoon. A vase that I ordered from the shop in town arrived "
                     "broken, the parcel was wet and the driver left without a word.",
                     "a: Since when?", "u: Monday."}
            << std::string("paraphrase 0|0, equal 2|2");
        QTest::newRow("opposite answers to the same question stand together")
            << Lines{"u: cancel my gym membership", "a: Shall we pause it for three months?",
                     "u: forget it, get me out"}
            << Lines{"u: cancel my gym membership", "a: Shall we pause it for three months?",
                     "u: Actually, pausing would be a good option, thank you very much!"}
            << std::string("equal 0|0, divergent 2|2");
        QTest::newRow("answers to different questions stand apart")
            << Lines{"u: cancel my gym membership", "a: What is the number on your card?",
                     "u: forget it, get me out"}
            << Lines{"u: cancel my gym membership", "a: Shall we pause it for three months?",
                     "u: Actually, pausing would be a good option, thank you very much!"}
            << std::string("equal 0|0, missing 2|-, extra -|2");
        QTest::newRow("stop signals match whatever their spelling")
            << Lines{"u: book the train to Porto", "u: /stop"}
            << Lines{"u: book the train to Porto", "u: ###STOP###"}
            << std::string("equal 0|0, equal 1|1");
        QTest::newRow("stop signal never matches speech")
            << Lines{"u: book the train to Porto", "u: bye"}
            << Lines{"u: book the train to Porto", "u: ###STOP###"}
            << std::string("equal 0|0, missing 1|-, extra -|1");
    }
    void rowsStandWhereAPersonWouldPutThem()
    {
        QFETCH(Lines, real);
        QFETCH(Lines, sim);
        QFETCH(std::string, rows);
        QCOMPARE(shown(printed(aligned(realOf(real), simOf(sim)))), shown(rows));
    }

    void frontLoadedTurnIsMovedToTheTurnThatSaysIt()
    {
        const Dialogue real = realOf({"u: book a flight from Lyon to Cork", "a: On which day?",
                                      "u: on the twelfth of march", "a: Which cabin?",
                                      "u: business cabin with a window seat", "a: Anything else?",
                                      "u: no that is all, goodbye"});
        const Dialogue sim = simOf(
            {"u: Book a flight from Lyon to Cork, business cabin, window seat", "a: On which day?",
             "u: on the twelfth of march", "a: Anything else?", "u: no that is all, goodbye"});
        const Alignment alignment = aligned(real, sim);
        QCOMPARE(shown(printed(alignment)),
                 shown("paraphrase 0|0, equal 2|2, moved 4|-, equal 6|4"));
        QCOMPARE(alignment.moved.size(), std::size_t(1));
        QCOMPARE(alignment.moved[0].real, 4);
        QCOMPARE(alignment.moved[0].sim, 0);
        QVERIFY(alignment.moved[0].fromReal);
        QCOMPARE(alignment.rows[2].divergence, 0.5);
        QCOMPARE(alignment.firstDivergence, std::optional<int>(2));
    }

    void identicalDialoguesAreNotApart()
    {
        const Alignment alignment = aligned(realOf(lampReturn), simOf(lampReturn));
        QVERIFY(std::abs(alignment.alignSim - 1.0) < 1e-6);
        QVERIFY(alignment.divergence && std::abs(*alignment.divergence) < 1e-6);
        QVERIFY(!alignment.firstDivergence);
    }

    void twoDialoguesWithoutUserTurnsHaveNoDivergence()
    {
        QVERIFY(!aligned(realOf({"a: hello"}), simOf({})).divergence);
    }

    void stopSignalsCountInNoFigure()
    {
        const Alignment alignment = aligned(realOf({"u: book the train to Porto"}),
                                            simOf({"u: book the train to Porto", "u: ###STOP###"}));
        QVERIFY(std::abs(alignment.alignSim - 1.0) < 1e-6);
        QVERIFY(!alignment.firstDivergence);
        QCOMPARE(alignment.rows[1].divergence, 0.0);
    }

    void firstDivergenceAfterAnotherAgentTextIsTheAgents()
    {
        const Alignment alignment =
            aligned(realOf({"u: return the lamp", "a: Do you still have the carton?",
                            "u: it is in the bin"}),
                    simOf({"u: return the lamp", "a: Please upload a passport photograph.",
                           "u: why would anyone need my picture"}));
        QCOMPARE(alignment.firstDivergence, std::optional<int>(1));
        QVERIFY(alignment.rows[1].agentInduced);
    }

    void firstDivergenceAfterTheSameAgentTextIsTheUsers()
    {
        const Alignment alignment =
            aligned(realOf({"u: return the lamp", "a: Do you still have the carton?",
                            "u: it is in the bin"}),
                    simOf({"u: return the lamp", "a: Do you still have the carton?",
                           "u: why would anyone need my picture"}));
        QCOMPARE(alignment.firstDivergence, std::optional<int>(1));
        QVERIFY(!alignment.rows[1].agentInduced);
    }

    void longCourteousAnswerIsFlaggedForStyle()
    {
        const Alignment alignment = aligned(
            realOf({"u: return the lamp Q771542"}),
            simOf({"u: Hello! Could you please help me return the lamp Q771542? Thank you!"}));
        QCOMPARE(alignment.rows.size(), std::size_t(1));
        QVERIFY(alignment.rows[0].styleFlag);
    }

    void anchorsAreKept_data()
    {
        QTest::addColumn<std::vector<Anchor>>("anchors");
        QTest::addColumn<std::string>("rows");
        const auto pin = [](int r, int s) { return anchor(Anchor::Kind::Pin, r, s); };
        const auto forbid = [](int r, int s) { return anchor(Anchor::Kind::Forbid, r, s); };
        using Anchors = std::vector<Anchor>;
        QTest::newRow("none") << Anchors{}
                              << std::string("equal 0|0, equal 2|2, equal 4|4, equal 6|6");
        QTest::newRow("neighbour that says the same joins a pinned row")
            << Anchors{pin(2, 0)} << std::string("merged 0+2|0, extra -|2, equal 4|4, equal 6|6");
        QTest::newRow("forbid") << Anchors{forbid(2, 2)}
                                << std::string(
                                       "equal 0|0, missing 2|-, extra -|2, equal 4|4, equal 6|6");
        QTest::newRow("pins that share a turn are merged")
            << Anchors{pin(2, 2), pin(4, 2)}
            << std::string("equal 0|0, merged 2+4|2, extra -|4, equal 6|6");
        QTest::newRow("later of two crossing pins")
            << Anchors{pin(0, 6), pin(2, 2)}
            << std::string("equal 0|0, equal 2|2, equal 4|4, equal 6|6");
        QTest::newRow("later pin takes back a ban")
            << Anchors{forbid(2, 2), pin(2, 2)}
            << std::string("equal 0|0, equal 2|2, equal 4|4, equal 6|6");
        QTest::newRow("on an agent's turn")
            << Anchors{pin(1, 0)} << std::string("equal 0|0, equal 2|2, equal 4|4, equal 6|6");
        QTest::newRow("of another pair")
            << Anchors{{DialogueId("other"), DialogueId("sim"), 2, 0, Anchor::Kind::Pin}}
            << std::string("equal 0|0, equal 2|2, equal 4|4, equal 6|6");
    }
    void anchorsAreKept()
    {
        QFETCH(std::vector<Anchor>, anchors);
        QFETCH(std::string, rows);
        std::string found = printed(aligned(realOf(lampReturn), simOf(lampReturn), anchors));
        // Whether an unmatched turn is moved is another matter.
        for (const auto &[from, side] : {std::pair{"moved 0|-", "missing 0|-"},
                                         {"moved 2|-", "missing 2|-"},
                                         {"moved -|2", "extra -|2"},
                                         {"moved -|4", "extra -|4"}})
            if (const std::size_t at = found.find(from); at != std::string::npos)
                found.replace(at, std::string_view(from).size(), side);
        QCOMPARE(shown(found), shown(rows));
    }

    void forbiddenTurnsAreNotLinkedEither()
    {
        const Alignment alignment =
            aligned(realOf(lampReturn), simOf(lampReturn), {anchor(Anchor::Kind::Forbid, 2, 2)});
        QVERIFY(alignment.moved.empty());
    }

    void dialoguesTooLongToCompareAtOnceAreCutAtEqualTurns()
    {
        const int count = 3000;
        const Alignment alignment =
            aligned(longDialogue("real", count, 10), longDialogue("sim", count, 10));
        int matched = 0;
        std::set<int> covered;
        for (const AlignedRow &row : alignment.rows) {
            covered.insert(row.real.begin(), row.real.end());
            matched += row.real == row.sim ? 1 : 0;
        }
        QCOMPARE(static_cast<int>(covered.size()), count);
        QCOMPARE(matched, count);
    }

    void dialoguesTooLongToCompareAtOnceWithoutEqualTurnsAreStillCovered()
    {
        const int count = 2500;
        const Alignment alignment =
            aligned(longDialogue("real", count, 1), longDialogue("sim", count, 1));
        std::vector<int> real;
        std::vector<int> sim;
        for (const AlignedRow &row : alignment.rows) {
            real.insert(real.end(), row.real.begin(), row.real.end());
            sim.insert(sim.end(), row.sim.begin(), row.sim.end());
        }
        QCOMPARE(real.size(), std::size_t(count));
        QCOMPARE(sim.size(), std::size_t(count));
        QVERIFY(std::is_sorted(real.begin(), real.end()));
        QVERIFY(std::is_sorted(sim.begin(), sim.end()));
    }

    void similarityIsTheWeightedMeanOfItsParts()
    {
        const Alignment alignment = aligned(
            realOf({"u: return the lamp Q771542", "a: Do you still have the carton?",
                    "u: no it went into the bin weeks ago"}),
            simOf({"u: I want to return the lamp Q771542.", "a: Do you have the carton?",
                   "u: The carton went into the bin some weeks ago", "a: Goodbye", "u: bye"}));
        QCOMPARE(shown(printed(alignment)), shown("paraphrase 0|0, paraphrase 2|2, extra -|4"));
        const SimilarityWeights weights;
        for (int i = 0; i < 2; ++i) {
            const AlignedRow &row = alignment.rows[static_cast<std::size_t>(i)];
            double sum = 0;
            double all = 0;
            for (const auto &[part, weight] : {std::pair{row.parts.lexical, weights.lexical},
                                               {row.parts.characters, weights.characters},
                                               {row.parts.slots, weights.slots},
                                               {row.parts.acts, weights.acts},
                                               {row.parts.context, weights.context},
                                               {row.parts.position, weights.position}})
                if (part) {
                    sum += *part * weight;
                    all += weight;
                }
            QVERIFY(std::abs(sum / all - *row.similarity) < 1e-6);
            QCOMPARE(row.divergence, 1.0 - *row.similarity);
        }
        QVERIFY(!alignment.rows[0].parts.context);
        QVERIFY(alignment.rows[1].parts.context);
    }

    void changedSettingsChangeTheMethodVersion()
    {
        AlignSettings settings;
        settings.theta = 0.4;
        QVERIFY(alignMethodVersion(settings) != alignMethodVersion());
    }
};

QTEST_GUILESS_MAIN(AlignPairTest)
#include "tst_align_pair.moc"
