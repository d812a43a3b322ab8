// SPDX-License-Identifier: GPL-3.0-or-later
// First, because moc 6.4 stumbles over <concepts> unless a Qt header came before.
#include "tests/support/test_case.h"

#include "core/label/label_place.h"

using namespace gapscope;

class LabelPlaceTest final : public test::TestCase
{
    Q_OBJECT

    static Alignment alignment()
    {
        Alignment all;
        const auto add = [&](std::vector<int> real, std::vector<int> sim) {
            AlignedRow row;
            row.real = std::move(real);
            row.sim = std::move(sim);
            all.rows.push_back(std::move(row));
        };
        add({0}, {0});
        add({2}, {});
        add({}, {2});
        add({4, 6}, {4});
        return all;
    }

private Q_SLOTS:
    void aLabelFollowsItsTurns_data()
    {
        using Turn = std::optional<int>;
        QTest::addColumn<Turn>("real");
        QTest::addColumn<Turn>("sim");
        QTest::addColumn<int>("row");
        QTest::addColumn<bool>("stale");
        QTest::newRow("its row is there") << Turn(0) << Turn(0) << 0 << false;
        QTest::newRow("one side only") << Turn(2) << Turn() << 1 << false;
        QTest::newRow("other side only") << Turn() << Turn(2) << 2 << false;
        QTest::newRow("one side, matched since") << Turn(6) << Turn() << 3 << false;
        QTest::newRow("in a merged row") << Turn(6) << Turn(4) << 3 << false;
        QTest::newRow("its turns stand apart") << Turn(2) << Turn(2) << 1 << true;
        QTest::newRow("one turn is gone") << Turn(9) << Turn(2) << 2 << true;
        QTest::newRow("both are gone") << Turn(9) << Turn(9) << -1 << true;
        QTest::newRow("its only turn is gone") << Turn(9) << Turn() << -1 << true;
    }
    void aLabelFollowsItsTurns()
    {
        QFETCH(std::optional<int>, real);
        QFETCH(std::optional<int>, sim);
        QFETCH(int, row);
        QFETCH(bool, stale);
        Label label;
        label.realTurn = real;
        label.simTurn = sim;
        const LabelPlace place = placeOf(label, alignment());
        QCOMPARE(place.row, row);
        QCOMPARE(place.stale, stale);
    }
};

QTEST_GUILESS_MAIN(LabelPlaceTest)
#include "tst_label_place.moc"
