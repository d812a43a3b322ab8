// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/label_influence.h"
#include "tests/core/plot/made_sample.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestLabelLosses final : public test::TestCase
{
    Q_OBJECT

    MetricInput m_sample = test::smallSample(2);
    UsiTable m_table = test::tableOf(m_sample);
    std::vector<LabelledPair> m_pairs;

    /// The i-th dialogue of "sim 0" is judged, with these codes.
    void judge(std::size_t i, const std::vector<std::string> &codes)
    {
        const Dialogue &dialogue = *m_sample.simulators[0].dialogues[i].dialogue;
        LabelledPair pair;
        pair.task = dialogue.task;
        pair.real = m_sample.people[i].dialogue->id;
        pair.sim = dialogue.id;
        pair.simulator = "sim 0";
        Label label;
        label.kind = LabelKind::Progress;
        label.code = "done";
        pair.labels.push_back(label);
        label.kind = LabelKind::Divergence;
        for (const std::string &code : codes) {
            label.code = code;
            pair.labels.push_back(label);
        }
        m_pairs.push_back(std::move(pair));
    }

    ChartSpec build(const test::Settings &settings = {}, const std::string &simulator = "sim 0")
    {
        ChartInput input{m_table, simulator, {}, {}};
        input.sample = &m_sample;
        input.labelled = &m_pairs;
        input.settings = settings;
        const auto charts = builtinCharts();
        return findChart(charts, "label_losses")->build(input);
    }

private Q_SLOTS:
    void init()
    {
        failOnUnexpectedWarnings();
        m_pairs.clear();
        for (std::size_t i = 0; i < 8; ++i)
            judge(i, i < 2 ? std::vector<std::string>{"I1"} : std::vector<std::string>{});
        m_pairs[7].labels.push_back(m_pairs[0].labels[1]);
        m_pairs[7].labels.back().code = "C1";
    }

    void cellsAreTheChangesOfTheIndex()
    {
        const ChartSpec spec = build();
        QVERIFY2(spec.emptyReason.empty(), spec.emptyReason.c_str());
        QCOMPARE(test::brokenMark(spec, m_sample), std::string());
        QCOMPARE(spec.x.categories,
                 (std::vector<std::string>{"D1", "D2", "D3", "D4", "Calib", "USI"}));
        JobContext job;
        const auto all = labelInfluences(m_sample, "sim 0", m_table.edition, m_pairs, {}, job);
        const LabelInfluence &front = all->codes[1];
        QCOMPARE(front.code, std::string("I1"));
        const auto of = static_cast<std::size_t>(UsiColumn::Conversation);
        const std::vector<TableCell> *row = nullptr;
        for (const auto &one : spec.table.rows)
            if (one[0].text == "I1" && one[2].text == "D1_conv")
                row = &one;
        QVERIFY(row);
        QCOMPARE(row->at(4).number, *front.cells[of].change);
        QCOMPARE(row->at(5).number, front.cells[of].band->low);
        QCOMPARE(row->at(6).number, front.cells[of].band->high);
        QCOMPARE(cellText(row->at(7)) + " " + cellText(row->at(8)), std::string("2 8"));
    }

    void onlyWhatIsOutsideItsBandIsColoured()
    {
        const ChartSpec spec = build();
        int within = 0;
        for (const BarMark &bar : spec.bars) {
            const bool isWithin = bar.label.starts_with("(");
            const auto &row = spec.table.rows.at(static_cast<std::size_t>(bar.info.row));
            const bool hasBand = row[5].kind == TableCell::Kind::Number;
            QCOMPARE(isWithin, !hasBand || (row[4].number >= row[5].number &&
                                            row[4].number <= row[6].number));
            QVERIFY(!isWithin || bar.info.ink.value == 0.0);
            within += isWithin ? 1 : 0;
        }
        QVERIFY(within > 0);
    }

    void itSaysWhatItCannotSay()
    {
        std::string warnings;
        for (const std::string &one : build().warnings)
            warnings += one + "\n";
        QVERIFY(warnings.find("not what causes what") != std::string::npos);
        QVERIFY(warnings.find("fewer than 10 dialogues") != std::string::npos);
        // No outcome is known: the index and calibration cannot be computed.
        QVERIFY(warnings.find("–: cannot be computed") != std::string::npos);
    }

    void orderOfTheScheme()
    {
        QCOMPARE(build({{"order", "scheme"}}).y.categories,
                 (std::vector<std::string>{"C1  Over-polite", "I1  Front-load"}));
    }

    void emptyTellsWhy()
    {
        QVERIFY(build({}, "sim 1").emptyReason.find("Compare page") != std::string::npos);
        m_pairs.resize(4);
        m_pairs.erase(m_pairs.begin(), m_pairs.begin() + 2);
        QVERIFY(build().emptyReason.find("no divergence code") != std::string::npos);
        m_sample.simulators.erase(m_sample.simulators.begin());
        QVERIFY(build().emptyReason.find("no dialogues of sim 0") != std::string::npos);
        m_sample = test::smallSample(2);
    }
};

QTEST_GUILESS_MAIN(TestLabelLosses)
#include "tst_label_losses.moc"
