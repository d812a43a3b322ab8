// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/metric_parts.h"
#include "core/stats/multivariate.h"
#include "tests/core/metrics/metric_fixture.h"
#include "tests/core/stats/close_to.h"

#include <algorithm>
#include <string>

using namespace gapscope;
using namespace gapscope::test;

class TestMetricDistances : public TestCase
{
    Q_OBJECT

    /// The running example: words in the opening of six people and six simulated dialogues.
    static MetricInput runningExample()
    {
        MetricInput input;
        input.draws = 200;
        MetricSimulator simulator;
        simulator.name = "sim";
        const std::vector<double> real{2, 5, 6, 9, 11, 14};
        const std::vector<double> sim{12, 15, 15, 18, 20, 21};
        for (std::size_t i = 0; i < real.size(); ++i) {
            const std::string task = "t" + std::to_string(i);
            input.people.push_back(metricDialogue(task, 1, 0.0, {"hi"}));
            (*input.people.back().features)[Feature::OpeningWords] = real[i];
            simulator.dialogues.push_back(metricDialogue(task, 1, 0.0, {"hi"}));
            (*simulator.dialogues.back().features)[Feature::OpeningWords] = sim[i];
        }
        input.simulators.push_back(simulator);
        return input;
    }

    static stats::Points pointsOf(const std::vector<MetricDialogue> &dialogues)
    {
        stats::Points points(featureCount - 1);
        for (const MetricDialogue &dialogue : dialogues) {
            std::vector<double> point;
            for (const FeatureInfo &feature : featureTable())
                if (feature.dimension != Dimension::None)
                    point.push_back((*dialogue.features)[feature.feature]);
            points.add(point);
        }
        return points;
    }

private Q_SLOTS:
    void theRunningExampleThroughTheMetrics_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<double>("value");
        QTest::newRow("ks") << QByteArray("ks") << 0.8333;
        QTest::newRow("wasserstein") << QByteArray("wasserstein") << 9.0;
        QTest::newRow("wasserstein_iqr") << QByteArray("wasserstein_iqr") << 1.7143;
        QTest::newRow("energy") << QByteArray("energy") << 10.2222;
        QTest::newRow("cliffs_delta") << QByteArray("cliffs_delta") << 0.9444;
        QTest::newRow("hedges_g") << QByteArray("hedges_g") << 2.1193;
        QTest::newRow("variance_ratio") << QByteArray("variance_ratio") << 0.6204;
        QTest::newRow("frechet") << QByteArray("frechet") << 81.7127;
    }
    void theRunningExampleThroughTheMetrics()
    {
        QFETCH(QByteArray, id);
        QFETCH(double, value);
        const auto rows = computed(id.toStdString(), runningExample());
        QCOMPARE(rows.size(), std::size_t{19});
        const MetricRow row = rowOf(rows, "opening_words");
        QVERIFY(closeTo(row.value, value, 6e-4));
        QVERIFY(closeTo(row.real, 7.8333, 5e-5) && closeTo(row.sim, 16.8333, 5e-5));
        QVERIFY(row.interval && row.floor);
        QCOMPARE(row.n, 6);
        const auto isRare = [](const MetricRow &one) {
            return std::find(one.notes.begin(), one.notes.end(), "fewer than 10 events") !=
                   one.notes.end();
        };
        // Twelve dialogues have words, none is polite.
        QVERIFY(!isRare(row));
        QVERIFY(isRare(rowOf(rows, "politeness_rate")));
    }

    void kolmogorovSmirnovIsTestedOverAllRows()
    {
        const MetricRow row = rowOf(computed("ks", runningExample()), "opening_words");
        QVERIFY(closeTo(row.p, 0.026, 5e-4));
        // One of 19 tests, the other 18 with p = 1.
        QVERIFY(closeTo(row.q, 19 * *row.p, 1e-9));
    }

    void sameSidesAreAtDistanceNought_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<double>("same");
        for (const char *id : {"ks", "wasserstein", "wasserstein_iqr", "energy", "cliffs_delta",
                               "hedges_g", "frechet", "jensen_shannon", "self_bleu", "mattr",
                               "yules_k", "ttr", "act_entropy", "distinct_n"})
            QTest::newRow(id) << QByteArray(id) << 0.0;
        QTest::newRow("variance_ratio") << QByteArray("variance_ratio") << 1.0;
        QTest::newRow("within_task_spread") << QByteArray("within_task_spread") << 1.0;
    }
    void sameSidesAreAtDistanceNought()
    {
        QFETCH(QByteArray, id);
        QFETCH(double, same);
        const auto rows = computed(id.toStdString(), identicalInput(20, 2));
        QVERIFY(!rows.empty());
        for (const MetricRow &row : rows) {
            QVERIFY2(closeTo(row.value, same, 1e-9), printed(row).c_str());
            QCOMPARE(row.n, 20);
        }
    }

    void runsHalfAsFarApartAsPeopleHaveHalfTheSpread()
    {
        MetricInput input;
        input.draws = 200;
        MetricSimulator simulator;
        simulator.name = "sim";
        for (const char *task : {"a", "b", "c"}) {
            for (const int number : {1, 2}) {
                input.people.push_back(metricDialogue(task, number, 2.0 * number, {"hi"}));
                simulator.dialogues.push_back(metricDialogue(task, number, 5.0 + number, {"hi"}));
            }
        }
        // A task with one run has no spread.
        input.people.push_back(metricDialogue("d", 1, 0.0, {"hi"}));
        input.people.push_back(metricDialogue("d", 2, 99.0, {"hi"}));
        simulator.dialogues.push_back(metricDialogue("d", 1, 0.0, {"hi"}));
        input.simulators.push_back(simulator);
        const MetricRow row = rowOf(computed("within_task_spread", input), "user_words_per_turn");
        QVERIFY(closeTo(row.value, 0.5, 1e-9));
        QCOMPARE(row.n, 3);
    }

    void cloudsOfTheSameKindAreNotToldApart()
    {
        const MetricInput input = randomInput(60, 1, 1, 0.0);
        QVERIFY(closeTo(computed("c2st", input).front().value, 0.5, 0.15));
        QVERIFY(closeTo(computed("mmd", input).front().value, 0.0, 0.05));
        QVERIFY(closeTo(rowOf(computed("p_human", input), "").value, 0.5, 0.15));
        QVERIFY(closeTo(rowOf(computed("p_human", input), "people").value, 0.5, 0.15));
        const MetricInput same = identicalInput(20, 1);
        for (const char *item : {"missed", "invented", "jsd"})
            QVERIFY(closeTo(rowOf(computed("cluster_divergence", same), item).value, 0.0, 1e-12));
        QVERIFY(closeTo(rowOf(computed("coverage", same), "coverage").value, 1.0, 0.0));
        QVERIFY(closeTo(rowOf(computed("coverage", same), "precision").value, 1.0, 0.0));
        QVERIFY(closeTo(computed("chamfer", same).front().value, 1.0, 0.0));
    }

    void cloudsApartAreToldApart()
    {
        const MetricInput input = randomInput(60, 1, 1, 5.0);
        const MetricRow area = computed("c2st", input).front();
        QVERIFY(closeTo(area.value, 1.0, 0.01));
        QVERIFY(area.notes.front().starts_with("never the headline"));
        QVERIFY(*computed("mmd", input).front().value > 0.8);
        QVERIFY(*rowOf(computed("p_human", input), "").value < 0.1);
        QVERIFY(*rowOf(computed("p_human", input), "people").value > 0.9);
        // No cluster holds both sides.
        QVERIFY(*rowOf(computed("cluster_divergence", input), "missed").value > 1.5);
        QVERIFY(*rowOf(computed("cluster_divergence", input), "jsd").value > 0.7);
        QVERIFY(closeTo(rowOf(computed("coverage", input), "coverage").value, 0.0, 0.0));
        QVERIFY(closeTo(computed("chamfer", input).front().value, 0.0, 0.0));
        QVERIFY(closeTo(rowOf(computed("jensen_shannon", input), "emotion_rate").value, 1.0, 0.01));
    }

    void unbiasedDiscrepancyIsThatOfThePlainFunction()
    {
        const MetricInput input = randomInput(40, 2, 2, 0.5);
        const MetricRow row = computed("mmd", input).front();
        const auto scaling = stats::scalingOf(pointsOf(input.people));
        const stats::Points real = scaling->applied(pointsOf(input.people));
        const stats::Points sim = scaling->applied(pointsOf(input.simulators.front().dialogues));
        const auto plain =
            stats::maximumMeanDiscrepancy(real, sim, *stats::medianDistance(real, sim));
        QVERIFY(closeTo(row.value, *plain->unbiased, 1e-9));
        QVERIFY(row.interval && row.interval->low < *row.value && *row.value < row.interval->high);
    }

    void intervalHoldsAClearDifference()
    {
        const MetricRow row =
            rowOf(computed("cliffs_delta", randomInput(60, 2, 2, 0.4)), "emotion");
        const MetricRow delta =
            rowOf(computed("cliffs_delta", randomInput(60, 2, 2, 0.4)), "emotion_rate");
        QVERIFY(delta.interval->low > 0.3 && delta.interval->low < *delta.value);
        QVERIFY(delta.interval->high > *delta.value && delta.interval->high < 1.0);
        QVERIFY(delta.floor && *delta.floor < 0.25);
        QCOMPARE(delta.notes, std::vector<std::string>{"large"});
    }

    void intervalOfADistanceHoldsTheDistance()
    {
        // Values in turn from both sides, on tasks that do not belong together: as close as two
        // samples can be, and farther apart in every draw.
        MetricInput input = randomInput(60, 1, 1, 0.0);
        for (std::size_t i = 0; i < 60; ++i) {
            const auto rank = static_cast<double>(i);
            input.people[i].features->values.fill(rank);
            input.simulators.front().dialogues[i * 7 % 60].features->values.fill(rank + 0.5);
        }
        for (const char *id : {"ks", "wasserstein", "energy", "frechet", "jensen_shannon"}) {
            const MetricRow row = rowOf(computed(id, input), "politeness_rate");
            QVERIFY2(row.interval->low <= *row.value && *row.value <= row.interval->high,
                     printed(row).c_str());
        }
    }

    void kindsThatOnlyPeopleAreAreMissed()
    {
        // Every other person is of a kind of their own, far from the rest.
        MetricInput input = randomInput(60, 1, 1, 0.0);
        for (std::size_t i = 0; i < input.people.size(); i += 2)
            for (double &value : input.people[i].features->values)
                value += 20.0;
        const auto rows = computed("cluster_divergence", input);
        const MetricRow missed = rowOf(rows, "missed");
        QVERIFY(*missed.value > *rowOf(rows, "invented").value);
        QVERIFY(missed.interval && missed.interval->low <= *missed.value &&
                *missed.value <= missed.interval->high);
        QVERIFY(missed.floor && *missed.floor < *missed.value);
    }

    void onlyTasksOfBothSidesCount()
    {
        MetricInput input = runningExample();
        input.people.push_back(metricDialogue("only people", 1, 1000.0, {"hi"}));
        input.simulators.front().dialogues.push_back(
            metricDialogue("only sim", 1, -1000.0, {"hi"}));
        input.people.push_back(metricDialogue("t1", 1, 0.0, {"hi"}));
        input.people.back().features.reset();
        const MetricRow row = rowOf(computed("wasserstein", input), "opening_words");
        QVERIFY(closeTo(row.value, 9.0, 1e-12));
        QCOMPARE(row.n, 6);
    }

    void floorIsTheMeanOverPairsOfBatchesOnTheSameTasks()
    {
        MetricInput input;
        for (const char *task : {"a", "b"})
            for (const int batch : {1, 2, 3})
                input.people.push_back(metricDialogue(task, batch, batch, {"hi"}));
        input.people.push_back(metricDialogue("c", 1, 9.0, {"hi"}));
        const auto pairs =
            metrics::floorComparisons(input, {TaskKey{"a"}, TaskKey{"b"}, TaskKey{"c"}});
        QCOMPARE(pairs.size(), std::size_t{3});
        for (const metrics::Comparison &pair : pairs) {
            QCOMPARE(pair.tasks.size(), std::size_t{2});
            QCOMPARE(pair.real.size(), std::size_t{2});
            QCOMPARE(pair.sim.size(), std::size_t{2});
        }
        MetricSimulator simulator;
        simulator.name = "sim";
        for (const char *task : {"a", "b"})
            simulator.dialogues.push_back(metricDialogue(task, 1, 7.0, {"hi"}));
        input.simulators.push_back(simulator);
        // Batches 1, 2, 3 lie 1, 1 and 2 apart, times 1.01 for the feature's place.
        const MetricRow row = rowOf(computed("wasserstein", input), "user_words_per_turn");
        QVERIFY(closeTo(row.floor, 4.0 / 3.0 * 1.01, 1e-9));
    }

    void oneBatchIsSplitByTask()
    {
        const MetricInput input = randomInput(10, 1, 1, 0.0);
        std::vector<TaskKey> tasks;
        for (const auto &[key, task] : input.tasks)
            tasks.push_back(key);
        const auto halves = metrics::floorComparisons(input, tasks);
        QCOMPARE(halves.size(), std::size_t{1});
        QCOMPARE(halves[0].real.size(), std::size_t{5});
        QCOMPARE(halves[0].sim.size(), std::size_t{5});
    }

    void wordsThatTellTheSidesApartComeFirst()
    {
        const auto rows = computed("distinctive_words", randomInput(30, 1, 1, 0.0));
        QVERIFY(!rows.empty());
        QVERIFY(*rows.front().value > 0.0 && *rows.back().value < 0.0);
        QVERIFY(closeTo(rowOf(rows, "why").sim, 0.0, 0.0));
        QVERIFY(*rowOf(rows, "thank").value > 0.0);
        QVERIFY(*rowOf(rows, "thank").q < 0.05);
        QVERIFY(rowOf(rows, "thank").notes.front().starts_with("z "));
        QVERIFY(!rowOf(rows, "1").value);
    }

    void aSimulatorThatRepeatsItselfIsMoreUniform()
    {
        const MetricInput input = randomInput(15, 2, 1, 0.0);
        const auto bleu = computed("self_bleu", input);
        QVERIFY(closeTo(rowOf(bleu, "openings").sim, 1.0, 1e-12));
        // The simulator's 12 words, all different, are the same in each of 15 dialogues.
        const MetricRow words = rowOf(computed("distinct_n", input), "1");
        QVERIFY(closeTo(words.sim, 12.0 / (15 * 12), 1e-12));
        QVERIFY(words.interval && words.floor);
    }
};

QTEST_APPLESS_MAIN(TestMetricDistances)
#include "tst_metric_distances.moc"
