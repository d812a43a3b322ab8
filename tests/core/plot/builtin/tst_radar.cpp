// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/plot/plot_fixture.h"
#include "tests/core/plot/sample_fixture.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestRadar : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void shapeNeverStandsAlone()
    {
        const ChartSpec spec = test::buildChart("radar", test::smallTable(), "sim a");
        QCOMPARE(test::faultsOf(spec), std::string());
        QCOMPARE(spec.panels.size(), std::size_t(2));
        const ChartSpec &shape = spec.panels[0];
        const ChartSpec &dots = spec.panels[1];
        QVERIFY(shape.square && shape.x.hidden && shape.y.hidden);
        QCOMPARE(dots.y.categories.size(), std::size_t(6));
        // The same marks on both sides.
        QCOMPARE(shape.points.size(), dots.points.size());
        for (std::size_t i = 0; i < shape.points.size(); ++i) {
            QCOMPARE(shape.points[i].info.tip, dots.points[i].info.tip);
            QVERIFY(std::abs(std::hypot(shape.points[i].x, shape.points[i].y) - dots.points[i].x) <
                    1e-9);
            const auto row = std::size_t(dots.points[i].info.row);
            QCOMPARE(test::cell(spec.table, row, "score").number, dots.points[i].x);
        }
        // D1 of the ceiling points straight up.
        QVERIFY(std::abs(shape.points[0].x) < 1e-9 && std::abs(shape.points[0].y - 88.0) < 1e-9);
    }

    void missingPartLeavesNoOutline()
    {
        const ChartSpec spec = test::buildChart("radar", test::smallTable(), "sim a");
        QVERIFY2(spec.warnings.front() ==
                     "sim <b> has no outline, for it lacks Survey agreement (no survey file).",
                 spec.warnings.front().c_str());
        // The ceiling and sim a.
        QCOMPARE(spec.panels[0].polygons.size(), std::size_t(2));
        // Where the selected one lacks it, it is no spoke.
        QCOMPARE(
            test::buildChart("radar", test::smallTable(), "sim <b>").panels[1].y.categories.size(),
            std::size_t(5));
    }

    void withoutScoresItSaysWhy()
    {
        UsiTable table;
        UsiRow row;
        row.name = "sim";
        row.missing["D1_conv"] = "no dialogue of people";
        table.rows.push_back(row);
        QVERIFY(test::buildChart("radar", table).emptyReason.find("no dialogue of people") !=
                std::string::npos);
    }

    void thirtyOneSimulatorsLeaveTwoShapes()
    {
        UsiTable table = test::smallTable();
        for (int i = 0; i < 29; ++i) {
            table.rows.push_back(table.rows[1]);
            table.rows.back().name = "more " + std::to_string(i);
        }
        const ChartSpec spec = test::buildChart("radar", table, "sim a");
        QCOMPARE(spec.legend.size(), std::size_t(2));
        QVERIFY(spec.warnings.front().find("The other 30 simulators are not drawn") == 0);
    }
};

QTEST_APPLESS_MAIN(TestRadar)
#include "tst_radar.moc"
