// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/plot/plot_fixture.h"
#include "tests/support/test_case.h"
#include "ui/base/dashboard_layout.h"
#include "ui/charts/page_export.h"
#include "ui/views/gap/dashboard_export.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace gapscope;

class TestPageExport : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    static QByteArray bytes(const QString &path)
    {
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    static ChartSpec specOf(const char *id)
    {
        UsiTable table = test::smallTable();
        table.rows[1].name = table.details[0].name = "a<b and c>d";
        ChartSpec spec = test::buildChart(id, table);
        spec.provenance = {"12 of 20 tasks", "domain <parcel>", "reference", "",
                           "1.2.3",          "abc123",          ""};
        return spec;
    }

    /// Two beside each other, a third over the whole width, a fourth that has nothing to draw.
    static std::vector<DashboardTile> tiles()
    {
        return {{"dumbbell", {}, 3, 3},
                {"waterfall", {}, 3, 3},
                {"heatmap", {}, 6, 3},
                {"leaderboard", {}, 6, 2}};
    }
    static std::vector<ChartSpec> specs()
    {
        std::vector<ChartSpec> specs{specOf("dumbbell"), specOf("waterfall"), specOf("heatmap")};
        ChartSpec empty;
        empty.title = "Nothing here";
        empty.emptyReason = "Import somebody.";
        specs.push_back(empty);
        return specs;
    }
    static DashboardPage page()
    {
        DashboardPage page;
        page.title = QStringLiteral("A study & <its> page");
        return page;
    }

    struct Svg
    {
        QByteArray whole;
        QSizeF size;
        QStringList texts;
        /// Of the figures, in page units.
        std::vector<QRectF> figures;
        QRectF viewBox;
    };
    static QRectF rectOf(const QXmlStreamAttributes &attributes)
    {
        const auto value = [&](const char *name) {
            return attributes.value(QLatin1String(name)).toDouble();
        };
        return {value("x"), value("y"), value("width"), value("height")};
    }
    static Svg read(const QByteArray &whole)
    {
        Svg svg;
        svg.whole = whole;
        QXmlStreamReader xml(whole);
        int depth = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isEndElement() && xml.name() == QLatin1String("svg"))
                --depth;
            if (!xml.isStartElement())
                continue;
            const QXmlStreamAttributes attributes = xml.attributes();
            if (xml.name() == QLatin1String("svg")) {
                if (depth == 0) {
                    const auto mm = [&](const char *name) {
                        QString text = attributes.value(QLatin1String(name)).toString();
                        return text.endsWith(QLatin1String("mm")) ? text.chopped(2).toDouble()
                                                                  : 0.0;
                    };
                    svg.size = QSizeF(mm("width"), mm("height"));
                    const QStringList box = attributes.value(QLatin1String("viewBox"))
                                                .toString()
                                                .split(QLatin1Char(' '));
                    svg.viewBox = QRectF(0, 0, box.at(2).toDouble(), box.at(3).toDouble());
                } else if (depth == 1) {
                    svg.figures.push_back(rectOf(attributes));
                }
                ++depth;
            } else if (xml.name() == QLatin1String("text")) {
                svg.texts << xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            }
        }
        if (xml.hasError())
            qWarning("%s", qPrintable(xml.errorString()));
        return svg;
    }
    Svg exported(const DashboardPage &page)
    {
        const QString path = file("page.svg");
        if (!exportDashboard(tiles(), specs(), page, path))
            return {};
        return read(bytes(path));
    }

