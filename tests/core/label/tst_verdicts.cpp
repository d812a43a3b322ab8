// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/label/verdicts.h"
#include "core/stats/intervals.h"

#include <cmath>

using namespace gapscope;

class TestVerdicts final : public test::TestCase
{
    Q_OBJECT

    std::unordered_map<DialogueId, JudgedDialogue> m_dialogues;
    std::vector<Label> m_labels;

    void dialogue(const char *id, CorpusKind kind, const char *corpus, const char *task)
    {
        m_dialogues[DialogueId(id)] = {TaskKey(task), kind, corpus};
    }

    Label &say(const char *annotator, const char *id, const char *code)
    {
        Label label;
        label.kind = LabelKind::Verdict;
        label.annotator = annotator;
        label.code = code;
        const auto found = m_dialogues.find(DialogueId(id));
        const bool isReal = found != m_dialogues.end() && found->second.kind == CorpusKind::Real;
        (isReal ? label.realDialogue : label.simDialogue) = DialogueId(id);
        m_labels.push_back(label);
        return m_labels.back();
    }

private Q_SLOTS:
    void init()
    {
        m_labels.clear();
        m_dialogues.clear();
        dialogue("h1", CorpusKind::Real, "people", "1");
        dialogue("h2", CorpusKind::Real, "people", "2");
        dialogue("a1", CorpusKind::Simulated, "sim a", "1");
        dialogue("a2", CorpusKind::Simulated, "sim a", "2");
        dialogue("b2", CorpusKind::Simulated, "sim b", "2");
        dialogue("x", CorpusKind::SelfDialog, "self", "1");
    }

    void truthAgainstVerdict()
    {
        say("ann", "h1", "human");
        say("ann", "h2", "sim");
        say("ann", "a1", "sim");
        say("ann", "a2", "human");
        say("bob", "h1", "human");
        say("bob", "a1", "sim");
        say("bob", "b2", "unsure");
        const VerdictReport report = verdictReport(m_labels, m_dialogues);
        QCOMPARE(report.all, (VerdictCounts{2, 1, 0, 1, 2, 1}));
        QCOMPARE(report.all.judged(), 6);
        QCOMPARE(report.all.unsure(), 1);
        QCOMPARE(report.all.accuracy(), std::optional(4.0 / 6.0));
        QCOMPARE(report.all.accuracyInterval(), stats::wilson(4, 6));
        QVERIFY(report.all.isBalanced());
        QVERIFY(std::abs(report.all.distance()->points - 100.0 / 6.0) < 1e-9);
        QCOMPARE(report.all.passed(), std::optional(1.0 / 3.0));

        QCOMPARE(report.annotators.size(), std::size_t(2));
        QCOMPARE(report.annotators[1].counts, (VerdictCounts{1, 0, 0, 0, 1, 1}));
        // People of tasks the simulator was not judged on are not set against it.
        QCOMPARE(report.simulators.size(), std::size_t(2));
        QCOMPARE(report.simulators[0].counts, (VerdictCounts{2, 1, 0, 1, 2, 0}));
        QCOMPARE(report.simulators[1].counts, (VerdictCounts{0, 1, 0, 0, 0, 1}));
        QVERIFY(!report.simulators[1].counts.balancedAccuracy());
        QVERIFY(!report.simulators[1].counts.passed());
    }

    void anUnevenMixIsSaid()
    {
        // Who calls everything simulated looks good where nearly everything is.
        const VerdictCounts lopsided{0, 2, 0, 0, 18, 0};
        QVERIFY(!lopsided.isBalanced());
        QCOMPARE(lopsided.accuracy(), std::optional(0.9));
        QCOMPARE(lopsided.balancedAccuracy(), std::optional(0.5));
    }

    void theNewestVerdictCounts()
    {
        say("ann", "a1", "human").changedMs = 5;
        say("ann", "a1", "sim").changedMs = 3;
        QCOMPARE(verdictReport(m_labels, m_dialogues).all, (VerdictCounts{0, 0, 0, 1, 0, 0}));
    }

    void whatNobodyCanScoreIsLeftOut()
    {
        say("ann", "x", "human");
        say("ann", "a1", "maybe");
        say("ann", "a1", "human").realDialogue = DialogueId("h1");
        say("ann", "gone", "human");
        Label other;
        other.kind = LabelKind::Divergence;
        other.simDialogue = DialogueId("a1");
        m_labels.push_back(other);
        const VerdictReport report = verdictReport(m_labels, m_dialogues);
        QCOMPARE(report.leftOut, 3);
        QCOMPARE(report.all.judged(), 0);
        QVERIFY(!report.all.accuracy() && !report.all.distance());
        QVERIFY(report.annotators.empty() && report.simulators.empty());
    }
};

QTEST_APPLESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
