// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/charts/panel_fixture.h"
#include "ui/base/qstring.h"
#include "ui/charts/chart_scene.h"
#include "ui/charts/export.h"
#include "ui/charts/series_thinning.h"

#include <QXmlStreamReader>

#include <random>

using namespace gapscope;

class TestPanels : public test::TestCase
{
    Q_OBJECT

    static std::unique_ptr<ChartScene> scene(const ChartSpec &spec, QSizeF size = {800, 600})
    {
        auto scene = std::make_unique<ChartScene>(spec, ChartStyle{Theme::light(), 1.0, false});
        scene->resize(size);
        return scene;
    }
    static QByteArray svg(const ChartSpec &spec)
    {
        return chartSvg(spec, Theme::light(), {178, 130});
    }
    static ChartSpec ticked(std::vector<AxisTick> ticks)
    {
        ChartSpec spec;
        spec.title = "Ticks";
        spec.x = {"Scale", "", {0, 100}, {}, {}, 0.0, std::move(ticks)};
        spec.y = {"", "", {0, 1}, {"row"}, {}};
        return spec;
    }

private Q_SLOTS:
    void plotsOfAColumnAndOfARowStandInLine()
    {
        const auto drawn = scene(test::panelChart());
        QCOMPARE(drawn->plotCount(), 4);
        const QRectF points = drawn->plot(0).layout().plot;
        const QRectF empty = drawn->plot(1).layout().plot;
        const QRectF bars = drawn->plot(2).layout().plot;
        QCOMPARE(points.left(), bars.left());
        QCOMPARE(points.right(), bars.right());
        QCOMPARE(points.top(), empty.top());
        QVERIFY(std::abs(points.height() - 2 * bars.height()) < 0.01);
    }

    void cellsDoNotOverlapAndStayInTheFigure()
    {
        for (const QSizeF size : {QSizeF(800, 600), QSizeF(321, 500), QSizeF(1900, 900)}) {
            const auto drawn = scene(test::panelChart(), size);
            for (int a = 0; a < drawn->plotCount(); ++a) {
                const QRectF cell = drawn->plot(a).layout().cell;
                QVERIFY(cell.contains(drawn->plot(a).layout().plot));
                QVERIFY(QRectF(QPointF(), size).contains(cell));
                for (int b = 0; b < a; ++b)
                    QVERIFY(!cell.intersects(drawn->plot(b).layout().cell));
            }
        }
    }

    /// Two panels of numbers whose titles are as long as those of a study.
    static ChartSpec pairOfPanels()
    {
        ChartSpec spec;
        spec.title = "Two panels";
        for (const char *title :
             {"Success by group of tasks, n 493", "Same tasks, p 0.42, κ 0.01"}) {
            ChartSpec panel;
            panel.title = title;
            panel.x = {"Share of the dialogues", "%", {0, 100}, {}, {}};
            panel.y = {"Judged by the user", "%", {0, 100}, {}, {}};
            panel.x.ticks = {{25, "people fail (46)"}, {75, "people succeed (118)"}};
            spec.panels.push_back(panel);
        }
        spec.grid.columns = 2;
        return spec;
    }
    static bool standsBelow(const ChartScene &scene, int lower, int upper)
    {
        return scene.plot(lower).layout().cell.top() >= scene.plot(upper).layout().cell.bottom();
    }

    void panelsStandBelowEachOtherWhereTheyWouldBeTooNarrow()
    {
        const ChartSpec spec = pairOfPanels();
        QVERIFY(!standsBelow(*scene(spec, {673, 500}), 1, 0)); // 178 mm
        const auto narrow = scene(spec, {321, 500});           // 85 mm
        QVERIFY(standsBelow(*narrow, 1, 0));
        for (int i = 0; i < 2; ++i) {
            const PlotLayout &layout = narrow->plot(i).layout();
            QVERIFY(layout.title.text.width <= layout.cell.width());
            QCOMPARE(layout.title.text.lines.size(), 1);
        }
        const ChartStyle style{Theme::light(), 1.0, false};
        QVERIFY(comfortableHeight(spec, style, 321) > 1.5 * comfortableHeight(spec, style, 673));
        // What is larger in print needs more of the width.
        auto large = std::make_unique<ChartScene>(spec, ChartStyle{Theme::light(), 2.0, false});
        large->resize({673, 900});
        QVERIFY(standsBelow(*large, 1, 0));
    }

    void panelBelowAnotherHasTheWeightOfItsPlace()
    {
        ChartSpec spec = pairOfPanels();
        spec.grid.rowWeights = {0.75, 0.25};
        const auto narrow = scene(spec, {321, 700});
        const double ratio =
            narrow->plot(0).layout().plot.height() / narrow->plot(1).layout().plot.height();
        QVERIFY2(std::abs(ratio - 3.0) < 0.01, qPrintable(QString::number(ratio)));
    }

