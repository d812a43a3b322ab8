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
