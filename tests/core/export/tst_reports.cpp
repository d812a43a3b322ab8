// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/export/alignment_report.h"
#include "core/export/label_report.h"

#include <nlohmann/json.hpp>

using namespace gapscope;

class TestReports : public test::TestCase
{
    Q_OBJECT

    static Dialogue dialogue(const char *id, std::vector<std::string> texts)
    {
        Dialogue result;
        result.nativeId = id;
        result.task = TaskKey("chat:x:1");
        for (std::string &text : texts) {
            Turn turn;
            turn.text = std::move(text);
            result.turns.push_back(std::move(turn));
        }
        return result;
    }

    static Alignment alignment()
    {
        Alignment result;
        AlignedRow matched;
        matched.kind = RowKind::Paraphrase;
        matched.real = {0};
        matched.sim = {0};
        matched.similarity = 0.75;
        matched.divergence = 0.25;
        matched.parts.lexical = 0.5;
        AlignedRow missing;
        missing.kind = RowKind::Missing;
        missing.real = {1};
        missing.divergence = 1.0;
        result.rows = {matched, missing};
        result.alignSim = 0.5;
        result.divergence = 0.625;
        result.firstDivergence = 1;
        return result;
    }

private Q_SLOTS:
    void alignmentJsonHasItsShape()
    {
        const auto json = nlohmann::json::parse(
            alignmentJson(alignment(), dialogue("r", {"a", "b"}), dialogue("s", {"c"})));
        QCOMPARE(json["task"].get<std::string>(), std::string("chat:x:1"));
        QCOMPARE(json["real"].get<std::string>(), std::string("r"));
        QCOMPARE(json["rows"][0]["kind"].get<std::string>(), std::string("paraphrase"));
        QCOMPARE(json["rows"][0]["similarity"].get<double>(), 0.75);
        QVERIFY(json["rows"][0]["parts"]["slot"].is_null());
        QVERIFY(json["rows"][1]["similarity"].is_null());
        QVERIFY(json["rows"][1]["sim"].empty());
        QCOMPARE(json["first_divergence"].get<int>(), 1);
    }

    void alignmentJsonAndTextCarryWhatWasFound()
    {
        const std::vector<UnitLink> units{{"W12345", UnitKind::Identifier, 0, std::nullopt}};
        const std::vector<Suggestion> suggestions{
            {0, "C1", GapDirection::SimMore, "over_polite", {"‘please’"}, {{true, 0, 2, 8}}},
            {-1, "E3", GapDirection::SimLess, "outcome_flip", {"real"}, {}}};
        const std::vector<std::optional<double>> percentiles{97.5};
        AlignmentFindings findings{units, suggestions, {}, percentiles};
        const auto json = nlohmann::json::parse(
            alignmentJson(alignment(), dialogue("r", {"a", "b"}), dialogue("s", {"c"}), &findings));
        QCOMPARE(json["rows"][0]["floor_percentile"].get<double>(), 97.5);
        QVERIFY(json["rows"][1]["floor_percentile"].is_null());
        QVERIFY(json["units"][0]["sim"].is_null());
        QCOMPARE(json["suggestions"][0]["reason"].get<std::string>(),
                 std::string("‘please’ on the simulated side only"));
        QCOMPARE(json["suggestions"][0]["direction"].get<std::string>(), std::string("sim+"));
        QCOMPARE(json["suggestions"][0]["evidence"][0]["end"].get<int>(), 8);
        QVERIFY(json["suggestions"][1]["row"].is_null());
        const std::string text = alignmentText(alignment(), dialogue("r", {"a", "b"}),
                                               dialogue("s", {"c"}), 120, &findings);
        QVERIFY(text.find("suggestion  row 1 C1 sim+: ‘please’ on the simulated side only\n") !=
                std::string::npos);
        QVERIFY(text.find("unit        W12345 (identifier): real [0], sim never\n") !=
                std::string::npos);
        // Without a card units are unknown, not absent.
        const std::vector<NotComputed> missing{{"units", NotComputed::Missing::Card}};
        findings.units = {};
        findings.notComputed = missing;
        const auto bare = nlohmann::json::parse(
            alignmentJson(alignment(), dialogue("r", {"a", "b"}), dialogue("s", {"c"}), &findings));
        QVERIFY(bare["units"].is_null());
        QCOMPARE(bare["not_computed"][0]["missing"].get<std::string>(), std::string("card"));
    }

    void alignmentTextShowsBothSidesInStep()
    {
        const std::string text = alignmentText(alignment(), dialogue("r", {"left one", "left two"}),
                                               dialogue("s", {"right one"}), 100);
        const QStringList lines = QString::fromStdString(text).split(QLatin1Char('\n'));
        QVERIFY(lines[0].contains(QStringLiteral("chat:x:1")));
        QVERIFY(lines[1].contains(QStringLiteral("left one")) &&
                lines[1].contains(QStringLiteral("right one")));
        QVERIFY(lines[2].contains(QStringLiteral("missing")) &&
                lines[2].contains(QStringLiteral("left two")));
    }

    void controlCharactersAndLongWordsDoNotBreakTheColumns()
    {
        const std::string text =
            alignmentText(alignment(), dialogue("r", {std::string(200, 'x'), "a\x1b[31mb\nc"}),
                          dialogue("s", {"y"}), 100);
        QVERIFY(text.find('\x1b') == std::string::npos);
        for (const QString &line : QString::fromStdString(text).split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 110, qPrintable(line));
    }

    void labelsKeepTheWordsTheyStandOn()
    {
        LabelRecord record;
        record.label.id = LabelId("id-1");
        record.label.code = "I1";
        record.label.severity = 2;
        record.label.realTurn = 4;
        record.label.note = "says \"all\",\nat once";
        record.realText = "the blue one";
        const std::string line = labelsJsonl({record}, divergenceScheme(), "9.9");
        QCOMPARE(line.back(), '\n');
        const auto json = nlohmann::json::parse(line);
        QCOMPARE(json["name"].get<std::string>(), std::string("Front-load"));
        QCOMPARE(json["note"].get<std::string>(), record.label.note);
        QCOMPARE(json["real_text"].get<std::string>(), record.realText);
        QVERIFY(json["sim_turn"].is_null());
        QCOMPARE(json["scheme_version"].get<int>(), 1);

        const std::string csv = labelsCsv({record}, divergenceScheme(), "9.9");
        QVERIFY(csv.rfind("id,task,", 0) == 0);
        QVERIFY(csv.find("\"says \"\"all\"\",\nat once\"") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestReports)
#include "tst_reports.moc"
