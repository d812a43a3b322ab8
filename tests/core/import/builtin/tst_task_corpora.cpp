// SPDX-License-Identifier: GPL-3.0-or-later
// Pitfalls of MultiWOZ, SGD, Taskmaster, ABCD, AutoTOD and M2M, with small files of our own.
#include "core/import/multiwoz_task.h"
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

#include <QDir>

using namespace gapscope;

namespace {
std::string kindAndLabel(const Corpus &corpus)
{
    return std::string(name(corpus.kind)) + "/" + corpus.label;
}

/// One file of the name, imported as it is recognised.
test::Imported imported(const std::string &name, std::string_view bytes,
                        std::optional<CorpusKind> kind = std::nullopt)
{
    const test::Folder folder;
    const QString path = QString::fromStdString(folder.path() + "/" + name);
    QDir().mkpath(path.left(path.lastIndexOf(QLatin1Char('/'))));
    ImportRequest request;
    request.path = folder.write(name, bytes);
    request.kind = kind;
    return test::import(request);
}

constexpr std::string_view multiwoz =
    "{\r\n  \"MUL0001.json\": {\r\n    \"goal\": {\"taxi\": {}, \"hotel\": {\"info\": "
    "{\"stars\": \"4\", \"area\": \"east\"}}, \"message\": [\"You want a <span class='emphasis'>"
    "hotel</span>.\", \"Rooms &lt; 90 &amp; quiet\"]},\r\n    \"log\": [\r\n"
    "      {\"text\": \"A hotel , please .\", \"metadata\": {}},\r\n"
    "      {\"text\": \"Which area ?\", \"metadata\": {\"hotel\": {}}},\r\n"
    "      {\"text\": \"East .\", \"metadata\": {}}]\r\n  }\r\n}\r\n";

constexpr std::string_view autotod =
    "{\"dialog_id\": \"MUL0001.json\", \"status\": \"succeed\", \"cost\": 0.1, \"eval_summary\": "
    "{\"hotel\": {\"inform\": 1, \"book\": null}, \"taxi\": {\"inform\": 1}}, \"run_result\": "
    "{\"dialog_pred\": [{\"turn_idx\": 1, \"user\": \"A hotel\", \"agent\": \"Hilton\"}], "
    "\"dialog_refer\": [{\"turn_idx\": 1, \"user\": \"A hotel\", \"agent\": \"Which?\"}, "
    "{\"turn_idx\": 2, \"user\": \"Any\", \"agent\": null}], \"goals\": {\"hotel\": {\"info\": "
    "{\"area\": \"east\", \"stars\": \"4\"}}}, \"goal_messages\": \"You want a <b>hotel</b>.\", "
    "\"finish_status\": \"dialogue ends\"}}\n";
} // namespace

