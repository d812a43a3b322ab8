// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/dashboard_layout.h"

#include "tests/support/test_case.h"
#include "ui/base/slides.h"

using namespace gapscope;

class TestDashboardLayout : public test::TestCase
{
    Q_OBJECT

    static std::string placed(const std::vector<DashboardTile> &tiles)
    {
        std::string text;
        for (const DashboardPlace &place : placeTiles(tiles))
            text += std::to_string(place.column) + "," + std::to_string(place.row) + " ";
        return text;
    }

private Q_SLOTS:
    void tilesStandSideBySideWhileThereIsRoom()
    {
        QCOMPARE(placed({{"a", {}, 3, 2}, {"b", {}, 3, 2}, {"c", {}, 3, 2}}),
                 std::string("0,0 3,0 0,2 "));
    }

    void aTileBesideAHighOneStandsUnderItsNeighbour()
    {
        QCOMPARE(placed({{"a", {}, 3, 4}, {"b", {}, 3, 2}, {"c", {}, 3, 2}}),
                 std::string("0,0 3,0 3,2 "));
    }

    void tilesNeverCoverEachOther()
    {
        const std::vector<DashboardTile> tiles{{"a", {}, 2, 2}, {"b", {}, 4, 3}, {"c", {}, 2, 4},
                                               {"d", {}, 3, 2}, {"e", {}, 6, 2}, {"f", {}, 3, 5}};
        const std::vector<DashboardPlace> places = placeTiles(tiles);
        for (std::size_t i = 0; i < tiles.size(); ++i) {
            QVERIFY(places[i].column + tiles[i].columns <= dashboardColumns);
            for (std::size_t j = 0; j < i; ++j) {
                const bool beside = places[i].column + tiles[i].columns <= places[j].column ||
                                    places[j].column + tiles[j].columns <= places[i].column;
                const bool under = places[i].row + tiles[i].rows <= places[j].row ||
                                   places[j].row + tiles[j].rows <= places[i].row;
                QVERIFY2(beside || under, tiles[i].chart.c_str());
            }
        }
    }

    void sizesStayWithinTheGrid()
    {
        DashboardTile tile;
        resizeTile(tile, 99, 99);
        QCOMPARE(tile.columns, dashboardColumns);
        QCOMPARE(tile.rows, mostTileRows);
        resizeTile(tile, 0, -1);
        QCOMPARE(tile.columns, leastTileColumns);
        QCOMPARE(tile.rows, leastTileRows);
    }

    void whatIsWrittenIsReadBack()
    {
        const std::vector<DashboardTile> tiles{{"a", {{"feature", "x \"y\""}}, 2, 5},
                                               {"b", {}, 6, 2}};
        QVERIFY(parseDashboard(dashboardText(tiles)) == tiles);
    }

    void whatIsNoTileIsLeftOut()
    {
        QVERIFY(parseDashboard("not json").empty());
        QVERIFY(parseDashboard("{}").empty());
        const auto read = parseDashboard(R"([1, {"chart": 2}, {"chart": "a", "columns": "x"}])");
        QCOMPARE(read.size(), std::size_t(1));
        QCOMPARE(read.front().columns, DashboardTile().columns);
    }

    void slidesAreReadBackToo()
    {
        Slide chart;
        chart.title = "Index";
        chart.wish = {"dumbbell", "gpt-4o", {{"feature", "short_msg_rate"}}};
        Slide pair;
        pair.title = "A pair";
        pair.real = DialogueId("r1");
        pair.sim = DialogueId("s1");
        pair.row = 4;
        const std::vector<Slide> slides{chart, pair};
        QVERIFY(parseSlides(slidesText(slides)) == slides);
        QVERIFY(parseSlides(R"([{"title": "neither"}, 7])").empty());
    }
};

QTEST_GUILESS_MAIN(TestDashboardLayout)
#include "tst_dashboard_layout.moc"
