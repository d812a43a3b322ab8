// SPDX-License-Identifier: GPL-3.0-or-later
// First, because moc cannot read <compare> on its own.
#include "tests/support/test_case.h"

#include "core/import/task_id.h"

using namespace gapscope;

class TestTaskId : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void instanceIdsAreTakenApart_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parts");
        const auto row = [](const char *id, const char *parts) {
            QTest::newRow(id) << QString(QLatin1String(id)) << QString(QLatin1String(parts));
        };
        row("airline_7", "airline|7|-");
        row("airline_7_2", "airline|7|2");
        row("retail_114_ann3", "retail|114|3");
        row("my_domain_7", "my_domain|7|-");
        row("my_domain_7_1", "my_domain|7|1");
        row("a_1_2_3", "a_1|2|3");
        row("airline_007", "airline|007|-");
        row("airline_7_ann", "none");
        row("airline_ann2", "none");
        row("_7", "none");
        row("_7_2", "_7|2|-");
        row("WOZ20151", "none");
        row("7", "none");
        row("", "none");
        row("airline_", "none");
    }

    void instanceIdsAreTakenApart()
    {
        QFETCH(QString, id);
        QFETCH(QString, parts);
        const std::optional<InstanceId> split = splitInstanceId(id.toStdString());
        QString printed = QStringLiteral("none");
        if (split)
            printed = QString::fromStdString(split->domain + "|" + split->number + "|" +
                                             (split->run ? std::to_string(*split->run) : "-"));
        QCOMPARE(printed, parts);
    }

    void keysHaveTheirThreeParts()
    {
        QCOMPARE(taskKey("tau1", "airline", "7").value(), std::string("tau1:airline:7"));
        QCOMPARE(taskKey("tau1", "", "odd").value(), std::string("tau1:odd"));
    }
};

QTEST_APPLESS_MAIN(TestTaskId)
#include "tst_task_id.moc"
