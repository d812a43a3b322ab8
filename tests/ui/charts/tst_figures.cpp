// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_run.h"
#include "core/plot/capability.h"
#include "core/store/chart_data.h"
#include "core/store/import_writer.h"
#include "core/store/label_import.h"
#include "core/store/session.h"
#include "tests/support/test_case.h"
#include "tests/ui/charts/text_recorder.h"
#include "ui/base/qstring.h"
#include "ui/charts/area_ink.h"
#include "ui/charts/chart_scene.h"
#include "ui/charts/export.h"
#include "ui/charts/figure_style.h"

#include <QGlyphRun>
#include <QTemporaryDir>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace gapscope;

/// Every chart of the sample, as it would be printed.
class TestFigures : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
    ChartData m_data;
    std::vector<std::unique_ptr<Chart>> m_charts = builtinCharts();

    void import(ImportWriter &writer, const std::string &file, CorpusKind kind, const char *label)
    {
        ImportRequest request;
        request.path = (test::sourceDir() / "sample_data" / file).string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        QVERIFY2(bool(runImport(request, writer, job)), file.c_str());
    }

    ChartSpec specOf(const Chart &chart) const
    {
        ChartInput input = chartInput(m_data, {});
        JobContext job;
        input.job = &job;
        return chart.build(input);
    }

    static QSizeF inScene(QSizeF millimetres) { return millimetres / 25.4 * 96.0; }

    static std::vector<test::PaintedText> textsOf(const ChartSpec &spec, QSizeF millimetres,
                                                  double textScale)
    {
        ChartScene scene(spec, {Theme::light(), textScale, false});
        scene.resize(inScene(millimetres));
        test::TextRecorder recorder(scene.size());
        QPainter painter(&recorder);
        scene.render(&painter, scene.sceneRect(), scene.sceneRect());
        painter.end();
        return recorder.texts();
    }

    /// How an entry of a legend is told from the others without reading it.
    static QString lookOf(const LegendEntry &entry, const Theme &theme)
    {
        const QString colour = inkColour(entry.ink, theme).name();
        switch (entry.kind) {
        case LegendEntry::Kind::Point:
            return QStringLiteral("point %1 %2").arg(int(entry.shape)).arg(colour);
        case LegendEntry::Kind::Line:
            return QStringLiteral("line %1 %2 %3")
                .arg(int(entry.shape))
                .arg(entry.dash)
                .arg(colour);
        case LegendEntry::Kind::Bar:
            return QStringLiteral("bar %1 %2 %3")
                .arg(int(hatchOf(entry.ink, entry.hatched, theme)))
                .arg(colour, areaGround(entry.ink, entry.hatched, theme).name());
        case LegendEntry::Kind::Band:
            break;
        }
        return QStringLiteral("band ") + colour;
    }

