// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/import_files.h"
#include "tests/support/packed_files.h"
#include "tests/support/test_case.h"

#include <filesystem>

using namespace gapscope;

namespace {
const std::string info =
    "\"info\": {\"user_info\": {\"implementation\": \"user_simulator\", \"llm\": "
    "\"guest\"}, \"agent_info\": {\"llm\": \"m\"}, \"environment_info\": "
    "{\"domain_name\": \"lamp\"}}, \"tasks\": [{\"id\": \"t1\", "
    "\"user_scenario\": {\"instructions\": \"get light\"}}]";

std::string simulation(const std::string &id, const std::string &body)
{
    return "{\"id\": \"" + id +
           "\", \"task_id\": \"t1\", \"trial\": 0, \"termination_reason\": "
           "\"user_stop\", \"reward_info\": {\"reward\": 1.0}, " +
           body + "}";
}
const std::string spoken = "\"messages\": [{\"role\": \"user\", \"content\": \"dark\"}]";

std::string tick(const std::string &agent, const std::string &user, const std::string &more = {})
{
    return "{\"agent_chunk\": {\"role\": \"assistant\"" + agent +
           "}, \"user_chunk\": {\"role\": \"user\"" + user + "}" + more + "}";
}
std::string says(const std::string &words)
{
    return ", \"content\": \"" + words + "\"";
}

test::Imported importTicks(const std::string &ticks)
{
    const test::Folder folder;
    return test::import(
        folder.write("s.json", simulation("s", "\"messages\": null, \"ticks\": [" + ticks + "]")));
}
} // namespace

class TestTau2 : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void folderAndResultsFileReadEachSimulationOnce()
    {
        const test::Folder folder;
        std::filesystem::create_directory(folder.path() + "/simulations");
        const std::string results = folder.write(
            "results.json", "{" + info +
                                ", \"simulation_index\": [{\"id\": \"a\"}, {\"id\": \"b\"}, "
                                "{\"id\": \"gone\"}]}");
        folder.write("simulations/a.json", simulation("a", spoken));
        const std::string b = folder.write("simulations/b.json", simulation("b", spoken));
        folder.write("simulations/c.json", "{\"x\": 1}");
        QCOMPARE(*expandPaths({folder.path()}), std::vector<std::string>{results});
        const test::Imported all = test::import(results);
        QVERIFY(all.report);
        QCOMPARE(all.report->counts.dialogues + all.report->counts.duplicates, std::int64_t{2});
        QCOMPARE(test::issueCodes(all.sink.issues),
                 std::string("S:no-simulation S:missing-simulations"));
        QCOMPARE(all.sink.tasks.begin()->second.instruction, std::string("get light"));
        const test::Imported one = test::import(b);
        QCOMPARE(static_cast<int>(one.sink.dialogues.size()), 1);
        QCOMPARE(one.report->corpus.label, std::string("guest"));
        QCOMPARE(one.sink.dialogues.at(0).task.value(), std::string("tau2:lamp:t1"));
    }

    void aFolderInAnArchiveIsTheSame()
    {
        const test::Folder folder;
        const std::string path = folder.write(
            "run.zip", test::zipped({{"r/results.json", "{" + info + "}"},
                                     {"r/simulations/a.json", simulation("a", spoken), 93}}));
        QCOMPARE(*expandPaths({path}), std::vector<std::string>{path + "/r/results.json"});
        const test::Imported imported = test::import(path + "/r/results.json");
        QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), 1);
        const test::Imported one = test::import(path + "/r/simulations/a.json");
        QCOMPARE(one.report->corpus.label, std::string("guest"));
    }

    void issuesNameTheirSimulation()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "results.json", "{" + info + ", \"simulations\": [" + simulation("a", spoken) + "," +
                                simulation("b", "\"messages\": []") + ", 5]}"));
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("N:no-turns S:not-an-object"));
        QCOMPARE(imported.sink.issues.at(0).record, std::string("b"));
        QCOMPARE(imported.sink.issues.at(1).record, std::string("simulations 3"));
    }

    void ticksAreMergedIntoUtterances_data()
    {
        QTest::addColumn<QString>("ticks");
        QTest::addColumn<QString>("turns");
        const auto row = [](const char *name, const std::string &ticks, const char *turns) {
            QTest::newRow(name) << QString::fromStdString(ticks) << QString(QLatin1String(turns));
        };
        row("sides take turns",
            tick(says("He"), "") + "," + tick(says("llo"), "") + "," + tick("", "") + "," +
                tick("", says("dark")) + "," + tick(says("I see"), ""),
            "agent*|Hello\nuser*|dark\nagent*|I see\n");
        row("final chunk",
            tick(says("One.") + ", \"is_final_chunk\": true", "") + "," + tick(says("Two."), ""),
            "agent*|One.\nagent*|Two.\n");
        row("utterances",
            tick("", says("a") + ", \"utterance_ids\": [\"1\"]") + "," +
                tick("", says("b") + ", \"utterance_ids\": [\"1\"]") + "," +
                tick("", says("c") + ", \"utterance_ids\": [\"2\"]"),
            "user*|ab\nuser*|c\n");
        row("both at once", tick(says("on"), says("ye")) + "," + tick(says("ce"), says("s")),
            "agent*|once\nuser*|yes\n");
        row("tools",
            tick(says("wait"), "",
                 ", \"agent_tool_calls\": [{\"id\": \"1\", \"name\": \"look\", \"arguments\": "
                 "{}}]") +
                "," +
                tick("", "", ", \"agent_tool_results\": [{\"id\": \"1\", \"content\": \"off\"}]") +
                "," + tick(says("off"), ""),
            "agent*|wait\nagent|-|look{}\ntool|off|look/1\nagent*|off\n");
        row("only heard",
            tick(says("Hello"), "") + "," + tick("", "", ", \"user_transcript\": \"dark\""),
            "agent*|Hello\nuser*|dark\n");
    }

    void ticksAreMergedIntoUtterances()
    {
        QFETCH(QString, ticks);
        QFETCH(QString, turns);
        const test::Imported imported = importTicks(ticks.toStdString());
        QVERIFY(imported.report);
        QCOMPARE(QString::fromStdString(test::printed(imported.sink.dialogues.at(0))), turns);
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("N:domain-unknown"));
    }

    void ticksWithoutTextAreADialogueWithoutTurns()
    {
        const test::Imported imported =
            importTicks(tick("", "") + ", null, 3, {\"agent_chunk\": null}");
        QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), 1);
        QVERIFY(imported.sink.dialogues.at(0).turns.empty());
        QCOMPARE(test::issueCodes(imported.sink.issues),
                 std::string("N:no-turns N:domain-unknown"));
    }

    void resultsWithoutIdsBelongToCallsInTheirOrder()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "s.json",
            simulation("s",
                       "\"messages\": [{\"role\": \"user\", \"content\": null, \"tool_calls\": "
                       "[{\"name\": \"flip\", \"arguments\": {}, \"requestor\": \"user\"}, "
                       "{\"name\": \"look\", \"arguments\": {}}]}, {\"role\": \"tool\", "
                       "\"tool_messages\": [{\"role\": \"tool\", \"content\": \"on\"}, {\"role\": "
                       "\"tool\", \"content\": \"light\"}]}]")));
        QCOMPARE(test::printed(imported.sink.dialogues.at(0)),
                 std::string("user|-|flip{}(user)|look{}(user)\ntool|on|flip/(user)\n"
                             "tool|light|look/(user)\n"));
    }
};

QTEST_APPLESS_MAIN(TestTau2)
#include "tst_tau2.moc"
