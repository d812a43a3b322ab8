// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "ui/models/compare_pair.h"

using namespace gapscope;

class TestComparePair : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnUnexpectedWarnings(); }

    void mirroredTwiceIsTheSame()
    {
        ComparePair pair;
        pair.real.title = QStringLiteral("a");
        pair.sim.title = QStringLiteral("b");
        pair.alignment.realDialogue = DialogueId("r");
        pair.alignment.simDialogue = DialogueId("s");
        pair.alignment.rows.resize(3);
        pair.alignment.rows[0].real = {1};
        pair.alignment.rows[0].sim = {2};
        pair.alignment.rows[1].kind = RowKind::Missing;
        pair.alignment.rows[1].real = {3};
        pair.alignment.rows[2].kind = RowKind::Extra;
        pair.alignment.rows[2].sim = {4};
        pair.alignment.moved = {{3, 2, 0.7, true}};
        pair.anchors = {{DialogueId("r"), DialogueId("s"), 1, 2, Anchor::Kind::Pin}};
        pair.units = {{QStringLiteral("id"), 1, std::nullopt}};

        const ComparePair turned = mirrored(pair);
        QCOMPARE(turned.real.title, QStringLiteral("b"));
        QCOMPARE(turned.alignment.realDialogue, DialogueId("s"));
        QCOMPARE(turned.alignment.rows[0].real, std::vector<int>{2});
        QCOMPARE(turned.alignment.rows[1].kind, RowKind::Extra);
        QVERIFY(turned.alignment.rows[1].real.empty());
        QCOMPARE(turned.alignment.rows[2].kind, RowKind::Missing);
        QVERIFY(!turned.alignment.moved[0].fromReal);
        QCOMPARE(turned.anchors[0].realTurn, 2);
        QVERIFY(!turned.units[0].real && turned.units[0].sim == 1);

        const ComparePair back = mirrored(turned);
        QVERIFY(back.alignment == pair.alignment);
        QVERIFY(back.anchors == pair.anchors);
        QCOMPARE(back.sim.title, QStringLiteral("b"));
    }
};

QTEST_GUILESS_MAIN(TestComparePair)
#include "tst_compare_pair.moc"
