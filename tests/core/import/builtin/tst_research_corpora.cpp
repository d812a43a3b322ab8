// SPDX-License-Identifier: GPL-3.0-or-later
// Pitfalls of STAR, DialogueKit, SimulatorArena and QuAC, with small files of our own.
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

#include <QDir>

using namespace gapscope;

namespace {
std::string kindAndLabel(const Corpus &corpus)
{
    return std::string(name(corpus.kind)) + "/" + corpus.label;
}

test::Imported imported(const std::string &name, std::string_view bytes)
{
    const test::Folder folder;
    const QString path = QString::fromStdString(folder.path() + "/" + name);
    QDir().mkpath(path.left(path.lastIndexOf(QLatin1Char('/'))));
    return test::import(folder.write(name, bytes));
}

std::string starDialogue(const std::string &userTask)
{
    return "{\"DialogueID\": 7, \"CompletionLevel\": \"Complete\", \"AnonymizedUserWorkerID\": "
           "\"w\", \"Scenario\": {\"Domains\": [\"hotel\"], \"UserTask\": \"" +
           userTask +
           "\"}, \"Events\": ["
           "{\"Agent\": \"UserGuide\", \"Action\": \"instruct\", \"Text\": \"Be brief\", "
           "\"UnixTime\": 1589601990},"
           "{\"Agent\": \"User\", \"Action\": \"utter\", \"Text\": \"A room\", \"UnixTime\": "
           "1589601995},"
           "{\"Agent\": \"Wizard\", \"Action\": \"request_suggestions\", \"Text\": \"draft\"},"
           "{\"Agent\": \"Wizard\", \"Action\": \"pick_suggestion\", \"Text\": \"When?\", "
           "\"ActionLabel\": \"ask\"},"
           "{\"Agent\": \"Wizard\", \"Action\": \"query\", \"APIName\": \"hotel_search\", "
           "\"Constraints\": [{\"Name\": \"x\"}]},"
           "{\"Agent\": \"KnowledgeBase\", \"Action\": \"return_item\", \"APIName\": "
           "\"hotel_search\", \"Item\": {\"Name\": \"x\"}},"
           "{\"Agent\": \"Wizard\", \"Action\": \"utter\", \"Text\": \"It is x\"},"
           "{\"Agent\": \"User\", \"Action\": \"complete\"}],"
           "\"UserQuestionnaire\": [{\"Question\": \"Calm?\", \"Answer\": true}],"
           "\"WizardQuestionnaire\": [{\"Question\": \"Calm?\", \"Answer\": false}]}";
}
} // namespace

