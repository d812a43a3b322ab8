// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/import_files.h"
#include "tests/support/packed_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
const std::string simulated =
    R"("eval": {"task": "lamps", "model": "maker/agent", "model_roles": {"user": {"model": "maker/guest"}}})";

std::string sample(const std::string &id, int epoch, const std::string &more = {})
{
    return "{\"id\": " + id + ", \"epoch\": " + std::to_string(epoch) +
           R"(, "input": "The lamp is dark", "target": "a bulb", "messages": [)"
           R"({"role": "user", "content": "The lamp is dark", "source": "input"},)"
           R"({"role": "assistant", "content": "Buy a bulb", "source": "generate"}], )"
           R"("scores": {"match": {"value": "C"}})" +
           more + "}";
}

std::string log(const std::string &eval, const std::string &samples)
{
    return "{\"version\": 2, \"status\": \"success\", " + eval + ", \"plan\": {}, \"samples\": [" +
           samples + "]}";
}
} // namespace

class TestInspectAi : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sampleIsTheTaskAndEpochTheRun()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(
            folder.write("log.json", log(simulated, sample("7", 1) + "," + sample("7", 2))));
        QVERIFY(imported.report);
        QCOMPARE(imported.report->format, std::string("inspect_ai"));
        QCOMPARE(imported.report->corpus.label, std::string("maker/guest"));
        QCOMPARE(imported.report->corpus.userModel, std::string("maker/guest"));
        QCOMPARE(imported.report->corpus.agentModel, std::string("maker/agent"));
        QCOMPARE(imported.report->corpus.kind, CorpusKind::Simulated);
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string());
        QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), 2);
        const Dialogue &second = imported.sink.dialogues.at(1);
        QCOMPARE(second.task.value(), std::string("inspect:lamps:7"));
        QCOMPARE(second.run, 2);
        QCOMPARE(second.outcome.reward, std::optional<double>(1.0));
        QCOMPARE(second.outcome.success, std::optional<bool>(true));
        QCOMPARE(test::printed(second), std::string("user*|The lamp is dark\nagent*|Buy a bulb\n"));
    }

    void issuesNameTheirSample_data()
    {
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QString>("record");
        QTest::newRow("id and epoch") << R"("id": "math/12", "epoch": 3)"
                                      << "math/12_epoch_3";
        QTest::newRow("id") << R"("id": 7)"
                            << "7";
        QTest::newRow("neither") << R"("epoch": 3)"
                                 << "samples 2";
    }

    void issuesNameTheirSample()
    {
        QFETCH(QString, fields);
        QFETCH(QString, record);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "log.json", log(simulated, sample("1", 1) + ", {" + fields.toStdString() + "}")));
        QCOMPARE(static_cast<int>(imported.sink.issues.size()), 1);
        QCOMPARE(QString::fromStdString(imported.sink.issues.at(0).record), record);
    }

    void damageIsNamedByItsPlaceAmongTheSamples()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "log.json", log(simulated, sample("1", 1) + "," + sample("2", 1, ", \"a\": NaN"))));
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("R:not-a-number"));
        QCOMPARE(imported.sink.issues.at(0).record, std::string("samples 2"));
    }

    void scoresAreNumbers_data()
    {
        QTest::addColumn<QString>("scores");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *scores, const char *expected) {
            QTest::newRow(scores) << QString(QLatin1String(scores))
                                  << QString(QLatin1String(expected));
        };
        row(R"({"m": {"value": "C"}})", "1 yes ");
        row(R"({"m": {"value": "I"}})", "0 no ");
        row(R"({"m": {"value": "P"}})", "0.5 - ");
        row(R"({"m": {"value": "N"}})", "0 no ");
        row(R"({"m": {"value": 0.65}})", "0.65 - ");
        row(R"({"m": {"value": "0.25"}})", "0.25 - ");
        row(R"({"m": {"value": true}})", "1 yes ");
        row(R"({"m": {"value": {"a": 1}}, "n": {"value": 0.5}})", "0.5 - N:several-scores");
        row(R"({"m": {"value": {"a": 1}}})", "- - N:reward-not-a-number");
        row(R"({"m": {"value": NaN}})", "- - R:not-a-number N:reward-not-a-number");
        row("{}", "- - ");
        row("null", "- - ");
    }

    void scoresAreNumbers()
    {
        QFETCH(QString, scores);
        QFETCH(QString, expected);
        const test::Folder folder;
        const std::string one =
            R"({"id": "a", "epoch": 1, "messages": [{"role": "user", "content": "x"}], "scores": )" +
            scores.toStdString() + "}";
        const test::Imported imported = test::import(folder.write("log.json", log(simulated, one)));
        const Outcome &outcome = imported.sink.dialogues.at(0).outcome;
        QString got = outcome.reward ? QString::number(*outcome.reward) : QStringLiteral("-");
        got += QLatin1String(!outcome.success ? " - " : *outcome.success ? " yes " : " no ");
        got += QString::fromStdString(test::issueCodes(imported.sink.issues));
        QCOMPARE(got, expected);
    }

    void messagesAreReadAsTheLogSpellsThem()
    {
        const test::Folder folder;
        const std::string one =
            R"({"id": "a", "epoch": 1, "attachments": {"abc": "A long prompt"}, "messages": [)"
            R"({"role": "system", "content": "attachment://abc"},)"
            R"({"role": "user", "content": [{"type": "text", "text": "What is this?"},)"
            R"( {"type": "image", "image": "data:image/png;base64,AAAA"}]},)"
            R"({"role": "assistant", "content": "", "tool_calls": [)"
            R"({"id": "c1", "function": "look", "arguments": {"at": 1}, "type": "function"}]},)"
            R"({"role": "tool", "content": "", "tool_call_id": "c1", "function": "look",)"
            R"( "error": {"type": "timeout", "message": "too slow"}},)"
            R"({"role": "assistant", "content": [{"type": "reasoning", "reasoning": "hm"},)"
            R"( {"type": "text", "text": "A lamp"}]},)"
            R"({"role": "user", "content": "attachment://gone"}]})";
        const test::Imported imported = test::import(folder.write("log.json", log(simulated, one)));
        const Dialogue &dialogue = imported.sink.dialogues.at(0);
        QCOMPARE(test::printed(dialogue),
                 std::string("system|A long prompt\nuser*|What is this?\n[image]\n"
                             "agent||look{\"at\":1}\ntool|too slow|look/c1\nagent*|A lamp\n"
                             "user*|attachment://gone\n"));
        QVERIFY(dialogue.turns.at(3).toolResult->error);
        QVERIFY(dialogue.turns.at(1).native.find("AAAA") != std::string::npos);
        QVERIFY(dialogue.turns.at(3).native.find("\"timeout\"") != std::string::npos);
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("N:attachment-missing"));
    }

    void errorsAndLimitsAreHowItEnded()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "log.json",
            log(simulated, sample("1", 1, R"(, "error": {"message": "no network"})") + "," +
                               sample("2", 1, R"(, "limit": {"type": "message", "limit": 9})"))));
        QCOMPARE(imported.sink.dialogues.at(0).outcome.termination, std::string("error"));
        QCOMPARE(imported.sink.dialogues.at(1).outcome.termination, std::string("message_limit"));
    }

    void logsWithoutSamplesSaySo()
    {
        const test::Folder folder;
        for (const char *text : {R"({"version": 2, "status": "started", )",
                                 R"({"version": 2, "status": "error", "samples": [], )"}) {
            const test::Imported imported =
                test::import(folder.write("log.json", text + simulated + "}"));
            QVERIFY(imported.report);
            QCOMPARE(test::issueCodes(imported.sink.issues), std::string("N:no-samples"));
        }
    }

    void aUserWithoutAModelIsTheDataSetsPrompt()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "log.json",
            log(R"("eval": {"task": "lamps", "model": "m", "model_roles": {}})", sample("1", 1))));
        QCOMPARE(imported.report->corpus.kind, CorpusKind::Unknown);
        QCOMPARE(imported.report->corpus.label, std::string("lamps"));
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("N:user-is-prompt"));
        const test::Imported named = test::import(folder.write(
            "named.json", log(R"("eval": {"task": "lamps", "model": "m", "task_args": )"
                              R"({"user_model": "maker/guest"}})",
                              sample("1", 1))));
        QCOMPARE(named.report->corpus.kind, CorpusKind::Simulated);
        QCOMPARE(named.report->corpus.label, std::string("maker/guest"));
    }

    void archivesOfEachPackingAreOneLog_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<QString>("head");
        QTest::addColumn<QString>("codes");
        for (const int method : {0, 8, 93}) {
            QTest::newRow(qPrintable(QString::number(method)))
                << method << QStringLiteral("header.json") << QString();
        }
        QTest::newRow("interrupted")
            << 93 << QStringLiteral("_journal/start.json") << QStringLiteral("N:interrupted-log");
    }

    void archivesOfEachPackingAreOneLog()
    {
        QFETCH(int, method);
        QFETCH(QString, head);
        QFETCH(QString, codes);
        const test::Folder folder;
        const std::string path = folder.write(
            "log.eval",
            test::zipped({{"samples/1_epoch_1.json", sample("1", 1), method},
                          {"samples/2_epoch_1.json", sample("2", 1), method},
                          {"summaries.json", "[]", method},
                          {head.toStdString(), "{\"version\": 2, " + simulated + "}", method}}));
        QCOMPARE(*expandPaths({folder.path()}), std::vector<std::string>{path});
        const test::Imported imported = test::import(path);
        QVERIFY(imported.report);
        QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), 2);
        QCOMPARE(imported.report->corpus.label, std::string("maker/guest"));
        QCOMPARE(QString::fromStdString(test::issueCodes(imported.sink.issues)), codes);
    }

    void logsInsideAnArchiveAreRead()
    {
        const test::Folder folder;
        const std::string inner = test::zipped({{"samples/1_epoch_1.json", sample("1", 1), 93},
                                                {"header.json", "{" + simulated + "}", 8}});
        const std::string path = folder.write("logs.zip", test::zipped({{"a.eval", inner, 0}}));
        const auto paths = expandPaths({path});
        QCOMPARE(*paths, std::vector<std::string>{path + "/a.eval"});
        const test::Imported imported = test::import(paths->front());
        QVERIFY(imported.report);
        QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), 1);
    }

    void aDamagedSampleCostsItselfOnly()
    {
        const test::Folder folder;
        const std::string path = folder.write(
            "log.eval", test::zipped({{"samples/1_epoch_1.json", sample("1", 1).substr(0, 90)},
                                      {"samples/2_epoch_1.json", sample("2", 1)},
                                      {"samples/3_epoch_1.json", "[]", 77},
                                      {"header.json", "{" + simulated + "}"}}));
        const test::Imported imported = test::import(path);
        QVERIFY(imported.report);
        QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), 1);
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("S:truncated S:damaged-file"));
        QCOMPARE(imported.sink.issues.at(0).record, std::string("samples/1_epoch_1.json"));
    }

    void messagesCanComeFromEvents()
    {
        const test::Folder folder;
        const std::string one =
            R"({"id": "a", "epoch": 1, "messages": [], "events_data": {"messages": [)"
            R"({"role": "user", "content": "dark"}, {"role": "assistant", "content": "why?"},)"
            R"({"role": "user", "content": "no bulb"}]}, "events": [)"
            R"({"event": "model", "input_refs": [[0, 3]], "output": {"choices": [)"
            R"({"message": {"role": "assistant", "content": "buy one"}}]}}]})";
        const test::Imported imported = test::import(folder.write("log.json", log(simulated, one)));
        QCOMPARE(test::printed(imported.sink.dialogues.at(0)),
                 std::string("user*|dark\nagent*|why?\nuser*|no bulb\nagent*|buy one\n"));
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("R:messages-from-events"));
    }
};

QTEST_APPLESS_MAIN(TestInspectAi)
#include "tst_inspect_ai.moc"
