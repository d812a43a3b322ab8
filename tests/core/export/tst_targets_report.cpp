// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/export/targets_phrases.h"
#include "core/export/targets_report.h"
#include "tests/core/metrics/targets_fixture.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <set>

using namespace gapscope;
using gapscope::test::targetsOf;
using gapscope::test::tellingInput;
using Json = nlohmann::json;

class TestTargetsReport : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void jsonHasItsKeys()
    {
        const Json json = Json::parse(targetsJson(targetsOf(tellingInput()), "1.2.3"));
        QCOMPARE(json["format"].get<std::string>(), std::string("gapscope-targets"));
        QCOMPARE(json["version"].get<int>(), 1);
        QCOMPARE(json["program"].get<std::string>(), std::string("gapscope 1.2.3"));
        QCOMPARE(json["edition"].get<std::string>(), std::string("reference"));
        QCOMPARE(json["lexicon"].get<std::string>(), referenceLexicon().version());
        QCOMPARE(json["seed"].get<std::uint64_t>(), defaultSeed);
        QCOMPARE(json["split"]["tuning"].size(), std::size_t(15));
        QCOMPARE(json["split"]["held_out"].size(), std::size_t(15));
        QCOMPARE(json["split"]["hash"].get<std::string>().size(), std::size_t(32));
        const Json &people = json["people"];
        for (const FeatureInfo &feature : featureTable()) {
            const Json &figure = people["figures"][std::string(feature.key)];
            for (const char *key :
                 {"n", "events", "few", "mean", "share_above_zero", "q10", "q50", "q90", "unit"})
                QVERIFY2(figure.contains(key), key);
        }
        for (const char *key :
             {"tasks", "dialogues", "user_turns", "endings", "opening_words_histogram",
              "words_by_turn", "disclosure", "acts", "ending_hazard", "short_turns"})
            QVERIFY2(people.contains(key), key);
        QCOMPARE(people["words_by_turn"].size(), std::size_t(4));
        QCOMPARE(people["acts"]["transitions"].size(), std::size_t(actCount));
        QCOMPARE(people["ending_hazard"][3]["hazard"].get<double>(), 1.0);
        const Json &simulator = json["simulators"][0];
        QCOMPARE(simulator["name"].get<std::string>(), std::string("polite"));
        QCOMPARE(simulator["gaps"].size(), people["figures"].size());
        for (const char *key : {"key", "move", "change", "interval", "few", "people", "simulator"})
            QVERIFY2(simulator["gaps"][0].contains(key), key);
    }

    void theSameInputGivesTheSameBytes()
    {
        QCOMPARE(targetsJson(targetsOf(tellingInput()), "1"),
                 targetsJson(targetsOf(tellingInput()), "1"));
    }

    void nothingPeopleSaidOfThemselvesGetsOut()
    {
        const Targets targets = targetsOf(tellingInput());
        for (std::string text : {targetsJson(targets, "1"), targetsBrief(targets)}) {
            std::transform(text.begin(), text.end(), text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            for (const char *secret : {"w77120", "77120", "zelda", "quimby"})
                QVERIFY2(text.find(secret) == std::string::npos, secret);
        }
        // They were there to be found: the patterns show their places.
        const Json json = Json::parse(targetsJson(targets, "1"));
        std::set<std::string> patterns;
        for (const Json &turn : json["people"]["short_turns"])
            patterns.insert(turn["pattern"].get<std::string>());
        QVERIFY(patterns == (std::set<std::string>{"yes", "⟨id⟩", "⟨word⟩ ⟨word⟩"}));
    }

    void briefSaysNumbersWithTheirN()
    {
        const std::string brief = targetsBrief(targetsOf(tellingInput()));
        for (const char *part :
             {"15 dialogues", "15 tuning tasks", "Another 15 tasks are held out",
              "open with 5 words (median; 80 % at 5; n = 15)",
              "Of 60 turns, 75 % have at most three words", "“yes” 15×", "polite has to move",
              "**More short replies:** people 75 %, now none", "n = 60 and 30 turns",
              "**Shorter openings:**", "70.9 to 64.6", "Too few dialogues"})
            QVERIFY2(brief.find(part) != std::string::npos, (part + ("\n" + brief)).c_str());
    }

    void fewEventsAreMarked()
    {
        MetricInput input = tellingInput();
        input.people.resize(8);
        const Targets targets = targetsOf(input);
        const Json json = Json::parse(targetsJson(targets, "1"));
        QVERIFY(json["people"]["figures"]["greeting_opening"]["few"].get<bool>());
        QVERIFY(json["people"]["words_by_turn"][0]["few"].get<bool>());
        const std::string brief = targetsBrief(targets);
        QVERIFY2(brief.find("100 % (only 4) begin with a greeting") != std::string::npos,
                 brief.c_str());
    }

    void placesAreNotAmounts()
    {
        const Targets targets = targetsOf(tellingInput());
        QCOMPARE(valueText(*targets.people.find("first_identifier_turn")),
                 std::string("turn 2 (80 % at 2)"));
        QCOMPARE(valueText(*targets.people.find("user_turns")), std::string("4 turns (80 % at 4)"));
    }

    void briefOfNothingSaysSo()
    {
        MetricInput input;
        input.people.push_back(
            test::metricDialogue(test::dialogueOf("t:d:1", {"a: Hello?"}), Source::Human));
        const std::string brief = targetsBrief(targetsOf(input));
        QVERIFY(brief.find("Nothing is known") != std::string::npos);
        QVERIFY(brief.find("No held-out task") != std::string::npos);
        QVERIFY(Json::accept(targetsJson(targetsOf(input), "1")));
    }

    void heldOutTasksAreReadBack()
    {
        const Targets targets = targetsOf(tellingInput());
        const Result<std::vector<TaskKey>> tasks = tasksOfFile(targetsJson(targets, "1"));
        QVERIFY(tasks);
        QVERIFY(*tasks == targets.split.heldOut);
    }

    void listsOfTasksAreRead()
    {
        const std::vector<TaskKey> expected{TaskKey{"t:d:1"}, TaskKey{"t:d:2 b"}};
        const Result<std::vector<TaskKey>> lines = tasksOfFile("# mine\nt:d:1\r\n\n  t:d:2 b");
        QVERIFY(lines && *lines == expected);
        const Result<std::vector<TaskKey>> json = tasksOfFile(R"(["t:d:1", "t:d:2 b"])");
        QVERIFY(json && *json == expected);
    }

    void otherFilesAreRefused_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::newRow("empty") << std::string("\n # nothing\n");
        QTest::newRow("broken") << std::string("{\"format\"");
        QTest::newRow("other JSON") << std::string(R"({"a": 1})");
        QTest::newRow("no list") << std::string(R"({"format": "gapscope-targets", "split": "x"})");
        QTest::newRow("numbers") << std::string("[1, 2]");
        QTest::newRow("no held-out task")
            << std::string(R"({"format": "gapscope-targets", "split": {"held_out": []}})");
    }

    void otherFilesAreRefused()
    {
        QFETCH(std::string, text);
        const Result<std::vector<TaskKey>> tasks = tasksOfFile(text);
        QVERIFY(!tasks);
        QVERIFY(tasks.error().code == ErrorCode::InputMalformed);
    }
};

QTEST_APPLESS_MAIN(TestTargetsReport)
#include "tst_targets_report.moc"