    void panelsThatStandBelowEachOtherHaveTheirOwnLabels()
    {
        ChartSpec spec = pairOfPanels();
        spec.grid.sharedY = true;
        QCOMPARE(chartSvg(spec, Theme::light(), {178, 130}).count(">Judged by the user (%)<"), 1);
        QCOMPARE(chartSvg(spec, Theme::light(), {85, 150}).count(">Judged by the user (%)<"), 2);
        QVERIFY(shareY(spec, 0, 1)); // they still zoom together
    }

    void categoriesOfPanelsBelowEachOtherAreNamedOnce()
    {
        ChartSpec spec = pairOfPanels();
        for (ChartSpec &panel : spec.panels) {
            panel.x = {"", "", {}, {}, {}};
            for (int i = 0; i < 14; ++i)
                panel.x.categories.push_back("kind " + std::to_string(i));
        }
        spec.grid.sharedX = true;
        QCOMPARE(chartSvg(spec, Theme::light(), {60, 150}).count(">kind 13</text>"), 1);
        spec.grid.sharedX = false;
        QCOMPARE(chartSvg(spec, Theme::light(), {60, 150}).count(">kind 13</text>"), 2);
    }

    void squareIsAsLargeAsItsRowAndTheOthersGetTheRest()
    {
        ChartSpec spec = pairOfPanels();
        spec.panels[0].square = true;
        const auto drawn = scene(spec, {900, 420});
        const QRectF square = drawn->plot(0).layout().plot;
        const QRectF other = drawn->plot(1).layout().plot;
        QVERIFY(std::abs(square.width() - square.height()) < 0.01);
        QVERIFY(std::abs(square.height() - other.height()) < 0.01);
        QVERIFY(other.width() > square.width() + 50);
        QVERIFY(drawn->plot(1).layout().cell.right() > 870);
        // A file gives it the height of its width, a view would rather not scroll.
        const ChartStyle style{Theme::light(), 1.0, false};
        QVERIFY(comfortableHeight(spec, style, 900) > leastHeight(spec, style, 900) + 100);
        spec.panels[0].square = false;
        QCOMPARE(comfortableHeight(spec, style, 900), leastHeight(spec, style, 900));
    }

    void sharedAxisIsLabelledOnceBelow()
    {
        ChartSpec spec = test::panelChart();
        QCOMPARE(svg(spec).count(">Turn</text>"), 1);
        spec.grid.sharedX = false;
        QCOMPARE(svg(spec).count(">Turn</text>"), 2);
    }

    void panelsWithASharedAxisZoomTogether()
    {
        const auto drawn = scene(test::panelChart());
        drawn->setVisibleRange(0, QRectF(2, 20, 3, 30));
        QCOMPARE(drawn->plot(2).visibleRange().left(), 2.0);
        QCOMPARE(drawn->plot(2).visibleRange().width(), 3.0);
        QCOMPARE(drawn->plot(2).visibleRange().height(), drawn->plot(2).homeRange().height());
        QCOMPARE(drawn->plot(3).visibleRange(), drawn->plot(3).homeRange());
    }

    void marksAreNumberedPanelByPanel()
    {
        const auto drawn = scene(test::panelChart());
        QCOMPARE(drawn->markCount(), 12);
        QStringList tips;
        for (const int i : {0, 8, 9, 10, 11})
            tips << qs(drawn->mark(i).tip);
        QCOMPARE(tips.join(QLatin1String(", ")),
                 QStringLiteral("point 1, point 9, bar a, bar b, outline"));
        for (int i = 0; i < drawn->markCount(); ++i)
            QCOMPARE(drawn->markAt(drawn->markPosition(i)), i);
    }

    void emptyPanelSaysWhyInItsPlace()
    {
        const QByteArray file = svg(test::panelChart());
        QVERIFY(file.contains("This group has no dialogues."));
        QVERIFY(file.contains(">Bars</text>"));
    }

    void everyPanelIsClippedToItsOwnArea()
    {
        QCOMPARE(svg(test::panelChart()).count("overflow=\"hidden\""), 3);
    }

    void hatchedBarsAreLinesInFiles()
    {
        ChartSpec spec = test::panelChart();
        const auto lines = [](const QByteArray &file) { return file.count("<polyline"); };
        const qsizetype hatched = lines(svg(spec));
        spec.panels[2].bars[0].hatched = false;
        const QByteArray plain = svg(spec);
        QVERIFY(hatched > lines(plain) + 20);
        QVERIFY(!svg(test::panelChart()).contains("<image"));
        QVERIFY(!svg(test::panelChart()).contains("url(#"));
    }

