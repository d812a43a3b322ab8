// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"
#include "ui/models/dialogues_model.h"
#include "ui/models/turns_model.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QSignalSpy>

using namespace gapscope;

namespace {
QStringList column(const QAbstractItemModel &model, int column)
{
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row)
        cells << model.index(row, column).data().toString();
    return cells;
}

QString marked(const TurnsModel &model, int row)
{
    const QModelIndex index = model.index(row, TurnsModel::TextColumn);
    return index.data().toString().mid(index.data(TurnsModel::MatchBeginRole).toInt(),
                                       index.data(TurnsModel::MatchLengthRole).toInt());
}
} // namespace

class TestExploreModels : public test::TestCase
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<Workspace> m_workspace;

private Q_SLOTS:
    void initTestCase()
    {
        m_workspace = std::make_unique<Workspace>();
        test::openSample(*m_workspace, m_dir);
    }

    void cleanup() { m_workspace->filters().clear(); }

    void everyDialogueIsARow()
    {
        DialoguesModel model(*m_workspace);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(column(model, DialoguesModel::TaskColumn),
                 (QStringList{QStringLiteral("shop 1"), QStringLiteral("shop 2"),
                              QStringLiteral("shop 1")}));
        QCOMPARE(column(model, DialoguesModel::CorpusColumn),
                 (QStringList{QStringLiteral("human · real"), QStringLiteral("human · real"),
                              QStringLiteral("runs · simulated")}));
        QCOMPARE(column(model, DialoguesModel::UserTurnsColumn),
                 (QStringList{QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("2")}));
        QCOMPARE(column(model, DialoguesModel::OutcomeColumn),
                 (QStringList{QStringLiteral("✓"), QStringLiteral("✗"), QStringLiteral("✓")}));
    }

    void numbersAreSortedAsNumbersAndBackToTheOrderOfImport()
    {
        DialoguesModel model(*m_workspace);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QPersistentModelIndex longest = model.index(1, DialoguesModel::TurnsColumn);
        model.sort(DialoguesModel::TurnsColumn, Qt::DescendingOrder);
        QCOMPARE(column(model, DialoguesModel::TurnsColumn),
                 (QStringList{QStringLiteral("5"), QStringLiteral("3"), QStringLiteral("3")}));
        QCOMPARE(longest.row(), 0);
        model.sort(-1, Qt::AscendingOrder);
        QCOMPARE(longest.row(), 1);
    }

    void featuresOfTheIndexAreColumns()
    {
        DialoguesModel model(*m_workspace);
        const int politeness =
            DialoguesModel::FirstFeatureColumn + static_cast<int>(Feature::PolitenessRate);
        const QVariant rate = model.index(2, politeness).data(DialoguesModel::SortRole);
        const DialogueId id = model.dialogueAt(model.index(2, 0));
        QCOMPARE(rate.toDouble(), m_workspace->data().features.at(id)[Feature::PolitenessRate]);
        QVERIFY(rate.toDouble() > 0.0);
        QVERIFY(model.index(2, politeness).data().toString().endsWith(QLatin1Char('%')));
    }

    void filtersAndCorporaLeaveRowsOut()
    {
        DialoguesModel model(*m_workspace);
        model.setCorpora({m_workspace->simCorpus()});
        QCOMPARE(model.rowCount(), 1);
        model.setCorpora({});
        Filter filter;
        filter.title = QStringLiteral("one task");
        filter.tasks = {m_workspace->data().tasks.front().key};
        m_workspace->filters().add(filter);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.allDialogues(), 3);
    }

    void aListThatNobodySeesFollowsTheFiltersOnceItIsSeen()
    {
        DialoguesModel model(*m_workspace);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFollowing(false);
        Filter filter;
        filter.title = QStringLiteral("one task");
        filter.tasks = {m_workspace->data().tasks.front().key};
        m_workspace->filters().add(filter);
        QCOMPARE(model.rowCount(), 3);
        model.setFollowing(true);
        QCOMPARE(model.rowCount(), 2);
        m_workspace->filters().clear();
        QCOMPARE(model.rowCount(), 3);
    }

    void anExcludedDialogueIsStruckThroughAndSaysSo()
    {
        DialoguesModel model(*m_workspace);
        const DialogueId id = model.dialogueAt(model.index(0, 0));
        m_workspace->setExcluded({id}, true, QStringLiteral("a test of ours"));
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->data().isExcluded(id), 20000);
        QCOMPARE(model.index(0, DialoguesModel::StateColumn).data().toString(),
                 QStringLiteral("excluded"));
        QVERIFY(model.index(0, 0).data(Qt::FontRole).value<QFont>().strikeOut());
        QVERIFY(model.index(0, 0)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("a test of ours")));
        m_workspace->setExcluded({id}, false, {});
        QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->data().isExcluded(id), 20000);
        QCOMPARE(model.index(0, DialoguesModel::StateColumn).data().toString(), QString());
    }

    /// With many dialogues the list takes longer than the figures somebody looks at.
    void aListThatNobodyLooksAtWaits()
    {
        DialoguesModel model(*m_workspace);
        const DialogueId id = model.dialogueAt(model.index(0, 0));
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setFollowing(false);
        m_workspace->setExcluded({id}, true, QStringLiteral("a test of ours"));
        QVERIFY(m_workspace->data().isExcluded(id));
        QVERIFY(reset.isEmpty());
        model.setFollowing(true);
        QCOMPARE(reset.count(), 1);
        QVERIFY(model.index(0, 0).data(DialoguesModel::ExcludedRole).toBool());
        m_workspace->setExcluded({id}, false, {});
        QCOMPARE(reset.count(), 2);
    }

    void aMatchKeepsItsPlaceWhereTextIsMoreThanAscii()
    {
        TurnsModel model(*m_workspace);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        SearchHit hit;
        hit.dialogue = m_workspace->data().heads.front().dialogue.id;
        hit.task = m_workspace->data().heads.front().dialogue.task;
        hit.corpusLabel = "human";
        hit.snippet = "…é 🙂\nlamp <b>";
        hit.begin = static_cast<int>(hit.snippet.find("lamp"));
        hit.end = hit.begin + 4;
        model.setHits({hit});
        QCOMPARE(marked(model, 0), QStringLiteral("lamp"));
        QVERIFY(
            !model.index(0, TurnsModel::TextColumn).data().toString().contains(QLatin1Char('\n')));
        QVERIFY(model.index(0, TurnsModel::TextColumn)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("&lt;b&gt;")));
    }

    void aFeatureHitIsCutAroundItsWords()
    {
        TurnsModel model(*m_workspace);
        FeatureHit hit;
        hit.dialogue = m_workspace->data().heads.front().dialogue.id;
        hit.corpusLabel = "human";
        // 300 emoji: code points and UTF-16 units differ by as many.
        for (int i = 0; i < 300; ++i)
            hit.text += "🙂";
        hit.text += "thanks" + std::string(500, 'x');
        hit.span.begin = 300;
        hit.span.end = 306;
        model.setHits({hit});
        QCOMPARE(marked(model, 0), QStringLiteral("thanks"));
        const QString text = model.index(0, TurnsModel::TextColumn).data().toString();
        QVERIFY(text.startsWith(QChar(0x2026)) && text.endsWith(QChar(0x2026)));
        QVERIFY(text.size() < 300);
    }

    void filtersHideHitsButKeepThem()
    {
        TurnsModel model(*m_workspace);
        std::vector<SearchHit> hits;
        for (const DialogueHead &head : m_workspace->data().heads) {
            SearchHit hit;
            hit.dialogue = head.dialogue.id;
            hit.task = head.dialogue.task;
            hits.push_back(hit);
        }
        model.setHits(hits);
        QCOMPARE(model.shownRows(), 3);
        Filter filter;
        filter.title = QStringLiteral("one task");
        filter.tasks = {m_workspace->data().tasks.back().key};
        m_workspace->filters().add(filter);
        QCOMPARE(model.shownRows(), 1);
        QCOMPARE(model.allRows(), 3);
        m_workspace->filters().clear();
        QCOMPARE(model.shownRows(), 3);
    }
};

QTEST_MAIN(TestExploreModels)
#include "tst_explore_models.moc"
