// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/dialogue_words.h"
#include "core/metrics/lexical.h"
#include "core/stats/levels.h"
#include "tests/core/stats/close_to.h"

#include <vector>

using namespace gapscope;
using namespace gapscope::lexical;
using test::closeTo;

class TestMetricLexical : public test::TestCase
{
    Q_OBJECT

    const Words letters = wordsOf("a b a c a b");
    const Words none;

private Q_SLOTS:
    void wordsAreLowerCasedAndKeepTheirApostrophes()
    {
        QVERIFY(wordsOf("Why CAN'T you—really? it’s #W12") ==
                (Words{"why", "can't", "you", "really", "it's", "w12"}));
        QVERIFY(wordsOf("'quoted' ... ").size() == 1);
        QVERIFY(wordsOf(" ?! ").empty());
    }

    void distinctOfTheWorkedTexts()
    {
        const std::vector<Words> texts{wordsOf("i want to cancel"),
                                       wordsOf("i want to cancel my order"), wordsOf("yes")};
        QVERIFY(closeTo(distinct(texts, 1), 0.636, 5e-4));
        QVERIFY(closeTo(distinct(texts, 2), 0.625, 5e-4));
        QVERIFY(!distinct(std::vector<Words>{none}, 1));
        QVERIFY(!distinct(std::vector<Words>{wordsOf("yes")}, 2));
    }

    void selfBleuOfTheWorkedTexts()
    {
        const std::vector<double> scores = selfBleu(
            std::vector<Words>{wordsOf("i want to cancel my flight"),
                               wordsOf("i want to cancel my order"), wordsOf("where is my order")});
        QCOMPARE(scores.size(), std::size_t{3});
        QVERIFY(closeTo(scores[0], 0.833, 5e-4));
        QVERIFY(closeTo(scores[1], 1.0, 1e-12));
        QVERIFY(closeTo(scores[2], 0.303, 5e-4));
        QVERIFY(closeTo((scores[0] + scores[1] + scores[2]) / 3.0, 0.712, 5e-4));
    }

    void selfBleuOfEqualAndOfForeignTexts()
    {
        const Words yes = wordsOf("yes it is");
        QVERIFY(selfBleu(std::vector<Words>{yes, yes}) == (std::vector<double>{1.0, 1.0}));
        QVERIFY(closeTo(selfBleu(std::vector<Words>{yes, wordsOf("never")})[0], 0.0, 0.0));
        QVERIFY(selfBleu(std::vector<Words>{yes}).empty());
    }

    void richnessOfTheWorkedLetters()
    {
        QVERIFY(closeTo(typeTokenRatio(letters), 0.5, 1e-12));
        QVERIFY(closeTo(movingTypeTokenRatio(letters, 3), 0.8333, 5e-5));
        QVERIFY(closeTo(hypergeometricDiversity(letters, 4), 0.65, 1e-9));
        QVERIFY(closeTo(yulesK(letters), 2222.2, 0.05));
    }

    void richnessWithoutAnswer()
    {
        QVERIFY(!typeTokenRatio(none) && !movingTypeTokenRatio(none) && !yulesK(none));
        QVERIFY(!hypergeometricDiversity(letters, 7));
        QVERIFY(closeTo(movingTypeTokenRatio(letters, 50), 0.5, 1e-12));
        QVERIFY(closeTo(hypergeometricDiversity(letters, 6), 0.5, 1e-12));
    }

    void logOddsOfPlease()
    {
        const LogOdds please = logOdds(333, 25000, 40, 9000, 1000);
        QVERIFY(closeTo(please.delta, 1.130, 5e-4));
        QVERIFY(closeTo(please.z, 6.79, 5e-3));
    }

    void entropyOfTheWorkedShares()
    {
        const std::vector<stats::Level> acts{{0, 2, 1}, {1, 1, 0}, {2, 1, 0}};
        QVERIFY(closeTo(stats::entropyOf(acts, stats::Side::Real), 1.5, 1e-12));
        QVERIFY(closeTo(stats::entropyOf(acts, stats::Side::Sim), 0.0, 0.0));
        QVERIFY(closeTo(stats::entropyDifference(acts), -1.5, 1e-12));
    }

    void onlySpeechOfTheUserCounts()
    {
        Dialogue dialogue;
        for (const char *text : {"Hi <|think|>hm<|/think|>there", "###STOP###", "/stop",
                                 "<|canvas|>card<|/canvas|>"}) {
            Turn turn;
            turn.text = text;
            dialogue.turns.push_back(turn);
        }
        dialogue.turns.push_back(dialogue.turns.front());
        dialogue.turns.back().role = Role::Agent;
        QVERIFY(userWords(dialogue) == (Words{"hi", "there"}));
        QCOMPARE(userTurnActs(dialogue).size(), std::size_t{1});
        QVERIFY(!dialogueTypeTokenRatio(dialogue));
    }
};

QTEST_APPLESS_MAIN(TestMetricLexical)
#include "tst_metric_lexical.moc"
