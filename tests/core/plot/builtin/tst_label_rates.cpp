// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/facets.h"
#include "core/stats/intervals.h"
#include "tests/core/plot/made_sample.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
LabelledPair pairOf(const std::string &task, const std::string &simulator,
                    const std::vector<std::pair<LabelKind, std::string>> &said)
{
    LabelledPair pair;
    pair.task = TaskKey(task);
    pair.real = DialogueId("real-" + task);
    pair.sim = DialogueId(simulator + "-" + task);
    pair.simulator = simulator;
    for (const auto &[kind, code] : said) {
        Label label;
        label.kind = kind;
        label.code = code;
        label.realDialogue = pair.real;
        label.simDialogue = pair.sim;
        pair.labels.push_back(label);
    }
    return pair;
}

constexpr auto given = LabelKind::Divergence;
constexpr auto decided = LabelKind::Final;
constexpr auto progress = LabelKind::Progress;
} // namespace

class TestLabelRates final : public test::TestCase
{
    Q_OBJECT

    UsiTable m_table;
    std::vector<LabelledPair> m_pairs;

    ChartInput input()
    {
        ChartInput all{m_table, "sim a", {}, {}};
        all.labelled = &m_pairs;
        return all;
    }

    ChartSpec build(const test::Settings &settings = {})
    {
        ChartInput all = input();
        all.settings = settings;
        const auto charts = builtinCharts();
        return findChart(charts, "label_rates")->build(all);
    }

private Q_SLOTS:
    void init()
    {
        failOnUnexpectedWarnings();
        m_table = {};
        for (const char *name : {"sim a", "sim b"}) {
            UsiRow row;
            row.name = name;
            m_table.rows.push_back(row);
        }
        m_pairs = {
            pairOf("1", "sim a", {{given, "C1"}, {given, "C1"}, {given, "I1"}}),
            pairOf("2", "sim a", {{given, "C1"}, {decided, "I1"}}),
            pairOf("3", "sim a", {{progress, "done"}}),
            pairOf("4", "sim a", {{progress, "skipped"}}),
            pairOf("5", "sim a", {{given, "X0"}}),
            pairOf("1", "sim b", {{given, "C1"}}),
        };
    }

    void pairsCountOncePerLabelAndOnlyWhereTheyWereJudged()
    {
        const ChartSpec spec = build({{"other", "sim b"}});
        QVERIFY2(spec.emptyReason.empty(), spec.emptyReason.c_str());
        QCOMPARE(test::line(spec, 0).substr(0, 27), std::string("C1|Over-polite|sim a|1|4|0."));
        // Adjudicated: the annotator's C1 of task 2 no longer counts, the decided I1 does.
        const auto *row = test::tableRow(spec, "I1", "Front-load");
        QVERIFY(row);
        QCOMPARE(cellText(row->at(3)), std::string("2"));
        QCOMPARE(cellText(row->at(4)), std::string("4"));
        const auto wilson = stats::wilson(2, 4);
        QCOMPARE(row->at(6).number, wilson->low);
        QCOMPARE(row->at(7).number, wilson->high);
    }

    void simulatorsStandSideBySideAndMarksLeadToTheirDialogues()
    {
        const ChartSpec spec = build();
        QCOMPARE(spec.legend.size(), std::size_t(2));
        QCOMPARE(spec.legend[1].label, std::string("sim b (1 pair)"));
        QCOMPARE(spec.points.size(), std::size_t(4));
        QCOMPARE(spec.points[0].info.dialogues, std::vector{DialogueId("sim a-1")});
        QVERIFY(spec.points[0].y < spec.points[1].y);
        QVERIFY(spec.points[3].info.dialogues.empty());
    }

    void codesAreNamedAndOrderedAsInTheWorkspace()
    {
        LabelScheme scheme;
        for (const auto &[code, name] : {std::pair("I1", "Says it all"), {"C1", "Too kind"}}) {
            LabelCode &entry = scheme.codes.emplace_back();
            entry.code = code;
            entry.name = name;
        }
        ChartInput all = input();
        all.scheme = &scheme;
        const auto charts = builtinCharts();
        const ChartSpec spec = findChart(charts, "label_rates")->build(all);
        std::string categories;
        for (const std::string &category : spec.y.categories)
            categories += category + "|";
        QCOMPARE(QString::fromStdString(categories),
                 QStringLiteral("I1  Says it all|C1  Too kind|"));
        QVERIFY(test::tableRow(spec, "I1", "Says it all"));
        test::InputBuilder builder;
        builder.person(test::dialogue("1", 1, {"user: a"}));
        all.sample = &builder.input;
        QCOMPARE(plot::facetsOf(all, "label").front().title, std::string("C1 Too kind"));
    }

    void emptyTellsWhatToDo()
    {
        m_pairs = {pairOf("4", "sim a", {{progress, "skipped"}})};
        QVERIFY(build().emptyReason.find("Compare page") != std::string::npos);
        m_pairs = {pairOf("3", "sim a", {{progress, "done"}})};
        QVERIFY(build().emptyReason.find("no divergence code") != std::string::npos);
    }

    void labelsAreFacetsOfAnyChart()
    {
        test::InputBuilder builder;
        for (const char *task : {"1", "2", "3"})
            builder.person(test::dialogue(task, 1, {"user: a"}));
        ChartInput all = input();
        all.sample = &builder.input;
        const std::vector<plot::Facet> facets = plot::facetsOf(all, "label");
        QCOMPARE(facets.size(), std::size_t(2));
        // The most frequent first; task 1 has both.
        QCOMPARE(facets[0].title, std::string("I1 Front-load"));
        QCOMPARE(facets[0].tasks, (std::set{TaskKey("1"), TaskKey("2")}));
        QCOMPARE(facets[1].tasks, std::set{TaskKey("1")});
    }

    void settingsAreToldWithTheNumbers()
    {
        const ChartSpec spec = build({{"other", "sim b"}});
        QCOMPARE(spec.settings,
                 (ChosenSettings{{"simulator", "sim a"}, {"other", "sim b"}, {"facet", "none"}}));
    }
};

QTEST_GUILESS_MAIN(TestLabelRates)
#include "tst_label_rates.moc"