private Q_SLOTS:
    void textOfThePageIsText()
    {
        const Svg svg = exported(page());
        QVERIFY(svg.texts.contains(QStringLiteral("A study & <its> page")));
        const QString all = svg.texts.join(QLatin1Char(' '));
        for (const char *part : {"12 of 20 tasks", "domain <parcel>", "reference", "abc123"})
            QVERIFY2(all.contains(QLatin1String(part)), part);
        for (const ChartSpec &spec : specs())
            QVERIFY2(all.contains(QString::fromStdString(spec.title)), spec.title.c_str());
        QVERIFY(all.contains(QStringLiteral("a<b and c>d")));
        QVERIFY(all.contains(QStringLiteral("Import somebody.")));
        QVERIFY(!svg.whole.contains("<image"));
    }

    void originIsPrintedOnceUnlessAFigureHasAnother()
    {
        const Svg same = exported(page());
        QCOMPARE(same.texts.filter(QStringLiteral("abc123")).size(), 1);
        std::vector<ChartSpec> mixed = specs();
        mixed[1].provenance.dataHash = "def456";
        QVERIFY(exportDashboard(tiles(), mixed, page(), file("mixed.svg")));
        const Svg svg = read(bytes(file("mixed.svg")));
        QCOMPARE(svg.texts.filter(QStringLiteral("abc123")).size(), 1);
        QCOMPARE(svg.texts.filter(QStringLiteral("def456")).size(), 1);
    }

    void everyChartStandsInsideAndOverNoOther()
    {
        for (const double width : {85.0, 178.0, 304.0}) {
            DashboardPage wide = page();
            wide.width = width;
            const Svg svg = exported(wide);
            QCOMPARE(svg.figures.size(), tiles().size());
            for (std::size_t i = 0; i < svg.figures.size(); ++i) {
                QVERIFY(svg.viewBox.contains(svg.figures[i]));
                QVERIFY(svg.figures[i].width() > 40.0 * 96 / 25.4);
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY(!svg.figures[i].intersects(svg.figures[j]));
            }
        }
    }

    void aNarrowPageStacksItsCharts()
    {
        DashboardPage narrow = page();
        QVERIFY(exported(narrow).figures[0].top() == exported(narrow).figures[1].top());
        narrow.width = 85.0;
        const Svg svg = exported(narrow);
        QVERIFY(svg.figures[1].top() >= svg.figures[0].bottom());
    }

    void theSizeIsTheOneAskedFor()
    {
        DashboardPage fixed = page();
        fixed.width = 254;
        fixed.height = 142.875;
        const Svg svg = exported(fixed);
        QVERIFY(std::abs(svg.size.width() - 254) < 0.5);
        QVERIFY(std::abs(svg.size.height() - 142.875) < 0.5);
        QVERIFY(std::abs(svg.viewBox.width() / 96 * 25.4 - 254) < 0.5);

        QVERIFY(exportDashboard(tiles(), specs(), fixed, file("page.pdf")));
        static const QRegularExpression box(
            QStringLiteral("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]"));
        const QRegularExpressionMatch found =
            box.match(QString::fromLatin1(bytes(file("page.pdf"))));
        QVERIFY(found.hasMatch());
        QVERIFY(std::abs(found.captured(1).toDouble() / 72 * 25.4 - 254) < 0.5);
        QVERIFY(std::abs(found.captured(2).toDouble() / 72 * 25.4 - 142.875) < 0.5);

        fixed.dpi = 100;
        QVERIFY(exportDashboard(tiles(), specs(), fixed, file("page.png")));
        const QImage image(file("page.png"));
        QCOMPARE(image.width(), 1000);
        QCOMPARE(image.height(), 563);
        QCOMPARE(image.text(QStringLiteral("Edition")), QStringLiteral("reference"));
        QCOMPARE(image.text(QStringLiteral("Title")), fixed.title);
    }

    void aPdfHasFontsAndNoPictures()
    {
        QVERIFY(exportDashboard(tiles(), specs(), page(), file("page.pdf")));
        const QByteArray pdf = bytes(file("page.pdf"));
        QVERIFY(pdf.contains("/Type /Font"));
        QVERIFY(!pdf.contains("/Subtype /Image"));
        QVERIFY(pdf.contains("A study &amp; &lt;its&gt; page"));
    }

    void twoExportsAreEqualBytes()
    {
        for (const char *suffix : {"svg", "png"}) {
            const QString one = m_folder.filePath(QLatin1String("one.") + QLatin1String(suffix));
            const QString two = m_folder.filePath(QLatin1String("two.") + QLatin1String(suffix));
            QVERIFY(exportDashboard(tiles(), specs(), page(), one));
            QVERIFY(exportDashboard(tiles(), specs(), page(), two));
            QVERIFY(bytes(one).size() > 1000);
            QVERIFY(bytes(one) == bytes(two));
        }
    }

    void idsOfFiguresDoNotMeet()
    {
        const QByteArray svg = exported(page()).whole;
        static const QRegularExpression id(QStringLiteral("id=\"([^\"]+)\""));
        QSet<QString> seen;
        for (auto match = id.globalMatch(QString::fromUtf8(svg)); match.hasNext();) {
            const QString name = match.next().captured(1);
            QVERIFY2(!seen.contains(name), qPrintable(name));
            seen << name;
        }
    }

    void looksAreThoseOfSingleCharts()
    {
        DashboardPage dark = page();
        dark.look = *figureTheme("dark");
        dark.dpi = 96;
        QVERIFY(exportDashboard(tiles(), specs(), dark, file("dark.png")));
        QVERIFY(QImage(file("dark.png")).pixelColor(1, 1).lightness() < 80);
        DashboardPage slide = page();
        slide.look = *figureTheme("slide");
        QVERIFY(comfortablePageHeight(tiles(), specs(), slide) >
                comfortablePageHeight(tiles(), specs(), page()));
    }

    void whatCannotBeWrittenIsSaid()
    {
        const auto codeOf = [](const Result<void> &done) { return done.error().code; };
        QCOMPARE(codeOf(exportDashboard(tiles(), specs(), page(), file("page.txt"))),
                 ErrorCode::InvalidArgument);
        QCOMPARE(codeOf(exportDashboard({tiles()[3]}, {specs()[3]}, page(), file("page.svg"))),
                 ErrorCode::NotComputable);
        QCOMPARE(codeOf(exportDashboard({}, {}, page(), file("page.svg"))),
                 ErrorCode::NotComputable);
        DashboardPage low = page();
        low.height = 30;
        QCOMPARE(codeOf(exportDashboard(tiles(), specs(), low, file("page.svg"))),
                 ErrorCode::InvalidArgument);
        QCOMPARE(codeOf(exportDashboard(tiles(), specs(), page(),
                                        QStringLiteral("/nowhere/at/all/page.svg"))),
                 ErrorCode::OutputFailed);
    }
};

QTEST_MAIN(TestPageExport)
#include "tst_page_export.moc"
