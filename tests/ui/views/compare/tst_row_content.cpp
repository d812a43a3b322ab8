// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/model/markup.h"
#include "tests/ui/views/compare/pair_fixture.h"
#include "ui/views/compare/compare_items.h"
#include "ui/views/compare/row_content.h"

using namespace gapscope;

namespace {
/// "[fold …]" or the words with ‹what differs› and {what fired}.
QString printed(const Block &block)
{
    if (block.folds() && !block.expanded)
        return QLatin1Char('[') +
               QStringLiteral("%1 %2").arg(block.summary.text, block.outcome).trimmed() +
               QLatin1Char(']');
    QString text = block.body.text;
    QString marks;
    for (const CharRange &range : block.body.marks)
        marks += QStringLiteral(" ‹%1›").arg(text.mid(range.begin, range.end - range.begin));
    for (const CueMark &cue : block.cues)
        marks +=
            QStringLiteral(" {%1}").arg(text.mid(cue.range.begin, cue.range.end - cue.range.begin));
    return text + marks;
}

QString printed(const std::vector<TurnContent> &cell)
{
    QStringList parts;
    for (const TurnContent &turn : cell)
        for (const Block &block : turn.blocks)
            parts.push_back(printed(block));
    return parts.join(QLatin1Char('\n'));
}

ComparePair oneRow(std::string real, std::string sim, RowKind kind = RowKind::Paraphrase)
{
    Alignment alignment;
    alignment.rows = {test::alignedRow(kind, {0}, {0})};
    return test::pairOf({test::say(Role::User, std::move(real))},
                        {test::say(Role::User, std::move(sim))}, alignment);
}

RowContent contentOf(ComparePair pair, int row, const std::set<BlockId> &expanded = {},
                     const ContentOptions &options = {})
{
    CompareModel model;
    model.setPair(std::move(pair));
    return rowContent(model, row, expanded, options);
}
} // namespace

