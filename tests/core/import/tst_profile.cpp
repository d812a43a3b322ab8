// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/profile_fields.h"
#include "core/import/profile_json.h"
#include "core/import/profile_signature.h"
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
MappingProfile everything()
{
    MappingProfile profile;
    profile.name = "helpdesk ä";
    profile.format = "mapped";
    profile.kind = CorpusKind::SelfDialog;
    profile.label = "students";
    profile.domain = "shop";
    profile.benchmark = "own";
    profile.simulatedSide = SimulatedSide::Both;
    profile.swapRoles = false;
    profile.taskField = "meta.case";
    profile.runField = "trial";
    profile.outcomeField = "state";
    profile.outcome = {OutcomeMeaning::Rule::OneOf, {"done", "ok"}, 1.0};
    profile.surveyFields = {"survey", "stars"};
    MappingStructure &structure = profile.structure.emplace();
    structure.dialogues = "data[].dialogues[]";
    structure.turns = "log";
    structure.role = "by";
    structure.firstSpeaker = Role::Agent;
    structure.text = "says";
    structure.time = "at";
    structure.order = "n";
    structure.dialogueId = "@key";
    structure.roles = {{"bob", Role::User}, {"machine", Role::Agent}, {"x", Role::Note}};
    profile.signature = {"object", {"data", "data[]"}};
    return profile;
}
} // namespace

