// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/word_diff.h"
#include "tests/support/test_case.h"

#include <random>

using namespace gapscope;
using namespace gapscope::test;

namespace {
std::string printed(const WordDiff &diff, const std::string &real, const std::string &sim)
{
    std::string text;
    for (const DiffToken &token : diff.tokens) {
        const ByteRange range = token.kind == DiffKind::OnlySim ? token.sim : token.real;
        const std::string &side = token.kind == DiffKind::OnlySim ? sim : real;
        if (!text.empty())
            text.append(" ");
        if (token.kind != DiffKind::Same)
            text.push_back(token.kind == DiffKind::OnlyReal ? '-' : '+');
        text.append(side, range.begin, range.end - range.begin);
    }
    return text;
}
} // namespace

class WordDiffTest final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreComparedAsAReaderWould_data()
    {
        QTest::addColumn<std::string>("real");
        QTest::addColumn<std::string>("sim");
        QTest::addColumn<bool>("ignoreCase");
        QTest::addColumn<std::string>("tokens");
        const auto row = [](const char *title, const char *real, const char *sim, bool ignoreCase,
                            const char *tokens) {
            QTest::newRow(title) << std::string(real) << std::string(sim) << ignoreCase
                                 << std::string(tokens);
        };
        row("identical", "cancel it, now", "cancel it, now", false, "cancel it , now");
        row("start", "please cancel it", "cancel it", false, "-please cancel it");
        row("end", "cancel it", "cancel it now", false, "cancel it +now");
        row("middle", "the blue one", "the red one", false, "the -blue +red one");
        row("all different", "yes please", "never again!", false, "-yes -please +never +again +!");
        row("real empty", "", "go on", false, "+go +on");
        row("sim empty", "go on", "", false, "-go -on");
        row("both empty", "", "  ", false, "");
        row("repeated words", "no no no", "no no", false, "no no -no");
        row("blanks count for nothing", "go  \n on", "go on", false, "go on");
        row("case counts", "Yes", "yes", false, "-Yes +yes");
        row("case ignored on request", "Yes ÄRGER", "yes ärger", true, "Yes ÄRGER");
        row("numbers stay whole", "at 14:30 for 1,250.50", "at 14:35 for 1,250.50", false,
            "at -14:30 +14:35 for 1,250.50");
        row("CJK by character", "取消订单", "取消订金", false, "取 消 订 -单 +金");
        row("emoji", "ok 😀", "ok 😡", false, "ok -😀 +😡");
        row("broken UTF-8", "a \xff b", "a b", false, "a -\xff b");
    }
    void wordsAreComparedAsAReaderWould()
    {
        QFETCH(std::string, real);
        QFETCH(std::string, sim);
        QFETCH(bool, ignoreCase);
        QFETCH(std::string, tokens);
        QCOMPARE(
            QString::fromStdString(printed(diffWords(real, sim, {ignoreCase, 600}), real, sim)),
            QString::fromStdString(tokens));
    }

    void missingSideHasItsPlace()
    {
        const WordDiff diff = diffWords("the one", "the red one");
        QCOMPARE(diff.tokens[1].kind, DiffKind::OnlySim);
        QVERIFY((diff.tokens[1].real == ByteRange{4, 4}));
    }

    void textsTooFarApartAreSaidToBeSo()
    {
        const WordDiff diff = diffWords("same a b c d end", "same e f g h end", {false, 5});
        QVERIFY(diff.capped);
        QCOMPARE(diff.tokens.size(), std::size_t(10));
        QCOMPARE(diff.tokens.front().kind, DiffKind::Same);
        QCOMPARE(diff.tokens.back().kind, DiffKind::Same);
    }

    void scriptIsAsShortAsTheLongestCommonSubsequenceAllows()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 300; ++round) {
            std::string a;
            std::string b;
            for (auto i = random() % 15; i > 0; --i)
                a.append(1, static_cast<char>('a' + random() % 3)).append(" ");
            for (auto i = random() % 15; i > 0; --i)
                b.append(1, static_cast<char>('a' + random() % 3)).append(" ");
            const std::size_t n = a.size() / 2;
            const std::size_t m = b.size() / 2;
            std::vector<std::vector<int>> common(n + 1, std::vector<int>(m + 1, 0));
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j < m; ++j)
                    common[i + 1][j + 1] = a[2 * i] == b[2 * j]
                                               ? common[i][j] + 1
                                               : std::max(common[i][j + 1], common[i + 1][j]);
            const WordDiff diff = diffWords(a, b);
            int same = 0;
            for (const DiffToken &token : diff.tokens)
                same += token.kind == DiffKind::Same ? 1 : 0;
            QCOMPARE(same, common[n][m]);
            QCOMPARE(diff.tokens.size(), n + m - static_cast<std::size_t>(same));
        }
    }
};

QTEST_GUILESS_MAIN(WordDiffTest)
#include "tst_word_diff.moc"
