// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/disclosure.h"
#include "tests/core/metrics/metric_input.h"

#include <array>

using namespace gapscope;
using test::dialogue;

namespace {
std::string printedFacts(const std::vector<Fact> &facts)
{
    static constexpr std::array<const char *, 5> kinds{"id", "number", "month", "day", "time"};
    std::string out;
    for (const Fact &fact : facts)
        out += (out.empty() ? "" : " ") + std::string(kinds[static_cast<std::size_t>(fact.kind)]) +
               ":" + fact.value;
    return out;
}

/// "value@turn", "!" unprompted, "c" in the card, "k" known before.
std::string printedRecord(const DisclosureRecord &record)
{
    std::string out;
    for (const Disclosure &one : record.facts)
        out += (out.empty() ? "" : " ") + one.fact.value + "@" + std::to_string(one.turn) +
               (one.prompted ? "" : "!") + (one.inCard ? "c" : "") + (one.known ? "k" : "");
    return out;
}
} // namespace

class TestDisclosure : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void factsHaveOneSpellingEach_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("facts");
        QTest::newRow("identifier") << "Cancel order #W1234567, please"
                                    << "id:w1234567";
        QTest::newRow("money and number are one") << "$1,250.00, so 1250"
                                                  << "number:1250";
        QTest::newRow("date and time") << "on May 15 at 2 pm"
                                       << "month:5 number:15 time:840";
        QTest::newRow("mail address once") << "ann1234@example.com"
                                           << "id:ann1234";
        QTest::newRow("possessive") << "ana_wu_4821's bag and ana_wu_4821’s"
                                    << "id:ana_wu_4821";
        QTest::newRow("nouns are no facts") << "my luggage and the hotel"
                                            << "";
    }

    void factsHaveOneSpellingEach()
    {
        QFETCH(QString, text);
        QFETCH(QString, facts);
        QCOMPARE(QString::fromStdString(printedFacts(factsOf(text.toStdString()))), facts);
    }

    void frontloadAreaOfTheWorkedAnswers()
    {
        QCOMPARE(test::shown(frontloadArea(std::array{1, 2, 4, 5}, 6)), std::string("0.600"));
        QCOMPARE(test::shown(frontloadArea(std::array{1, 1, 1, 2}, 4)), std::string("0.917"));
        QVERIFY(!frontloadArea(std::array{1}, 1));
        QVERIFY(!frontloadArea({}, 4));
    }

    void lagOfTheWorkedAnswer()
    {
        QCOMPARE(test::shown(disclosureLag(std::array{1, 2, 4, 5}, std::array{1, 1, 1, 2})),
                 std::string("1.750"));
        QVERIFY(!disclosureLag(std::span<const int>(), std::span<const int>()));
    }

    void lagCountsOnlyFactsThatBothGive()
    {
        const std::vector<Disclosure> real{{{FactKind::Number, "3"}, 4},
                                           {{FactKind::Number, "7"}, 1}};
        const std::vector<Disclosure> sim{{{FactKind::Number, "3"}, 2},
                                          {{FactKind::Number, "9"}, 1}};
        QCOMPARE(test::shown(disclosureLag(real, sim)), std::string("2.000"));
    }

    void recordSaysWhereAndWhyAFactCame()
    {
        const Dialogue talk =
            dialogue("t", 1,
                     {"user: I want to cancel order W1234567", "agent: What is your user id?",
                      "user: ana_wu_4821, and there are 3 bags", "tool: flight HAT111 at 14:30",
                      "agent: I see HAT111.", "user: yes, HAT111, not HAT999"});
        QCOMPARE(printedRecord(disclosuresOf(talk, "You are ana_wu_4821 with order W1234567.")),
                 std::string("w1234567@1!c ana_wu_4821@2c 3@2! hat111@3k hat999@3"));
    }

    void unpromptedShareOfTheWorkedAnswer()
    {
        std::vector<Disclosure> units(4);
        units[2].prompted = true;
        QCOMPARE(test::shown(unpromptedShare(units)), std::string("0.750"));
        QVERIFY(!unpromptedShare({}));
    }

    void promptIsForgottenAfterTwoAgentTurns()
    {
        const Dialogue talk = dialogue("t", 1,
                                       {"agent: Your order number?", "user: hm", "agent: Hello?",
                                        "user: yes", "agent: I am still there.", "user: W1234567"});
        QCOMPARE(printedRecord(disclosuresOf(talk, "")), std::string("w1234567@3!"));
    }

    void inventedShareOfTheWorkedAnswer()
    {
        const Dialogue talk = dialogue("t", 1,
                                       {"agent: flight HAT111", "user: HAT111 for 3 people",
                                        "user: order W1234567, 40 dollars, item 9876543210"});
        const DisclosureRecord record = disclosuresOf(talk, "W1234567: 3 people, 40 dollars");
        QCOMPARE(test::shown(inventedShare(record)), std::string("0.200"));
    }

    void withoutACardNothingIsInvented()
    {
        const Dialogue talk = dialogue("t", 1, {"user: order W1234567"});
        QVERIFY(!inventedShare(disclosuresOf(talk, "")));
    }

    void withoutACardUnitsAreWhatNobodySaidBefore()
    {
        const Dialogue talk =
            dialogue("t", 1, {"user: 3 bags", "agent: HAT111 or HAT222?", "user: HAT111"});
        QCOMPARE(unitsOf(disclosuresOf(talk, "")).size(), std::size_t(1));
        QCOMPARE(unitsOf(disclosuresOf(talk, "take HAT111")).size(), std::size_t(1));
        QCOMPARE(unitsOf(disclosuresOf(talk, "take HAT111")).front().turn, 2);
    }

    void parrotingOfTheWorkedAnswer()
    {
        const CardRun run =
            longestCardRun("Well, you want to change the flight to the next day, ok?",
                           "Your name is Ann. You want to change the flight to the next morning.");
        QCOMPARE(run.run, 9);
        QCOMPARE(run.words, 12);
        test::InputBuilder builder;
        builder.card("t", "Your name is Ann. You want to change the flight to the next morning.");
        builder.person(dialogue("t", 1, {"user: could we talk about my flight for a moment"}));
        builder.sim(
            dialogue("t", 1, {"user: Well, you want to change the flight to the next day, ok?"}));
        QCOMPARE(test::shown(test::rowOf(test::rowsOf("card_parroting", builder.input), "").sim),
                 std::string("0.750"));
    }

    void stopSignalsAreNoTurns()
    {
        const Dialogue talk = dialogue("t", 1, {"user: order W1234567", "user: ###STOP###"});
        QCOMPARE(disclosuresOf(talk, "").userTurns, 1);
    }

    void metricsCompareBothSidesTaskByTask()
    {
        test::InputBuilder builder;
        builder.card("a", "order W1234567, 3 bags");
        builder.person(dialogue("a", 1, {"user: hi", "user: order W1234567", "user: 3 bags"}));
        builder.sim(
            dialogue("a", 1, {"user: order W1234567 with 3 bags", "user: yes", "user: ok"}));
        builder.sim(dialogue("b", 1, {"user: 7 bags", "user: bye"}));
        QCOMPARE(test::printed(test::rowsOf("frontload_area", builder.input)),
                 std::string("sim|| 0.750 0.250 1.000 1\nsim||a 0.750 0.250 1.000 1\n"));
        QCOMPARE(test::printed(test::rowsOf("disclosure_lag", builder.input)),
                 std::string("sim|| 1.500 - - 1\nsim|turn| -1.500 2.500 1.000 1\n"
                             "sim||a 1.500 - - 1\n"));
        QCOMPARE(test::printed(test::rowsOf("invented_facts", builder.input)),
                 std::string("sim|| 0.000 0.000 0.000 1\nsim||a 0.000 0.000 0.000 1\n"));
    }
};

QTEST_APPLESS_MAIN(TestDisclosure)
#include "tst_disclosure.moc"
