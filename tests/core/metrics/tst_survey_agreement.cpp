// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h" // first: moc stumbles over <compare> when nothing precedes it

#include "core/metrics/survey_agreement.h"

#include <cmath>

using namespace gapscope;

class TestSurveyAgreement : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void streamIsNumpys()
    {
        NumpyStream stream;
        QByteArray raw;
        for (int i = 0; i < 8; ++i)
            raw += QByteArray::number(stream.next()) + " ";
        QCOMPARE(raw, QByteArray("383329928 3324115917 2811363265 1884968545 1859786276 "
                                 "3687649986 369133709 2995172878 "));
    }

    void drawsAreNumpys_data()
    {
        QTest::addColumn<int>("bound");
        QTest::addColumn<QByteArray>("draws");
        QTest::newRow("five") << 5
                              << QByteArray("1 4 4 3 3 5 1 4 2 1 3 5 4 4 4 4 3 1 5 3 3 2 1 5 ");
        QTest::newRow("four") << 4
                              << QByteArray("1 4 3 2 2 4 1 3 1 1 3 4 3 4 3 4 3 1 4 2 3 2 1 4 ");
    }

    void drawsAreNumpys()
    {
        QFETCH(int, bound);
        QFETCH(QByteArray, draws);
        NumpyStream stream;
        QByteArray found;
        for (int i = 0; i < 24; ++i)
            found += QByteArray::number(stream.below(static_cast<std::uint32_t>(bound)) + 1) + " ";
        QCOMPARE(found, draws);
    }

    void workedAnswer()
    {
        const SurveyLevels person{0.75, 1.0, 1.0, 0.5, 0.5, 1.0 / 3.0, 0.5, 0.5};
        const SurveyLevels simulator{0.75, 2.0 / 3.0, 1.0, 1.0, 1.0, 2.0 / 3.0, 0.75, 0.75};
        NumpyStream draws;
        QCOMPARE(std::round(*surveyAgreement(person, simulator, draws) * 100.0), 7292.0);
    }

    void unansweredByPeopleIsSkippedAndDrawsNothing()
    {
        SurveyLevels person;
        person[6] = 0.0;
        NumpyStream draws;
        // The first draw of five levels is the lowest.
        QCOMPARE(*surveyAgreement(person, SurveyLevels{}, draws), 100.0);
        QCOMPARE(draws.next(), 3324115917U);
        QVERIFY(!surveyAgreement(SurveyLevels{}, person, draws));
    }

    void missingAnswerCountsAsExpectedDistance_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<double>("level");
        QTest::addColumn<double>("distance");
        QTest::newRow("five levels, end") << 6 << 1.0 << 0.5;
        QTest::newRow("five levels, next to the end") << 6 << 0.25 << 0.35;
        QTest::newRow("five levels, middle") << 6 << 0.5 << 0.3;
        QTest::newRow("four levels, end") << 1 << 0.0 << 0.5;
        QTest::newRow("four levels, inside") << 1 << 2.0 / 3.0 << 1.0 / 3.0;
        QTest::newRow("three levels, end") << 4 << 0.0 << 0.5;
        QTest::newRow("three levels, middle") << 4 << 0.5 << 1.0 / 3.0;
        QTest::newRow("two levels") << 2 << 1.0 << 0.5;
    }

    void missingAnswerCountsAsExpectedDistance()
    {
        QFETCH(int, field);
        QFETCH(double, level);
        QFETCH(double, distance);
        const auto index = static_cast<std::size_t>(field);
        SurveyLevels person;
        person[index] = level;
        NumpyStream draws;
        const auto score = surveyScore(person, SurveyLevels{}, {true, false}, draws);
        QVERIFY(score);
        QVERIFY(score->imputed[index]);
        QVERIFY(std::abs(*score->distance[index] - distance) < 1e-12);
        QVERIFY(std::abs(score->agreement - 100.0 * (1.0 - distance)) < 1e-12);
        // Nothing is drawn.
        QCOMPARE(draws.next(), 383329928U);
    }

    void oppositeComplaintsAgreeOnlyInTheReferenceEdition()
    {
        const std::vector<SurveyAnswer> many{{"question_amount_preference", "", "Too many"}};
        const std::vector<SurveyAnswer> few{{"question_amount_preference", "", "Too few"}};
        const std::vector<SurveyAnswer> right{{"question_amount_preference", "", "About right"}};
        const auto agreement = [](const auto &a, const auto &b, const SurveyRules &rules) {
            NumpyStream draws;
            return surveyScore(surveyLevels(a, rules), surveyLevels(b, rules), rules, draws)
                ->agreement;
        };
        const SurveyRules threeWay{false, true};
        QCOMPARE(agreement(many, few, {}), 100.0);
        QCOMPARE(agreement(many, few, threeWay), 0.0);
        QCOMPARE(agreement(many, right, threeWay), 50.0);
        QCOMPARE(agreement(few, few, threeWay), 100.0);
    }

    void distancesAreByField()
    {
        SurveyLevels person;
        person[0] = 1.0;
        person[7] = 0.5;
        SurveyLevels other;
        other[0] = 0.25;
        NumpyStream draws;
        const auto score = surveyScore(person, other, {true, false}, draws);
        QVERIFY(score);
        QCOMPARE(*score->distance[0], 0.75);
        QVERIFY(!score->distance[1]);
        QVERIFY(std::abs(*score->distance[7] - 0.3) < 1e-12);
        QVERIFY(!score->imputed[0]);
        QVERIFY(score->imputed[7]);
    }

    void answersAreExactStrings()
    {
        const SurveyLevels levels = surveyLevels({{"efficiency", "", "About right"},
                                                  {"question_amount_preference", "", "Too few"},
                                                  {"overall_score", "", "4"},
                                                  {"reuse", "", "Absolutely yes"},
                                                  {"specific_examples", "", "Yes"}});
        SurveyLevels wanted;
        wanted[1] = 2.0 / 3.0;
        wanted[2] = 0.0;
        wanted[7] = 1.0;
        QVERIFY(levels == wanted);
    }
};

QTEST_APPLESS_MAIN(TestSurveyAgreement)
#include "tst_survey_agreement.moc"