class TestRowContent : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void wordsThatDifferAreMarkedOnTheirSide()
    {
        const RowContent content =
            contentOf(oneRow("cancel my flight now", "cancel the flight"), 0);
        QCOMPARE(printed(content.real), QStringLiteral("cancel my flight now ‹my› ‹now›"));
        QCOMPARE(printed(content.sim), QStringLiteral("cancel the flight ‹the›"));
    }

    void neighbouringWordsThatDifferShareOneMark()
    {
        const RowContent content = contentOf(
            oneRow("please book the blue big car for me", "please book the car for me"), 0);
        QCOMPARE(printed(content.real),
                 QStringLiteral("please book the blue big car for me ‹blue big›"));
    }

    void textsWithoutCommonWordsAreNotMarkedThroughout()
    {
        const RowContent content = contentOf(
            oneRow("nothing alike here", "completely other words", RowKind::Divergent), 0);
        QCOMPARE(printed(content.real), QStringLiteral("nothing alike here"));
    }

    void switchedOffDifferencesAreNotMarked()
    {
        const RowContent content =
            contentOf(oneRow("cancel my flight", "cancel the flight"), 0, {}, {false, true});
        QCOMPARE(printed(content.real), QStringLiteral("cancel my flight"));
    }

    void marksStandRightBehindCharactersOfFourBytes()
    {
        const RowContent content = contentOf(oneRow("ok 👨 退款 now", "ok 👨 退款 later"), 0);
        QCOMPARE(printed(content.real), QString::fromUtf8("ok 👨 退款 now ‹now›"));
    }

    void cuesStandAtTheirCodePoints()
    {
        ComparePair pair = oneRow("👨 please help", "👨 please help", RowKind::Equal);
        pair.real.cues = {{0, 2, 8, Feature::PolitenessRate, "please"},
                          {3, 0, 4, Feature::PolitenessRate, "of another turn"}};
        QCOMPARE(printed(contentOf(pair, 0).real), QString::fromUtf8("👨 please help {please}"));
        QCOMPARE(printed(contentOf(pair, 0, {}, {true, false}).real),
                 QString::fromUtf8("👨 please help"));
    }

    void callsFoldWithTheirOutcome()
    {
        const RowContent content = contentOf(test::smallPair(), 4);
        QCOMPARE(printed(content.real), QStringLiteral("[get_user_details(ana_wu_4821) → ok]"));
        QCOMPARE(printed(content.sim), QStringLiteral("[get_user_details(ana_wu_9999) → error]"));
        const Block &call = content.real.front().blocks.front();
        QCOMPARE(call.summary.marks, (std::vector<CharRange>{{17, 28}}));
    }

    void expandedCallsShowArgumentsAndReply()
    {
        const RowContent content = contentOf(test::smallPair(), 4, {{Side::Real, 4, 0}});
        QCOMPARE(printed(content.real),
                 QStringLiteral("{\n  \"user_id\": \"ana_wu_4821\"\n}\n→ {\n  \"name\": \"Mia\"\n} "
                                "‹\"ana_wu_4821\"›"));
    }

    void systemPromptFoldsToItsFirstWords()
    {
        const RowContent content = contentOf(test::smallPair(), 0);
        QCOMPARE(printed(content.real), QStringLiteral("[system prompt · Be brief.]"));
    }

    void reasoningInsideAMessageIsAFoldOfItsOwn()
    {
        Alignment alignment;
        const RowContent content = contentOf(
            test::pairOf({test::say(Role::Agent, "<|think|>hm, well<|/think|>Which one?")},
                         {test::say(Role::Agent, "Which?")}, alignment),
            0);
        QCOMPARE(printed(content.real), QStringLiteral("[reasoning · hm, well]\nWhich one?"));
    }

    void callsInsideATextAreComparedAndCarryTheirReply()
    {
        const auto agent = [](const std::string &id, const std::string &reply) {
            return test::say(Role::Agent, "<function=find_user>\n<parameter=id>" + id +
                                              "</parameter>\n</function><|tool|>" + reply +
                                              "<|/tool|>There you are.");
        };
        const ComparePair pair = test::pairOf({agent("ana_wu_4821", R"({"name":"Mia"})")},
                                              {agent("ana_wu_9999", "Error: no user")}, {});
        const RowContent content = contentOf(pair, 0);
        QCOMPARE(printed(content.real),
                 QStringLiteral("[find_user(ana_wu_4821) → ok]\nThere you are."));
        QCOMPARE(printed(content.sim),
                 QStringLiteral("[find_user(ana_wu_9999) → error]\nThere you are."));
        QCOMPARE(content.real.front().blocks.front().summary.marks,
                 (std::vector<CharRange>{{10, 21}}));
        const RowContent open = contentOf(pair, 0, {{Side::Real, 0, 0}});
        QVERIFY(printed(open.real).contains(QStringLiteral("→ {\n  \"name\": \"Mia\"\n}")));
    }

    void callsReadOutOfATextAreShownOnce()
    {
        Turn real = test::say(Role::Agent, "So <function=f><a>1</a></function>");
        Turn sim = test::say(Role::Agent, "So <function=f><a>2</a></function>");
        real.toolCalls = callsInText(*real.text);
        sim.toolCalls = callsInText(*sim.text);
        const RowContent content = contentOf(test::pairOf({real}, {sim}, {}), 0);
        QCOMPARE(printed(content.real), QStringLiteral("So \n[f(1)]"));
        QCOMPARE(content.sim.front().blocks.back().summary.marks.size(), std::size_t(1));
    }

    void mergedTurnsAreComparedTogether()
    {
        Alignment alignment;
        alignment.rows = {test::alignedRow(RowKind::Merged, {0, 1}, {0})};
        const RowContent content = contentOf(
            test::pairOf({test::say(Role::User, "one way to Seattle"),
                          test::say(Role::User, "in economy today")},
                         {test::say(Role::User, "one way to Seattle in economy")}, alignment),
            0);
        QCOMPARE(printed(content.real),
                 QStringLiteral("one way to Seattle\nin economy today ‹today›"));
        QCOMPARE(printed(content.sim), QStringLiteral("one way to Seattle in economy"));
    }

    void aLeadingByteOrderMarkIsPartOfWhatWasSaid()
    {
        ComparePair pair = oneRow("\xEF\xBB\xBFplease go", "please go");
        pair.real.cues = {{0, 1, 7, Feature::PolitenessRate, "please"}};
        const RowContent content = contentOf(pair, 0, {}, {false, true});
        QCOMPARE(content.real.front().blocks.front().body.text,
                 QChar(QChar::ByteOrderMark) + QStringLiteral("please go"));
        QVERIFY(printed(content.real).endsWith(QStringLiteral("{please}")));
    }

    void veryLongTextsThatDifferAreCompared()
    {
        std::string real;
        std::string sim;
        for (int i = 0; i < 20000; ++i) {
            real.append("r").append(std::to_string(i)).append(" ");
            sim.append("s").append(std::to_string(i)).append(" ");
        }
        const RowContent content = contentOf(oneRow(real, sim), 0);
        QCOMPARE(content.real.front().blocks.front().body.marks.size(), std::size_t(0));
    }

    void runsOfEqualRowsCollapseButOneExchangeOfContext_data()
    {
        QTest::addColumn<int>("revealed");
        QTest::addColumn<QString>("items");
        QTest::newRow("collapsed") << -1 << QStringLiteral("0-6(3) 6 7 8 9 10 11 12-20(4)");
        QTest::newRow("first run opened")
            << 0 << QStringLiteral("0 1 2 3 4 5 6 7 8 9 10 11 12-20(4)");
    }

    void runsOfEqualRowsCollapseButOneExchangeOfContext()
    {
        QFETCH(const int, revealed);
        QFETCH(const QString, items);
        CompareModel model;
        model.setPair(test::longPair(10, {4}));
        QStringList shown;
        for (const CompareItem &item : compareItems(model, true, {revealed}))
            shown.push_back(item.hiddenRows == 0 ? QString::number(item.firstRow)
                                                 : QStringLiteral("%1-%2(%3)")
                                                       .arg(item.firstRow)
                                                       .arg(item.endRow)
                                                       .arg(item.hiddenRows));
        QCOMPARE(shown.join(QLatin1Char(' ')), items);
    }
};

QTEST_GUILESS_MAIN(TestRowContent)
#include "tst_row_content.moc"