private Q_SLOTS:
    void initTestCase()
    {
        Result<std::unique_ptr<Session>> session = Session::open(
            m_folder.filePath(QStringLiteral("sample.gapscope")).toStdString(), OpenMode::Create);
        QVERIFY(bool(session));
        m_session = std::move(*session);
        {
            ImportWriter writer(*m_session);
            for (const char *file :
                 {"broadband/unified.json", "broadband/difficulty.json",
                  "broadband/survey_comparable_human-eval-100.json", "parcel/human.messages.jsonl"})
                import(writer, file, CorpusKind::Real, "human");
            for (const std::string name : {"amiable-1", "plainspoken-2"})
                for (const std::string &file : {"broadband/eval_results_" + name + ".json",
                                                "broadband/survey_comparable_" + name + ".json",
                                                "parcel/sim_" + name + ".messages.jsonl"})
                    import(writer, file, CorpusKind::Simulated, name.c_str());
        }
        QVERIFY(bool(importLabelFile(
            *m_session, (test::sourceDir() / "sample_data" / "labels.jsonl").string(), "sample")));
        ChartDataOptions options;
        options.edition = Edition::reference();
        options.needs = {true, true, true, true, true, true, true, true};
        JobContext job;
        Result<ChartData> data = loadChartData(*m_session, options, job);
        QVERIFY(bool(data));
        m_data = std::move(*data);
        Result<std::vector<CapabilityScore>> scores =
            readCapability((test::sourceDir() / "sample_data" / "capability.csv").string());
        QVERIFY(bool(scores));
        m_data.capability = std::move(*scores);
    }

    void textIsNeitherCutNorCovered_data()
    {
        QTest::addColumn<int>("chart");
        QTest::addColumn<QString>("size");
        QTest::addColumn<double>("scale");
        for (std::size_t i = 0; i < m_charts.size(); ++i)
            for (const auto &[size, scale] :
                 {std::pair("one-column", 1.0), std::pair("two-columns", 1.0),
                  std::pair("slide", 1.0), std::pair("slide", 1.5)})
                QTest::addRow("%s, %s, text %g", std::string(m_charts[i]->id()).c_str(), size,
                              scale)
                    << int(i) << QString::fromLatin1(size) << scale;
    }
    void textIsNeitherCutNorCovered()
    {
        QFETCH(const int, chart);
        QFETCH(const QString, size);
        QFETCH(const double, scale);
        const ChartSpec spec = specOf(*m_charts[std::size_t(chart)]);
        QVERIFY2(!spec.isEmpty(), spec.emptyReason.c_str());
        const FigureSize *preset = figureSize(size.toStdString());
        QSizeF millimetres(preset->width, preset->height);
        if (millimetres.height() <= 0)
            millimetres.setHeight(
                std::max(preset->leastHeight, comfortableMillimetres(spec, preset->width, scale)));
        const std::vector<test::PaintedText> texts = textsOf(spec, millimetres, scale);
        QVERIFY(texts.size() > 5);
        const QRectF page(QPointF(), inScene(millimetres));
        QStringList faults;
        for (std::size_t a = 0; a < texts.size(); ++a) {
            const QRectF box = texts[a].box;
            if (!page.contains(box) || !texts[a].clip.adjusted(-1, -1, 1, 1).contains(box))
                faults << QStringLiteral("cut: ") + texts[a].text;
            for (std::size_t b = 0; b < a; ++b) {
                const QRectF common = box & texts[b].box;
                if (common.width() > 0.5 && common.height() > 0.5)
                    faults << QStringLiteral("%1 over %2").arg(texts[a].text, texts[b].text);
            }
        }
        QCOMPARE(faults.join(QLatin1Char('\n')), QString());
    }

    void entriesOfALegendLookDifferent_data()
    {
        QTest::addColumn<int>("chart");
        for (std::size_t i = 0; i < m_charts.size(); ++i)
            QTest::addRow("%s", std::string(m_charts[i]->id()).c_str()) << int(i);
    }
    void entriesOfALegendLookDifferent()
    {
        QFETCH(const int, chart);
        const ChartSpec spec = specOf(*m_charts[std::size_t(chart)]);
        for (const FigureTheme &theme : figureThemes()) {
            QMap<QString, QString> seen;
            for (const LegendEntry &entry : spec.legend) {
                const QString look = lookOf(entry, theme.theme);
                QVERIFY2(!seen.contains(look),
                         qPrintable(QStringLiteral("%1 and %2").arg(seen[look], qs(entry.label))));
                seen[look] = qs(entry.label);
            }
        }
    }

    void kindsOfAreasDifferInGrey()
    {
        const Theme grey = figureTheme("print-grey")->theme;
        const std::vector<std::pair<Ink, bool>> kinds{
            {{InkRole::Conversation}, false},  {{InkRole::Information}, false},
            {{InkRole::Clarification}, false}, {{InkRole::Reaction}, false},
            {{InkRole::Evaluation}, false},    {{InkRole::Calibration}, false},
            {{InkRole::Context}, false},       {{InkRole::Floor}, true},
            {{InkRole::Context}, true}};
        for (std::size_t a = 0; a < kinds.size(); ++a)
            for (std::size_t b = 0; b < a; ++b) {
                const auto &[inkA, markedA] = kinds[a];
                const auto &[inkB, markedB] = kinds[b];
                const int lighter = areaGround(inkA, markedA, grey).lightness() -
                                    areaGround(inkB, markedB, grey).lightness();
                QVERIFY2(hatchOf(inkA, markedA, grey) != hatchOf(inkB, markedB, grey) ||
                             std::abs(lighter) > 40,
                         qPrintable(QStringLiteral("%1 and %2").arg(a).arg(b)));
            }
    }

    void darkAreasDifferToTheRedBlind()
    {
        for (const FigureTheme &theme : figureThemes())
            QVERIFY(hatchOf({InkRole::Evaluation}, false, theme.theme) !=
                    hatchOf({InkRole::Reaction}, false, theme.theme));
    }

    /// Above its colours kinds are hatched, so that no two of a legend are the same.
    void fifthKindIsNotTheFirst()
    {
        for (const FigureTheme &theme : figureThemes())
            QVERIFY(hatchOf({InkRole::Series, 4}, false, theme.theme) !=
                    hatchOf({InkRole::Series, 0}, false, theme.theme));
    }

    /// "Profile" and "difference" can be searched in a PDF only letter by letter.
    void lettersAreNotJoined()
    {
        const QString text = QStringLiteral("efficient profile, difference");
        QTextLayout layout(text, chartFont(10.0));
        layout.beginLayout();
        layout.createLine();
        layout.endLayout();
        qsizetype glyphs = 0;
        for (const QGlyphRun &run : layout.glyphRuns())
            glyphs += run.glyphIndexes().size();
        QCOMPARE(glyphs, text.size());
    }

    void nameOfALevelStandsAtItsLine()
    {
        ChartSpec spec;
        spec.x = {"x", "", {0, 10}, {}, {}};
        spec.y = {"y", "", {0, 100}, {}, {}};
        spec.references.push_back(
            {ReferenceLine::Axis::Y, 80.0, "the level", true, {InkRole::Guide}});
        ChartScene scene(spec, {Theme::light(), 1.0, false});
        scene.resize(inScene({85, 70}));
        const double line = scene.plot(0).toScene(5, 80).y();
        for (const test::PaintedText &text : textsOf(spec, {85, 70}, 1.0))
            if (text.text == QLatin1String("the level")) {
                QVERIFY(std::abs(text.box.center().y() - line) < 12.0);
                return;
            }
        QFAIL("the level has no name");
    }

    void namesThatWouldCoverEachOtherAreLeftOutSmallMarksFirst()
    {
        ChartSpec spec;
        spec.x = {"x", "", {0, 10}, {}, {}};
        spec.y = {"y", "", {0, 10}, {}, {}};
        for (int i = 0; i < 40; ++i)
            spec.points.push_back({5.0 + 0.01 * i,
                                   5.0,
                                   {},
                                   {},
                                   MarkShape::Circle,
                                   i == 30 ? 1.5 : 1.0,
                                   "mark number " + std::to_string(i),
                                   {{InkRole::Sim}, "tip", {}}});
        QStringList names;
        for (const test::PaintedText &text : textsOf(spec, {85, 70}, 1.0))
            if (text.text.startsWith(QLatin1String("mark number")))
                names << text.text;
        QVERIFY(names.contains(QStringLiteral("mark number 30")));
        QVERIFY2(names.size() > 1 && names.size() < 12, qPrintable(names.join(QLatin1Char('\n'))));
    }

    void axisHasAtLeastTwoNumbers()
    {
        for (const double half : {1.01, 1.7, 2.4, 4.9, 12.0, 60.0})
            for (const double pixels : {60.0, 120.0, 400.0}) {
                const double step = tickStep(-half, half, pixels, 9.0, 0.0);
                QVERIFY2(step <= half, qPrintable(QString::number(half)));
            }
        QCOMPARE(tickStep(0.0, 100.0, 400.0, 9.0, 0.0), 20.0);
    }

    void cellsAreExplainedWhereTheirNumbersStand_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<bool>("numbers");
        QTest::newRow("two columns") << QSizeF(178, 120) << true;
        QTest::newRow("one column") << QSizeF(85, 60) << false;
    }

    void cellsAreExplainedWhereTheirNumbersStand()
    {
        QFETCH(QSizeF, size);
        QFETCH(bool, numbers);
        ChartSpec spec;
        spec.title = "Cells";
        spec.labelNotes = {"( ): within the floor"};
        for (int x = 0; x < 15; ++x) {
            spec.x.categories.push_back("f" + std::to_string(x));
            for (int y = 0; y < 15; ++y) {
                spec.bars.push_back({{x - 0.5, x + 0.5},
                                     {y - 0.5, y + 0.5},
                                     "(+1.2)",
                                     BarMark::LabelPlace::Centre,
                                     {{InkRole::Diverging, 0, 0.4}, "", {}, 0}});
            }
            spec.y.categories.push_back("s" + std::to_string(x));
        }
        const auto texts = textsOf(spec, size, 1.0);
        const auto stands = [&](const QString &text) {
            return std::any_of(texts.begin(), texts.end(), [&](const test::PaintedText &one) {
                return one.text.contains(text);
            });
        };
        QCOMPARE(stands(QStringLiteral("+1.2")), numbers);
        QCOMPARE(stands(QStringLiteral("within the floor")), numbers);
    }
};

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
