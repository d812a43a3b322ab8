// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/features/repair.h"
#include "core/metrics/alignment_rates.h"
#include "core/metrics/metric_report.h"
#include "core/metrics/task_comparison.h"
#include "tests/core/metrics/metric_input.h"

#include <fstream>
#include <iterator>
#include <set>

using namespace gapscope;
using test::dialogue;

namespace {
AlignedRow row(RowKind kind, std::vector<int> real, std::vector<int> sim)
{
    AlignedRow result;
    result.kind = kind;
    result.divergence = 0.5;
    if (!real.empty() && !sim.empty())
        result.parts.style = 0.0;
    result.real = std::move(real);
    result.sim = std::move(sim);
    return result;
}

bool isFinite(const MetricRow &row)
{
    for (const auto &value : {row.value, row.real, row.sim, row.floor, row.p, row.q})
        if (value && !std::isfinite(*value))
            return false;
    return !row.interval || (std::isfinite(row.interval->low) && std::isfinite(row.interval->high));
}

/// Odd and ordinary dialogues: two batches of people, two simulators, empty ones, tools, surveys.
MetricInput study()
{
    test::InputBuilder builder;
    builder.card("a",
                 "You are ana_wu_4821. Cancel order W1234567 with 3 bags, all of them at once.");
    for (int run = 1; run <= 2; ++run) {
        for (const char *task : {"a", "b", "c"}) {
            Dialogue talk =
                dialogue(task, run,
                         {"user: Cancel order W1234567 with 3 bags, all of them please",
                          "agent: What is your user id?", "user: ana_wu_4821", "user: Thanks!"});
            talk.outcome.reward = run - 1;
            talk.survey = {{"overall_score", "", "3 (Acceptable)"}};
            builder.person(talk);
            talk.turns.pop_back();
            talk.turns[1].toolCalls.push_back({"1", "find", R"({"id":1})", "", false});
            builder.sim(talk, "first");
        }
    }
    builder.sim(dialogue("a", 1, {}), "second");
    builder.input.difficulty[TaskKey{"a"}] = 0.5;
    return builder.input;
}
} // namespace

class TestMetricCatalogue : public test::TestCase
{
    Q_OBJECT

