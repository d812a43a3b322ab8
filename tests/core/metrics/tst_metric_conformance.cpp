// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "tests/core/metrics/metric_fixture.h"

#include <set>
#include <string>

using namespace gapscope;
using namespace gapscope::test;

/// What every builtin metric must keep to, whatever it measures.
class TestMetricConformance : public TestCase
{
    Q_OBJECT

    static void addMetrics()
    {
        QTest::addColumn<int>("index");
        const auto metrics = builtinMetrics();
        for (std::size_t i = 0; i < metrics.size(); ++i)
            QTest::newRow(std::string(metrics[i]->id()).c_str()) << static_cast<int>(i);
    }

    static void checkRows(const std::vector<MetricRow> &rows)
    {
        for (const MetricRow &row : rows) {
            QVERIFY2(isFinite(row), printed(row).c_str());
            QVERIFY2(row.value.has_value() == row.missing.empty(), printed(row).c_str());
            QVERIFY2(!row.interval || row.interval->low <= row.interval->high,
                     printed(row).c_str());
        }
    }

    static const Metric &metricAt(const std::vector<std::unique_ptr<Metric>> &metrics, int index)
    {
        return *metrics[static_cast<std::size_t>(index)];
    }

private Q_SLOTS:
    void idsAreUniqueAndTextsAreThere()
    {
        std::set<std::string_view> ids;
        for (const auto &metric : builtinMetrics()) {
            const MetricInfo &info = metric->info();
            QVERIFY(ids.insert(info.id).second);
            for (const std::string_view text : {info.id, info.title, info.shows, info.formula,
                                                info.range, info.source, info.counts})
                QVERIFY2(!text.empty(), std::string(info.id).c_str());
        }
        QVERIFY(!ids.empty());
    }

    void nothingIsNoRowOrAReason_data() { addMetrics(); }
    void nothingIsNoRowOrAReason()
    {
        QFETCH(int, index);
        const auto metrics = builtinMetrics();
        const Metric &metric = metricAt(metrics, index);
        checkRows(computed(metric, {}));

        MetricInput noPeople = randomInput(3, 0, 1, 0.0);
        checkRows(computed(metric, noPeople));
        MetricInput noSimulated = randomInput(3, 1, 0, 0.0);
        checkRows(computed(metric, noSimulated));
        MetricInput apart = randomInput(3, 1, 1, 0.0);
        for (MetricDialogue &dialogue : apart.simulators.front().dialogues) {
            auto other = std::make_shared<Dialogue>(*dialogue.dialogue);
            other->task = TaskKey{"tau1:airline:1"};
            dialogue.dialogue = other;
        }
        checkRows(computed(metric, apart));
    }

    void fewDialoguesGiveNoNan_data() { addMetrics(); }
    void fewDialoguesGiveNoNan()
    {
        QFETCH(int, index);
        const auto metrics = builtinMetrics();
        for (const int tasks : {1, 2, 5})
            for (const int batches : {1, 2})
                checkRows(computed(metricAt(metrics, index), randomInput(tasks, batches, 1, 0.5)));
        // Nobody varies and nobody does anything.
        MetricInput still = randomInput(4, 2, 2, 0.0);
        for (auto *side : {&still.people, &still.simulators.front().dialogues})
            for (MetricDialogue &dialogue : *side)
                dialogue.features = FeatureVector{};
        checkRows(computed(metricAt(metrics, index), still));
    }

    void sameSeedSameRows_data() { addMetrics(); }
    void sameSeedSameRows()
    {
        QFETCH(int, index);
        const auto metrics = builtinMetrics();
        const MetricInput input = randomInput(12, 2, 2, 0.2);
        const auto first = computed(metricAt(metrics, index), input);
        const auto second = computed(metricAt(metrics, index), input);
        QCOMPARE(first.size(), second.size());
        for (std::size_t i = 0; i < first.size(); ++i)
            QCOMPARE(printed(first[i]), printed(second[i]));
        checkRows(first);
    }

    void aCancelledJobSaysSoOrHasNothingToDo_data() { addMetrics(); }
    void aCancelledJobSaysSoOrHasNothingToDo()
    {
        QFETCH(int, index);
        const auto metrics = builtinMetrics();
        std::stop_source stop;
        stop.request_stop();
        JobContext job(stop.get_token());
        const auto rows = metricAt(metrics, index).compute(randomInput(12, 2, 2, 0.2), job);
        QVERIFY(rows || rows.error().code == ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestMetricConformance)
#include "tst_metric_conformance.moc"