class TestTaskCorpora : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void evenTurnsOfMultiwozAreTheUsers()
    {
        const test::Imported read = imported("data.json", multiwoz);
        QCOMPARE(kindAndLabel(read.report->corpus), std::string("real/human"));
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("user*|A hotel , please .\nagent*|Which area ?\nuser*|East .\n"));
        QCOMPARE(read.sink.dialogues.at(0).turns.at(1).native,
                 std::string("{\"text\":\"Which area ?\",\"metadata\":{\"hotel\":{}}}"));
        QCOMPARE(test::issueCodes(read.report->issues), std::string());
    }

    void goalOfMultiwozIsTheTask()
    {
        const test::Imported read = imported("data.json", multiwoz);
        const Task &task = read.sink.tasks.begin()->second;
        QCOMPARE(task.key.value(), std::string("multiwoz:MUL0001"));
        QCOMPARE(task.domain, std::string("hotel"));
        QCOMPARE(task.instruction, std::string("You want a hotel.\nRooms < 90 & quiet"));
        QCOMPARE(read.sink.dialogues.at(0).nativeId, std::string("MUL0001.json"));
    }

    void badDialogueOfMultiwozIsSkippedAlone()
    {
        const test::Imported read = imported(
            "data.json", "{\"A\": {\"goal\": {}, \"log\": [{\"text\": \"hi\"}, {\"other\": 1}, "
                         "{\"text\": \"bye\"}]}, \"B\": 7, \"C\": {\"goal\": {}}}");
        QCOMPARE(test::issueCodes(read.report->issues),
                 std::string("N:no-text S:not-an-object S:no-messages"));
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("user*|hi\nagent|-\nuser*|bye\n"));
    }

    void markupIsTakenOutOfTexts_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("text");
        QTest::newRow("tags") << "<p>a <span class='x'>b</span></p>"
                              << "a b";
        QTest::newRow("less than") << "3 < 5 and 7 > 5"
                                   << "3 < 5 and 7 > 5";
        QTest::newRow("open at the end") << "a <b"
                                         << "a <b";
        QTest::newRow("entities") << "&quot;a&#39;s&quot;&nbsp;&lt;b&gt; &amp;amp; &x"
                                  << "\"a's\" <b> &amp; &x";
    }

    void markupIsTakenOutOfTexts()
    {
        QFETCH(QString, html);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(withoutMarkup(html.toStdString())), text);
    }

    void autotodGivesBothSides()
    {
        const test::Imported read = imported("model-x.jsonl", autotod);
        QCOMPARE(read.report->counts.dialogues, std::int64_t{2});
        QCOMPARE(read.report->counts.turns, std::int64_t{5});
        QCOMPARE(read.report->counts.userTurns, std::int64_t{3});
        QCOMPARE(kindAndLabel(read.report->corpus), std::string("sim/model-x"));
        QCOMPARE(static_cast<int>(read.report->sides.size()), 1);
        QCOMPARE(kindAndLabel(read.report->sides.front().corpus), std::string("real/human"));
        QCOMPARE(read.report->sides.front().dialogues, std::int64_t{1});
        const Dialogue &real = read.sink.dialogues.at(0);
        const Dialogue &simulated = read.sink.dialogues.at(1);
        QCOMPARE(real.corpus.value(), read.report->sides.front().corpus.id.value());
        QCOMPARE(simulated.corpus.value(), read.report->corpus.id.value());
        QCOMPARE(test::printed(real), std::string("user*|A hotel\nagent*|Which?\nuser*|Any\n"));
        QCOMPARE(test::printed(simulated), std::string("user*|A hotel\nagent*|Hilton\n"));
        QCOMPARE(simulated.outcome.termination, std::string("dialogue ends"));
        QCOMPARE(simulated.outcome.reward.value_or(-1), 1.0);
        QVERIFY(!real.outcome.reward);
        QCOMPARE(test::issueCodes(read.report->issues), std::string("N:first-turn-copied"));
    }

    void autotodAndMultiwozTellOneTask()
    {
        const test::Imported people = imported("data.json", multiwoz);
        const test::Imported both = imported("model-x.jsonl", autotod);
        const Task &one = people.sink.tasks.begin()->second;
        const Task &other = both.sink.tasks.begin()->second;
        QCOMPARE(other.key.value(), one.key.value());
        QCOMPARE(other.fingerprint, one.fingerprint);
        QCOMPARE(other.domain, one.domain);
    }

    void kindNamedByThePersonIsForThatSideOfAutotod()
    {
        const test::Imported read = imported("model-x.jsonl", autotod, CorpusKind::Real);
        QCOMPARE(kindAndLabel(read.report->corpus), std::string("real/human"));
        QCOMPARE(kindAndLabel(read.report->sides.at(0).corpus), std::string("sim/model-x"));
        QCOMPARE(read.sink.dialogues.at(0).corpus.value(), read.report->corpus.id.value());
        QCOMPARE(test::printed(read.sink.dialogues.at(1)),
                 std::string("user*|A hotel\nagent*|Hilton\n"));
    }

    void secondImportOfBothSidesAddsNothing()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("model-x.jsonl", autotod);
        MemorySink sink;
        JobContext job;
        QVERIFY(runImport(request, sink, job));
        const auto again = runImport(request, sink, job);
        QVERIFY(again->nothingNew);
        QCOMPARE(again->counts.duplicates, std::int64_t{2});
        QCOMPARE(again->sides.at(0).dialogues, std::int64_t{0});
    }

    void previewShowsBothSides()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("model-x.jsonl", autotod);
        const std::vector<FileInspection> seen = inspect({request});
        QCOMPARE(static_cast<int>(seen.at(0).preview.size()), 2);
        QVERIFY(seen.at(0).preview.at(0).corpus != seen.at(0).preview.at(1).corpus);
    }

    void listsOfAutotodAreTheSimulatedSide()
    {
        const test::Imported read = imported(
            "sgd.json",
            "{\"dialog_id\": \"train_63_00106\", \"run_result\": [{\"turn_idx\": 1, \"user\": "
            "\"Hi\", \"agent\": \"Hello\"}]}\n"
            "{\"dialog_id\": \"train_63_00107\", \"status\": \"failed\", \"run_result\": null}\n"
            "{\"dialog_id\": \"x\", \"run_result\": [5, {\"turn_idx\": 1}]}\n");
        QCOMPARE(kindAndLabel(read.report->corpus), std::string("sim/sgd"));
        QVERIFY(read.report->sides.empty());
        QCOMPARE(read.sink.dialogues.at(0).task.value(), std::string("sgd:train_63_00106"));
        QCOMPARE(test::issueCodes(read.report->issues),
                 std::string("S:no-messages N:no-text N:no-text N:no-turns"));
    }

    void callsOfServicesStandBeforeTheWordsThatTellThem()
    {
        const test::Imported read = imported(
            "train/dialogues_001.json",
            "[{\"dialogue_id\": \"1_00000\", \"services\": [\"Hotels_1\"], \"turns\": ["
            "{\"speaker\": \"USER\", \"utterance\": \"Find one\", \"frames\": []},"
            "{\"speaker\": \"SYSTEM\", \"utterance\": \"Hilton\", \"frames\": [{\"service\": "
            "\"Hotels_1\", \"service_call\": {\"method\": \"Search\", \"parameters\": {\"a\": "
            "\"b\"}}, \"service_results\": [{\"name\": \"Hilton\"}]}]}]}]");
        const Dialogue &dialogue = read.sink.dialogues.at(0);
        QCOMPARE(test::printed(dialogue), std::string("user*|Find one\n"
                                                      "agent|-|Search{\"a\":\"b\"}\n"
                                                      "tool|[{\"name\":\"Hilton\"}]|Search/\n"
                                                      "agent*|Hilton\n"));
        QCOMPARE(dialogue.task.value(), std::string("sgd:train_1_00000"));
        QCOMPARE(read.sink.tasks.at(dialogue.task).domain, std::string("Hotels_1"));
        QCOMPARE(test::issueCodes(read.report->issues), std::string("N:paraphrased-outlines"));
    }

    void idsOfSgdTellTheirSplit_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("task");
        QTest::newRow("folder") << "dev/dialogues_001.json"
                                << "1_00000"
                                << "sgd:dev_1_00000";
        QTest::newRow("file") << "sgd-test.json"
                              << "1_00000"
                              << "sgd:test_1_00000";
        QTest::newRow("validation") << "validation.json"
                                    << "1_00000"
                                    << "sgd:dev_1_00000";
        QTest::newRow("id") << "train/dialogues_001.json"
                            << "train_1_00000"
                            << "sgd:train_1_00000";
        QTest::newRow("folder of another name") << "latest-test/dialogues_001.json"
                                                << "1_00000"
                                                << "sgd:1_00000";
        QTest::newRow("nowhere") << "dialogues_001.json"
                                 << "1_00000"
                                 << "sgd:1_00000";
        QTest::newRow("MultiWOZ 2.2") << "train/dialogues_001.json"
                                      << "PMUL4398.json"
                                      << "multiwoz:PMUL4398";
    }

    void idsOfSgdTellTheirSplit()
    {
        QFETCH(QString, file);
        QFETCH(QString, id);
        QFETCH(QString, task);
        const test::Imported read =
            imported(file.toStdString(), "[{\"dialogue_id\": \"" + id.toStdString() +
                                             "\", \"services\": [], \"turns\": [{\"speaker\": "
                                             "\"USER\", \"utterance\": \"Hi\"}]}]");
        QCOMPARE(QString::fromStdString(read.sink.dialogues.at(0).task.value()), task);
        const bool told =
            test::issueCodes(read.report->issues).find("split-unknown") != std::string::npos;
        QCOMPARE(told, task == QLatin1String("sgd:1_00000"));
    }

    void speakersOfSgdMayBeInLowerCase()
    {
        const test::Imported read =
            imported("train.json", "[{\"dialogue_id\": \"1_00000\", \"services\": [\"A_1\"], "
                                   "\"turns\": [{\"speaker\": \"user\", \"utterance\": \"Hi\"}, "
                                   "{\"speaker\": \"system\", \"utterance\": \"Yes?\"}]}]");
        QCOMPARE(test::printed(read.sink.dialogues.at(0)), std::string("user*|Hi\nagent*|Yes?\n"));
        QCOMPARE(test::issueCodes(read.report->issues), std::string("N:paraphrased-outlines"));
    }

    void unifiedDialoguesOfConvlabHaveTheTaskOfTheirCorpus_data()
    {
        QTest::addColumn<QString>("dataset");
        QTest::addColumn<QString>("originalId");
        QTest::addColumn<QString>("corpus");
        QTest::addColumn<QString>("task");
        QTest::addColumn<QString>("domain");
        QTest::addColumn<QString>("issues");
        QTest::newRow("MultiWOZ") << "multiwoz21"
                                  << "\"MUL0001.json\""
                                  << "real/human"
                                  << "multiwoz:MUL0001"
                                  << "hotel"
                                  << "";
        QTest::newRow("SGD") << "sgd"
                             << "\"1_00000\""
                             << "real/human"
                             << "sgd:dev_1_00000"
                             << "hotel+general"
                             << "N:paraphrased-outlines";
        QTest::newRow("TM-2") << "tm2"
                              << "\"dlg-7\""
                              << "real/human"
                              << "tm2:dlg-7"
                              << "hotel+general"
                              << "";
        QTest::newRow("TM-3") << "tm3"
                              << "\"dlg-7\""
                              << "self-dialog/dialogues"
                              << "tm3:dlg-7"
                              << "hotel+general"
                              << "";
        QTest::newRow("another") << "kvret"
                                 << "null"
                                 << "unknown/dialogues"
                                 << "kvret:d-0"
                                 << "hotel+general"
                                 << "";
    }

    void unifiedDialoguesOfConvlabHaveTheTaskOfTheirCorpus()
    {
        QFETCH(QString, dataset);
        QFETCH(QString, originalId);
        QFETCH(QString, corpus);
        QFETCH(QString, task);
        QFETCH(QString, domain);
        QFETCH(QString, issues);
        const test::Imported read = imported(
            "dialogues.json",
            "[{\"dataset\": \"" + dataset.toStdString() +
                "\", \"data_split\": \"validation\", \"dialogue_id\": \"d-0\", "
                "\"original_id\": " +
                originalId.toStdString() +
                ", \"domains\": [\"hotel\", \"general\"], \"goal\": {\"description\": \"You want a "
                "<b>hotel</b>.\", \"inform\": {\"hotel\": {\"area\": \"east\"}}, \"request\": "
                "{\"hotel\": {}}}, \"turns\": [{\"speaker\": \"user\", \"utterance\": \"A hotel\", "
                "\"utt_idx\": 0, \"state\": {}}, {\"speaker\": \"system\", \"utterance\": "
                "\"Which?\", "
                "\"utt_idx\": 1, \"db_results\": {}}, {\"speaker\": \"ghost\", \"utterance\": "
                "\"boo\"}]}]");
        QCOMPARE(read.report->format, std::string("convlab_unified"));
        QCOMPARE(QString::fromStdString(kindAndLabel(read.report->corpus)), corpus);
        const Dialogue &dialogue = read.sink.dialogues.at(0);
        QCOMPARE(test::printed(dialogue), std::string("user*|A hotel\nagent*|Which?\nnote|boo\n"));
        QCOMPARE(dialogue.nativeId, std::string("d-0"));
        const Task &told = read.sink.tasks.at(dialogue.task);
        QCOMPARE(QString::fromStdString(told.key.value()), task);
        QCOMPARE(QString::fromStdString(told.domain), domain);
        QCOMPARE(told.instruction, std::string("You want a hotel."));
        QCOMPARE(QString::fromStdString(test::issueCodes(read.report->issues)),
                 QString(QLatin1String("N:unknown-role ") + issues).trimmed());
    }

    void taskmasterTellsSelfDialogsFromThoseOfTwo_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *name, const char *file, const char *field, const char *id,
                            const char *kind) {
            QTest::newRow(name) << QString(QLatin1String(file)) << QString(QLatin1String(field))
                                << QString(QLatin1String(id)) << QString(QLatin1String(kind));
        };
        row("TM-1 self", "self-dialogs.json", "instruction_id", "pizza-ordering-1", "self-dialog");
        row("TM-1 woz", "woz-dialogs.json", "instruction_id", "pizza-ordering-1", "real");
        row("TM-1 of no name", "part.json", "instruction_id", "restaurant-table-2", "self-dialog");
        row("TM-1 on films", "movies.json", "instruction_id", "movie-tickets-1", "self-dialog");
        row("TM-2", "TM-2-2020/data/flights.json", "instruction_id", "pizza-1", "real");
        row("TM-2 of no name", "part.json", "instruction_id", "flight-6", "real");
        row("TM-2 on films", "part.json", "instruction_id", "movie-24e", "real");
        row("TM-2 on sports", "part.json", "instruction_id", "nba-3", "real");
        row("TM-3", "data_00.json", "scenario", "movie-1", "self-dialog");
        row("unknown", "some.json", "instruction_id", "pizza-1", "self-dialog");
    }

    void taskmasterTellsSelfDialogsFromThoseOfTwo()
    {
        QFETCH(QString, file);
        QFETCH(QString, field);
        QFETCH(QString, id);
        QFETCH(QString, kind);
        const test::Imported read = imported(
            file.toStdString(),
            "[{\"conversation_id\": \"dlg-1\", \"" + field.toStdString() + "\": \"" +
                id.toStdString() +
                "\", \"utterances\": [{\"index\": 0, \"speaker\": \"USER\", "
                "\"text\": \"Pizza\"}, {\"index\": 1, \"speaker\": \"assistant\", \"text\": "
                "\"Sure\"}]}]");
        QCOMPARE(QString::fromLatin1(name(read.report->corpus.kind)), kind);
        QCOMPARE(read.sink.dialogues.at(0).task.value(), "taskmaster:" + id.toStdString());
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("user*|Pizza\nagent*|Sure\n"));
    }

    void apisOfTaskmasterAreCallsAfterTheWords_data()
    {
        QTest::addColumn<QString>("apis");
        QTest::newRow("TM-3") << R"([{"name": "book", "index": 0, "args": {"movie": "Up", "n": "2"},
                                      "response": {"status": "success"}}, {"name": "find"}, 5])";
        QTest::newRow("Hugging Face")
            << R"([{"name": "book", "index": 0, "args": [{"arg_name": "movie", "arg_value": "Up"},
                                                         {"arg_name": "n", "arg_value": "2"}],
                    "response": [{"response_name": "status", "response_value": "success"}]},
                   {"name": "find", "args": [], "response": null}])";
    }

    void apisOfTaskmasterAreCallsAfterTheWords()
    {
        QFETCH(QString, apis);
        const test::Imported read = imported(
            "data_00.json",
            "[{\"conversation_id\": \"dlg-1\", \"vertical\": \"Movie Tickets\", \"scenario\": "
            "\"s\", \"utterances\": [{\"index\": 0, \"speaker\": \"user\", \"text\": \"Book "
            "it\", \"apis\": " +
                apis.toStdString() +
                "}, {\"index\": 1, \"speaker\": \"assistant\", \"text\": \"Done\", \"apis\": "
                "[]}]}]");
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("user*|Book it\nagent|-|book{\"movie\":\"Up\",\"n\":\"2\"}\n"
                             "tool|{\"status\":\"success\"}|book/\nagent|-|find{}\n"
                             "agent*|Done\n"));
    }

    void listsOfApisThatAreNoPairsStayAsTheyAre()
    {
        const test::Imported read = imported(
            "data_00.json",
            R"([{"conversation_id": "dlg-1", "scenario": "s", "utterances": [{"speaker": "user",
                "text": "Up", "apis": [{"name": "f", "args": [{"arg_name": "a", "arg_value": "1"},
                {"arg_name": "a", "arg_value": "2"}], "response": ["x"]}]}]}])");
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("user*|Up\nagent|-|f[{\"arg_name\":\"a\",\"arg_value\":\"1\"},"
                             "{\"arg_name\":\"a\",\"arg_value\":\"2\"}]\ntool|[\"x\"]|f/\n"));
    }

    void dialoguesOfOneScenarioAreItsRuns()
    {
        const auto dialogue = [](const std::string &id) {
            return "{\"conversation_id\": \"dlg-" + id +
                   "\", \"vertical\": \"Coffee\", \"scenario\": \"Two mochas\", "
                   "\"instructions\": null, \"utterances\": [{\"speaker\": \"user\", "
                   "\"text\": \"" +
                   id + "\"}]}";
        };
        const test::Imported read =
            imported("data.json", "[" + dialogue("1") + "," + dialogue("2") + "]");
        QCOMPARE(static_cast<int>(read.sink.tasks.size()), 1);
        QCOMPARE(read.sink.dialogues.at(1).task.value(),
                 std::string("taskmaster:coffee:Two mochas"));
        QCOMPARE(read.sink.dialogues.at(0).run, 1);
        QCOMPARE(read.sink.dialogues.at(1).run, 2);
    }

    void actionsOfAbcdAreCallsOfTheAgent_data()
    {
        QTest::addColumn<QString>("frame");
        QTest::newRow("sample") << "[%]";
        QTest::newRow("splits") << "{\"train\": [%], \"dev\": [], \"test\": []}";
    }

    void actionsOfAbcdAreCallsOfTheAgent()
    {
        QFETCH(QString, frame);
        const QString dialogue = QStringLiteral(
            "{\"convo_id\": 12, \"scenario\": {\"flow\": \"returns\", \"subflow\": \"size\"}, "
            "\"original\": [[\"agent\", \"Hi\"], [\"agent\", \"Name?\"], [\"customer\", \"Ann\"], "
            "[\"action\", \"Account pulled up.\"], [\"ghost\", \"boo\"], 5], \"delexed\": [{}, {}, "
            "{}, {\"speaker\": \"action\", \"targets\": [\"size\", \"take_action\", "
            "\"pull-up-account\", [\"ann\"], -1]}]}");
        const test::Imported read =
            imported("abcd.json", frame.replace(QLatin1Char('%'), dialogue).toStdString());
        QCOMPARE(static_cast<int>(read.sink.dialogues.size()), 1);
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("agent*|Hi\nagent*|Name?\nuser*|Ann\n"
                             "agent|-|pull-up-account{\"values\":[\"ann\"]}\n"
                             "tool|Account pulled up.|pull-up-account/\nnote|boo\n"));
        QCOMPARE(read.sink.dialogues.at(0).task.value(), std::string("abcd:returns:size"));
        QCOMPARE(read.sink.dialogues.at(0).nativeId, std::string("12"));
        QCOMPARE(test::issueCodes(read.report->issues), std::string("N:unknown-role N:no-text"));
    }

    void systemOfM2mSpeaksBeforeTheUser()
    {
        const test::Imported read = imported(
            "train.json",
            "[{\"dialogue_id\": \"r_1\", \"turns\": [{\"user_utterance\": {\"text\": \"a table\", "
            "\"tokens\": [\"a\"]}, \"dialogue_state\": []}, {\"system_acts\": [{\"type\": "
            "\"REQUEST\"}], \"system_utterance\": {\"text\": \"when ?\"}, \"user_utterance\": "
            "{\"text\": \"at six\"}}]}]");
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("user*|a table\nagent*|when ?\nuser*|at six\n"));
        QCOMPARE(kindAndLabel(read.report->corpus), std::string("sim/M2M"));
    }
};

QTEST_APPLESS_MAIN(TestTaskCorpora)
#include "tst_task_corpora.moc"
