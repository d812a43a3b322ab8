// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/fields.h"
#include "core/import/file_name.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestFields : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreUtcMilliseconds_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<qint64>("ms");
        const auto row = [](const char *json, qint64 ms) {
            QTest::newRow(json) << QByteArray(json) << ms;
        };
        row("\"1970-01-01T00:00:01\"", 1000);
        row("\"2025-08-01T16:20:44.321269\"", 1754065244321);
        row("\"2025-08-01T18:20:44+02:00\"", 1754065244000);
        row("\"2025-08-01 16:20:44Z\"", 1754065244000);
        row("\"2025-08-01\"", 1754006400000);
        row("1754065244", 1754065244000);
        row("1754065244.5", 1754065244500);
        row("1754065244500", 1754065244500);
        row("1754065244500000000", 1754065244500);
        row("\"1754065244500000000\"", 1754065244500);
        row("\"yesterday\"", -1);
        row("\"2025-13-01\"", -1);
        row("null", -1);
        row("0", -1);
    }

    void timesAreUtcMilliseconds()
    {
        QFETCH(QByteArray, json);
        QFETCH(qint64, ms);
        const Json value = Json::parse(json.toStdString());
        QCOMPARE(static_cast<qint64>(timeOf(&value).value_or(-1)), ms);
    }

    void keepIsYesUnlessFalseOrFalsy_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("keep");
        const auto row = [](const char *json, Keep keep) {
            QTest::newRow(json) << QByteArray(json) << static_cast<int>(keep);
        };
        row("true", Keep::Yes);
        row("\"false\"", Keep::Yes);
        row("1", Keep::Yes);
        row("[0]", Keep::Yes);
        row("false", Keep::No);
        row("null", Keep::Falsy);
        row("0", Keep::Falsy);
        row("0.0", Keep::Falsy);
        row("\"\"", Keep::Falsy);
        row("[]", Keep::Falsy);
        row("{}", Keep::Falsy);
    }

    void keepIsYesUnlessFalseOrFalsy()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, keep);
        const Json value = Json::parse(json.toStdString());
        QCOMPARE(static_cast<int>(keepOf(&value)), keep);
        QCOMPARE(static_cast<int>(keepOf(nullptr)), static_cast<int>(Keep::Yes));
    }

    void fileNamesTellTheCorpus_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("guess");
        const auto row = [](const char *file, const char *guess) {
            QTest::newRow(file) << QString(QLatin1String(file)) << QString(QLatin1String(guess));
        };
        row("eval_results_gpt-x.1.json", "sim/gpt-x.1/");
        row("tau_bench_tasks_unified.json", "real/human/");
        row("gpt-4o_task_results.json", "sim/gpt-4o/");
        row("survey_comparable_gpt-4o.json", "sim/gpt-4o/");
        row("survey_comparable_human-eval-100.json", "real/human-eval-100/");
        row("tool-calling-gpt-4o-0.0_range_0--1_user-gpt-4o-llm_0612073827.json", "sim/gpt-4o/");
        row("tool-calling-x-0.0_range_0-1_user-gpt-4o-human_0612073827.json", "real/human/");
        row("streamlit-m-0.0_range_3-4_user-human-human_0101_task2.json", "real/human/");
        row("impatience_airline.json", "sim/impatience/airline");
        row("telecom_none.json", "sim/none/telecom");
        row("gpt-4o-airline.json", "unknown//airline");
        row("airlines.json", "unknown//");
    }

    void fileNamesTellTheCorpus()
    {
        QFETCH(QString, file);
        QFETCH(QString, guess);
        const CorpusGuess found = guessFromFileName(file.toStdString());
        QCOMPARE(QString::fromStdString(std::string(name(found.kind)) + "/" + found.label + "/" +
                                        found.domain),
                 guess);
    }

    void policiesTellTheirDomain()
    {
        QCOMPARE(domainOfPolicy("# Retail agent policy\n\nRules"), std::string("retail"));
        QCOMPARE(domainOfPolicy("Be kind."), std::string());
    }
};

QTEST_APPLESS_MAIN(TestFields)
#include "tst_fields.moc"