class TestResearchCorpora : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void pickedSuggestionsOfStarAreWhatTheAgentSaid()
    {
        const test::Imported read = imported("7.json", starDialogue("Find a hotel"));
        const Dialogue &dialogue = read.sink.dialogues.at(0);
        QCOMPARE(test::printed(dialogue),
                 std::string("note|Be brief\nuser*|A room\nagent*|When?\n"
                             "agent|-|hotel_search{\"Constraints\":[{\"Name\":\"x\"}]}\n"
                             "tool|{\"Name\":\"x\"}|hotel_search/\nagent*|It is x\n"));
        QCOMPARE(kindAndLabel(read.report->corpus), std::string("real/human"));
        QCOMPARE(dialogue.nativeId, std::string("7"));
        QCOMPARE(dialogue.outcome.termination, std::string("Complete"));
        QCOMPARE(dialogue.turns.at(1).timeMs.value_or(0), std::int64_t{1589601995000});
        QVERIFY(!dialogue.turns.at(4).timeMs);
        QCOMPARE(dialogue.startedMs.value_or(0), std::int64_t{1589601990000});
        QVERIFY(dialogue.survey ==
                (std::vector<SurveyAnswer>{{"Calm?", "Calm?", "true"},
                                           {"wizard: Calm?", "Calm?", "false"}}));
        QCOMPARE(test::issueCodes(read.report->issues), std::string());
    }

    void textOfStarsTaskIsTheTask()
    {
        const test::Imported one = imported("7.json", starDialogue("Find a hotel"));
        const Task &task = one.sink.tasks.begin()->second;
        QCOMPARE(task.key.value(), std::string("star:hotel:Find a hotel"));
        QCOMPARE(task.instruction, std::string("Find a hotel"));
        const std::string longer(200, 'x');
        const test::Imported a = imported("7.json", starDialogue(longer + "a"));
        const test::Imported b = imported("7.json", starDialogue(longer + "b"));
        QVERIFY(a.sink.dialogues.at(0).task != b.sink.dialogues.at(0).task);
        QVERIFY(a.sink.dialogues.at(0).task.value().size() < 100);
    }

    void genericTextOfStarIsNoTask()
    {
        const test::Imported read =
            imported("7.json",
                     starDialogue("Follow the instructions and comments of the MTurk System bot."));
        QCOMPARE(read.sink.dialogues.at(0).task.value(), std::string("star:hotel:dialogue 7"));
        QVERIFY(read.sink.tasks.begin()->second.fingerprint.empty());
        QCOMPARE(test::issueCodes(read.report->issues), std::string("N:no-task-id"));
    }

    void severalDialoguesOfStarMayStandInOneFile()
    {
        const std::string one = starDialogue("Find a hotel");
        const test::Imported read = imported("all.json", "[" + one + "," + one + ", {\"x\": 1}]");
        QCOMPARE(static_cast<int>(read.sink.dialogues.size()), 2);
        QCOMPARE(read.sink.dialogues.at(1).run, 2);
        QCOMPARE(test::issueCodes(read.report->issues), std::string("S:no-messages"));
    }

    void userOfDialoguekitTellsTheKind_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("corpus");
        QTest::newRow("neither") << "User"
                                 << "unknown/log";
        QTest::newRow("simulator") << "Agenda-based Simulator"
                                   << "sim/Agenda-based Simulator";
        QTest::newRow("model") << "gpt4-user"
                               << "sim/gpt4-user";
        QTest::newRow("people") << "crowd_worker_7"
                                << "real/human";
        QTest::newRow("no word") << "simone"
                                 << "unknown/log";
    }

    void userOfDialoguekitTellsTheKind()
    {
        QFETCH(QString, user);
        QFETCH(QString, corpus);
        const test::Imported read = imported(
            "log.json",
            "[{\"conversation_id\": \"\\\"39G\\\"\", \"agent\": {\"id\": 3, \"type\": \"AGENT\"}, "
            "\"user\": {\"id\": \"" +
                user.toStdString() +
                "\", \"type\": \"USER\"}, \"conversation\": [{\"participant\": \"AGENT\", "
                "\"utterance\": \"Hi\"}]}]");
        QCOMPARE(QString::fromStdString(kindAndLabel(read.report->corpus)), corpus);
        QCOMPARE(read.report->corpus.agentModel, std::string("3"));
        QCOMPARE(read.sink.dialogues.at(0).nativeId, std::string("\"39G\""));
    }

    void onlyUsersThatAreNamedMixTheSourcesOfDialoguekit_data()
    {
        QTest::addColumn<QString>("users");
        QTest::addColumn<bool>("told");
        QTest::newRow("people and a simulator") << "crowd_worker_7,AgendaSim Simulator" << true;
        QTest::newRow("after one that says nothing") << "User,AgendaSimulator,mturk3" << true;
        QTest::newRow("one says nothing") << "AgendaSimulator,User" << false;
        QTest::newRow("one is not there") << "AgendaSimulator," << false;
        QTest::newRow("two simulators") << "AgendaSimulator,gpt4-user" << false;
    }

    void onlyUsersThatAreNamedMixTheSourcesOfDialoguekit()
    {
        QFETCH(QString, users);
        QFETCH(bool, told);
        std::string lines;
        for (const QString &user : users.split(QLatin1Char(','))) {
            const std::string named =
                user.isEmpty() ? "" : "\"user\": {\"id\": \"" + user.toStdString() + "\"}, ";
            lines += "{\"conversation_id\": \"1\", " + named +
                     "\"metadata\": {\"task\": \"t\"}, \"conversation\": [{\"participant\": "
                     "\"USER\", \"utterance\": \"" +
                     user.toStdString() + "\"}]}\n";
        }
        const test::Imported read = imported("log.jsonl", lines);
        QCOMPARE(test::issueCodes(read.report->issues), std::string(told ? "N:mixed-sources" : ""));
    }

    void utterancesOfDialoguekitMayBeMissing()
    {
        const test::Imported read =
            imported("log.json",
                     "[{\"conversation_id\": \"1\", \"user\": {\"id\": \"User\"}, \"metadata\": "
                     "{\"information_need\": {\"genre\": \"drama\"}}, \"conversation\": ["
                     "{\"participant\": \"USER\", \"utterance\": \"hello\\n\"},"
                     "{\"participant\": \"AGENT\", \"dialogue_acts\": [{\"intent\": \"ELICIT\"}]},"
                     "{\"participant\": \"OTHER\", \"utterance\": \"x\"}]}]");
        const Dialogue &dialogue = read.sink.dialogues.at(0);
        QCOMPARE(test::printed(dialogue), std::string("user*|hello\nagent|-\nnote|x\n"));
        QCOMPARE(dialogue.turns.at(0).native,
                 std::string("{\"participant\":\"USER\",\"utterance\":\"hello\\n\"}"));
        QCOMPARE(dialogue.task.value(), std::string("dialoguekit:{\"genre\":\"drama\"}"));
        QCOMPARE(test::issueCodes(read.report->issues), std::string("N:unknown-role"));
    }

    void peopleAndSimulatorOfSimulatorarenaShareDocuments()
    {
        const test::Imported people = imported(
            "people.json",
            "[{\"workerId\": \"w1\", \"user_queries\": [\"Hello\", \"More\"], \"ai_responses\": "
            "[\"Hi\", \"Here\"], \"model\": \"gpt-4o\", \"document_type\": \"email\", \"intent\": "
            "\"Apology: Say sorry\", \"strength\": \"fast\", \"overall_interaction_rating\": 8, "
            "\"overall_document_rating\": 9}]");
        const test::Imported simulated = imported(
            "output/doc_annotations/llama-3/zero-shot.json",
            "{\"gpt-4o\": {\"Email/Letter\": {\"Apology: Say sorry\": {\"w1\": "
            "{\"assistant_messages\": [{\"role\": \"user\", \"content\": \"Hello\"}, {\"role\": "
            "\"assistant\", \"content\": \"Hi\"}], \"user_messages\": [{\"role\": \"assistant\", "
            "\"content\": \"Hello\"}]}}}}}");
        const Dialogue &real = people.sink.dialogues.at(0);
        const Dialogue &sim = simulated.sink.dialogues.at(0);
        QCOMPARE(sim.task.value(), std::string("simulatorarena:email:Apology: Say sorry"));
        QCOMPARE(real.task.value(), sim.task.value());
        QCOMPARE(real.nativeId, sim.nativeId);
        QCOMPARE(test::printed(real),
                 std::string("user*|Hello\nagent*|Hi\nuser*|More\nagent*|Here\n"));
        QCOMPARE(test::printed(sim), std::string("user*|Hello\nagent*|Hi\n"));
        QCOMPARE(real.outcome.reward.value_or(0), 0.9);
        QCOMPARE(static_cast<int>(real.survey.size()), 3);
        QCOMPARE(kindAndLabel(people.report->corpus), std::string("real/human"));
        QCOMPARE(kindAndLabel(simulated.report->corpus), std::string("sim/llama-3 zero-shot"));
        QCOMPARE(simulated.report->corpus.agentModel, std::string("gpt-4o"));
    }

    void problemsOfSimulatorarenaAreTasksToo()
    {
        const test::Imported people = imported(
            "math.json", "[{\"workerId\": \"w1\", \"user_queries\": [\"?\", \"ok\", \"x\"], "
                         "\"ai_responses\": [\"!\"], \"problem_id\": 12, "
                         "\"problem_1_correctness\": true, \"overall_rating\": 7}]");
        const test::Imported simulated = imported(
            "run.json", "{\"gpt-4o\": {\"12\": {\"w1\": {\"assistant_messages\": [{\"role\": "
                        "\"user\", \"content\": \"?\"}], \"user_messages\": []}}, \"13\": 5}}");
        QCOMPARE(people.sink.dialogues.at(0).task.value(), std::string("simulatorarena:math:12"));
        QCOMPARE(simulated.sink.dialogues.at(0).task.value(),
                 std::string("simulatorarena:math:12"));
        QCOMPARE(people.sink.dialogues.at(0).outcome.success.value_or(false), true);
        QCOMPARE(test::issueCodes(people.report->issues), std::string("N:uneven-sides"));
        QCOMPARE(test::issueCodes(simulated.report->issues), std::string("S:no-messages"));
        QCOMPARE(kindAndLabel(simulated.report->corpus), std::string("sim/run"));
    }

    void equalCountersOfQuacFilesAreNoTask()
    {
        const std::string entry =
            "{\"data\": [{\"paragraphs\": [{\"title\": \"Ada\", \"section_title\": \"Life\", "
            "\"context\": \"long\", \"qas\": [{\"id\": 5, \"question\": \"Where?\", \"answers\": "
            "[{\"text\": \"CANNOTANSWER\", \"answer_start\": 9}, {\"text\": \"else\"}]}, {\"id\": "
            "6, \"question\": \"Why?\", \"answers\": []}, 7]}]}], \"version\": 1}";
        const test::Imported people = imported("human_eval.json", entry);
        const Dialogue &dialogue = people.sink.dialogues.at(0);
        QCOMPARE(test::printed(dialogue),
                 std::string("user*|Where?\nagent*|CANNOTANSWER\nuser*|Why?\n"));
        QCOMPARE(dialogue.task.value(), std::string("quac:Ada / Life"));
        QCOMPARE(kindAndLabel(people.report->corpus), std::string("real/human"));
        const test::Imported simulated = imported("simquac.json", entry);
        QCOMPARE(kindAndLabel(simulated.report->corpus), std::string("sim/simquac"));
        QCOMPARE(simulated.sink.dialogues.at(0).task.value(), dialogue.task.value());
        QCOMPARE(test::issueCodes(people.report->issues), std::string("N:no-text"));
    }

    void questionsOnTextsWithoutSectionsAreNoDialogues()
    {
        const test::Imported read =
            imported("squad.json",
                     "{\"data\": [{\"title\": \"Ada\", \"paragraphs\": [{\"context\": \"c\", "
                     "\"qas\": [{\"id\": \"1\", \"question\": \"Who?\", \"answers\": []}]}]}]}");
        QVERIFY(!read.report);
    }
};

QTEST_APPLESS_MAIN(TestResearchCorpora)
#include "tst_research_corpora.moc"
