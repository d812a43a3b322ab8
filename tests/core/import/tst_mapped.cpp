// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/mapping_proposal.h"
#include "core/import/profile.h"
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
QByteArray printedAll(const MemorySink &sink)
{
    std::string out;
    for (const Dialogue &dialogue : sink.dialogues) {
        out += dialogue.task.value() + " " + dialogue.nativeId + " " +
               std::to_string(dialogue.run) + "\n" + test::printed(dialogue);
    }
    return QByteArray::fromStdString(out);
}

test::Imported importWith(const std::string &path, MappingProfile profile)
{
    ImportRequest request;
    request.path = path;
    request.kind = CorpusKind::Real;
    request.profile = std::make_shared<const MappingProfile>(std::move(profile));
    return test::import(request);
}
} // namespace

class TestMapped : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void proposalReadsTheFile_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("dialogues");
        const auto row = [](const char *title, const char *name, const char *file,
                            const char *dialogues) {
            QTest::newRow(title) << QByteArray(name) << QByteArray(file) << QByteArray(dialogues);
        };
        row("a list of dialogues", "a.json",
            R"([{"cid":"c1","case_id":"t1","log":[{"by":"customer","says":"Hi there"},
                {"by":"machine","says":"Good day to you"}]},
               {"cid":"c2","case_id":"t1","log":[{"by":"customer","says":"Hello again"}]}])",
            "chat:general:t1 #1 1\nuser*|Hi there\nagent*|Good day to you\n"
            "chat:general:t1 #2 2\nuser*|Hello again\n");
        row("lines", "a.jsonl",
            "{\"conv_id\":\"c1\",\"d\":{\"said\":[{\"speaker\":\"Human\",\"utterance\":\"a b\"},"
            "{\"speaker\":\"AI\",\"utterance\":\"c d\"}]}}\n{\"conv_id\":\"c2\",\"d\":{\"said\":"
            "[{\"speaker\":\"AI\",\"utterance\":\"e f\"}]}}\n",
            "chat:general:c1 c1 1\nuser*|a b\nagent*|c d\nchat:general:c2 c2 1\nagent*|e f\n");
        row("dialogues by id, nested", "a.json",
            R"({"meta":{"v":1},"all":{"x1":{"entries":[{"from_role":"user","t":"one two"},
                {"from_role":"bot","t":"three four"}]},
                "x2":{"entries":[{"from_role":"user","t":"five six"}]}}})",
            "chat:general:x1 x1 1\nuser*|one two\nagent*|three four\n"
            "chat:general:x2 x2 1\nuser*|five six\n");
        row("lists in lists", "a.json",
            R"({"data":[{"title":"T","talks":[{"id":"k1","qas":[{"question":"what is it",
                "answer":"a thing it is"},{"question":"how so","answer":"so it goes"}]}]}]})",
            "chat:general:k1 k1 1\nuser*|what is it\nagent*|a thing it is\nuser*|how so\n"
            "agent*|so it goes\n");
        row("places instead of names", "a.json",
            R"([{"convo_id":9,"original":[["agent","good day sir"],["customer","well hello"],
                ["agent","how are you"]]}])",
            "chat:general:9 9 1\nagent*|good day sir\nuser*|well hello\nagent*|how are you\n");
        row("texts alone take turns", "a.json",
            R"([{"dialogue_id":"d","lines":["hello you there","hello to you","bye then"]}])",
            "chat:general:d d 1\nuser*|hello you there\nagent*|hello to you\nuser*|bye then\n");
        row("loose turns in lines", "a.jsonl",
            "{\"session\":\"s1\",\"who\":\"user\",\"msg\":\"hi you\"}\n"
            "{\"session\":\"s2\",\"who\":\"user\",\"msg\":\"yo man\"}\n"
            "{\"session\":\"s1\",\"who\":\"bot\",\"msg\":\"ho ho\"}\n",
            "chat:general:s2 s2 1\nuser*|yo man\nchat:general:s1 s1 1\nuser*|hi you\n"
            "agent*|ho ho\n");
        row("a table with its own names", "a.csv",
            "Fall;Rolle;Wortlaut\n7;Client;Guten Tag zusammen\n7;Bot;Guten Tag auch\n",
            "chat:general:#1 #1 1\nuser*|Guten Tag zusammen\nagent*|Guten Tag auch\n");
    }

    void proposalReadsTheFile()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, dialogues);
        const test::Folder folder;
        const std::string path = folder.write(name.toStdString(), file.toStdString());
        const Result<MappingProposal> proposal = proposeMapping(path);
        QVERIFY(proposal);
        QCOMPARE(proposal->lacking, std::string());
        const test::Imported imported = importWith(path, proposal->profile);
        QVERIFY2(imported.report, imported.report ? "" : imported.report.error().detail.c_str());
        QCOMPARE(printedAll(imported.sink), dialogues);
        QCOMPARE(imported.report->counts.skipped, std::int64_t{0});
    }

    void proposalSaysWhatItLacks()
    {
        const test::Folder folder;
        const auto lacking = [&](const char *text) {
            return proposeMapping(folder.write("x.json", text))->lacking;
        };
        QCOMPARE(lacking(R"([{"log":[{"by":"anna","says":"hi there"},{"by":"bert","says":"ho ho"},
                            {"by":"anna","says":"well now"}]}])"),
                 std::string("no word of the role field \"by\" is known to be the user"));
        QCOMPARE(lacking(R"({"a":1,"b":{"c":2}})"),
                 std::string("no list in the file looks like turns of a dialogue"));
        QCOMPARE(lacking(""), std::string("the file holds no records"));
    }

    void anotherListCanBeChosen()
    {
        const test::Folder folder;
        const std::string path = folder.write(
            "x.json", R"([{"raw":[{"role":"user","text":"one two"},{"role":"bot","text":"three"}],
                          "clean":[{"role":"user","text":"1 2"},{"role":"bot","text":"3"}]}])");
        const Result<MappingProposal> first = proposeMapping(path);
        QCOMPARE(first->candidates.size(), std::size_t{2});
        const Result<MappingProposal> other = proposeMapping(path, "", "clean");
        QCOMPARE(other->profile.structure->turns, std::string("clean"));
        QCOMPARE(other->profile.structure->text, std::string("text"));
    }

    void fieldsAndOutcomeFollowTheProfile()
    {
        const test::Folder folder;
        const std::string path = folder.write(
            "x.jsonl",
            "{\"id\":\"a\",\"m\":{\"case\":\"shop_4\",\"by\":\"ann\"},\"end\":\"solved\","
            "\"survey\":{\"q\":{\"question\":\"Q?\",\"answer\":\"good\"}},\"stars\":4,"
            "\"log\":[{\"r\":\"x\",\"t\":\"hi\",\"at\":\"2024-01-02T03:04:05Z\"}]}\n"
            "{\"id\":\"b\",\"m\":{\"case\":\"shop_4\",\"by\":\"ben\"},\"end\":\"open\","
            "\"log\":[{\"r\":\"x\",\"t\":\"ho\"}]}\n"
            "{\"id\":\"c\",\"m\":{\"case\":\"shop_5\",\"by\":\"ben\"},\"log\":[]}\n"
            "{\"id\":\"d\"}\n");
        MappingProfile profile;
        profile.domain = "shop";
        profile.benchmark = "own";
        profile.label = "students";
        profile.taskField = "m.case";
        profile.runField = "m.by";
        profile.outcomeField = "end";
        profile.outcome = {OutcomeMeaning::Rule::Equals, {"solved"}, 1.0};
        profile.surveyFields = {"survey", "stars"};
        MappingStructure &structure = profile.structure.emplace();
        structure.turns = "log";
        structure.role = "r";
        structure.text = "t";
        structure.time = "at";
        structure.dialogueId = "id";
        structure.roles = {{"x", Role::User}};
        const test::Imported imported = importWith(path, profile);
        QVERIFY(imported.report);
        const std::vector<Dialogue> &all = imported.sink.dialogues;
        QCOMPARE(printedAll(imported.sink),
                 QByteArray("own:shop:4 a 1\nuser*|hi\nown:shop:4 b 2\nuser*|ho\n"
                            "own:shop:5 c 1\n"));
        QCOMPARE(QByteArray::fromStdString(test::issueCodes(imported.sink.issues)),
                 QByteArray("N:no-turns S:no-messages"));
        QCOMPARE(imported.report->corpus.label, std::string("students"));
        QCOMPARE(int(all[0].outcome.success.value()), 1);
        QCOMPARE(int(all[1].outcome.success.value()), 0);
        QVERIFY(!all[2].outcome.success);
        QVERIFY(
            (all[0].survey == std::vector<SurveyAnswer>{{"q", "Q?", "good"}, {"stars", "", "4"}}));
        QCOMPARE(all[0].startedMs.value(), std::int64_t{1'704'164'645'000});
        QCOMPARE(all[0].turns[0].native,
                 std::string(R"({"r":"x","t":"hi","at":"2024-01-02T03:04:05Z"})"));
        QVERIFY(all[0].metadata.find("\"log\"") == std::string::npos);
        QVERIFY(all[0].metadata.find("solved") != std::string::npos);
    }

    void turnsAreOrderedAndUnknownRolesAreNotes()
    {
        const test::Folder folder;
        const std::string path =
            folder.write("x.csv", "c,n,who,what\n1,10,du,b\n1,9,ich,a\n1,11,Bot,c\n1,12,zz,d\n");
        MappingProfile profile;
        MappingStructure &structure = profile.structure.emplace();
        structure.dialogueId = "c";
        structure.role = "who";
        structure.text = "what";
        structure.order = "n";
        structure.roles = {{"ich", Role::User}, {"du", Role::Agent}};
        const test::Imported imported = importWith(path, profile);
        QCOMPARE(printedAll(imported.sink),
                 QByteArray("chat:general:1 1 1\nuser*|a\nagent*|b\nagent*|c\nnote|d\n"));
        QCOMPARE(QByteArray::fromStdString(test::issueCodes(imported.sink.issues)),
                 QByteArray("N:no-task-id N:unknown-role R:unsorted-turns"));
    }

    void toolsAreFoundInTurns()
    {
        const test::Folder folder;
        const std::string path = folder.write(
            "x.json", "[{\"log\":[{\"who\":\"a\",\"text\":\"wait\",\"tool_calls\":[{\"id\":\"1\","
                      "\"function\":{\"name\":\"find\",\"arguments\":\"{\\\"x\\\": "
                      "1}\"}}]},{\"who\":\"t\",\"text\":\"found\",\"tool_call_id\":\"1\"},{\"who\":"
                      "\"u\",\"text\":\"ok\"}]}]");
        MappingProfile profile;
        MappingStructure &structure = profile.structure.emplace();
        structure.turns = "log";
        structure.role = "who";
        structure.text = "text";
        structure.roles = {{"a", Role::Agent}, {"t", Role::Tool}, {"u", Role::User}};
        QVERIFY(printedAll(importWith(path, profile).sink)
                    .startsWith("chat:general:#1 #1 1\nagent*|wait|find{\"x\":1}\ntool|found|"));
    }

    void rolesCanAlternateFromTheAgentOn()
    {
        const test::Folder folder;
        const std::string path = folder.write("x.json", R"([{"l":[{"t":"a"},{"t":"b"}]}])");
        MappingProfile profile;
        MappingStructure &structure = profile.structure.emplace();
        structure.turns = "l";
        structure.text = "t";
        structure.firstSpeaker = Role::Agent;
        QCOMPARE(printedAll(importWith(path, profile).sink),
                 QByteArray("chat:general:#1 #1 1\nagent*|a\nuser*|b\n"));
    }

    void knownFormatTakesTheProfilesFields()
    {
        const test::Folder folder;
        const std::string path = folder.write(
            "x.jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"ticket\":\"T-1\","
                       "\"rater\":\"r7\",\"rated\":{\"stars\":\"5\"},\"task_id\":\"old\"}\n"
                       "{\"messages\":[{\"role\":\"user\",\"content\":\"ho\"}],\"ticket\":\"T-1\","
                       "\"rater\":\"r9\",\"rated\":{\"stars\":\"2\"}}\n");
        MappingProfile profile;
        profile.name = "tickets";
        profile.kind = CorpusKind::Simulated;
        profile.label = "s1";
        profile.taskField = "ticket";
        profile.runField = "rater";
        profile.outcomeField = "rated.stars";
        profile.outcome = {OutcomeMeaning::Rule::AtLeast, {}, 4.0};
        profile.surveyFields = {"rated"};
        ImportRequest request;
        request.path = path;
        request.profile = std::make_shared<const MappingProfile>(profile);
        const test::Imported imported = test::import(request);
        QVERIFY(imported.report);
        QCOMPARE(imported.report->format, std::string("openai_messages"));
        QVERIFY(imported.report->corpus.kind == CorpusKind::Simulated);
        QCOMPARE(printedAll(imported.sink),
                 QByteArray("chat:general:T-1 #1 1\nuser*|hi\nchat:general:T-1 #2 2\nuser*|ho\n"));
        QCOMPARE(imported.sink.tasks.size(), std::size_t{1});
        QCOMPARE(int(imported.sink.dialogues[0].outcome.success.value()), 1);
        QCOMPARE(int(imported.sink.dialogues[1].outcome.success.value()), 0);
        QCOMPARE(imported.sink.dialogues[1].outcome.reward.value(), 2.0);
        QCOMPARE(imported.sink.dialogues[0].survey.front().answer, std::string("5"));

        request.kind = CorpusKind::Real;
        const std::vector<FileInspection> shown = inspect({request});
        QVERIFY(shown.front().kind == CorpusKind::Real);
        QCOMPARE(shown.front().preview.front().task.value(), std::string("chat:general:T-1"));
    }

    void previewFollowsTheMapping()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("x.json", R"([{"l":[{"w":"p","t":"a"}]}])");
        QVERIFY(inspect({request}).front().problem);
        MappingProfile profile;
        MappingStructure &structure = profile.structure.emplace();
        structure.turns = "l";
        structure.role = "w";
        structure.text = "t";
        structure.roles = {{"p", Role::Agent}};
        request.profile = std::make_shared<const MappingProfile>(profile);
        const FileInspection shown = inspect({request}).front();
        QVERIFY(!shown.problem);
        QCOMPARE(shown.format, std::string("mapped"));
        QVERIFY(shown.preview.front().turns.front().role == Role::Agent);
    }

    void badRecordsAreTold()
    {
        const test::Folder folder;
        const std::string path = folder.write(
            "x.jsonl", "{\"l\":[\"a\"]}\n{broken\n5\n{\"l\":{\"x\":1}}\n{\"l\":[7]}\n");
        MappingProfile profile;
        profile.structure.emplace().turns = "l";
        const test::Imported imported = importWith(path, profile);
        QVERIFY(imported.report);
        QCOMPARE(imported.report->counts.dialogues, std::int64_t{3});
        QVERIFY(imported.report->counts.skipped >= 2);
    }

    void mappedWithoutAMappingIsRefused()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("x.json", R"([{"a":1}])");
        request.format = "mapped";
        QCOMPARE(test::import(request).report.error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestMapped)
#include "tst_mapped.moc"
