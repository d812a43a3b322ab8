// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/label/rated_pairs.h"
#include "tests/core/plot/made_sample.h"
#include "tests/core/plot/plot_fixture.h"
#include "tests/support/test_case.h"
#include "ui/charts/chart_scene.h"
#include "ui/charts/export.h"
#include "ui/charts/figure_style.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace gapscope;

class TestExport : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    static QByteArray bytes(const QString &path)
    {
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    static UsiTable hostileTable()
    {
        UsiTable table = test::smallTable();
        table.rows[1].name = table.details[0].name = "a<b and c>d";
        table.rows[2].name = table.details[1].name = "<img src='file:///etc/hostname'>";
        return table;
    }
    static ChartSpec leaderboard() { return test::buildChart("leaderboard", hostileTable()); }
    /// Share of pixels outside `inside` that differ from the pixel of `other`.
    static int differences(const QImage &a, const QImage &b, const QRect &inside)
    {
        int count = 0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x)
                if (!inside.contains(x, y) && a.pixel(x, y) != b.pixel(x, y))
                    ++count;
        return count;
    }

    /// Two equal axes of percentages.
    static ChartSpec squareSpec()
    {
        ChartSpec spec;
        spec.title = "Success";
        spec.square = true;
        spec.x = {"People", "%", {-4, 104}, {}, {}, 10.0};
        spec.y = {"Simulator", "%", {-4, 104}, {}, {}, 10.0};
        spec.points.push_back(
            {50, 60, {}, {}, MarkShape::Circle, 1.0, {}, {{InkRole::Sim}, "tip", {}}});
        return spec;
    }

    /// The chart of small figures of everything that charts are drawn from.
    static ChartSpec specOf(const std::string &id)
    {
        const auto charts = builtinCharts();
        const Chart *chart = findChart(charts, id);
        MetricInput sample = test::smallSample();
        UsiTable table = hostileTable();
        // One of the names is hostile in the sample too.
        sample.simulators[0].name = table.rows[1].name;
        sample.simulators[1].name = table.rows[2].name;
        for (std::vector<MetricDialogue> *side :
             {&sample.people, &sample.simulators[0].dialogues, &sample.simulators[1].dialogues})
            for (std::size_t i = 0; i < side->size(); ++i) {
                auto rated = std::make_shared<Dialogue>(*(*side)[i].dialogue);
                rated->outcome.reward = i % 2 ? 1.0 : 0.0;
                rated->survey = {
                    {"task_success", {}, i % 3 ? "Yes - Task completed" : "No - Task failed"}};
                (*side)[i].dialogue = rated;
            }
        for (MetricSimulator &simulator : sample.simulators)
            for (const MetricDialogue &one : sample.people)
                simulator.surveys.push_back(
                    {{}, one.dialogue->task, one.dialogue->run, one.dialogue->survey});
        std::vector<SimulatorCourses> courses(1);
        courses[0].simulator = table.rows[1].name;
        courses[0].floorName = "human–human";
        std::vector<PairCourse> floor;
        for (int i = 0; i < 6; ++i) {
            const TaskKey task("t:d:" + std::to_string(i));
            courses[0].pairs.push_back({task, {}, {}, {false, i % 2 == 0, true}, 2 + i % 2});
            floor.push_back({task, {}, {}, {false, false, i % 2 == 0}, 3});
        }
        courses[0].floor = std::make_shared<const std::vector<PairCourse>>(std::move(floor));
        FeatureEffects effects;
        for (const UsiRow &row : {table.rows[1], table.rows[2]}) {
            SimulatorEffects one;
            one.name = row.name;
            for (const FeatureInfo &feature : featureTable()) {
                if (feature.dimension == Dimension::None)
                    continue;
                FeatureEffect effect;
                effect.feature = feature.feature;
                effect.cliffsDelta = 0.5;
                effect.p = effect.q = 0.01;
                effect.peopleEvents = effect.simEvents = 20;
                one.features.push_back(effect);
            }
            effects.simulators.push_back(std::move(one));
        }
        const std::vector<CapabilityScore> capability{{table.rows[1].name, "a", 1.0},
                                                      {table.rows[2].name, "a", 2.0}};
        std::vector<LabelledPair> labelled;
        std::vector<SuggestedPair> suggested;
        for (std::size_t i = 0; i < 4; ++i) {
            test::RatedPairMaker pair("p" + std::to_string(i), 1, table.rows[1].name);
            pair.result.pair.sim = sample.simulators[0].dialogues[i].dialogue->id;
            pair.done("ann").says("ann", i < 2 ? "C1" : "X0", 0);
            labelled.push_back(pair.result.pair);
            Suggestion suggestion;
            suggestion.row = 0;
            suggestion.code = "C1";
            suggestion.rule = "over_polite";
            suggested.push_back({pair.result, {suggestion}});
        }
        ChartInput input{table,
                         {},
                         test::smallDivergence(),
                         {"20 tasks, 60 dialogues", "domain airline", "1.2.3", "abc123"}};
        input.sample = &sample;
        input.courses = &courses;
        input.effects = &effects;
        input.capability = &capability;
        input.labelled = &labelled;
        input.suggested = &suggested;
        return chart->build(input);
    }

