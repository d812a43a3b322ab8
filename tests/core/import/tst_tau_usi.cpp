// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/probe.h"
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
constexpr const char *person =
    "{\"airline_3_ann2\": {\"conversation\": ["
    "{\"role\": \"user\", \"content\": \"\\\\tau task_index:3\"},"
    "{\"role\": \"assistant\", \"content\": \"<|canvas|>**Instruction:**\\n\\nGo "
    "home.<|/canvas|>Hi\"},"
    "{\"role\": \"user\", \"content\": \"hello\"},"
    "{\"role\": \"assistant\", \"content\": null},"
    "{\"role\": \"User\", \"content\": 1.0},"
    "{\"role\": \"user\"},"
    "{\"role\": \"user\", \"content\": \" /stop\\u00a0\"}],"
    "\"survey\": {\"reuse\": {\"question\": \"Again?\", \"answer\": \"Yes\"}, \"odd\": \"flat\"},"
    "\"reward\": true, \"keep\": 0, \"agent_id\": \"a\"}}";
} // namespace

class TestTauUsi : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageIsScoredAndThePlatformsAreNotes()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("unified.json", person));
        QVERIFY(imported.report);
        QCOMPARE(test::printed(imported.sink.dialogues.at(0)),
                 std::string("note*|\\tau task_index:3\n"
                             "note*|<|canvas|>**Instruction:**\n\nGo home.<|/canvas|>Hi\n"
                             "user*|hello\n"
                             "agent*|-|None\n"
                             "note*|1.0\n"
                             "user*|-|\n"
                             "note*| /stop\u00a0\n"));
    }

    void callsInsideATextAreCallsAndTheTextStays()
    {
        const std::string text = "Wait <function=get_order>\\n<parameter=id>W1</parameter>"
                                 "\\n</function><|tool|>{}<|/tool|>There.";
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "eval_results_m.json",
            "[{\"instance_id\": \"retail_4\", \"conversation\": [{\"role\": \"user\", \"content\": "
            "\"<function=f></function>\"}, {\"role\": \"assistant\", \"content\": \"" +
                text + "\"}]}]"));
        QVERIFY(imported.report);
        const Dialogue &dialogue = imported.sink.dialogues.at(0);
        const Turn &agent = dialogue.turns.at(1);
        QCOMPARE(agent.text.value_or("-"),
                 std::string("Wait <function=get_order>\n<parameter=id>W1</parameter>\n</function>"
                             "<|tool|>{}<|/tool|>There."));
        QVERIFY(!agent.scoredText && agent.scored);
        QVERIFY((agent.toolCalls ==
                 std::vector<ToolCall>{{"", "get_order", "{\"id\":\"W1\"}",
                                        "<function=get_order>\n<parameter=id>W1</parameter>"
                                        "\n</function>",
                                        false}}));
        QVERIFY(dialogue.turns.at(0).toolCalls.empty());
        // The words have them: it is the dialogue that it was before calls were read out of texts.
        Dialogue without = dialogue;
        without.turns.at(1).toolCalls.clear();
        QCOMPARE(dialogueIdOf(without).value(), dialogueIdOf(dialogue).value());
    }

    void hintsAboutToolCallsAreNotes()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "eval_results_m.json",
            "[{\"instance_id\": \"retail_4\", \"conversation\": [{\"role\": \"user\", \"content\": "
            "\"**Tool Call Format Error**: no name\"}, {\"role\": \"user\", \"content\": "
            "\"dark\"}]}]"));
        QCOMPARE(test::printed(imported.sink.dialogues.at(0)),
                 std::string("note*|**Tool Call Format Error**: no name\nuser*|dark\n"));
        QCOMPARE(imported.sink.dialogues.at(0).task.value(), std::string("tau1:retail:4"));
    }

    void exportsOfChatsAreDialoguesOfPeople()
    {
        const test::Folder folder;
        const std::string chat =
            "{\"id\": \"c-1\", \"title\": \"t\", \"meta_info\": \"runtime_id: r\\ntask_index: 7\\n"
            "env_name: retail\", \"created_at\": \"2025-01-01T00:00:00\", \"messages\": ["
            "{\"id\": 1, \"role\": \"user\", \"content\": \"dark\", \"survey_response\": null},"
            "{\"id\": 2, \"role\": \"assistant\", \"content\": \"Reward: 0.5\", "
            "\"survey_response\":"
            "\"{\\\"reuse\\\": \\\"Yes\\\"}\"}]}";
        const test::Imported imported = test::import(folder.write("chat.json", chat));
        QVERIFY(imported.report);
        QCOMPARE(imported.report->format, std::string("tau_usi"));
        QCOMPARE(imported.report->corpus.kind, CorpusKind::Real);
        const Dialogue &dialogue = imported.sink.dialogues.at(0);
        QCOMPARE(dialogue.task.value(), std::string("tau1:retail:7"));
        QCOMPARE(test::printed(dialogue), std::string("user*|dark\nagent*|Reward: 0.5\n"));
        QCOMPARE(dialogue.outcome.reward, std::optional<double>(0.5));
        QVERIFY(dialogue.survey == (std::vector<SurveyAnswer>{{"reuse", "", "Yes"}}));
        const test::Imported odd = test::import(folder.write(
            "odd.json", "[{\"id\": 5, \"meta_info\": \"none\", \"messages\": [{\"role\": \"user\", "
                        "\"content\": \"x\", \"survey_response\": \"not json\"}]}]"));
        QCOMPARE(test::issueCodes(odd.sink.issues), std::string("N:no-task-id"));
    }

    void platformMessagesOfASimulatorStayItsOwn()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("eval_results_m.json", person));
        QCOMPARE(QString::fromLatin1(name(imported.report->corpus.kind)), QStringLiteral("sim"));
        QCOMPARE(static_cast<int>(imported.sink.dialogues.at(0).turns.at(0).role),
                 static_cast<int>(Role::User));
    }

    void theRecordsFieldsArriveAtTheirPlaces()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("unified.json", person));
        const Dialogue &dialogue = imported.sink.dialogues.at(0);
        QCOMPARE(dialogue.task.value(), std::string("tau1:airline:3"));
        QCOMPARE(dialogue.nativeId, std::string("airline_3_ann2"));
        QCOMPARE(dialogue.run, 2);
        QCOMPARE(dialogue.outcome.reward.value_or(0), 1.0);
        QCOMPARE(static_cast<int>(dialogue.keep), static_cast<int>(Keep::Falsy));
        QCOMPARE(dialogue.metadata, std::string("{\"agent_id\":\"a\"}"));
        QVERIFY(dialogue.survey ==
                (std::vector<SurveyAnswer>{{"reuse", "Again?", "Yes"}, {"odd", "", "flat"}}));
        QCOMPARE(imported.sink.tasks.at(dialogue.task).instruction, std::string("Go home."));
    }

    void runsComeFromTheIdOrAreCounted_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QString>("runs");
        QTest::newRow("suffixes") << "airline_1_2 airline_1_1 airline_1_3"
                                  << "2 1 3";
        QTest::newRow("none") << "airline_1 airline_2"
                              << "1 1";
        QTest::newRow("annotators") << "airline_1_ann3 airline_1 airline_1_ann2"
                                    << "3 1 2";
        QTest::newRow("other form") << "first second"
                                    << "1 1";
        QTest::newRow("repeated") << "airline_1 airline_1"
                                  << "1 2";
    }

    void runsComeFromTheIdOrAreCounted()
    {
        QFETCH(QString, ids);
        QFETCH(QString, runs);
        Json records = Json::array();
        for (const QString &id : ids.split(QLatin1Char(' ')))
            records.push_back(
                Json{{"instance_id", id.toStdString()}, {"conversation", Json::array()}});
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("list.json", records.dump()));
        QStringList found;
        for (const Dialogue &dialogue : imported.sink.dialogues)
            found << QString::number(dialogue.run);
        // The two of one id and one run differ in nothing, but they are two runs.
        QCOMPARE(found.join(QLatin1Char(' ')), runs);
    }

    void messagesThatAreNoTextScoreAsPythonWritesThem()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "eval_results_m.json",
            "{\"airline_1\": {\"conversation\": [{\"role\": \"user\", \"content\": [\"a\\nb\"]}, "
            "{\"role\": \"user\", \"content\": {\"text\": \"it's\"}}, "
            "{\"role\": null, \"content\": true}]}}"));
        QCOMPARE(test::printed(imported.sink.dialogues.at(0)),
                 std::string("user*|a\nb|['a\\nb']\n"
                             "user*|{\"text\":\"it's\"}|{'text': \"it's\"}\n"
                             "note*|true|True\n"));
    }

    void difficultyFilesReachTheSink_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("wrapped") << "any.json"
                                 << QByteArray(
                                        "{\"source\":\"x\",\"difficulty\":{\"airline_1\":0.25}}");
        QTest::newRow("flat") << "difficulty_map.json" << QByteArray("{\"airline_1\":0.25}");
    }

    void difficultyFilesReachTheSink()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        const test::Folder folder;
        const test::Imported imported =
            test::import(folder.write(file.toStdString(), text.toStdString()));
        QVERIFY(imported.report);
        QCOMPARE(imported.sink.difficulties, (std::map<std::string, double>{{"airline_1", 0.25}}));
        QCOMPARE(static_cast<int>(imported.report->difficulties), 1);
    }
};

QTEST_APPLESS_MAIN(TestTauUsi)
#include "tst_tau_usi.moc"
