// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
/// "task native run reward|turns" of each dialogue.
QByteArray printedAll(const MemorySink &sink)
{
    std::string out;
    for (const Dialogue &dialogue : sink.dialogues) {
        out += dialogue.task.value() + " " + dialogue.nativeId + " " +
               std::to_string(dialogue.run) + "\n" + test::printed(dialogue);
    }
    return QByteArray::fromStdString(out);
}
} // namespace

class TestMessagesAndTables : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void tablesAreRead_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("dialogues");
        const auto row = [](const char *title, const char *table, const char *dialogues) {
            QTest::newRow(title) << QByteArray(table) << QByteArray(dialogues);
        };
        row("commas",
            "conversation_id,task_id,turn,role,text\nc1,t1,0,user,Hi\nc1,t1,1,assistant,Hello\n",
            "chat:general:t1 c1 1\nuser*|Hi\nagent*|Hello\n");
        row("tabs and other names", "Dialogue ID\tSpeaker\tUtterance\nc1\tCustomer\tHi, you\n",
            "chat:general:c1 c1 1\nuser*|Hi, you\n");
        row("semicolons", "conv_id;sender;message\nc1;Bot;a,b\n",
            "chat:general:c1 c1 1\nagent*|a,b\n");
        row("newlines and quotes in quotes",
            "conversationId,role,text\r\nc1,user,\"one\r\ntwo \"\"three\"\"\"\r\n",
            "chat:general:c1 c1 1\nuser*|one\r\ntwo \"three\"\n");
        row("blanks are the speaker's", "conversation_id,role,text\nc1,user,  hi \n",
            "chat:general:c1 c1 1\nuser*|  hi \n");
        row("ids keep their zeros", "conversation_id,task_id,role,text\n007,0042,user,x\n",
            "chat:general:0042 007 1\nuser*|x\n");
        row("numbers sort as numbers", "conversation_id,turn,role,text\nc,10,user,b\nc,9,user,a\n",
            "chat:general:c c 1\nuser*|a\nuser*|b\n");
        row("domain and trial",
            "conversation_id,task_id,domain,trial,role,text\nc,shop_4,shop,2,user,x\n",
            "chat:shop:4 c 3\nuser*|x\n");
        row("blank lines and no last newline",
            "conversation_id,role,text\n\nc,user,x\n\n\nc,user,y",
            "chat:general:c c 1\nuser*|x\nuser*|y\n");
        row("the separator told before the header",
            "sep=;\r\nConversation ID;Speaker Type;Text\r\nc;user;a,b\r\n",
            "chat:general:c c 1\nuser*|a,b\n");
        row("a system that answers the user is the agent",
            "conversation_id,role,text\nc,USER,a\nc,SYSTEM,b\nc,USER,c\nc,SYSTEM,d\n",
            "chat:general:c c 1\nuser*|a\nagent*|b\nuser*|c\nagent*|d\n");
        row("tools and systems are not scored",
            "conversation_id,role,text\nc,system,s\nc,tool,t\nc,user,\n",
            "chat:general:c c 1\nsystem|s\ntool|t\nuser|\n");
    }

    void tablesAreRead()
    {
        QFETCH(QByteArray, table);
        QFETCH(QByteArray, dialogues);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("t.csv", table.toStdString()));
        QVERIFY(imported.report);
        QCOMPARE(static_cast<int>(imported.report->counts.skipped), 0);
        QCOMPARE(printedAll(imported.sink), dialogues);
    }

    void whatCannotBeReadInATableIsTold()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "t.csv", "conversation_id,task_id,role,text,reward,timestamp\n"
                     "c,t,user,a,\"0,5\",2025-01-02T03:04:05Z\n"
                     "d,t,user,a,good,03.02.2025 14:05\nd,t,user,b,,04.02.2025 14:05\n"));
        QVERIFY(imported.report);
        QCOMPARE(imported.sink.dialogues.at(0).outcome.reward, std::optional<double>(0.5));
        QCOMPARE(imported.sink.dialogues.at(1).outcome.reward, std::optional<double>());
        QCOMPARE(test::issueCodes(imported.sink.issues),
                 std::string("N:time-not-read N:reward-not-a-number"));
    }

    void damageOfATableIsToldAndNothingElseChanges()
    {
        const test::Folder folder;
        // One byte in it is no UTF-8; that makes it no Windows-1252.
        const test::Imported bad = test::import(folder.write(
            "bad.csv", "conversation_id,task_id,role,text\nc,t,user,日本 Grüße\nc,t,user,a\xff\n"));
        QCOMPARE(printedAll(bad.sink),
                 QByteArray("chat:general:t c 1\nuser*|日本 Grüße\nuser*|a\xef\xbf\xbd\n"));
        QCOMPARE(test::issueCodes(bad.sink.issues), std::string("R:invalid-utf8"));
        QCOMPARE(bad.sink.issues.at(0).line, std::int64_t{3});
        const test::Imported old = test::import(folder.write(
            "old.csv", "conversation_id,task_id,role,text\nc,t,user,Gr\xfc\xdf\x65\n"));
        QCOMPARE(test::issueCodes(old.sink.issues), std::string("R:cp1252"));
        const test::Imported quote = test::import(folder.write(
            "quote.csv", "conversation_id,task_id,role,text\nc,t,user,\"open\nc,t,assistant,ok\n"
                         "d,t,user,\"fine, here\"\n"));
        QCOMPARE(test::issueCodes(quote.sink.issues), std::string("N:stray-quote"));
        QCOMPARE(quote.sink.issues.at(0).line, std::int64_t{2});
        const test::Imported good = test::import(folder.write(
            "good.csv", "conversation_id,task_id,role,text\nc,t,user,\"a \"\"b\"\", c\"\n"
                        "c,t,user,say \"hi\"\n"));
        QCOMPARE(test::issueCodes(good.sink.issues), std::string());
        const test::Imported none =
            test::import(folder.write("none.csv", "conversation_id,task_id,role,text\n"));
        QCOMPARE(test::issueCodes(none.sink.issues), std::string("N:no-turns"));
    }

    void outcomesOfTablesArrive()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "t.csv",
            "conversation_id|task_id|run|speaker|text|success|reward|survey_easy|end_reason\n"
            "c|t|2|Customer|x||||\n"
            "c|t|2|Virtual Assistant|y|Yes|0.5|3 - fine|user_stop\n"
            "d|t|ann|Agent|z|maybe|n/a||\n"));
        QVERIFY(imported.report);
        QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), 2);
        const Dialogue &dialogue = imported.sink.dialogues[0];
        QCOMPARE(test::printed(dialogue), std::string("user*|x\nagent*|y\n"));
        QCOMPARE(dialogue.run, 2);
        QVERIFY(dialogue.outcome == (Outcome{0.5, true, "user_stop"}));
        QVERIFY(dialogue.survey == (std::vector<SurveyAnswer>{{"easy", "", "3 - fine"}}));
        QCOMPARE(dialogue.turns[0].native,
                 std::string("{\"role\":\"Customer\",\"content\":\"x\"}"));
        QVERIFY(imported.sink.dialogues[1].outcome == Outcome());
    }

    void unsortedTurnsAreSortedAndSo_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("issues");
        QTest::newRow("by number") << QByteArray("c,10,user,b\nc,9,user,a\n")
                                   << QStringLiteral("ab") << QStringLiteral("R:unsorted-turns");
        QTest::newRow("in order") << QByteArray("c,9,user,a\nc,10,user,b\n") << QStringLiteral("ab")
                                  << QString();
        QTest::newRow("not all are numbered")
            << QByteArray("c,10,user,b\nc,,user,a\n") << QStringLiteral("ba") << QString();
        QTest::newRow("conversations in each other")
            << QByteArray("c,1,user,a\nd,1,user,x\nc,2,user,b\n") << QStringLiteral("xab")
            << QString();
    }

    void unsortedTurnsAreSortedAndSo()
    {
        QFETCH(QByteArray, rows);
        QFETCH(QString, words);
        QFETCH(QString, issues);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "t.csv", "task,turn,role,text,conversation\n" + [&] {
                std::string all;
                for (const QByteArray &row : rows.trimmed().split('\n'))
                    all += "t" + row.mid(1).toStdString() + "," + row.left(1).toStdString() + "\n";
                return all;
            }()));
        std::string said;
        for (const Dialogue &dialogue : imported.sink.dialogues) {
            for (const Turn &turn : dialogue.turns)
                said += *turn.text;
        }
        QCOMPARE(QString::fromStdString(said), words);
        QCOMPARE(QString::fromStdString(test::issueCodes(imported.sink.issues)), issues);
    }

    void columnsWeDoNotKnowAreKeptWithTheTurn()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(
            folder.write("t.csv", "conversation_id,role,text,mood\nc,user,x,sad\nc,user,y,\n"));
        const Dialogue &dialogue = imported.sink.dialogues.at(0);
        QCOMPARE(dialogue.turns[0].native,
                 std::string("{\"mood\":\"sad\",\"role\":\"user\",\"content\":\"x\"}"));
        QVERIFY(dialogue.turns[1].native.empty());
    }

    void messageFilesOfEveryShapeAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("dialogues");
        const auto row = [](const char *title, QByteArray text, const char *dialogues) {
            QTest::newRow(title) << text.replace('\'', '"') << QByteArray(dialogues);
        };
        const char *one = "chat:general:t1 c1 1\nuser*|x\n";
        row("one line",
            "{'task_id':'t1','conversation_id':'c1','messages':[{'role':'user','content':'x'}]}\n",
            one);
        row("one object",
            "{\n'task_id':'t1','conversation_id':'c1',\n'messages':[{'role':'user','content':'x'}]"
            "}",
            one);
        row("list",
            "[{'task_id':'t1','conversation_id':'c1','messages':[{'role':'user','content':'x'}]}]",
            one);
        row("under metadata",
            "[{'metadata':{'task_id':'t1','conversation_id':'c1'},'messages':[{'role':'user','"
            "content':'x'}]}]",
            one);
        row("bare messages", "[{'role':'user','content':'x'},{'role':'assistant','content':'y'}]",
            "chat:general:#1 #1 1\nuser*|x\nagent*|y\n");
        row("trial", "[{'task_id':'t1','conversation_id':'c1','trial':1,'messages':[]}]",
            "chat:general:t1 c1 2\n");
        row("annotator",
            "[{'task_id':'t1','conversation_id':'c1','annotator':'ann3','messages':[]}]",
            "chat:general:t1 c1 3\n");
        row("counted",
            "[{'task_id':'t1','id':'a','messages':[]},{'task_id':'t1','id':'b','messages':[]}]",
            "chat:general:t1 a 1\nchat:general:t1 b 2\n");
        row("number of the domain", "[{'task_id':'shop_4','domain':'shop','id':'a','messages':[]}]",
            "chat:shop:4 a 1\n");
        row("number of another domain",
            "[{'task_id':'shop_4','domain':'bank','id':'a','messages':[]}]",
            "chat:bank:shop_4 a 1\n");
        row("prompt beside the messages",
            "[{'task_id':'t1','id':'a','system':'rules','messages':[{'role':'user','content':'x'}]}"
            "]",
            "chat:general:t1 a 1\nsystem|rules\nuser*|x\n");
    }

    void messageFilesOfEveryShapeAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, dialogues);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("m.json", text.toStdString()));
        QVERIFY(imported.report);
        QCOMPARE(printedAll(imported.sink), dialogues);
    }

    void outcomesAndSurveysOfMessagesArrive()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write(
            "m.jsonl",
            "{\"task_id\":\"t\",\"source\":\"human\",\"reward\":0.5,\"success\":true,"
            "\"termination_reason\":\"user_stop\",\"keep\":false,\"extra\":[1],"
            "\"survey\":{\"easy\":\"Yes\",\"kind\":{\"question\":\"Kind?\",\"answer\":4}},"
            "\"messages\":[]}\n"));
        const Dialogue &dialogue = imported.sink.dialogues.at(0);
        QVERIFY(dialogue.outcome == (Outcome{0.5, true, "user_stop"}));
        QVERIFY(dialogue.keep == Keep::No);
        QVERIFY(dialogue.survey ==
                (std::vector<SurveyAnswer>{{"easy", "", "Yes"}, {"kind", "Kind?", "4"}}));
        QCOMPARE(dialogue.metadata,
                 std::string("{\"source\":\"human\",\"success\":true,\"extra\":[1]}"));
        QCOMPARE(imported.sink.source->corpus.label, std::string("human"));
    }

    void benchmarkResultsAreRead_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("dialogues");
        QTest::addColumn<QString>("termination");
        const auto row = [](const char *title, const char *file, QByteArray text,
                            const char *dialogues, const char *termination) {
            QTest::newRow(title) << QString(QLatin1String(file)) << text.replace('\'', '"')
                                 << QByteArray(dialogues) << QString(QLatin1String(termination));
        };
        row("stop", "x-airline.json",
            "[{'task_id':7,'trial':2,'reward':0.65,'info':{},'traj':[{'role':'user','content':"
            "'bye ###STOP###'}]}]",
            "tau1:airline:7 7/2 3\nuser*|bye ###STOP###\n", "user_stop");
        row("transfer", "x.json",
            "[{'task_id':7,'trial':0,'info':{},'traj':[{'role':'assistant','content':null,"
            "'tool_calls':[{'id':'c','type':'function','function':{'name':"
            "'transfer_to_human_agents','arguments':'{}'}}]},{'role':'tool','tool_call_id':'c',"
            "'name':'transfer_to_human_agents','content':'ok'}]}]",
            "tau1:7 7/0 1\nagent|-|transfer_to_human_agents{}\n"
            "tool|ok|transfer_to_human_agents/c\n",
            "transfer");
        row("one simulation", "x.json",
            "{'id':'s-1','task_id':'[a]b|c:d','trial':1,'termination_reason':'max_steps',"
            "'messages':[{'role':'user','content':'hi','turn_idx':0}]}",
            "tau2:[a]b|c:d s-1 2\nuser*|hi\n", "max_steps");
        row("tasks behind the simulations", "x.json",
            "{'simulations':[{'id':'s','task_id':'1','termination_reason':'user_stop','messages':"
            "[]}],'tasks':[{'id':'1','user_scenario':{'instructions':'Go.'}}],'info':{"
            "'user_info':{'llm':'m'},'environment_info':{'domain_name':'shop'}}}",
            "tau2:shop:1 s 1\n", "user_stop");
    }

    void benchmarkResultsAreRead()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, dialogues);
        QFETCH(QString, termination);
        const test::Folder folder;
        const test::Imported imported =
            test::import(folder.write(file.toStdString(), text.toStdString()));
        QVERIFY(imported.report);
        QCOMPARE(printedAll(imported.sink), dialogues);
        QCOMPARE(QString::fromStdString(imported.sink.dialogues.at(0).outcome.termination),
                 termination);
    }

    void instructionsComeFromTasksBeforeAndBehindTheSimulations()
    {
        const std::string task = "\"tasks\":[{\"id\":\"1\",\"user_scenario\":{\"instructions\":"
                                 "{\"reason_for_call\":\"Go.\",\"known_info\":\"Home.\"}}}]";
        const std::string simulation = "\"simulations\":[{\"id\":\"s\",\"task_id\":\"1\","
                                       "\"termination_reason\":\"x\",\"messages\":[]}]";
        const std::string info = "\"info\":{\"environment_info\":{\"domain_name\":\"shop\"}}";
        const test::Folder folder;
        for (const std::string &text : {"{" + info + "," + task + "," + simulation + "}",
                                        "{" + simulation + "," + info + "," + task + "}"}) {
            const test::Imported imported = test::import(folder.write("r.json", text));
            QVERIFY(imported.report);
            QCOMPARE(imported.sink.tasks.at(TaskKey{"tau2:shop:1"}).instruction,
                     std::string("Go.\n\nHome."));
        }
    }
};

QTEST_APPLESS_MAIN(TestMessagesAndTables)
#include "tst_messages_and_tables.moc"
