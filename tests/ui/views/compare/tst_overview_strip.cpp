// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/views/compare/mouse_drag.h"
#include "tests/ui/views/compare/pair_fixture.h"
#include "ui/base/theme.h"
#include "ui/models/compare_model.h"
#include "ui/views/compare/overview_strip.h"

#include <QSignalSpy>

#include <algorithm>

using namespace gapscope;

class TestOverviewStrip : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void noDifferenceIsLostAtAnyHeight_data()
    {
        QTest::addColumn<int>("height");
        for (const int height : {1, 7, 50, 333, 1000, 5000})
            QTest::addRow("%d", height) << height;
    }

    void noDifferenceIsLostAtAnyHeight()
    {
        QFETCH(const int, height);
        CompareModel model;
        model.setPair(test::longPair(1000, {0, 417, 999}));
        OverviewStrip strip;
        strip.setModel(&model);
        const auto lines = strip.lines(height);
        QCOMPARE(lines.size(), static_cast<std::size_t>(height));
        for (const int row : {0, 417, 999})
            QCOMPARE(lines[static_cast<std::size_t>(row * height / 1000)], RowKind::Divergent);
        QVERIFY(std::count(lines.begin(), lines.end(), RowKind::Divergent) <=
                3 * (height / 1000 + 2));
    }

    void theGraverKindIsShownWhereRowsShareAPixel()
    {
        ComparePair pair = test::smallPair();
        CompareModel model;
        OverviewStrip strip;
        strip.setModel(&model);
        const std::vector<RowKind> order = {RowKind::Equal, RowKind::Paraphrase, RowKind::Merged,
                                            RowKind::Divergent};
        for (std::size_t graver = 1; graver < order.size(); ++graver)
            for (const bool first : {true, false}) {
                for (AlignedRow &row : pair.alignment.rows)
                    row.kind = order[graver - 1];
                pair.alignment.rows[first ? 0 : 3].kind = order[graver];
                model.setPair(pair);
                QCOMPARE(strip.lines(1).front(), order[graver]);
            }
    }

    void withoutModelThereIsNothingToShow()
    {
        OverviewStrip strip;
        QCOMPARE(strip.lines(3), (std::vector<std::optional<RowKind>>(3)));
        QVERIFY(strip.lines(0).empty());
    }

    void differencesAndLabelsArePaintedInTheirColours()
    {
        ComparePair pair = test::longPair(100, {50});
        pair.labels = {{10, QStringLiteral("C1"), {}}};
        CompareModel model;
        model.setPair(pair);
        OverviewStrip strip;
        strip.setPalette(Theme::light().palette());
        strip.setModel(&model);
        strip.resize(strip.sizeHint().width(), 400);
        const QImage image = strip.grab().toImage();
        QCOMPARE(image.pixelColor(12, 201), Theme::light().divergent);
        QCOMPARE(image.pixelColor(3, 42), Theme::light().accent);
    }

    void aClickAsksForThatPlaceAndADragKeepsItsGrip()
    {
        CompareModel model;
        model.setPair(test::longPair(50, {}));
        OverviewStrip strip;
        strip.setModel(&model);
        strip.resize(strip.sizeHint().width(), 400);
        strip.show();
        strip.setVisibleRows(0.0, 10.0);
        QSignalSpy asked(&strip, &OverviewStrip::topRequested);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {8, 200});
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.takeFirst().front().toDouble(), 45.0);

        test::drag(&strip, {8, 20}, {8, 40});
        QCOMPARE(asked.count(), 1);
        // 20 pixels of 400 are 5 of the 100 rows; the frame was taken hold of 5 rows below its top.
        QCOMPARE(asked.takeFirst().front().toDouble(), 5.0);
    }
};

QTEST_MAIN(TestOverviewStrip)
#include "tst_overview_strip.moc"
