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
