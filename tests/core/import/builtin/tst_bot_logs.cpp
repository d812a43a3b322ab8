// SPDX-License-Identifier: GPL-3.0-or-later
// Pitfalls of Rasa, Botium, Co-Gym and UserBench, with small files of our own.
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

#include <QDir>
#include <nlohmann/json.hpp>

using namespace gapscope;

namespace {
test::Imported imported(const std::string &name, std::string_view bytes)
{
    const test::Folder folder;
    return test::import(folder.write(name, bytes));
}
} // namespace

class TestBotLogs : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sessionsOfASenderAreDialogues()
    {
        const test::Imported read =
            imported("tracker.json",
                     "{\"sender_id\": \"ann\", \"slots\": {\"a\": 1}, \"events\": ["
                     "{\"event\": \"action\", \"name\": \"action_session_start\", \"timestamp\": "
                     "1736071200.0},"
                     "{\"event\": \"session_started\", \"timestamp\": 1736071200.1},"
                     "{\"event\": \"user\", \"text\": \"hi\", \"timestamp\": 1736071201.5},"
                     "{\"event\": \"bot\", \"text\": \"hello\", \"timestamp\": 1736071202.0},"
                     "{\"event\": \"session_started\", \"timestamp\": 1736081200.1},"
                     "{\"event\": \"user\", \"text\": \"/session_start\"},"
                     "{\"event\": \"session_started\", \"timestamp\": 1736091200.1},"
                     "{\"event\": \"user\", \"text\": \"again\"}]}");
        QCOMPARE(static_cast<int>(read.sink.dialogues.size()), 2);
        const Dialogue &first = read.sink.dialogues.at(0);
        const Dialogue &second = read.sink.dialogues.at(1);
        QCOMPARE(test::printed(first), std::string("user*|hi\nagent*|hello\n"));
        QCOMPARE(test::printed(second), std::string("user*|again\n"));
        QCOMPARE(first.startedMs.value_or(0), std::int64_t{1736071201500});
        QCOMPARE(first.task.value(), std::string("rasa:ann"));
        QCOMPARE(second.nativeId, std::string("ann#2"));
        QCOMPARE(second.run, 2);
        QCOMPARE(test::issueCodes(read.report->issues), std::string("N:no-task-id"));
    }

    void payloadsAndActionsOfRasaAreNoWords()
    {
        const test::Imported read =
            imported("tracker.jsonl",
                     "{\"sender_id\": \"a\", \"events\": ["
                     "{\"event\": \"user\", \"text\": \"/book{\\\"day\\\": \\\"monday\\\"}\"},"
                     "{\"event\": \"user\", \"text\": \"/affirm\"},"
                     "{\"event\": \"user\", \"text\": \"1/2 or /5?\"},"
                     "{\"event\": \"user\", \"text\": \"/5 stars\"},"
                     "{\"event\": \"action\", \"name\": \"action_listen\"},"
                     "{\"event\": \"action\", \"name\": \"utter_greet\"},"
                     "{\"event\": \"action\", \"name\": \"action_search\"},"
                     "{\"event\": \"slot\", \"name\": \"x\"},"
                     "{\"event\": \"bot\", \"text\": null, \"data\": {\"custom\": {\"card\": 1}}},"
                     "{\"event\": \"bot\", \"text\": null, \"data\": {}},"
                     "{\"event\": \"user\", \"text\": null},"
                     "{\"event\": \"restart\"}]}\n"
                     "{\"sender_id\": \"b\", \"events\": []}\n{\"sender_id\": \"c\"}\n");
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("user|-|book{\"day\":\"monday\"}(user)\nuser|-|affirm{}(user)\n"
                             "user*|1/2 or /5?\nuser*|/5 stars\nagent|-|action_search{}\n"
                             "agent|{\"card\":1}\nagent|-\nuser|-\nnote|restart\n"));
        QCOMPARE(test::issueCodes(read.report->issues),
                 std::string("N:no-task-id N:no-turns S:no-messages"));
    }

    void intentsOfRasaWithoutWordsAreCallsOfTheUser()
    {
        const test::Imported read = imported("tracker.json",
                                             R"({"sender_id": "a", "events": [
                {"event": "user", "text": null, "parse_data": {"intent": {"name": "book"}, "entities":
                 [{"entity": "day", "value": "monday"}, {"value": 1}]}},
                {"event": "user", "parse_data": {"intent": {"name": "deny"}}},
                {"event": "user", "text": null, "parse_data": {"intent": {"name": "session_start"}}},
                {"event": "user", "text": null, "parse_data": {"intent": {"name": null}}},
                {"event": "bot", "text": "Fine"}]})");
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("user|-|book{\"day\":\"monday\"}(user)\nuser|-|deny{}(user)\n"
                             "note|/session_start\nuser|-\nagent*|Fine\n"));
    }

    void blocksOfAConvoAreTurns()
    {
        const test::Imported read =
            imported("a.convo.txt", "Booking a room\r\n\r\n#me\r\nHi\r\n\r\nI need a room\r\n\r\n"
                                    "#bot\r\nWhich one?\r\nBUTTONS single|double\r\n#hash stays\r\n"
                                    "#me\r\n#bot\r\nOK\r\n#end\r\nPAUSE 5");
        const Dialogue &dialogue = read.sink.dialogues.at(0);
        QCOMPARE(test::printed(dialogue),
                 std::string("user*|Hi\n\nI need a room\nagent*|Which one?\n#hash stays\n"
                             "user|-\nagent*|OK\nnote|PAUSE 5\n"));
        QVERIFY(dialogue.turns.at(1).native.find("BUTTONS single|double") != std::string::npos);
        QCOMPARE(dialogue.task.value(), std::string("botium:Booking a room"));
        QCOMPARE(test::issueCodes(read.report->issues), std::string("N:may-be-a-script"));
    }

    void convoOfWindows1252IsConverted()
    {
        const test::Imported read =
            imported("a.convo.txt", "Gr\xf6\xdf"
                                    "e\n\n#me\nZu gro\xdf\n\n#bot\nDas w\xe4ren 5 \x80\n");
        QCOMPARE(test::printed(read.sink.dialogues.at(0)),
                 std::string("user*|Zu groß\nagent*|Das wären 5 €\n"));
        QCOMPARE(read.sink.dialogues.at(0).task.value(), std::string("botium:Größe"));
        QCOMPARE(test::issueCodes(read.report->issues), std::string("R:cp1252 N:may-be-a-script"));
    }

    void textWithoutBothSidesIsNoConvo()
    {
        QVERIFY(!imported("a.txt", "Notes\n#me\nonly me\n# bot\n").report);
    }

    void messagesOfCogymStandInTheActions_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("turn");
        QTest::newRow("quoted") << "SEND_TEAMMATE_MESSAGE(message=\"Say \"hi\" (now)\")"
                                << "user*|Say \"hi\" (now)";
        QTest::newRow("bare") << "SEND_TEAMMATE_MESSAGE(message=It's on) "
                              << "user*|It's on";
        QTest::newRow("empty") << "SEND_TEAMMATE_MESSAGE(message=)"
                               << "user|";
        QTest::newRow("one quote") << "SEND_TEAMMATE_MESSAGE(message=\")"
                                   << "user*|\"";
        QTest::newRow("lines") << "SEND_TEAMMATE_MESSAGE(message='a\nb')"
                               << "user*|a\nb";
        QTest::newRow("other action") << "EDITOR_UPDATE(text=x)"
                                      << "user|-|EDITOR_UPDATE{\"text\":\"text=x\"}(user)";
        QTest::newRow("without brackets") << "FINISH"
                                          << "user|-|FINISH{}(user)";
    }

    void messagesOfCogymStandInTheActions()
    {
        QFETCH(QString, action);
        QFETCH(QString, turn);
        const nlohmann::json row{{"role", "user_1"},
                                 {"timestamp", "2025-01-01 10:00:00"},
                                 {"action", action.toStdString()},
                                 {"action_type", "collaborative"}};
        const test::Imported read = imported("event_log.jsonl", row.dump());
        QVERIFY(read.report);
        QCOMPARE(QString::fromStdString(test::printed(read.sink.dialogues.at(0))),
                 turn + QLatin1Char('\n'));
    }

    void logOfCogymIsOneDialogueWithoutItsHistories()
    {
        const test::Folder folder;
        QDir(QString::fromStdString(folder.path())).mkpath(QStringLiteral("env-1/simulated_user"));
        const auto row = [](const std::string &role, const std::string &words) {
            return "{\"role\": \"" + role +
                   "\", \"timestamp\": \"2025-01-01 10:00:01\", \"action\": "
                   "\"SEND_TEAMMATE_MESSAGE(message=" +
                   words +
                   ")\", \"action_type\": \"collaborative\", \"current_chat_history\": "
                   "[{\"message\": \"repeated\"}]}\n";
        };
        const std::string path = folder.write(
            "env-1/event_log.jsonl", row("user", "hi") + row("agent", "hello") +
                                         "{\"role\": \"agent\"}\n" + row("observer", "hm"));
        const test::Imported read = test::import(path);
        QCOMPARE(static_cast<int>(read.sink.dialogues.size()), 1);
        const Dialogue &dialogue = read.sink.dialogues.at(0);
        QCOMPARE(test::printed(dialogue), std::string("user*|hi\nagent*|hello\nnote|hm\n"));
        for (const Turn &turn : dialogue.turns)
            QVERIFY(turn.native.find("repeated") == std::string::npos);
        QCOMPARE(dialogue.task.value(), std::string("cogym:env-1"));
        QCOMPARE(dialogue.startedMs.value_or(0), std::int64_t{1735725601000});
        QCOMPARE(static_cast<int>(read.report->corpus.kind),
                 static_cast<int>(CorpusKind::Simulated));
        QCOMPARE(test::issueCodes(read.report->issues),
                 std::string("S:not-an-action N:unknown-role N:no-task-id"));
    }

    void performanceBesideALogOfCogymIsItsOutcome()
    {
        const test::Folder folder;
        QDir(QString::fromStdString(folder.path())).mkpath(QStringLiteral("env-1"));
        folder.write("env-1/task_performance.json",
                     R"({"outcome": "Day 1 ..", "query": " Plan a trip ", "task_completion": 1,
                         "performance_rating": 0.8})");
        const test::Imported read = test::import(
            folder.write("env-1/event_log.jsonl",
                         "{\"role\": \"user\", \"action\": \"SEND_TEAMMATE_MESSAGE(message=Hi)\", "
                         "\"action_type\": \"x\"}\n"));
        const Dialogue &dialogue = read.sink.dialogues.at(0);
        QCOMPARE(dialogue.outcome.reward, std::optional<double>(0.8));
        QCOMPARE(dialogue.nativeId, std::string("env-1"));
        QCOMPARE(dialogue.task.value(), std::string("cogym:Plan a trip"));
        QCOMPARE(read.sink.tasks.at(dialogue.task).instruction, std::string("Plan a trip"));
        QVERIFY(!read.sink.tasks.at(dialogue.task).fingerprint.empty());
        QCOMPARE(test::issueCodes(read.report->issues), std::string());
    }

    void runsOfUserbenchPairHistoriesWithRewards()
    {
        const test::Imported read = imported(
            "reward_cache_model-x.json",
            "{\"travel22\": {\"abc\": {\"history\": [[{\"turn\": 0, \"choice\": \"action\", "
            "\"content\": \"When?\", \"feedback\": \"In May\", \"reward\": 0.2}, {\"turn\": 1, "
            "\"choice\": \"search\", \"content\": \"hotels\", \"feedback\": \"none\"}], "
            "[{\"role\": \"assistant\", \"content\": \"Hi\"}, {\"role\": \"user\", \"content\": "
            "\"Yo\"}]], \"reward\": [[0.2, 0.8, 0.0]]}, \"bad\": 3}}");
        QCOMPARE(static_cast<int>(read.sink.dialogues.size()), 2);
        const Dialogue &first = read.sink.dialogues.at(0);
        QCOMPARE(test::printed(first), std::string("agent*|When?\nuser*|In May\n"
                                                   "agent|-|search{\"content\":\"hotels\"}\n"
                                                   "tool|none|search/\n"));
        QCOMPARE(first.outcome.reward.value_or(0), 0.8);
        QCOMPARE(first.task.value(), std::string("userbench:travel22:abc"));
        const Dialogue &second = read.sink.dialogues.at(1);
        QCOMPARE(test::printed(second), std::string("agent*|Hi\nuser*|Yo\n"));
        QCOMPARE(second.run, 2);
        QVERIFY(!second.outcome.reward);
        QCOMPARE(read.report->corpus.label, std::string("model-x"));
        QCOMPARE(test::issueCodes(read.report->issues),
                 std::string("N:uneven-lists S:no-messages"));
    }
};

QTEST_APPLESS_MAIN(TestBotLogs)
#include "tst_bot_logs.moc"
