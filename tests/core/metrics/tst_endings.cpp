// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/endings.h"
#include "tests/core/metrics/metric_input.h"

using namespace gapscope;
using test::dialogue;

namespace {
/// A dialogue of that many user turns; a limit ended it unless `event`.
Dialogue lasting(const std::string &task, int turns, bool event)
{
    Dialogue talk = dialogue(task, 1, {});
    for (int i = 0; i < turns; ++i) {
        Turn turn;
        turn.text = "turn number " + std::to_string(i);
        talk.turns.push_back(turn);
    }
    talk.outcome.termination = event ? "user_stop" : "max_turns";
    return talk;
}
} // namespace

class TestEndings : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void endingIsReadFromTerminationThenToolsThenWords_data()
    {
        QTest::addColumn<QString>("termination");
        QTest::addColumn<QString>("lastTool");
        QTest::addColumn<QByteArrayList>("user");
        QTest::addColumn<QString>("ending");
        QTest::newRow("user_stop") << "user_stop"
                                   << "" << QByteArrayList{"yes"} << "done";
        QTest::newRow("limit") << "max_steps"
                               << "" << QByteArrayList{"yes"} << "cap";
        QTest::newRow("limit, spelt out") << "Turn Limit"
                                          << "" << QByteArrayList{"yes"} << "cap";
        QTest::newRow("gave up") << "gave_up"
                                 << "" << QByteArrayList{"yes"} << "gave_up";
        QTest::newRow("transfer") << "transfer"
                                  << "" << QByteArrayList{"yes"} << "transfer";
        QTest::newRow("error") << "agent_error"
                               << "" << QByteArrayList{"thanks"} << "unknown";
        QTest::newRow("transfer tool")
            << "user_stop"
            << "transfer_to_human_agents" << QByteArrayList{"yes"} << "transfer";
        QTest::newRow("other tool") << "user_stop"
                                    << "transfer_funds" << QByteArrayList{"yes"} << "done";
        QTest::newRow("transfer signal") << "user_stop"
                                         << "" << QByteArrayList{"###TRANSFER###"} << "transfer";
        QTest::newRow("same words thrice")
            << ""
            << "" << QByteArrayList{"Cancel it!", "cancel it", "Cancel it."} << "loop";
        QTest::newRow("same words twice")
            << "user_stop"
            << "" << QByteArrayList{"no", "Cancel it!", "cancel it"} << "done";
        QTest::newRow("words of giving up")
            << "user_stop"
            << "" << QByteArrayList{"Forget it.", "/stop"} << "gave_up";
        QTest::newRow("signal alone") << ""
                                      << "" << QByteArrayList{"yes", "###STOP###"} << "done";
        QTest::newRow("thanks") << ""
                                << "" << QByteArrayList{"Great, thank you!"} << "done";
        QTest::newRow("goodbye") << ""
                                 << "" << QByteArrayList{"That's all, bye"} << "done";
        QTest::newRow("breaks off") << ""
                                    << "" << QByteArrayList{"And the bags?"} << "unknown";
        QTest::newRow("empty") << ""
                               << "" << QByteArrayList{} << "unknown";
    }

    void endingIsReadFromTerminationThenToolsThenWords()
    {
        QFETCH(QString, termination);
        QFETCH(QString, lastTool);
        QFETCH(QByteArrayList, user);
        QFETCH(QString, ending);
        Dialogue talk;
        for (const QByteArray &text : user) {
            Turn turn;
            turn.text = text.toStdString();
            talk.turns.push_back(turn);
        }
        if (!lastTool.isEmpty()) {
            Turn call;
            call.role = Role::Agent;
            call.toolCalls.push_back({"1", lastTool.toStdString(), "{}", "", false});
            talk.turns.push_back(call);
        }
        talk.outcome.termination = termination.toStdString();
        QCOMPARE(QString::fromUtf8(name(endingOf(talk))), ending);
    }

    void limitsAndUnknownEndsAreCensored()
    {
        QVERIFY(survivalTimeOf(lasting("t", 3, true)).event);
        QVERIFY(!survivalTimeOf(lasting("t", 3, false)).event);
        QCOMPARE(survivalTimeOf(lasting("t", 3, false)).time, 3.0);
    }

    void survivalOfTheWorkedAnswer()
    {
        test::InputBuilder builder;
        const auto add = [&](bool real, int i, int turns, bool event) {
            const std::string task = "t" + std::to_string(i);
            real ? builder.person(lasting(task, turns, event))
                 : builder.sim(lasting(task, turns, event));
        };
        const std::pair<int, bool> first[] = {
            {3, true}, {5, true}, {5, false}, {8, true}, {10, false}};
        const std::pair<int, bool> second[] = {
            {6, false}, {9, true}, {12, false}, {12, false}, {12, false}};
        for (int i = 0; i < 5; ++i) {
            add(true, i, first[i].first, first[i].second);
            add(false, i, second[i].first, second[i].second);
        }
        const auto rows = test::rowsOf("survival", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "S(3)").real), std::string("0.800"));
        QCOMPARE(test::shown(test::rowOf(rows, "S(5)").real), std::string("0.600"));
        QCOMPARE(test::shown(test::rowOf(rows, "S(8)").real), std::string("0.300"));
        QCOMPARE(test::shown(test::rowOf(rows, "S(8)", "").value), std::string("0.300"));
        const MetricRow whole = test::rowOf(rows, "");
        QCOMPARE(test::shown(whole.real), std::string("7.000"));
        QCOMPARE(test::shown(whole.p), std::string("0.104"));
        QCOMPARE(whole.notes.front(), std::string("up to user turn 10"));
        QCOMPARE(whole.notes.back(), std::string("fewer than 10 events"));
    }

    void withoutAnEndThereIsNoCurve()
    {
        test::InputBuilder builder;
        builder.person(lasting("t", 3, true));
        builder.sim(lasting("t", 3, false));
        const MetricRow row = test::rowOf(test::rowsOf("survival", builder.input), "");
        QVERIFY(!row.value);
        QCOMPARE(row.missing, std::string("no end of its dialogues is known"));
    }

    void endReasonsCompareSharesOfTheKnownOnes()
    {
        test::InputBuilder builder;
        builder.person(lasting("a", 2, true));
        builder.person(lasting("b", 2, false));
        builder.sim(lasting("a", 2, true));
        builder.sim(lasting("b", 3, true));
        const auto rows = test::rowsOf("end_reasons", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "done").value), std::string("0.500"));
        QCOMPARE(test::shown(test::rowOf(rows, "cap").real), std::string("0.500"));
        QCOMPARE(test::shown(test::rowOf(rows, "").value), std::string("0.311"));
    }

    void lengthGapOfTheWorkedAnswer()
    {
        test::InputBuilder builder;
        const int real[] = {2, 5, 6, 9, 11, 14};
        const int sim[] = {12, 15, 15, 18, 20, 21};
        for (int i = 0; i < 6; ++i) {
            builder.person(lasting("t" + std::to_string(i), real[i], true));
            builder.sim(lasting("t" + std::to_string(i), sim[i], true));
        }
        const auto rows = test::rowsOf("length_gap", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "").value), std::string("9.000"));
        QCOMPARE(test::shown(test::rowOf(rows, "mean").value), std::string("9.000"));
    }
};

QTEST_APPLESS_MAIN(TestEndings)
#include "tst_endings.moc"