private Q_SLOTS:
    void everyChartIsWrittenInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const auto &chart : builtinCharts())
            QTest::newRow(chart->id().data()) << QByteArray(chart->id().data());
    }

    void everyChartIsWrittenInEveryForm()
    {
        QFETCH(QByteArray, id);
        const ChartSpec spec = specOf(id.toStdString());
        QVERIFY2(!spec.isEmpty(), spec.emptyReason.c_str());
        for (const char *suffix : {".svg", ".pdf", ".png", ".csv", ".json"}) {
            const QString path = m_folder.filePath(QLatin1String(id) + QLatin1String(suffix));
            const Result<void> done = exportChart(spec, Theme::light(), {120, 80}, path, 96);
            QVERIFY2(bool(done), suffix);
            QVERIFY(bytes(path).size() > 50);
        }
    }

    void namesAreTextInSvgNeverMarkup()
    {
        const QByteArray svg = chartSvg(leaderboard(), Theme::light(), {160, 90});
        QVERIFY(svg.contains("a&lt;b and c&gt;d"));
        QVERIFY(svg.contains("&lt;img"));
        QVERIFY(!svg.contains("<image"));
        QVERIFY(svg.contains("<title>Leaderboard of simulators</title>"));
        QVERIFY(svg.contains("data abc123"));
        QVERIFY(svg.contains("font-family=\"DejaVu Sans\""));
        QVERIFY(!svg.contains("Sans Serif"));
        QXmlStreamReader xml(svg);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }

    void svgHasTheAskedSize()
    {
        const QByteArray svg = chartSvg(leaderboard(), Theme::light(), {85, 60.5});
        QVERIFY(svg.contains("width=\"85mm\" height=\"60.5mm\""));
    }

    void pdfPageHasTheAskedSize()
    {
        QVERIFY(bool(exportChart(leaderboard(), Theme::light(), {160, 100}, file("size.pdf"))));
        // 160 × 100 mm in points, which PDF pages are rounded to.
        QVERIFY(bytes(file("size.pdf")).contains("/MediaBox [0 0 454.000000 283.000000]"));
        QVERIFY(bytes(file("size.pdf")).contains("/Creator"));
    }

    void pngHasTheAskedSizeAndSaysWhereItIsFrom()
    {
        QVERIFY(bool(exportChart(leaderboard(), Theme::light(), {160, 100}, file("a.png"), 300)));
        const QImage image(file("a.png"));
        QCOMPARE(image.size(), QSize(1890, 1181));
        QCOMPARE(image.dotsPerMeterX(), 11811);
        QCOMPARE(image.text(QStringLiteral("Title")), QStringLiteral("Leaderboard of simulators"));
        QVERIFY(image.text(QStringLiteral("Description")).contains(QStringLiteral("data abc123")));
    }

    void axesHaveTheirNumbers()
    {
        // Equal axes have equal numbers.
        const QByteArray svg = chartSvg(squareSpec(), Theme::light(), {160, 110});
        for (const char *number : {">0</text>", ">40</text>", ">100</text>"})
            QVERIFY2(svg.count(number) >= 2, number);
    }

    void twoRunsGiveTheSameBytes_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::newRow("svg") << QStringLiteral("svg");
        QTest::newRow("png") << QStringLiteral("png");
        QTest::newRow("csv") << QStringLiteral("csv");
    }

    void twoRunsGiveTheSameBytes()
    {
        QFETCH(QString, suffix);
        const QString first = m_folder.filePath(QStringLiteral("first.") + suffix);
        const QString second = m_folder.filePath(QStringLiteral("second.") + suffix);
        QVERIFY(bool(exportChart(leaderboard(), Theme::light(), {120, 80}, first)));
        QVERIFY(bool(exportChart(leaderboard(), Theme::light(), {120, 80}, second)));
        QVERIFY(!bytes(first).isEmpty());
        QCOMPARE(bytes(first), bytes(second));
    }

    void zoomedMarksStayInsideThePlotArea()
    {
        const ChartSpec spec =
            test::buildChart("divergence_by_turn", test::smallTable(), {}, test::smallDivergence());
        ChartScene scene(spec, {Theme::light(), 1.0, false});
        scene.resize(QSizeF(600, 400));
        scene.setVisibleRange(0, QRectF(1.5, 30, 1, 20));
        const QByteArray svg = chartSvg(scene);
        const qsizetype clip = svg.indexOf("overflow=\"hidden\"");
        QVERIFY(clip > 0);
        QImage all(600, 400, QImage::Format_RGB32);
        QImage frame = all;
        all.fill(Qt::white);
        frame.fill(Qt::white);
        {
            QPainter painter(&all);
            painter.setRenderHint(QPainter::Antialiasing);
            scene.render(&painter, scene.sceneRect(), scene.sceneRect());
            QPainter framePainter(&frame);
            scene.drawFrameOnly(framePainter);
        }
        const QRect plot = scene.plot(0).layout().plot.toAlignedRect().adjusted(-1, -1, 1, 1);
        QCOMPARE(differences(all, frame, plot), 0);
        QVERIFY(differences(all, frame, QRect()) > 100);
        // In the file the clip is an inner <svg> that has exactly the plot area.
        const QRectF box = scene.plot(0).layout().plot;
        const QByteArray opening = "<svg x=\"" + QByteArray::number(box.x(), 'g', 8) + "\" y=\"" +
                                   QByteArray::number(box.y(), 'g', 8) + "\" width=\"" +
                                   QByteArray::number(box.width(), 'g', 8) + "\"";
        QVERIFY(svg.lastIndexOf(opening, clip) > 0);
        QVERIFY(svg.mid(clip).contains("stroke=\"#b35900\""));
    }

    void numbersCarryWhereTheyAreFromAndWhatWasChosen()
    {
        ChartSpec spec = leaderboard();
        spec.settings = {{"feature", "politeness\nrate"}};
        for (const char *name : {"n.csv", "n.json"})
            QVERIFY(bool(exportChart(spec, Theme::light(), {120, 80}, file(name), 96, 1.0)));
        const QList<QByteArray> lines = bytes(file("n.csv")).split('\n');
        QVERIFY(lines.contains("# data: abc123"));
        QVERIFY(lines.contains("# setting feature: politeness rate"));
        const QJsonObject json = QJsonDocument::fromJson(bytes(file("n.json"))).object();
        QCOMPARE(json[QStringLiteral("settings")].toObject()[QStringLiteral("feature")].toString(),
                 QStringLiteral("politeness\nrate"));
        QCOMPARE(json[QStringLiteral("rows")].toArray().size(),
                 qsizetype(leaderboard().table.rows.size()));
    }

    void greyFigureHasNoHue()
    {
        const QImage image = chartImage(test::buildChart("waterfall", test::smallTable(), "sim a"),
                                        figureTheme("print-grey")->theme, {120, 80}, 96);
        int coloured = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                coloured += image.pixelColor(x, y).saturation() > 2;
        QCOMPARE(coloured, 0);
    }

    void failuresAreNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("width");
        QTest::addColumn<int>("code");
        QTest::newRow("suffix") << QStringLiteral("a.gif") << 100.0
                                << int(ErrorCode::InvalidArgument);
        QTest::newRow("size") << QStringLiteral("a.svg") << 2.0 << int(ErrorCode::InvalidArgument);
        QTest::newRow("folder") << QStringLiteral("no/such/a.svg") << 100.0
                                << int(ErrorCode::OutputFailed);
    }

    void failuresAreNamed()
    {
        QFETCH(QString, name);
        QFETCH(double, width);
        QFETCH(int, code);
        const Result<void> done =
            exportChart(leaderboard(), Theme::light(), {width, 80}, m_folder.filePath(name));
        QVERIFY(!done);
        QCOMPARE(int(done.error().code), code);
    }

    void nothingToDrawIsAnErrorWithItsReason()
    {
        const Result<void> done = exportChart(test::buildChart("heatmap", {}), Theme::light(),
                                              {100, 80}, file("empty.svg"));
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::NotComputable);
        QVERIFY(!done.error().detail.empty());
        QVERIFY(!QFile::exists(file("empty.svg")));
    }
};

QTEST_MAIN(TestExport)
#include "tst_export.moc"
