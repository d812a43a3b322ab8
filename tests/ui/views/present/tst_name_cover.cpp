// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/capability.h"
#include "core/store/workspace_data.h"
#include "tests/support/test_case.h"
#include "ui/base/qstring.h"
#include "ui/views/present/name_cover.h"

using namespace gapscope;

class TestNameCover : public test::TestCase
{
    Q_OBJECT

    static CorpusSummary corpus(const char *id, CorpusKind kind, const char *label)
    {
        CorpusSummary summary;
        summary.corpus.id = CorpusId(id);
        summary.corpus.kind = kind;
        summary.corpus.label = label;
        return summary;
    }
    static WorkspaceLists lists()
    {
        WorkspaceLists study;
        study.corpora = {corpus("r", CorpusKind::Real, "human"),
                         corpus("a", CorpusKind::Simulated, "gpt-4"),
                         corpus("b", CorpusKind::Simulated, "gpt-4o"),
                         corpus("c", CorpusKind::Simulated, "a (b)")};
        for (const char *key : {"tau1:airline:1", "tau1:airline:12"}) {
            Task task;
            task.key = TaskKey(key);
            study.tasks.push_back(task);
        }
        return study;
    }
    static WorkspaceData data() { return {lists(), {}}; }

private Q_SLOTS:
    void namesAreCovered_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("alone", "gpt-4", "Simulator A");
        row("longer name first", "gpt-4o and gpt-4, gpt-4o",
            "Simulator B and Simulator A, Simulator B");
        row("with a sign after it", "gpt-4's own runs", "Simulator A's own runs");
        row("within a word", "xgpt-4 gpt-4x", "xgpt-4 gpt-4x");
        row("odd characters", "a (b): 3", "Simulator C: 3");
        row("a plain word stays", "human ceiling", "human ceiling");
        row("task", "only tau1:airline:12, tau1:airline:1", "only Task 2, Task 1");
        row("empty", "", "");
    }

    void namesAreCovered()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(NameCover(data(), true).covered(text), expected);
    }

    void idsAreCoveredWhereNamesAreShown()
    {
        const NameCover cover(data(), false);
        QCOMPARE(cover.covered(QStringLiteral("gpt-4, tau1:airline:1")),
                 QStringLiteral("gpt-4, Task 1"));
        QCOMPARE(cover.nameOf(CorpusId("b")), QStringLiteral("Simulated by gpt-4o"));
        QCOMPARE(cover.nameOf(CorpusId("r")), QStringLiteral("A person (human)"));
    }

    void corporaHaveNamesForPairs()
    {
        const NameCover one(data(), true);
        QCOMPARE(one.nameOf(CorpusId("r")), QStringLiteral("A person"));
        QCOMPARE(one.nameOf(CorpusId("b")), QStringLiteral("Simulator B"));
        WorkspaceLists two = lists();
        two.corpora.push_back(corpus("s", CorpusKind::Real, "Prolific, batch 3"));
        const NameCover cover(WorkspaceData(two, {}), true);
        QCOMPARE(cover.nameOf(CorpusId("s")), QStringLiteral("A person (People B)"));
        QCOMPARE(cover.covered(QStringLiteral("floor of Prolific, batch 3")),
                 QStringLiteral("floor of People B"));
    }

    void everyTextOfAFigureIsCovered()
    {
        const std::string name = "gpt-4o";
        ChartSpec panel;
        panel.title = panel.subtitle = panel.reading = panel.emptyReason = name;
        panel.x.title = panel.y.title = name;
        panel.y.categories = {name, "x " + name};
        panel.x.ticks = {{0.0, name}};
        PointMark point;
        point.label = point.info.tip = name;
        panel.points = {point};
        BarMark bar;
        bar.label = bar.info.tip = name;
        panel.bars = {bar};
        SegmentMark segment;
        segment.info.tip = name;
        panel.segments = {segment};
        PolygonMark polygon;
        polygon.info.tip = name;
        panel.polygons = {polygon};
        ReferenceLine line;
        line.label = name;
        panel.references = {line};
        TextMark text;
        text.text = name;
        panel.texts = {text};
        panel.columns = {{name, {name}, false}};
        LegendEntry entry;
        entry.label = name;
        panel.legend = {entry};
        panel.warnings = {name};
        panel.table.header = {name};
        panel.table.rows = {{TableCell(name)}};
        panel.provenance.filter = "Politeness 3 %, " + name;
        panel.provenance.sample = name;
        ChartSpec spec = panel;
        spec.panels = {panel};
        const ChartSpec covered = NameCover(data(), true).covered(spec);
        QStringList texts;
        const auto take = [&](const ChartSpec &one) {
            for (const std::string &part : {one.title,
                                            one.subtitle,
                                            one.reading,
                                            one.emptyReason,
                                            one.x.title,
                                            one.y.title,
                                            one.y.categories[0],
                                            one.y.categories[1],
                                            one.x.ticks[0].label,
                                            one.points[0].label,
                                            one.points[0].info.tip,
                                            one.bars[0].label,
                                            one.bars[0].info.tip,
                                            one.segments[0].info.tip,
                                            one.polygons[0].info.tip,
                                            one.references[0].label,
                                            one.texts[0].text,
                                            one.columns[0].title,
                                            one.columns[0].cells[0],
                                            one.legend[0].label,
                                            one.warnings[0],
                                            one.provenance.sample})
                texts << qs(part);
            QCOMPARE(one.provenance.filter, std::string("some tasks"));
            QVERIFY(one.table.header.empty() && one.table.rows.empty());
        };
        take(covered);
        take(covered.panels[0]);
        for (const QString &part : texts)
            QVERIFY2(part.endsWith(QLatin1String("Simulator B")), qPrintable(part));
    }

    void familiesAreCoveredWithTheirOwnLetters()
    {
        NameCover cover(data(), true);
        cover.addFamilies(
            {{"gpt-4", "OpenAI", 1.0}, {"gpt-4o", "OpenAI", 2.0}, {"x", "Meta", 0.0}});
        QCOMPARE(cover.covered(QStringLiteral("OpenAI, Meta: gpt-4")),
                 QStringLiteral("Family A, Family B: Simulator A"));
    }
};

QTEST_GUILESS_MAIN(TestNameCover)
#include "tst_name_cover.moc"
