// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/metric_report.h"

#include <nlohmann/json.hpp>

using namespace gapscope;

class TestMetricReport : public test::TestCase
{
    Q_OBJECT

    static MetricReport report()
    {
        MetricRow found;
        found.simulator = "gpt, \"4\"";
        found.value = 1.0 / 3.0;
        found.real = 0.25;
        found.interval = ConfidenceInterval{-0.5, 1.0};
        found.n = 7;
        found.notes = {"fewer than 10 events", "second"};
        MetricRow missing;
        missing.item = "part";
        missing.missing = "nothing to compare";
        MetricReport report;
        report.seed = 7;
        report.draws = 9;
        report.lexicon = "lists-1";
        report.difficulty = "frozen";
        report.metrics = {
            {{"one", "One", "Shows.", "x = y", "0–1", "Book", "tasks"}, {found, missing}}};
        return report;
    }

private Q_SLOTS:
    void csvHasOneLinePerRow()
    {
        QCOMPARE(
            metricReportCsv(report()),
            std::string("metric,simulator,item,task,value,real,sim,low,high,floor,p,q,n,counts,"
                        "missing,notes\n"
                        "one,\"gpt, \"\"4\"\"\",,,0.3333333333333333,0.25,,-0.5,1,,,,7,tasks,,"
                        "fewer than 10 events; second\n"
                        "one,,part,,,,,,,,,,0,tasks,nothing to compare,\n"));
    }

    void jsonHasFullPrecisionAndNullWithItsReason()
    {
        const auto json = nlohmann::json::parse(metricReportJson(report()));
        QCOMPARE(json["format"].get<int>(), 1);
        QCOMPARE(json["seed"].get<int>(), 7);
        QCOMPARE(json["draws"].get<int>(), 9);
        QCOMPARE(json["lexicon"].get<std::string>(), std::string("lists-1"));
        const auto &metric = json["metrics"][0];
        for (const char *key : {"id", "title", "formula", "range", "source"})
            QVERIFY2(metric[key].is_string(), key);
        QCOMPARE(metric["rows"][0]["value"].get<double>(), 1.0 / 3.0);
        QVERIFY(metric["rows"][0]["missing"].is_null());
        QVERIFY(metric["rows"][1]["value"].is_null());
        QCOMPARE(metric["rows"][1]["missing"].get<std::string>(),
                 std::string("nothing to compare"));
    }

    void textLeavesOutColumnsWithoutValues()
    {
        const std::string text = metricReportText(report());
        QVERIFY(text.find("missing: nothing to compare") != std::string::npos);
        QVERIFY(text.find("floor") == std::string::npos);
        QVERIFY(text.find("(people)") != std::string::npos);
    }

    void rowsAreChosenByWhatTheyAreOf_data()
    {
        QTest::addColumn<int>("show");
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("all") << int(MetricRows::All) << QByteArray("whole part ");
        QTest::newRow("simulator") << int(MetricRows::Simulator) << QByteArray("whole ");
        QTest::newRow("feature") << int(MetricRows::Feature) << QByteArray("part ");
        QTest::newRow("task") << int(MetricRows::Task) << QByteArray("task ");
    }

    void rowsAreChosenByWhatTheyAreOf()
    {
        QFETCH(int, show);
        QFETCH(QByteArray, kept);
        MetricRow whole;
        whole.simulator = "whole";
        MetricRow part;
        part.simulator = "part";
        part.item = "item";
        MetricRow task;
        task.simulator = "task";
        task.task = "t";
        QByteArray names;
        for (const MetricRow &row : shownRows({whole, part, task}, static_cast<MetricRows>(show)))
            names += QByteArray::fromStdString(row.simulator) + " ";
        QCOMPARE(names, kept);
    }

    void listNamesEveryPart()
    {
        const MetricInfo info = report().metrics.front().info;
        const auto json = nlohmann::json::parse(metricListJson({info, info}));
        QCOMPARE(json.size(), std::size_t(2));
        QCOMPARE(json[1]["counts"].get<std::string>(), std::string("tasks"));
        QCOMPARE(metricListText({info}),
                 std::string("== Distances ==\n\none: One\n  Shows.\n  x = y\n"
                             "  range 0–1; n counts tasks\n  Book\n"));
    }
};

QTEST_APPLESS_MAIN(TestMetricReport)
#include "tst_metric_report.moc"
