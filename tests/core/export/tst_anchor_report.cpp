// SPDX-License-Identifier: GPL-3.0-or-later
// First, because moc 6.4 stumbles over <concepts> unless a Qt header came before.
#include "tests/support/test_case.h"

#include "core/export/anchor_report.h"

using namespace gapscope;

class AnchorReportTest final : public test::TestCase
{
    Q_OBJECT

    static AnchorRecord record()
    {
        AnchorRecord result;
        result.anchor = {DialogueId{"r"}, DialogueId{"s"}, 2, 4, Anchor::Kind::Forbid};
        result.by = "ann \xE9\x80\x80";
        result.atMs = 1700000000123;
        result.task = TaskKey{"t:1"};
        result.realText = "a \"quoted\"\nline";
        return result;
    }

private Q_SLOTS:
    void anchorsComeBackFromTheirText()
    {
        AnchorRecord pin = record();
        pin.anchor.kind = Anchor::Kind::Pin;
        const std::string text = anchorsJsonl({record(), pin}, "1.0");
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), std::ptrdiff_t(2));
        QVERIFY(text.find("\"type\":\"anchor\",\"kind\":\"forbid\",\"task\":\"t:1\"") !=
                std::string::npos);
        const auto back = anchorsFromJsonl(text);
        QVERIFY(back);
        QCOMPARE(back->size(), std::size_t(2));
        QVERIFY(back->front().anchor == record().anchor);
        QVERIFY(back->back().anchor == pin.anchor);
        QCOMPARE(back->front().by, record().by);
        QCOMPARE(back->front().atMs, record().atMs);
    }

    void labelsInTheSameFileArePassedOver()
    {
        const auto back = anchorsFromJsonl("{\"id\":\"x\",\"code\":\"C1\"}\n\n" +
                                           anchorsJsonl({record()}, "1.0"));
        QVERIFY(back);
        QCOMPARE(back->size(), std::size_t(1));
    }

    void anUnreadableLineIsNamed_data()
    {
        QTest::addColumn<std::string>("line");
        QTest::newRow("no JSON") << std::string("nonsense");
        QTest::newRow("an array") << std::string("[1]");
        QTest::newRow("of no known type") << std::string("{\"x\":1}");
        QTest::newRow("without a turn")
            << std::string("{\"type\":\"anchor\",\"kind\":\"pin\",\"real_dialogue\":\"r\","
                           "\"sim_dialogue\":\"s\"}");
        QTest::newRow("of no known kind")
            << std::string("{\"type\":\"anchor\",\"kind\":\"glue\",\"real_dialogue\":\"r\","
                           "\"sim_dialogue\":\"s\",\"real_turn\":1,\"sim_turn\":1,\"by\":\"a\","
                           "\"at_ms\":1}");
    }
    void anUnreadableLineIsNamed()
    {
        QFETCH(std::string, line);
        const auto back = anchorsFromJsonl(anchorsJsonl({record()}, "1.0") + line);
        QVERIFY(!back);
        QCOMPARE(back.error().code, ErrorCode::InputMalformed);
        QCOMPARE(back.error().subject, std::string("line 2"));
    }
};

QTEST_GUILESS_MAIN(AnchorReportTest)
#include "tst_anchor_report.moc"
