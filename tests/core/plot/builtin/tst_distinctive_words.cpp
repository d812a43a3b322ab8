// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/metrics/metric_fixture.h"
#include "tests/core/plot/sample_fixture.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestDistinctiveWords : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void barsAreTheMetricAndLeadToTheWord()
    {
        const MetricInput input = test::randomInput(6, 2, 1, 0.1);
        const ChartSpec spec = test::sampleChart("distinctive_words", input);
        QCOMPARE(test::faultsOf(spec), std::string());
        const std::vector<MetricRow> rows = test::rowsOf("distinctive_words", input);
        QCOMPARE(spec.bars.size(), rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(test::cell(spec.table, i, "word").text, rows[i].item);
            QCOMPARE(test::cell(spec.table, i, "log_odds").number, *rows[i].value);
            const double z = test::cell(spec.table, i, "z").number;
            QVERIFY(std::abs(z - std::stod(rows[i].notes.front().substr(2))) < 0.00501);
            QCOMPARE(parseChartKey(spec.bars[i].info.key)->word, rows[i].item);
            QCOMPARE(spec.bars[i].info.ink.role,
                     *rows[i].value > 0.0 ? InkRole::Sim : InkRole::Real);
        }
    }

    void wordCarriesTheDialoguesThatHaveIt()
    {
        const MetricInput input = test::randomInput(6, 2, 1, 0.1);
        const ChartSpec spec = test::sampleChart("distinctive_words", input);
        const std::size_t thank = test::rowWith(spec.table, "word", "thank");
        QCOMPARE(spec.bars.at(thank).info.dialogues.size(), std::size_t(6));
        const std::size_t yes = test::rowWith(spec.table, "word", "yes");
        QCOMPARE(spec.bars.at(yes).info.dialogues.size(), std::size_t(12));
        QCOMPARE(spec.bars.at(yes).info.dialogues.front(), input.people.front().dialogue->id);
    }

    void rareWordsAreMarked()
    {
        const ChartSpec spec =
            test::sampleChart("distinctive_words", test::randomInput(2, 1, 1, 0.1));
        QCOMPARE(spec.warnings.front(),
                 std::string("* fewer than 10 occurrences on both sides together."));
        QVERIFY(spec.y.categories.front().back() == '*');
    }

    void withoutCommonTasksItSaysSo()
    {
        MetricInput input = test::randomInput(1, 1, 1, 0.1);
        input.people.clear();
        const ChartSpec spec = test::sampleChart("distinctive_words", input);
        QVERIFY(spec.emptyReason.find("The words cannot be compared: ") == 0);
    }
};

QTEST_APPLESS_MAIN(TestDistinctiveWords)
#include "tst_distinctive_words.moc"
