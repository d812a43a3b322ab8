// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
std::string run(const std::string &traj, const std::string &more = {})
{
    return "[{\"task_id\": 3, \"reward\": 0.65, \"trial\": 1, \"info\": {\"task\": {\"user_id\": "
           "\"u\", \"instruction\": \"You want light\", \"actions\": []}" +
           more + "}, \"traj\": [" + traj + "]}]";
}
const std::string policy =
    "{\"role\": \"system\", \"content\": \"# Retail agent policy\\nBe kind\"},";
const std::string hello = "{\"role\": \"user\", \"content\": \"It is dark\"},";
} // namespace

class TestTauBench : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void endsAreInferred_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("info");
        QTest::addColumn<QString>("termination");
        const auto row = [](const char *name, const char *last, const char *info, const char *end,
                            const char *file = "a.json") {
            QTest::newRow(name) << QString(QLatin1String(file)) << QString(QLatin1String(last))
                                << QString(QLatin1String(info)) << QString(QLatin1String(end));
        };
        const char *agent = "{\"role\": \"assistant\", \"content\": \"And now?\"}";
        row("stop", "{\"role\": \"user\", \"content\": \"Thanks! ###STOP###\"}", "", "user_stop");
        row("transfer",
            "{\"role\": \"tool\", \"name\": \"transfer_to_human_agents\", \"content\": \"done\"}",
            "", "transfer");
        row("steps", agent, "", "max_steps");
        row("error", agent, ", \"error\": \"KeyError\"", "error");
        row("person", agent, "", "",
            "tool-calling-m-0.0_range_0-1_user-human-human_0101010101.json");
        row("app", agent, ", \"conversation_start_time\": \"2025-01-01T10:00:00\"", "");
    }

    void endsAreInferred()
    {
        QFETCH(QString, file);
        QFETCH(QString, last);
        QFETCH(QString, info);
        QFETCH(QString, termination);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            file.toStdString(), run(policy + hello + last.toStdString(), info.toStdString())));
        const Dialogue &dialogue = imported.sink.dialogues.at(0);
        QCOMPARE(QString::fromStdString(dialogue.outcome.termination), termination);
        QCOMPARE(dialogue.outcome.reward, std::optional<double>(0.65));
        QVERIFY(!dialogue.outcome.success);
        QCOMPARE(dialogue.task.value(), std::string("tau1:retail:3"));
        QCOMPARE(dialogue.run, 2);
    }

    void domainsAreToldByNamesOfTools_data()
    {
        QTest::addColumn<QString>("messages");
        QTest::newRow("result") << QStringLiteral(
            R"({"role": "tool", "name": "get_order_details", "content": "{}"})");
        QTest::newRow("call") << QStringLiteral(
            R"({"role": "assistant", "content": null, "tool_calls": [{"id": "1", "type": "function",)"
            R"( "function": {"name": "find_user_id_by_email", "arguments": "{}"}}]})");
    }

    void domainsAreToldByNamesOfTools()
    {
        QFETCH(QString, messages);
        const test::Folder folder;
        const test::Imported imported =
            test::import(folder.write("a.json", run(hello + messages.toStdString())));
        QCOMPARE(imported.sink.dialogues.at(0).task.value(), std::string("tau1:retail:3"));
    }

    void crashesAreNamedWithTheirError()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "a_retail.json",
            run("", R"(, "error": "Traceback:\n  File x\nEOFError: no more input\n")")));
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("N:crashed-run"));
        QCOMPARE(
            imported.sink.issues.at(0).message,
            std::string("the run broke off before the first message: EOFError: no more input"));
        QCOMPARE(imported.sink.dialogues.at(0).outcome.termination, std::string("error"));
        QVERIFY(imported.sink.dialogues.at(0).turns.empty());
    }

    void logsOfTheAppSayWhichViewTheyHold()
    {
        const test::Folder folder;
        const std::string times = R"(, "conversation_start_time": "2025-01-01T10:00:00",)"
                                  R"( "conversation_duration_seconds": 61.5)";
        const std::string greeting = R"({"role": "assistant", "content": "Hello"},)";
        const std::string end = R"({"role": "user", "content": "Bye"})";
        const test::Imported screen =
            test::import(folder.write("a_retail.json", run(greeting + hello + end, times)));
        QCOMPARE(test::issueCodes(screen.sink.issues), std::string("N:screen-view"));
        QCOMPARE(screen.sink.dialogues.at(0).startedMs, std::optional<std::int64_t>(1735725600000));
        const test::Imported agent =
            test::import(folder.write("b_retail.json", run(policy + hello + end, times)));
        QCOMPARE(test::issueCodes(agent.sink.issues), std::string());
    }

    void actionsWrittenAsTextAreCalls()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "a.json",
            run(policy + hello +
                R"({"role": "assistant", "content": "Thought: look\nAction:\n{\"name\": \"get_order_details\", \"arguments\": {\"id\": 1}}"},)"
                R"({"role": "user", "content": "API output: {\"on\": false}"},)"
                R"({"role": "user", "content": "API output: is what I read"})")));
        QCOMPARE(test::printed(imported.sink.dialogues.at(0)),
                 std::string("system|# Retail agent policy\nBe kind\nuser*|It is dark\n"
                             "agent|Thought: look\n|get_order_details{\"id\":1}\n"
                             "tool|{\"on\": false}|get_order_details/\n"
                             "user*|API output: is what I read\n"));
        QVERIFY(!imported.sink.dialogues.at(0).turns.at(2).native.empty());
    }

    void whatSuchAnAgentTellsTheUserIsItsText()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "a.json",
            run(policy + hello +
                R"({"role": "assistant", "content": "Thought: ask\nAction:\n{\"name\": \"respond\", \"arguments\": {\"content\": \"Which lamp?\"}}"},)"
                R"({"role": "user", "content": "The red one"},)"
                R"({"role": "assistant", "content": "Action:\nI could not write JSON"})")));
        QCOMPARE(test::printed(imported.sink.dialogues.at(0)),
                 std::string("system|# Retail agent policy\nBe kind\nuser*|It is dark\n"
                             "agent*|Which lamp?\nuser*|The red one\n"
                             "agent*|I could not write JSON\n"));
        QVERIFY(imported.sink.dialogues.at(0).turns.at(2).native.find("Thought") !=
                std::string::npos);
    }

    void aDisplayIsCutAtItsSpeakers()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "few_shot.jsonl",
            "{\"messages_display\": \"user: It is dark\\nvery dark\\n\\nassistant: None\\n"
            "tool: {'a':\\n1}\\nassistant: user: is a word\\nuser:\"}\n"
            "{\"messages_display\": \"\"}\n"
            "{\"messages_display\": \"words of nobody\\nuser: hi\"}\n"));
        QCOMPARE(test::printed(imported.sink.dialogues.at(0)),
                 std::string("user*|It is dark\nvery dark\n\nagent|-|unknown\ntool|{'a':\n1}|/\n"
                             "agent*|user: is a word\nuser|\n"));
        QVERIFY(imported.sink.dialogues.at(1).turns.empty());
        QCOMPARE(test::printed(imported.sink.dialogues.at(2)),
                 std::string("note|words of nobody\nuser*|hi\n"));
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("N:no-task-id N:no-turns"));
    }

    void fewShotExamplesAreDialogues()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "MockRetailDomainEnv-few_shot.jsonl",
            "{\"messages_display\": \"user: dark\\nassistant: None\\ntool: Transfer successful\"}\n"
            "{\"messages_display\": \"user: ###STOP###\"}\n{\"messages_display\": 4}\n"));
        QVERIFY(imported.report);
        QCOMPARE(imported.report->format, std::string("tau_few_shot"));
        QCOMPARE(imported.report->corpus.kind, CorpusKind::Simulated);
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("N:no-task-id S:no-messages"));
        QCOMPARE(imported.sink.dialogues.at(0).outcome.termination, std::string("transfer"));
        QCOMPARE(imported.sink.dialogues.at(1).outcome.termination, std::string("user_stop"));
        QCOMPARE(imported.sink.dialogues.at(0).task.value(), std::string("tau1:retail:few_shot_1"));
    }

    void traitsAreTheSimulatorsOfTheirFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("label");
        for (const auto &[file, label] : {std::pair("skeptical_retail.json", "skeptical"),
                                          {"retail_none.json", "none"},
                                          {"incoherence_retail.json.gz", "incoherence"}})
            QTest::newRow(file) << QString(QLatin1String(file)) << QString(QLatin1String(label));
    }

    void traitsAreTheSimulatorsOfTheirFiles()
    {
        QFETCH(QString, file);
        QFETCH(QString, label);
        const test::Folder folder;
        const test::Imported imported = test::import(
            folder.write(file.toStdString(), run(policy + hello.substr(0, hello.size() - 1))));
        QCOMPARE(imported.report->corpus.kind, CorpusKind::Simulated);
        QCOMPARE(QString::fromStdString(imported.report->corpus.label), label);
    }
};

QTEST_APPLESS_MAIN(TestTauBench)
#include "tst_tau_bench.moc"