    static QByteArray page()
    {
        std::ifstream file(test::sourceDir() / "resources" / "docs" / "metrics.md");
        return QByteArray::fromStdString(
            {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
    }

private Q_SLOTS:
    void pageOfMetricsHasTheCatalogueAsItIs()
    {
        std::vector<MetricInfo> infos;
        for (const auto &metric : builtinMetrics())
            infos.push_back(metric->info());
        // Printed by `gapscope metrics --list --format markdown`.
        QVERIFY(page().contains(QByteArray::fromStdString(metricListMarkdown(infos))));
    }

    void pageOfMetricsNamesEveryRepair()
    {
        const QByteArray text = page();
        for (const RepairInfo &repair : repairTable())
            QVERIFY2(text.contains("`" + QByteArray::fromStdString(std::string(repair.key)) + "`"),
                     repair.key.data());
    }

    void everyMetric_data()
    {
        QTest::addColumn<QString>("id");
        for (const auto &metric : builtinMetrics())
            QTest::newRow(std::string(metric->id()).c_str())
                << QString::fromStdString(std::string(metric->id()));
    }

    void everyMetric()
    {
        QFETCH(QString, id);
        const auto metrics = builtinMetrics();
        const Metric *metric = findMetric(metrics, id.toStdString());
        QVERIFY(metric);
        const MetricInfo &info = metric->info();
        for (const std::string_view text :
             {info.title, info.shows, info.formula, info.range, info.source, info.counts})
            QVERIFY(!text.empty());
        JobContext job;
        QVERIFY(metric->compute({}, job));
        const auto first = metric->compute(study(), job);
        QVERIFY(first);
        for (const MetricRow &one : *first) {
            QVERIFY2(isFinite(one), one.item.c_str());
            // A number or a reason, never both.
            QVERIFY2(one.value.has_value() == one.missing.empty(), one.item.c_str());
            if (one.value && one.interval)
                QVERIFY2(one.interval->low <= one.interval->high, one.item.c_str());
        }
        const auto second = metric->compute(study(), job);
        QCOMPARE(test::printed(*second), test::printed(*first));
    }

    void idsAreUnique()
    {
        std::set<std::string_view> ids;
        const auto metrics = builtinMetrics();
        for (const auto &metric : metrics)
            ids.insert(metric->id());
        QCOMPARE(ids.size(), metrics.size());
    }

    void cancelledJobsEndInAnError()
    {
        std::stop_source stop;
        stop.request_stop();
        JobContext job(stop.get_token());
        const auto metrics = builtinMetrics();
        const auto rows = findMetric(metrics, "survival")->compute(study(), job);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::Cancelled);
    }

    void alignmentRatesShareOutTheTurns()
    {
        Alignment alignment;
        alignment.rows = {row(RowKind::Equal, {0}, {0}),     row(RowKind::Merged, {2, 4}, {2}),
                          row(RowKind::Missing, {6}, {}),    row(RowKind::Extra, {}, {4}),
                          row(RowKind::Extra, {}, {6}),      row(RowKind::Moved, {8}, {}),
                          row(RowKind::Paraphrase, {9}, {8})};
        // A stop signal of one side.
        alignment.rows.push_back(row(RowKind::Extra, {}, {10}));
        alignment.rows.back().divergence = 0.0;
        alignment.firstDivergence = 2;
        const AlignmentRates rates = alignmentRates(alignment);
        QCOMPARE(test::shown(rates.matched), std::string("0.636"));
        QCOMPARE(test::shown(rates.missing), std::string("0.167"));
        QCOMPARE(test::shown(rates.extra), std::string("0.400"));
        QCOMPARE(test::shown(rates.moved), std::string("0.091"));
        QCOMPARE(test::shown(rates.merged), std::string("0.273"));
        QCOMPARE(*rates.firstTurn, 4);
        QVERIFY(!alignmentRates({}).matched);
    }

    void alignmentRatesAreReadAgainstPeopleAmongThemselves()
    {
        MetricInput input = study();
        Alignment alignment;
        alignment.realDialogue = input.people.front().dialogue->id;
        alignment.rows = {row(RowKind::Missing, {0}, {})};
        alignment.alignSim = 0.25;
        alignment.firstDivergence = 0;
        input.simulators.front().alignments = {alignment};
        alignment.alignSim = 0.75;
        input.peopleAlignments = {alignment};
        const auto rows = test::rowsOf("alignment_rates", input);
        QCOMPARE(test::shown(test::rowOf(rows, "", "first").value), std::string("0.250"));
        QCOMPARE(test::shown(test::rowOf(rows, "", "first").floor), std::string("0.750"));
        QCOMPARE(test::shown(test::rowOf(rows, "first_divergence", "first").value),
                 std::string("1.000"));
        QCOMPARE(test::rowOf(rows, "", "second").missing,
                 std::string("no task has dialogues on both sides"));
    }

    void toolPathOfTheWorkedAnswer()
    {
        const auto calling = [](std::initializer_list<const char *> tools) {
            Dialogue talk;
            talk.task = TaskKey{"t"};
            for (const char *tool : tools) {
                Turn turn;
                turn.role = Role::Agent;
                turn.toolCalls.push_back({"", tool, "{}", "", false});
                talk.turns.push_back(turn);
            }
            return talk;
        };
        test::InputBuilder builder;
        builder.person(calling({"get_user", "get_res", "search", "book"}));
        builder.sim(calling({"get_user", "search", "search", "book"}));
        QCOMPARE(test::printed(test::rowsOf("tool_path", builder.input)),
                 std::string("sim|| 0.750 - - 1\n"
                             "sim|arguments| - - - 0 no matched tool call has arguments\n"
                             "sim||t 0.750 - - 1\n"));
    }

    void runsOfATaskCountAsOneTask()
    {
        const std::vector<TaskValue> people{{TaskKey{"a"}, 1, 0.0}, {TaskKey{"b"}, 1, 0.0}};
        const std::vector<TaskValue> sim{{TaskKey{"a"}, 1, 1.0},
                                         {TaskKey{"a"}, 2, 1.0},
                                         {TaskKey{"a"}, 3, 1.0},
                                         {TaskKey{"b"}, 1, 0.0},
                                         {TaskKey{"c"}, 1, 9.0}};
        MetricInput input;
        input.draws = 20;
        const MetricRow found = comparedRow("sim", people, sim, "", input, JobContext());
        QCOMPARE(test::printed({found}), std::string("sim|| 0.500 0.000 0.500 4\n"));
        QVERIFY(!found.floor);
    }

    void floorIsTheGapBetweenBatches()
    {
        const std::vector<TaskValue> people{{TaskKey{"a"}, 1, 0.0},
                                            {TaskKey{"a"}, 2, 3.0},
                                            {TaskKey{"a"}, 3, 1.0},
                                            {TaskKey{"b"}, 4, 9.0}};
        // |3 − 0|, |1 − 0| and |1 − 3|; batch 4 shares no task.
        QCOMPARE(test::shown(peopleFloor(people)), std::string("2.000"));
    }

    void intervalsOfDistancesHoldTheDistance()
    {
        MetricInput input;
        input.draws = 200;
        const std::vector<double> values{0.0, 1.0, 0.0, 2.0, 1.0, 0.5, 3.0, 0.1};
        // Grows whenever tasks are drawn twice.
        const auto distance = [&](std::span<const std::size_t> tasks) -> std::optional<double> {
            std::set<std::size_t> distinct(tasks.begin(), tasks.end());
            return 1.0 + static_cast<double>(values.size() - distinct.size());
        };
        const auto interval =
            taskInterval(values.size(), distance, input, JobContext(), IntervalKind::Centred);
        QVERIFY(interval->low <= 1.0 && interval->high >= 1.0);
        QVERIFY(interval->low >= 0.0);
        QVERIFY(!taskInterval(1, distance, input, JobContext()));
    }
};

QTEST_APPLESS_MAIN(TestMetricCatalogue)
#include "tst_metric_catalogue.moc"