class TestProfile : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void profileSurvivesItsFile()
    {
        const Result<MappingProfile> read = profileFromJson(profileJson(everything()));
        QVERIFY2(read, read ? "" : (read.error().subject + read.error().detail).c_str());
        QVERIFY(*read == everything());
    }

    void emptyProfileSaysNothing()
    {
        MappingProfile profile;
        profile.name = "n";
        QCOMPARE(profileJson(profile),
                 std::string("{\n  \"format\": \"gapscope-mapping-profile\",\n  \"version\": 1,\n"
                             "  \"name\": \"n\"\n}\n"));
        QVERIFY(*profileFromJson(profileJson(profile)) == profile);
    }

    void wrongFilesAreToldExactly_data()
    {
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char *place, const char *rest, const char *reason) {
            QTest::newRow(place) << QByteArray(rest) << QByteArray(place) << QByteArray(reason);
        };
        row("lable", R"("lable": "x")", "there is no such member");
        row("corpus.kind", R"("corpus": {"kind": "robot"})",
            "\"robot\" is none of real, sim, self-dialog");
        row("corpus.lable", R"("corpus": {"lable": "x"})", "there is no such member");
        row("corpus.swap_roles", R"("corpus": {"swap_roles": 1})", "must be true or false");
        row("fields.survey", R"("fields": {"survey": "x"})", "must be a list of texts");
        row("fields.task", R"("fields": {"task": "a..b"})",
            "\"a..b\" is no field path, a name is empty");
        row("outcome.at_least", R"("outcome": {"rule": "at-least", "at_least": "x"})",
            "must be a number");
        row("outcome.values", R"("outcome": {"rule": "equals"})", "\"equals\" needs one value");
        row("structure", R"("structure": [])", "must be an object");
        row("structure.roles.bot", R"("structure": {"roles": {"bot": "robot"}})",
            "\"robot\" is none of user, agent, tool, system, note");
        row("structure.roles", R"("structure": {"role": "r", "text": "t"}, "name": "x")",
            "no word of the role field says who the user is");
    }

    void wrongFilesAreToldExactly()
    {
        QFETCH(QByteArray, rest);
        QFETCH(QByteArray, place);
        QFETCH(QByteArray, reason);
        const Result<MappingProfile> read = profileFromJson(
            R"({"format": "gapscope-mapping-profile", "version": 1, )" + rest.toStdString() + "}");
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InputMalformed);
        QCOMPARE(QByteArray::fromStdString(read.error().subject), place);
        QCOMPARE(QByteArray::fromStdString(read.error().detail), reason);
    }

    void otherFilesAreNoProfiles()
    {
        QCOMPARE(profileFromJson("{").error().subject, std::string("byte 2"));
        QCOMPARE(profileFromJson("[]").error().subject, std::string("format"));
        const auto newer =
            profileFromJson(R"({"format": "gapscope-mapping-profile", "version": 2})");
        QCOMPARE(newer.error().detail,
                 std::string("the profile is of version 2, this program reads up to 1"));
    }

    void outcomesMeanWhatIsSaid()
    {
        using Rule = OutcomeMeaning::Rule;
        const auto success = [](Rule rule, std::vector<std::string> values, double least,
                                const char *json) {
            const Outcome outcome = outcomeBy({rule, std::move(values), least}, Json::parse(json));
            return outcome.success ? int(*outcome.success) : -1;
        };
        QCOMPARE(success(Rule::AsRead, {}, 1, "0.5"), -1);
        QCOMPARE(success(Rule::AsRead, {}, 1, "true"), 1);
        QCOMPARE(success(Rule::Equals, {"1"}, 1, "1.0"), 1);
        QCOMPARE(success(Rule::Equals, {"Yes"}, 1, "\"yes\""), 1);
        QCOMPARE(success(Rule::Equals, {"1"}, 1, "true"), 0);
        QCOMPARE(success(Rule::AtLeast, {}, 4, "\"4\""), 1);
        QCOMPARE(success(Rule::AtLeast, {}, 4, "3.9"), 0);
        QCOMPARE(success(Rule::AtLeast, {}, 4, "\"good\""), -1);
        QCOMPARE(success(Rule::OneOf, {"a", "b"}, 1, "\"B\""), 1);
        QCOMPARE(success(Rule::OneOf, {"a", "b"}, 1, "\"c\""), 0);
        QCOMPARE(success(Rule::OneOf, {"a"}, 1, "null"), -1);
        QCOMPARE(*outcomeBy({Rule::AtLeast, {}, 4}, Json(5)).reward, 5.0);
        QVERIFY(!outcomeBy({}, Json(true)).reward);
    }

    void profilesAreSuggestedByFieldsAndNotByNames()
    {
        const test::Folder folder;
        const auto file = [&](const char *name, const char *text) {
            return *probeFile(folder.write(name, text));
        };
        MappingProfile one;
        one.name = "one";
        one.signature = signatureOf(
            file("a.json", R"([{"cid":"1","log":[{"by":"u","says":"hi","n":1}],"ok":true}])"));
        MappingProfile two;
        two.name = "two";
        two.signature = signatureOf(file("b.csv", "cid,by,says\n1,u,hi\n"));
        // Lines of the same records; one member lacks, another is new.
        const Probe alike =
            file("other.jsonl", "{\"cid\":\"7\",\"log\":[{\"by\":\"u\",\"says\":\"x\",\"n\":2}],"
                                "\"more\":1}\n{\"cid\":\"8\",\"log\":[]}\n");
        const auto found = suggestProfiles(alike, {two, one});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().index, std::size_t{1});
        QVERIFY(found.front().similarity < 1.0);
        QCOMPARE(suggestProfiles(file("x.csv", "cid;by;says\n2;a;ho\n"), {one, two}).front().index,
                 std::size_t{1});
        QVERIFY(suggestProfiles(file("c.json", R"([{"q":1,"r":[{"s":2}]}])"), {one, two}).empty());
    }

    void profileWithAFaultIsRefusedBeforeReading()
    {
        const test::Folder folder;
        MappingProfile profile;
        profile.name = "p";
        profile.taskField = "a[";
        ImportRequest request;
        request.path = folder.write("x.json", "[]");
        request.profile = std::make_shared<const MappingProfile>(profile);
        const Result<ImportFileReport> report = test::import(request).report;
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(report.error().subject, std::string("profile p"));
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
