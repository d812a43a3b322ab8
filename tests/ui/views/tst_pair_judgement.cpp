// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_run.h"
#include "core/store/floor_service.h"
#include "core/store/import_writer.h"
#include "core/store/label_repository.h"
#include "tests/support/test_case.h"
#include "tests/ui/views/shown_window.h"
#include "ui/views/align_settings_dialog.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/inspector.h"
#include "ui/views/linear_dialog.h"
#include "ui/views/main_window.h"
#include "ui/views/suggestion_list.h"
#include "ui/views/tasks_panel.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTreeView>

using namespace gapscope;

/// Suggested codes, the floor a row is read against, and the thresholds of alignment.
class TestPairJudgement : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString workspacePath() const { return m_folder->filePath(QStringLiteral("study.gapscope")); }
    CompareView *view() { return m_window->comparePage()->view(); }
    Workspace &workspace() { return m_window->workspace(); }
    const LoadedPair &pair() { return *workspace().pair(); }
    SuggestionList *suggestions() { return m_window->inspector()->suggestions(); }
    void idle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), 20000); }

    static void import(ImportWriter &writer, const char *file, CorpusKind kind, const char *label)
    {
        ImportRequest request;
        request.path = (test::sourceDir() / "sample_data" / file).string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        QVERIFY2(bool(runImport(request, writer, job)), file);
    }

    /// The first row of the pair that a rule says something about; −1 = none.
    int suggestedRow()
    {
        for (const Suggestion &suggestion : pair().suggestions)
            if (suggestion.row >= 0)
                return suggestion.row;
        return -1;
    }

    QStringList inspectorTexts()
    {
        QStringList texts;
        for (const QLabel *label : m_window->inspector()->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    }

    /// Opens the settings and lets `act` work in them before they are closed by Enter or Esc.
    void withSettings(std::function<void(AlignSettingsDialog &)> act)
    {
        m_window->action(QStringLiteral("alignSettings"))->trigger();
        auto *dialog = m_window->findChild<AlignSettingsDialog *>();
        QVERIFY(dialog);
        act(*dialog);
        QTRY_VERIFY(!m_window->findChild<AlignSettingsDialog *>());
    }

    static QDoubleSpinBox *box(AlignSettingsDialog &dialog, const char *name)
    {
        return dialog.findChild<QDoubleSpinBox *>(QString::fromLatin1(name));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-pair-judgement"));
    }

    void init()
    {
        failOnUnexpectedWarnings();
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        {
            auto session = Session::open(workspacePath().toStdString(), OpenMode::Create);
            QVERIFY(bool(session));
            ImportWriter writer(**session);
            import(writer, "broadband/unified.json", CorpusKind::Real, "human");
            import(writer, "broadband/eval_results_amiable-1.json", CorpusKind::Simulated,
                   "amiable-1");
        }
        m_window = test::shownWindow(workspacePath());
        QVERIFY(m_window);
        idle();
        view()->setFocus();
    }

    void cleanup()
    {
        m_window.reset();
        m_folder.reset();
    }

    void aSuggestionIsALabelOnlyOnceAccepted()
    {
        const int row = suggestedRow();
        QVERIFY(row >= 0);
        QVERIFY(view()->showAlignedRow(row));
        QTRY_VERIFY(suggestions()->list()->count() > 0);
        QVERIFY(pair().labels.empty());
        const QString text = suggestions()->list()->item(0)->text();
        const int before = suggestions()->list()->count();
        QTest::keyClick(m_window.get(), Qt::Key_A);
        QTRY_COMPARE(pair().labels.size(), std::size_t(1));
        QVERIFY2(text.contains(QString::fromStdString(pair().labels.front().code)),
                 qPrintable(text));
        QCOMPARE(workspace().rowOfLabel(pair().labels.front()), row);
        // What is set is proposed no longer, and taking it back proposes it again.
        QCOMPARE(suggestions()->list()->count(), before - 1);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(pair().labels.empty());
        QTRY_COMPARE(suggestions()->list()->count(), before);
    }

    void suggestionsAreReadInOrder()
    {
        QVERIFY(suggestedRow() >= 0);
        const std::vector<CompareSuggestion> &open = view()->pair().suggestions;
        QVERIFY(!open.empty());
        QTest::keyClick(m_window.get(), Qt::Key_F7);
        LinearDialog *reading = nullptr;
        QTRY_VERIFY((reading = m_window->findChild<LinearDialog *>()) != nullptr);
        const QString text = reading->text()->toPlainText();
        for (const CompareSuggestion &suggestion : open)
            QVERIFY2(
                text.contains(
                    QStringLiteral("Suggested: %1, %2").arg(suggestion.code, suggestion.reason)),
                qPrintable(suggestion.code));
    }

    void stepsFollowTheOrderOfTheTaskList()
    {
        QTreeView *list = m_window->tasksPanel()->view();
        QCOMPARE(workspace().visiblePairs().front().task.value(), std::string("tau1:broadband:0"));
        list->sortByColumn(0, Qt::DescendingOrder);
        QCOMPARE(workspace().visiblePairs().front().task.value(), std::string("tau1:broadband:6"));
        QCOMPARE(list->model()->index(0, 0, list->model()->index(0, 0)).data().toString(),
                 QStringLiteral("broadband 6"));
    }

    void aMatchedRowIsReadAgainstTheFloor()
    {
        QVERIFY(workspace().floors().has_value());
        QVERIFY(workspace().floors()->people.has_value());
        const auto &rows = pair().alignment.rows;
        const auto matched = std::find_if(rows.begin(), rows.end(), isCalibrated);
        QVERIFY(matched != rows.end());
        QVERIFY(view()->showAlignedRow(static_cast<int>(matched - rows.begin())));
        QTRY_VERIFY(inspectorTexts()
                        .join(QLatin1Char('\n'))
                        .contains(QStringLiteral("that two people share")));
    }

    void aThresholdIsKeptAndAlignsAnew()
    {
        const Alignment was = pair().alignment;
        QSignalSpy loaded(&workspace(), &Workspace::pairLoaded);
        withSettings([&](AlignSettingsDialog &dialog) {
            QVERIFY(dialog.findChild<QTableWidget *>()->rowCount() > 0);
            QDoubleSpinBox *weight = box(dialog, "unmatched_divergence");
            weight->setFocus();
            weight->selectAll();
            QTest::keyClicks(weight, QLocale().toString(0.5, 'f', 3));
            QTest::keyClick(&dialog, Qt::Key_Return);
        });
        QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, 20000);
        idle();
        QVERIFY(pair().alignment.divergence < was.divergence);
        const Result<AlignSettings> stored = workspace().alignSettings();
        QVERIFY(bool(stored));
        QCOMPARE(stored->unmatchedDivergence, 0.5);

        withSettings([&](AlignSettingsDialog &dialog) {
            QCOMPARE(box(dialog, "unmatched_divergence")->value(), 0.5);
            auto *buttons = dialog.findChild<QDialogButtonBox *>();
            QTest::mouseClick(buttons->button(QDialogButtonBox::RestoreDefaults), Qt::LeftButton);
            QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
        });
        QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 2, 20000);
        idle();
        QVERIFY(pair().alignment == was);
    }

    void theFloorGivesTheThreshold()
    {
        const double expected = workspace().floors()->people->suggestedDivergentAbove();
        withSettings([&](AlignSettingsDialog &dialog) {
            for (QPushButton *button : dialog.findChildren<QPushButton *>())
                if (button->text().contains(QStringLiteral("95")))
                    QTest::mouseClick(button, Qt::LeftButton);
            QVERIFY(std::abs(box(dialog, "divergent_above")->value() - expected) <= 0.0005);
            QTest::keyClick(&dialog, Qt::Key_Escape);
        });
        // Cancelled: nothing is kept.
        QCOMPARE(workspace().alignSettings()->divergentAbove, AlignSettings{}.divergentAbove);
    }
};

QTEST_MAIN(TestPairJudgement)
#include "tst_pair_judgement.moc"
