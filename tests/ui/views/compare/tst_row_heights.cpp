// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "ui/views/compare/row_heights.h"

#include <numeric>

using namespace gapscope;

class TestRowHeights : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void topsAreSumsOfTheHeightsBefore_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 3, 7, 8, 9, 1000})
            QTest::addRow("%d", count) << count;
    }

    void topsAreSumsOfTheHeightsBefore()
    {
        QFETCH(const int, count);
        std::vector<int> plain(static_cast<std::size_t>(count));
        std::iota(plain.begin(), plain.end(), 5);
        RowHeights heights;
        heights.reset(plain);
        for (int i = 0; i < count; i += 2) {
            plain[static_cast<std::size_t>(i)] = 100 + i;
            heights.measure(i, 100 + i);
        }
        std::int64_t top = 0;
        for (int i = 0; i < count; ++i) {
            QCOMPARE(heights.top(i), top);
            QCOMPARE(heights.itemAt(top), i);
            top += plain[static_cast<std::size_t>(i)];
            QCOMPARE(heights.itemAt(top - 1), i);
        }
        QCOMPARE(heights.total(), top);
    }

    void placesOutsideGiveTheFirstAndTheLastItem()
    {
        RowHeights heights;
        heights.reset({10, 10});
        QCOMPARE(heights.itemAt(-5), 0);
        QCOMPARE(heights.itemAt(20), 1);
        heights.reset({});
        QCOMPARE(heights.itemAt(0), -1);
        QCOMPARE(heights.total(), std::int64_t(0));
    }

    void onlyMeasuredItemsAreMeasured()
    {
        RowHeights heights;
        heights.reset({10, 10});
        heights.measure(1, 10);
        QVERIFY(!heights.isMeasured(0));
        QVERIFY(heights.isMeasured(1));
    }
};

QTEST_APPLESS_MAIN(TestRowHeights)
#include "tst_row_heights.moc"