    void outlineIsHitInsideAndAlongItsLineOnlyWhereItIsBare()
    {
        ChartSpec spec = test::panelChart();
        const auto filled = scene(spec);
        const QPointF centre = filled->plot(3).toScene(0.1, 0.1);
        QCOMPARE(filled->markAt(centre), 11);
        spec.panels[3].polygons[0].filled = false;
        const auto bare = scene(spec);
        QCOMPARE(bare->markAt(centre), -1);
        QCOMPARE(bare->markAt(bare->plot(3).toScene(0.8, 0.0)), 11);
    }

    void hiddenAxesHaveNoNumbers()
    {
        ChartSpec spec = ticked({});
        QVERIFY(svg(spec).contains(">Scale</text>"));
        spec.x.hidden = true;
        const QByteArray file = svg(spec);
        QVERIFY(!file.contains(">Scale</text>"));
        QVERIFY(!file.contains(">50</text>"));
    }

    void labelledTicksReplaceRoundNumbersAndMayRepeat()
    {
        const QByteArray file = svg(ticked({{0, "50"}, {50, "0"}, {100, "50"}}));
        QCOMPARE(file.count(">50</text>"), 2);
        QCOMPARE(file.count(">0</text>"), 1);
        QCOMPARE(file.count(">20</text>"), 0);
    }

    void labelsOfCrowdedTicksAreLeftOut()
    {
        std::vector<AxisTick> ticks;
        for (int i = 0; i <= 100; ++i)
            ticks.push_back({double(i), "label " + std::to_string(i)});
        const qsizetype shown = svg(ticked(ticks)).count(">label ");
        QVERIFY2(shown >= 4 && shown <= 15, qPrintable(QString::number(shown)));
    }

    void longLineKeepsItsExtremesAtEveryZoom()
    {
        std::vector<std::pair<double, double>> line;
        for (int i = 0; i < 100000; ++i)
            line.push_back({i, std::sin(i * 0.01)});
        line[31415].second = 7;
        line[31416].second = -7;
        for (const double width : {100000.0, 20000.0, 500.0}) {
            const QList<QPointF> thin =
                thinnedLine(line, 31415 - width / 2, 31415 + width / 2, 1000);
            QVERIFY(thin.size() <= 4 * 1002);
            QVERIFY(thin.contains(QPointF(31415, 7)));
            QVERIFY(thin.contains(QPointF(31416, -7)));
            QCOMPARE(thin.first(), QPointF(0, line[0].second));
            QCOMPARE(thin.last().x(), 99999.0);
        }
    }

    void shortStretchesOfALineAreWhole()
    {
        const std::vector<std::pair<double, double>> line{{0, 1}, {1, 5}, {2, 2}, {3, 3}};
        QCOMPARE(thinnedLine(line, 0, 4, 100).size(), 4);
    }

    void manyPointsAreThinnedButNoneIsFarFromOneThatIsPainted()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> across(0, 800);
        std::vector<QPointF> points;
        for (int i = 0; i < 100000; ++i)
            points.push_back({across(random), across(random) / 2});
        points.push_back({400, 900});
        const std::vector<std::size_t> kept = thinnedPoints(points, 4);
        QVERIFY(kept.size() < 25000);
        QVERIFY(std::find(kept.begin(), kept.end(), points.size() - 1) != kept.end());
        for (std::size_t i = 0; i < points.size(); i += 997) {
            const bool isNear = std::any_of(kept.begin(), kept.end(), [&](std::size_t k) {
                const QPointF off = points[k] - points[i];
                return std::hypot(off.x(), off.y()) <= 4 * 1.4143;
            });
            QVERIFY(isNear);
        }
    }

    void markAmongAHundredThousandIsFound()
    {
        ChartSpec spec;
        spec.x = {"x", "", {0, 1000}, {}, {}};
        spec.y = {"y", "", {0, 1000}, {}, {}};
        std::mt19937 random(11);
        std::uniform_real_distribution<double> value(0, 1000);
        for (int i = 0; i < 100000; ++i)
            spec.points.push_back({value(random),
                                   value(random),
                                   {},
                                   {},
                                   MarkShape::Circle,
                                   0.2,
                                   "",
                                   test::markInfo(InkRole::Sim, std::to_string(i), i)});
        const auto drawn = scene(spec);
        for (int i = 0; i < drawn->markCount(); i += 9973) {
            const int found = drawn->markAt(drawn->markPosition(i));
            QVERIFY(found >= 0);
            const QPointF off = drawn->markPosition(found) - drawn->markPosition(i);
            QVERIFY(std::hypot(off.x(), off.y()) < 0.5);
        }
    }

    void figureIsWellFormedAndRepeatable()
    {
        const QByteArray first = svg(test::panelChart());
        QCOMPARE(first, svg(test::panelChart()));
        QXmlStreamReader xml(first);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }
};

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
