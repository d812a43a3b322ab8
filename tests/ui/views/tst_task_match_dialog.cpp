// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/task_match_dialog.h"

#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"
#include "ui/views/figure_view.h"

#include <QComboBox>
#include <QPushButton>

using namespace gapscope;

class TestTaskMatchDialog : public test::TestCase
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<Workspace> m_workspace;

    /// Simulated dialogues on the tasks that the selected people's task pairs with.
    std::size_t paired(const char *task) const
    {
        return m_workspace->data().dialogues(TaskKey(task), m_workspace->simCorpus()).size();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_workspace = std::make_unique<Workspace>();
        test::openSample(*m_workspace, m_dir);
        // The other task of the people, under another id.
        ImportRequest other;
        other.kind = CorpusKind::Simulated;
        other.label = "runs";
        other.path = utf8(test::writeFile(
            m_dir, QStringLiteral("renamed.jsonl"),
            test::chatLine(QStringLiteral("s9"), QStringLiteral("parcel_late"), QString(), 1,
                           {QStringLiteral("where is my parcel"), QStringLiteral("On its way.")})));
        bool done = false;
        importFiles(*m_workspace, {other}, this,
                    [&](const Result<ImportOutcome> &outcome) { done = bool(outcome); });
        QTRY_VERIFY_WITH_TIMEOUT(done, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->jobs().isIdle(), 20000);
    }

    void init() { failOnUnexpectedWarnings(); }

    void tasksAreLinkedByHandAndTheLinkIsTakenBack()
    {
        TaskMatchDialog dialog(*m_workspace, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QTRY_VERIFY(dialog.rows()->model()->rowCount() >= 3);
        QVERIFY2(dialog.summary().contains(QStringLiteral("1 by id")),
                 qPrintable(dialog.summary()));
        QVERIFY2(dialog.summary().contains(QStringLiteral("2 alone")),
                 qPrintable(dialog.summary()));
        // Choosing "alone" leaves the two that have no counterpart.
        dialog.ways()->setCurrentIndex(2);
        Q_EMIT dialog.ways()->activated(2);
        QCOMPARE(dialog.rows()->model()->rowCount(), 2);
        dialog.rows()->selectRow(0);
        QTRY_VERIFY(dialog.link()->isEnabled());
        const QString real = dialog.rows()->model()->index(0, 0).data().toString();
        const QString sim = dialog.rows()->model()->index(1, 1).data().toString();
        QCOMPARE(paired(real.toUtf8().constData()), std::size_t(0));
        dialog.linkWith(TaskKey(sim.toStdString()));
        QTRY_COMPARE(dialog.said(), QStringLiteral("Linked."));
        QTRY_COMPARE(paired(real.toUtf8().constData()), std::size_t(1));
        QTRY_VERIFY(dialog.summary().contains(QStringLiteral("1 by hand")));
        QTest::mouseClick(dialog.undo(), Qt::LeftButton);
        QTRY_COMPARE(dialog.said(), QStringLiteral("Taken back."));
        QTRY_COMPARE(paired(real.toUtf8().constData()), std::size_t(0));
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }
};

QTEST_MAIN(TestTaskMatchDialog)
#include "tst_task_match_dialog.moc"
