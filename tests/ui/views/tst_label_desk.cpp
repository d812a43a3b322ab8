// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_run.h"
#include "core/store/import_writer.h"
#include "core/store/label_repository.h"
#include "tests/support/test_case.h"
#include "tests/ui/views/other_writer.h"
#include "tests/ui/views/shown_window.h"
#include "ui/base/label_desk.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/desk_bar.h"
#include "ui/views/inspector.h"
#include "ui/views/label_editor.h"
#include "ui/views/label_fields.h"
#include "ui/views/main_window.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>

#include <algorithm>
#include <set>

using namespace gapscope;

/// Labelling by keyboard: what is pressed is stored, as this person, and can be taken back.
class TestLabelDesk : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString workspacePath() const { return m_folder->filePath(QStringLiteral("study.gapscope")); }
    CompareView *view() { return m_window->comparePage()->view(); }
    Workspace &workspace() { return m_window->workspace(); }
    LabelDesk &desk() { return workspace().desk(); }
    LabelEditor *editor() { return m_window->inspector()->labels(); }
    void idle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), 20000); }
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_window.get(), which, modifiers);
    }

    static void import(ImportWriter &writer, const char *file, CorpusKind kind, const char *label)
    {
        ImportRequest request;
        request.path = (test::sourceDir() / "sample_data" / file).string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        QVERIFY2(bool(runImport(request, writer, job)), file);
    }

    std::vector<Label> stored(LabelKind kind = LabelKind::Divergence)
    {
        std::vector<Label> labels;
        Result<std::unique_ptr<Session>> session =
            Session::open(workspacePath().toStdString(), OpenMode::ReadOnly);
        if (session) {
            if (auto all = LabelRepository(**session).all())
                labels = std::move(*all);
        }
        std::erase_if(labels, [kind](const Label &label) { return label.kind != kind; });
        return labels;
    }

    void open()
    {
        m_window = test::shownWindow(workspacePath());
        QVERIFY(m_window);
        idle();
        QVERIFY(view()->showAlignedRow(0));
        view()->setFocus();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-label-desk"));
    }

    void init()
    {
        failOnUnexpectedWarnings();
        QSettings().clear();
        QSettings().setValue(QStringLiteral("annotator"), QStringLiteral("ann"));
        m_folder = std::make_unique<QTemporaryDir>();
        {
            auto session = Session::open(workspacePath().toStdString(), OpenMode::Create);
            QVERIFY(bool(session));
            ImportWriter writer(**session);
            import(writer, "broadband/unified.json", CorpusKind::Real, "human");
            import(writer, "broadband/eval_results_amiable-1.json", CorpusKind::Simulated,
                   "amiable-1");
        }
        open();
    }

    void cleanup()
    {
        m_window.reset();
        m_folder.reset();
    }

    void fieldsOfALabelAreStoredAtOnce()
    {
        key(Qt::Key_1);
        key(Qt::Key_2, Qt::ShiftModifier);
        QCOMPARE(stored().front().severity, std::optional<int>(2));
        for (QToolButton *button : editor()->fields()->findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("sim +") ||
                button->text() == QStringLiteral("hindered") ||
                button->text() == QStringLiteral("high"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTest::mouseClick(editor()->fields()->findChild<QCheckBox *>(), Qt::LeftButton, {},
                          QPoint(8, 8));
        const Label label = stored().front();
        QCOMPARE(label.annotator, std::string("ann"));
        QCOMPARE(label.direction, std::optional(LabelDirection::More));
        QCOMPARE(label.effect, std::optional(LabelEffect::Hindered));
        QCOMPARE(label.confidence, std::optional<int>(3));
        QVERIFY(label.onset);
        QVERIFY(label.spentMs.has_value());
        QVERIFY2(editor()->stateText().startsWith(QStringLiteral("Saved")),
                 qPrintable(editor()->stateText()));
        // Chosen again it is taken away.
        key(Qt::Key_2, Qt::ShiftModifier);
        QCOMPARE(stored().front().severity, std::optional<int>());
    }

    void anyCodeIsFoundByTyping()
    {
        key(Qt::Key_L);
        QVERIFY(editor()->codes()->lineEdit()->hasFocus());
        QTest::keyClicks(editor()->codes()->lineEdit(), QStringLiteral("walk"));
        QTest::keyClick(editor()->codes()->lineEdit(), Qt::Key_Return);
        QTRY_COMPARE(stored().size(), std::size_t(1));
        QCOMPARE(stored().front().code, std::string("T3"));
        QVERIFY(editor()->codes()->currentText().isEmpty());
        QTRY_VERIFY(view()->hasFocus());
    }

    void aNoteBeingWrittenIsStoredWhenTheWindowGoes()
    {
        key(Qt::Key_1);
        key(Qt::Key_C);
        QVERIFY(editor()->note()->hasFocus());
        QTest::keyClicks(editor()->note(), QStringLiteral("half a thought"));
        m_window.reset();
        QCOMPARE(stored().front().note, std::string("half a thought"));
    }

    void theCodeOfALabelIsChangedInPlace()
    {
        key(Qt::Key_1);
        key(Qt::Key_2, Qt::ShiftModifier);
        Label accepted = stored().front();
        accepted.origin = LabelOrigin::Accepted;
        accepted.suggestion = "C1";
        workspace().updateLabel(accepted, &workspace(),
                                [](const Result<void> &done) { QVERIFY(bool(done)); });
        key(Qt::Key_L, Qt::ShiftModifier);
        QTest::keyClicks(editor()->codes()->lineEdit(), QStringLiteral("i3"));
        QTest::keyClick(editor()->codes()->lineEdit(), Qt::Key_Return);
        QTRY_COMPARE(stored().front().code, std::string("I3"));
        QCOMPARE(stored().size(), std::size_t(1));
        QCOMPARE(stored().front().severity, std::optional<int>(2));
        // What was suggested is kept, and that it was not taken as it was.
        QCOMPARE(stored().front().suggestion, std::string("C1"));
        QCOMPARE(stored().front().origin, LabelOrigin::Changed);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(stored().front().code, std::string("C1"));
    }

    void theLastLabelIsRepeatedOnTheNextOpenRow()
    {
        key(Qt::Key_1);
        key(Qt::Key_3, Qt::ShiftModifier);
        const int first = workspace().alignedRow();
        key(Qt::Key_Comma);
        QVERIFY(workspace().alignedRow() > first);
        key(Qt::Key_Period);
        const std::vector<Label> labels = stored();
        QCOMPARE(labels.size(), std::size_t(2));
        QCOMPARE(labels[1].code, labels[0].code);
        QCOMPARE(labels[1].severity, std::optional<int>(3));
        QVERIFY(labels[1].realTurn != labels[0].realTurn || labels[1].simTurn != labels[0].simTurn);
        // There already: nothing happens.
        key(Qt::Key_Period);
        QCOMPARE(stored().size(), std::size_t(2));
    }

    void aTurnADialogueAndThePairAreLabelledToo()
    {
        const std::vector<std::pair<LabelTarget, int>> targets{{LabelTarget::RealTurn, 1},
                                                               {LabelTarget::SimTurn, 1},
                                                               {LabelTarget::Pair, 0},
                                                               {LabelTarget::RealDialogue, 0},
                                                               {LabelTarget::SimDialogue, 0}};
        for (int row = 0; !workspace().pair()->alignment.rows[std::size_t(row)].sim.size() ||
                          !workspace().pair()->alignment.rows[std::size_t(row)].real.size();
             ++row)
            QVERIFY(view()->showAlignedRow(row + 1));
        std::size_t count = 0;
        for (const auto &[target, turns] : targets) {
            editor()->target()->setCurrentIndex(
                editor()->target()->findData(static_cast<int>(target)));
            Q_EMIT editor()->target()->activated(editor()->target()->currentIndex());
            key(Qt::Key_2);
            QCOMPARE(stored().size(), ++count);
            const Label label = stored().back();
            QCOMPARE(int(label.realTurn.has_value()) + int(label.simTurn.has_value()), turns);
            QCOMPARE(label.realDialogue.empty(), target == LabelTarget::SimDialogue);
            QCOMPARE(label.simDialogue.empty(), target == LabelTarget::RealDialogue);
            QCOMPARE(editor()->list()->count(), 1);
        }
        // Pressed again it goes, here and nowhere else.
        key(Qt::Key_2);
        QCOMPARE(stored().size(), count - 1);
    }

    void otherPeoplesLabelsAreSeenAndLeftAlone()
    {
        key(Qt::Key_1);
        desk().setAnnotator(QStringLiteral("bob"));
        QCOMPARE(editor()->list()->count(), 1);
        QVERIFY(editor()->list()->item(0)->text().startsWith(QStringLiteral("ann: C1")));
        QVERIFY(!desk().current());
        key(Qt::Key_Delete);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(stored().size(), std::size_t(1));
        QCOMPARE(view()->pair().labels.front().code, QStringLiteral("C1"));
        key(Qt::Key_1);
        QCOMPARE(stored().size(), std::size_t(2));
        // One chip for both, which tells who they are.
        QCOMPARE(view()->pair().labels.size(), std::size_t(1));
        QCOMPARE(view()->pair().labels.front().code, QStringLiteral("C1 ×2"));
        for (const char *who : {"ann", "bob"})
            QVERIFY(view()->pair().labels.front().description.contains(QLatin1String(who)));
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(stored().size(), std::size_t(1));
        QCOMPARE(stored().front().annotator, std::string("ann"));
    }

    void donePairsAreMarkedAndTheNextComes()
    {
        const DialogueId before = workspace().simDialogue();
        const DialogueId realBefore = workspace().realDialogue();
        QVERIFY(m_window->comparePage()->deskBar()->text().contains(QStringLiteral("ann: open")));
        key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(workspace().simDialogue() != before ||
                    workspace().realDialogue() != realBefore);
        const std::vector<Label> marks = stored(LabelKind::Progress);
        QCOMPARE(marks.size(), std::size_t(1));
        QCOMPARE(marks.front().code, std::string("done"));
        QCOMPARE(marks.front().simDialogue, before);
        idle();
        key(Qt::Key_O);
        auto *why = m_window->findChild<QInputDialog *>(QStringLiteral("SkipReason"));
        QVERIFY(why);
        why->setTextValue(QStringLiteral("broken"));
        why->accept();
        QTRY_COMPARE(stored(LabelKind::Progress).size(), std::size_t(2));
        QCOMPARE(stored(LabelKind::Progress).back().note, std::string("broken"));
    }

    void progressIsUndoneLikeALabelAlsoAfterARestart()
    {
        key(Qt::Key_1);
        QTest::mouseClick(m_window->comparePage()->deskBar()->done(), Qt::LeftButton);
        QCOMPARE(stored(LabelKind::Progress).size(), std::size_t(1));
        m_window.reset();
        open();
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(stored(LabelKind::Progress).empty());
        QCOMPARE(stored().size(), std::size_t(1));
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(stored().empty());
    }

    void itGoesOnByItselfAfterATimeOneCanSee()
    {
        desk().setAutoAdvance(300);
        const int first = workspace().alignedRow();
        key(Qt::Key_1);
        QVERIFY(desk().waiting() > 0.0);
        QCOMPARE(workspace().alignedRow(), first);
        QTRY_VERIFY(workspace().alignedRow() > first);
        // Typing a note holds it.
        const int second = workspace().alignedRow();
        key(Qt::Key_1);
        key(Qt::Key_C);
        QCOMPARE(desk().waiting(), 0.0);
        QCOMPARE(workspace().alignedRow(), second);
    }

    void whatIsNotStoredIsSaidAndCanBeTriedAgain()
    {
        auto blocker =
            Session::open(workspacePath().toStdString(), OpenMode::ReadWrite, SessionOptions{50});
        key(Qt::Key_1);
        QCOMPARE(stored().size(), std::size_t(1));
        // Somebody else changes it meanwhile: nothing of theirs is overwritten.
        QVERIFY(bool(blocker));
        Label theirs = stored().front();
        theirs.note = "theirs";
        QVERIFY(bool(LabelRepository(**blocker).update(theirs, "bob")));
        key(Qt::Key_2, Qt::ShiftModifier);
        QVERIFY(desk().unsaved().size() > 0);
        QVERIFY(editor()->stateText().startsWith(QStringLiteral("Not saved")));
        QCOMPARE(stored().front().note, std::string("theirs"));
        for (QMessageBox *box : m_window->findChildren<QMessageBox *>())
            box->close();
    }

    void whatWaitsForAnImportIsStoredByItself()
    {
        test::OtherWriter other(workspacePath());
        QVERIFY(other.start());
        key(Qt::Key_1);
        QVERIFY(stored().empty());
        QVERIFY(editor()->stateText().startsWith(QStringLiteral("Not saved")));
        QVERIFY(editor()->stateText().contains(QStringLiteral("busy")));
        QVERIFY(m_window->findChild<DeskBar *>()->text().startsWith(
            QStringLiteral("Not saved. The workspace is busy")));
        // The next one does not take its place, and nobody is stopped by a message.
        key(Qt::Key_2);
        QVERIFY(stored().empty());
        QVERIFY(m_window->findChildren<QMessageBox *>().empty());
        QVERIFY(other.rest());
        QTRY_VERIFY(desk().unsaved().isEmpty());
        QCOMPARE(stored().size(), std::size_t(1));
        QCOMPARE(stored().front().code, std::string("C1"));
        QVERIFY(editor()->stateText().startsWith(QStringLiteral("Saved")));
        key(Qt::Key_2);
        QCOMPARE(stored().size(), std::size_t(2));
    }

    void closingWaitsForWhatIsNotStoredYet()
    {
        const test::BriefWriter other(workspacePath());
        key(Qt::Key_1);
        QVERIFY(stored().empty());
        QVERIFY(other.isBusy());
        m_window->close();
        QCOMPARE(stored().size(), std::size_t(1));
    }

    void selectedWordsBelongToTheLabel()
    {
        key(Qt::Key_1);
        const Label label = stored().front();
        const Side side = label.simTurn ? Side::Sim : Side::Real;
        const int turn = label.simTurn ? *label.simTurn : *label.realTurn;
        const auto &dialogue =
            side == Side::Sim ? workspace().pair()->sim : workspace().pair()->real;
        const QString text = QString::fromStdString(*dialogue->turns[std::size_t(turn)].text);
        const QString word = text.section(QLatin1Char(' '), 0, 0);
        const std::vector<FoundPlace> places = view()->find(word, Qt::CaseSensitive);
        const auto place = std::find_if(places.begin(), places.end(), [&](const FoundPlace &found) {
            return found.block.side == side && found.block.turn == turn;
        });
        QVERIFY(place != places.end());
        view()->showFound(*place);
        QVERIFY(view()->selectedWords());
        key(Qt::Key_T);
        const std::optional<TextRange> span =
            side == Side::Sim ? stored().front().simSpan : stored().front().realSpan;
        QVERIFY(span);
        QCOMPARE(span->begin, 0);
        QCOMPARE(span->end, int(word.size()));
    }

    void blindHidesWhoIsWhoAndEverythingThatWouldTell()
    {
        key(Qt::Key_1);
        m_window->action(QStringLiteral("blindSides"))->trigger();
        const QStringList secrets{QStringLiteral("human"), QStringLiteral("amiable"),
                                  QStringLiteral("simulat"), QStringLiteral("reward"),
                                  QStringLiteral("solved")};
        const auto isTold = [&secrets](const QString &text) {
            return std::any_of(secrets.begin(), secrets.end(), [&text](const QString &secret) {
                return text.contains(secret, Qt::CaseInsensitive);
            });
        };
        const QList<QToolButton *> verdicts = m_window->comparePage()->deskBar()->verdicts(true) +
                                              m_window->comparePage()->deskBar()->verdicts(false);
        // Of many pairs, the real one stands at either side.
        std::set<bool> places;
        const std::vector<DialoguePair> pairs = workspace().visiblePairs();
        for (const DialoguePair &pair : pairs) {
            workspace().selectPair(pair.real, pair.sim);
            QTRY_VERIFY(workspace().pair() && workspace().pair()->sim &&
                        workspace().pair()->sim->id == pair.sim &&
                        workspace().pair()->real->id == pair.real);
            places.insert(desk().isRealAtLeft());
            const ComparePair &shown = view()->pair();
            QCOMPARE(shown.real.dialogue->id, desk().isRealAtLeft() ? pair.real : pair.sim);
            QCOMPARE(shown.real.title, QStringLiteral("left"));
            QVERIFY(shown.suggestions.empty());
            for (const QLabel *label : m_window->findChildren<QLabel *>()) {
                if (label->isVisible() && label->objectName() != QStringLiteral("TaskInstruction"))
                    QVERIFY2(!isTold(label->text()), qPrintable(label->text()));
            }
            for (QToolButton *button : m_window->findChildren<QToolButton *>()) {
                if (button->isVisible() && !verdicts.contains(button))
                    QVERIFY2(!isTold(button->text()), qPrintable(button->text()));
            }
            for (const QComboBox *box : m_window->findChildren<QComboBox *>()) {
                if (box->isVisible())
                    QVERIFY2(!isTold(box->currentText()),
                             qPrintable(box->accessibleName() + box->currentText()));
            }
        }
        QCOMPARE(places.size(), std::size_t(2));
    }

    void aVerdictIsStoredForTheRightDialogue()
    {
        m_window->action(QStringLiteral("blindSides"))->trigger();
        const LoadedPair &pair = *workspace().pair();
        const DialogueId left = desk().isRealAtLeft() ? pair.real->id : pair.sim->id;
        key(Qt::Key_F9);
        std::vector<Label> verdicts = stored(LabelKind::Verdict);
        QCOMPARE(verdicts.size(), std::size_t(1));
        QCOMPARE(verdicts.front().code, std::string("sim"));
        QCOMPARE(desk().isRealAtLeft() ? verdicts.front().realDialogue
                                       : verdicts.front().simDialogue,
                 left);
        QVERIFY(
            m_window->comparePage()->deskBar()->verdicts(desk().isRealAtLeft())[1]->isChecked());
        key(Qt::Key_F8);
        QCOMPARE(stored(LabelKind::Verdict).front().code, std::string("human"));
        key(Qt::Key_F8);
        QVERIFY(stored(LabelKind::Verdict).empty());
    }

    void theHistoryTellsWhoDidWhat()
    {
        key(Qt::Key_1);
        key(Qt::Key_2, Qt::ShiftModifier);
        key(Qt::Key_H);
        auto *dialog = m_window->findChild<QDialog *>(QStringLiteral("LabelHistory"));
        QVERIFY(dialog);
        const auto *table = dialog->findChild<QTableWidget *>();
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->item(1, 1)->text(), QStringLiteral("ann"));
        QCOMPARE(table->item(1, 3)->text(), QStringLiteral("C1 · severity 2"));
        dialog->close();
    }
};

QTEST_MAIN(TestLabelDesk)
#include "tst_label_desk.moc"
