// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/merge_findings_model.h"

#include "core/store/merge_details.h"
#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"
#include "ui/base/label_desk.h"

#include <QAbstractItemModelTester>
#include <QSettings>
#include <QStandardPaths>

using namespace gapscope;
using Kind = MergeFinding::Kind;

class TestMergeFindingsModel : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<Workspace> m_workspace;
    DialogueId m_real;
    DialogueId m_sim;

    /// On the second user turns of both.
    Label label(const char *id, const char *code, const char *note = "") const
    {
        Label made;
        made.id = LabelId{id};
        made.realDialogue = m_real;
        made.simDialogue = m_sim;
        made.realTurn = 2;
        made.simTurn = 2;
        made.code = code;
        made.note = note;
        made.annotator = "bob";
        return made;
    }

    MergeDetails details(const std::vector<Label> &labels) const
    {
        MergeDetails made;
        for (const Label &each : labels)
            made.labels.emplace(each.id, each);
        made.userTurns = {{{m_real, 2}, 2}, {{m_sim, 2}, 2}};
        return made;
    }

    static QString printed(const MergeFinding &finding)
    {
        return QStringList{mergeKindText(finding.kind),
                           finding.annotator,
                           finding.code,
                           finding.where,
                           finding.here,
                           finding.inFile,
                           finding.stands,
                           finding.place ? QStringLiteral("shown") : QString()}
            .join(QLatin1Char('|'));
    }

    QString onlyOne(const MergeReport &report, const MergeDetails &details = {}) const
    {
        const std::vector<MergeFinding> findings = mergeFindings(report, details, *m_workspace);
        return findings.size() == 1 ? printed(findings.front()) : QString::number(findings.size());
    }

    static MergeFinding finding(Kind kind, const char *where, const char *annotator = "")
    {
        MergeFinding made;
        made.kind = kind;
        made.where = QString::fromLatin1(where);
        made.annotator = QString::fromLatin1(annotator);
        return made;
    }

    static QString column(const QAbstractItemModel &model, int which)
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.index(row, which).data().toString();
        return texts.join(QLatin1Char('|'));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("gapscope-test-merge-findings"));
        QSettings().clear();
        m_workspace = std::make_unique<Workspace>();
        test::openSample(*m_workspace, m_dir);
        for (const DialogueHead &head : m_workspace->data().heads) {
            if (head.dialogue.nativeId == "p1")
                m_real = head.dialogue.id;
            if (head.dialogue.nativeId == "s1")
                m_sim = head.dialogue.id;
        }
        QVERIFY(!m_real.empty() && !m_sim.empty());
    }

    void cleanupTestCase() { m_workspace.reset(); }

    void aConflictHasBothVersionsInWords()
    {
        Label here = label("l1", "C1", "too polite");
        here.severity = 1;
        Label there = label("l1", "C2", "<b>formal</b>\nthroughout");
        there.severity = 3;
        MergeReport report;
        report.conflictCount = 1;
        report.conflicts = {{here, there, true}};
        QCOMPARE(onlyOne(report, details({})),
                 QStringLiteral("Changed on both sides|bob|C2|shop 1: real user 2, simulated user "
                                "2|C1 · severity 1 · “too polite”|C2 · severity 3 · “<b>formal</b> "
                                "↵ throughout”|the file's|shown"));
    }

    void aRemovalTakesItsPlaceFromTheOtherVersion()
    {
        MergeReport report;
        report.conflictCount = 1;
        report.conflicts = {{label("l1", "C1"), LabelRemoval{LabelId{"l1"}, 3, 9, "cem"}, true}};
        QCOMPARE(onlyOne(report, details({})),
                 QStringLiteral("Changed on both sides|bob|C1|shop 1: real user 2, simulated user "
                                "2|C1|removed by cem|the file's|shown"));
    }

    void versionsThatReadTheSameSayInWhatTheyDiffer()
    {
        Label there = label("l1", "C1");
        there.realTurn = 0;
        MergeDetails known = details({});
        known.userTurns[{m_real, 0}] = 1;
        MergeReport report;
        report.conflictCount = 1;
        report.conflicts = {{label("l1", "C1"), there, false}};
        QCOMPARE(onlyOne(report, known),
                 QStringLiteral("Changed on both sides|bob|C1|shop 1: real user 2, simulated user "
                                "2|C1 · shop 1: real user 2, simulated user 2|C1 · shop 1: real "
                                "user 1, simulated user 2|the one here|shown"));
    }

    void aDuplicateHasBothLabels()
    {
        MergeReport report;
        report.duplicateCount = 1;
        report.duplicates = {{"bob", "C1", LabelId{"l1"}, LabelId{"l2"}, 3}};
        QCOMPARE(onlyOne(report, details({label("l1", "C1", "one"), label("l2", "C1")})),
                 QStringLiteral("Same code twice|bob|C1|shop 1: real user 2, simulated user 2|C1 · "
                                "“one”  +  C1  +  and 1 more|||shown"));
    }

    void aDriftShowsTheWordsFromWhereTheyDiffer()
    {
        MergeReport report;
        report.driftCount = 2;
        const std::string same = "I have been waiting for this parcel since last week";
        report.drifts = {{LabelId{"l1"}, true, same + "!", same + ".\xE2\x80\x8B"},
                         {LabelId{"l1"}, false, "hello", std::nullopt}};
        const auto found = mergeFindings(report, details({label("l1", "C1")}), *m_workspace);
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(printed(found[0]),
                 QStringLiteral("Other words than here|bob|C1|shop 1: real user 2|…s parcel since "
                                "last week.⟨U+200B⟩|…s parcel since last week!||shown"));
        QCOMPARE(printed(found[1]),
                 QStringLiteral("Other words than here|bob|C1|shop 1: simulated user 2|there is no "
                                "such turn|hello||shown"));
    }

    void aWaitingDialogueIsNamedAsItsSourceDoes()
    {
        WaitingDialogue away{DialogueId{"hash"},    "r9", "gpt-4o", 4, DialogueId(),
                             TaskKey{"chat:shop:9"}};
        MergeReport report;
        report.waiting = 4;
        report.waitingDialogueCount = 1;
        report.waitingDialogues = {away};
        QCOMPARE(
            onlyOne(report),
            QStringLiteral("Waits for a dialogue|||9: gpt-4o r9|not imported yet|4 label(s) of "
                           "it||"));
        report.waitingDialogues.front().instead = m_sim;
        QCOMPARE(
            onlyOne(report),
            QStringLiteral("Waits for a dialogue|||9: gpt-4o r9|the same conversation in other "
                           "words|4 label(s) of it||shown"));
    }

    void linesCodesAndSchemesAreFindings()
    {
        MergeReport report;
        report.refused = 1;
        report.issues = {{12, "not JSON"}};
        QCOMPARE(onlyOne(report), QStringLiteral("Line left out|||line 12||not JSON||"));
        report = {};
        report.unknownCodes = {{"ZZ", 3}};
        QCOMPARE(onlyOne(report),
                 QStringLiteral("Unknown code||ZZ||not in the scheme|on 3 label(s)||"));
        report = {};
        report.otherSchemes = {{"gapscope-divergence, version 5", 7}};
        QCOMPARE(onlyOne(report),
                 QStringLiteral("Other scheme|||7 line(s)|gapscope-divergence, version "
                                "1|gapscope-divergence, version 5||"));
    }

    void labelsOfDialoguesThatAreNotHereCannotBeShown()
    {
        Label away = label("l1", "C1");
        away.simDialogue = DialogueId{"elsewhere"};
        MergeReport report;
        report.conflictCount = 1;
        report.conflicts = {{away, away, false}};
        QVERIFY(!mergeFindings(report, details({}), *m_workspace).front().place);
    }

    void whatIsHiddenWhileLabellingBlindIsHiddenHere()
    {
        BlindMode blind;
        blind.sides = true;
        blind.others = true;
        m_workspace->desk().setBlind(blind);
        Label there = label("l1", "C2");
        there.simTurn = 0;
        MergeReport report;
        report.conflictCount = 1;
        report.conflicts = {{label("l1", "C1"), there, true}};
        MergeDetails known = details({});
        known.userTurns[{m_sim, 0}] = 1;
        const QString text = onlyOne(report, known);
        m_workspace->desk().setBlind({});
        QCOMPARE(text,
                 QStringLiteral("Changed on both sides|bob||shop 1: user 1, user 2|hidden, as you "
                                "chose in Label ▸ Blind|hidden, as you chose in Label ▸ "
                                "Blind|the file's|shown"));
    }

    void nothingToTellIsNoFinding()
    {
        MergeReport report;
        report.added = 3;
        report.same = 1;
        QVERIFY(mergeFindings(report, {}, *m_workspace).empty());
        QCOMPARE(mergeCountsSentence(report),
                 QStringLiteral("3 label(s) added, 0 changed, 0 removed; 1 known already, 0 older "
                                "than here."));
    }

    void countsGoBeyondTheList()
    {
        MergeReport report;
        report.refused = 1200;
        report.issues.resize(1000);
        QCOMPARE(mergeCount(report, Kind::LineLeftOut), 1200);
        QCOMPARE(mergeUnlisted(report, Kind::LineLeftOut), 200);
        QCOMPARE(mergeUnlisted(report, Kind::Conflict), 0);
        QVERIFY(mergeCountsSentence(report).endsWith(
            QStringLiteral("; %1 line(s) left out.").arg(QLocale().toString(1200))));
    }

    void rowsAreSortedAsPeopleOrderThemAndFiltered()
    {
        auto *model = new MergeFindingsModel(
            {finding(Kind::LineLeftOut, "line 10"), finding(Kind::LineLeftOut, "line 9"),
             finding(Kind::Conflict, "shop 1", "bob"), finding(Kind::Drift, "shop 2", "ann")},
            this);
        QAbstractItemModelTester tester(model);
        MergeFindingsProxy proxy(model);
        QAbstractItemModelTester proxyTester(&proxy);
        proxy.sort(MergeFindingsModel::WhereColumn);
        QCOMPARE(column(proxy, MergeFindingsModel::WhereColumn),
                 QStringLiteral("line 9|line 10|shop 1|shop 2"));
        // What says nothing comes last in either order.
        proxy.sort(MergeFindingsModel::AnnotatorColumn);
        QCOMPARE(column(proxy, MergeFindingsModel::AnnotatorColumn), QStringLiteral("ann|bob||"));
        proxy.sort(MergeFindingsModel::AnnotatorColumn, Qt::DescendingOrder);
        QCOMPARE(column(proxy, MergeFindingsModel::AnnotatorColumn), QStringLiteral("bob|ann||"));
        proxy.sort(MergeFindingsModel::WhatColumn);
        QCOMPARE(proxy.finding(proxy.index(0, 0))->kind, Kind::Conflict);
        proxy.setKind(Kind::LineLeftOut);
        QCOMPARE(proxy.rowCount(), 2);
        proxy.setKind(std::nullopt);
        QCOMPARE(proxy.rowCount(), 4);
        QVERIFY(proxy.finding({}) == nullptr);
    }

    void toolTipsShowMarkupAsItIs()
    {
        MergeFinding made = finding(Kind::Drift, "<b>shop</b>");
        made.id = QStringLiteral("id-1");
        made.hereWhole = QString(5000, QLatin1Char('<'));
        MergeFindingsModel model({made});
        const auto tip = [&](int which) {
            return model.index(0, which).data(Qt::ToolTipRole).toString();
        };
        QCOMPARE(tip(MergeFindingsModel::WhereColumn),
                 QStringLiteral("&lt;b&gt;shop&lt;/b&gt;<br>id-1"));
        QVERIFY(tip(MergeFindingsModel::HereColumn).startsWith(QStringLiteral("&lt;&lt;")));
        QVERIFY(tip(MergeFindingsModel::HereColumn).size() < 3000);
    }
};

QTEST_MAIN(TestMergeFindingsModel)
#include "tst_merge_findings_model.moc"
