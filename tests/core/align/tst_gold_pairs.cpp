// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/validation/gold_pairs.h"
#include "core/align/validation/gold_score.h"
#include "core/export/validation_report.h"
#include "tests/support/test_case.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace gapscope;
using namespace gapscope::test;

namespace {
using Json = nlohmann::json;

std::vector<GoldPair> samplePairs()
{
    const auto file = sourceDir() / "sample_data" / "alignment" / "pairs.json";
    const auto pairs = readGoldPairs(readFile(file));
    if (!pairs)
        qFatal("%s", pairs.error().detail.c_str());
    return *pairs;
}

Json user(const char *text)
{
    return {{"role", "user"}, {"content", text}};
}

/// Two turns a side, the first ones together, the second ones alone.
Json smallFile()
{
    return {
        {"format", "gapscope-alignment-gold"},
        {"version", 1},
        {"pairs",
         {{{"id", "small"},
           {"real", {user("where is parcel 4471"), user("the bananas here are far too yellow")}},
           {"sim", {user("where is parcel 4471"), user("do you know how rockets fly")}},
           {"gold",
            {{"groups", {{{"real", {1}}, {"sim", {1}}}}},
             {"moved", Json::array()},
             {"missing", {2}},
             {"extra", {2}},
             {"first_divergence", 2}}}}}}};
}

QString faultOf(const Json &file)
{
    const auto pairs = readGoldPairs(file.dump());
    return pairs ? QString() : QString::fromStdString(pairs.error().detail);
}
} // namespace

class GoldPairsTest final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sampleFileCoversWhatItSays()
    {
        const std::vector<GoldPair> pairs = samplePairs();
        QCOMPARE(pairs.size(), std::size_t(60));
        std::set<std::string> covers;
        for (const GoldPair &pair : pairs) {
            covers.insert(pair.covers.begin(), pair.covers.end());
            const std::size_t turns = userTurnPositions(pair.real).size();
            QVERIFY2(turns >= 5 && turns <= 14, pair.id.c_str());
        }
        for (const char *wanted :
             {"front-loading", "omission", "extra turns", "reordering", "moved", "merge n:1",
              "split 1:n", "early stop", "late stop", "refusal", "pivot", "repeated requests",
              "short replies", "ids", "numbers", "agent-induced", "tool calls", "real-real"})
            QVERIFY2(covers.contains(wanted), wanted);
    }

    /// Floors a little below what is measured: the figures are low because people and simulators
    /// say the same thing in different words.
    void alignmentOfSamplePairsReachesItsFloors()
    {
        const std::vector<GoldPair> pairs = samplePairs();
        const GoldScore score = goldScore(pairs);
        const GoldCounts &counts = score.counts;
        std::printf("%s\n", tableText(goldTable(counts)).c_str());
        std::fflush(stdout);
        QCOMPARE(counts.dialogues, 60);
        QVERIFY(*counts.pairs.f1() >= 0.78);
        QVERIFY(*counts.pairs.precision() >= 0.84);
        QVERIFY(*counts.moved.precision() >= 0.58);
        QVERIFY(*counts.moved.recall() >= 0.44);
        QVERIFY(*counts.missing.f1() >= 0.63);
        QVERIFY(*counts.extra.f1() >= 0.63);
        QVERIFY(counts.firstExact >= 17);
        QVERIFY(counts.firstNear >= 30);
    }

    void goldAgainstTheAlignmentIsCounted()
    {
        const auto pairs = readGoldPairs(smallFile().dump());
        QVERIFY(pairs);
        const GoldScore score = goldScore(*pairs);
        QCOMPARE(score.counts.pairs.hit, 1);
        QCOMPARE(score.counts.pairs.found, 1);
        QCOMPARE(score.counts.missing.hit, 1);
        QCOMPARE(score.counts.extra.hit, 1);
        QCOMPARE(score.counts.moved.wanted, 0);
        QVERIFY(!score.counts.moved.f1());
        QCOMPARE(score.pairs.front().foundFirst, std::optional(2));
        QCOMPARE(score.counts.firstExact, 1);
    }

    void divergenceNowhereIsNotNearOneAfterTheEnd()
    {
        Json file = smallFile();
        Json &gold = file["pairs"][0]["gold"];
        file["pairs"][0]["real"] = {user("where is parcel 4471")};
        file["pairs"][0]["sim"] = {user("where is parcel 4471")};
        gold["missing"] = Json::array();
        gold["extra"] = Json::array();
        gold["first_divergence"] = 2;
        const auto pairs = readGoldPairs(file.dump());
        QVERIFY(pairs);
        const GoldScore score = goldScore(*pairs);
        QVERIFY(!score.pairs.front().foundFirst);
        QCOMPARE(score.counts.firstNear, 0);
    }

    void worstPairComesFirst()
    {
        Json file = smallFile();
        file["pairs"].push_back(file["pairs"][0]);
        file["pairs"][1]["id"] = "worse";
        file["pairs"][1]["gold"]["groups"] = {{{"real", {1}}, {"sim", {2}}}};
        file["pairs"][1]["gold"]["extra"] = {1};
        const auto pairs = readGoldPairs(file.dump());
        QVERIFY(pairs);
        const GoldScore score = goldScore(*pairs);
        QCOMPARE(worstPairs(score, 1), std::vector<std::size_t>{1});
        QCOMPARE(worstPairs(score, 9).size(), std::size_t(2));
    }

    void faultsAreNamedWithTheirPair_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const char *pointer, const char *value,
                            const char *fault) {
            QTest::newRow(name) << QString::fromLatin1(pointer) << QString::fromLatin1(value)
                                << QString::fromLatin1(fault);
        };
        row("format", "/format", "\"other\"", "'format' is not gapscope-alignment-gold");
        row("version", "/version", "2", "'version' is not 1");
        row("no pair", "/pairs", "[]", "there is no pair");
        row("two places", "/pairs/0/gold/missing", "[1, 2]",
            "pair small: real turn 1 has two places");
        row("no place", "/pairs/0/gold/extra", "[]", "pair small: sim turn 2 has no place");
        row("no such turn", "/pairs/0/gold/missing", "[3]", "pair small: turn 3, but there are 2");
        row("not a number", "/pairs/0/gold/missing", "[\"2\"]",
            "pair small: turn \"2\", but there are 2");
        row("first beyond the end", "/pairs/0/gold/first_divergence", "4",
            "pair small: turn 4, but there are 3");
        row("role", "/pairs/0/real/0/role", "\"walrus\"",
            "pair small: a message of 'real': unknown-role");
        row("from", "/pairs/0/gold/moved", R"([{"real": 2, "sim": 1, "from": "x"}])",
            "pair small: 'from' is real or sim");
    }
    void faultsAreNamedWithTheirPair()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, fault);
        Json file = smallFile();
        file[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        QCOMPARE(faultOf(file), fault);
    }

    void crossingGroupsAreRefused()
    {
        Json file = smallFile();
        Json &gold = file["pairs"][0]["gold"];
        gold["groups"] = {{{"real", {1}}, {"sim", {2}}}, {{"real", {2}}, {"sim", {1}}}};
        gold["missing"] = Json::array();
        gold["extra"] = Json::array();
        QVERIFY(faultOf(file).startsWith(QStringLiteral("pair small: groups cross")));
    }

    void whatIsNoJsonIsRefused()
    {
        const auto pairs = readGoldPairs("no json");
        QVERIFY(!pairs);
        QCOMPARE(pairs.error().code, ErrorCode::InputMalformed);
    }
};

QTEST_GUILESS_MAIN(GoldPairsTest)
#include "tst_gold_pairs.moc"
