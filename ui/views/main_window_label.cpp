// SPDX-License-Identifier: GPL-3.0-or-later
// The annotator's keys.
#include "core/label/label_scheme.h"
#include "ui/base/digit_keys.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/base/queue_desk.h"
#include "ui/models/display_text.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/desk_bar.h"
#include "ui/views/inspector.h"
#include "ui/views/label_editor.h"
#include "ui/views/label_fields.h"
#include "ui/views/main_window.h"
#include "ui/views/queue_dialog.h"
#include "ui/views/scheme_dialog.h"
#include "ui/views/suggestion_list.h"

#include <QActionGroup>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLocale>
#include <QMenuBar>
#include <QStatusBar>
#include <QTabWidget>

#include <tuple>
#include <utility>

namespace gapscope {
namespace {
constexpr int advanceChoices[] = {0, 400, 800, 1500};
}

void MainWindow::makeLabelActions()
{
    QMenu *label = menuBar()->addMenu(tr("&Label"));
    LabelDesk *desk = &m_workspace.desk();
    LabelEditor *editor = m_inspector->labels();
    DeskBar *bar = m_compare->deskBar();
    m_labelMenu = label->addMenu(tr("&Codes"));
    add(label, QStringLiteral("labelAny"), tr("A&nother code …"), Qt::Key_L,
        [editor] { editor->chooseCode(); });
    add(label, QStringLiteral("labelRecode"), tr("Change the code …"), QKeySequence(tr("Shift+L")),
        [editor] { editor->changeCode(); });
    add(label, QStringLiteral("labelRepeat"), tr("Re&peat the last label"), Qt::Key_Period,
        [desk] { desk->repeatLast(); });
    add(label, QStringLiteral("acceptSuggestion"), tr("&Accept the first suggestion"), Qt::Key_A,
        [this] { m_inspector->suggestions()->acceptFirst(); });
    label->addSeparator();
    QMenu *severities = label->addMenu(tr("Se&verity"));
    for (int severity = 0; severity <= 3; ++severity) {
        add(severities, QStringLiteral("severity%1").arg(severity),
            tr("Severity %1 (Shift+%1)").arg(severity), QKeySequence(tr("Alt+%1").arg(severity)),
            [desk, severity] { desk->setSeverity(severity); });
    }
    add(label, QStringLiteral("labelWords"), tr("About the selected &words"), Qt::Key_T,
        [this] { takeWords(); });
    add(
        label, QStringLiteral("note"), tr("&Note"), Qt::Key_C, [editor] { editor->editNote(); },
        "note");
    add(label, QStringLiteral("removeLabel"), tr("&Remove label"), QKeySequence::Delete,
        [desk] { desk->removeCurrent(); });
    add(label, QStringLiteral("labelHistory"), tr("&History of the label …"), Qt::Key_H,
        [this, editor] {
            if (!editor->showHistory())
                statusBar()->showMessage(tr("Choose a label in the list of this row first."), 4000);
        });
    label->addSeparator();
    add(label, QStringLiteral("labelNextOpen"), tr("Next &unlabelled row"), Qt::Key_Comma,
        [this, desk] {
            if (!desk->goToUnlabelled())
                statusBar()->showMessage(tr("No row without a label after this one."), 4000);
        });
    add(
        label, QStringLiteral("labelDone"), tr("Pair &done, next"), QKeySequence(tr("Ctrl+Return")),
        [bar] { bar->finish(); }, "check");
    add(label, QStringLiteral("labelSkip"), tr("&Skip the pair …"), Qt::Key_O,
        [bar] { bar->askWhy(); });
    label->addSeparator();
    add(label, QStringLiteral("labelWho"), tr("Who &labels …"), {}, [editor] { editor->askWho(); });
    QMenu *advance = label->addMenu(tr("&Go on by itself"));
    auto *choices = new QActionGroup(this);
    for (const int wait : advanceChoices) {
        QAction *choice = advance->addAction(
            wait == 0 ? tr("Never") : tr("After %1 s").arg(QLocale().toString(wait / 1000.0)), desk,
            [desk, wait] { desk->setAutoAdvance(wait); });
        choice->setCheckable(true);
        choice->setChecked(desk->autoAdvance() == wait);
        choices->addAction(choice);
    }

    add(label, QStringLiteral("queueNew"), tr("New &queue …"), {}, [this] {
        auto *dialog = new QueueDialog(m_workspace, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    add(label, QStringLiteral("queueNext"), tr("Ne&xt of the queue"), Qt::Key_Semicolon, [this] {
        if (m_workspace.queue().current() && !m_workspace.queue().goToNext())
            statusBar()->showMessage(tr("The queue is done: nothing is left for you."), 8000);
    });
    add(label, QStringLiteral("labelScheme"), tr("Label sch&eme …"), {}, [this] {
        auto *dialog = new SchemeDialog(m_workspace, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    makeBlindActions(label);
    makeCodeActions();
    connect(desk, &LabelDesk::schemeChanged, this, &MainWindow::makeCodeActions);
    connect(desk, &LabelDesk::rowWanted, this,
            [this](int row) { m_compare->view()->showAlignedRow(row); });
    connect(desk, &LabelDesk::changed, this, &MainWindow::showWords);
    connect(bar, &DeskBar::nextWanted, this, [this] {
        if (!m_workspace.queue().current())
            m_workspace.selectNextPair(1);
        else if (!m_workspace.queue().goToNext())
            statusBar()->showMessage(tr("The queue is done: nothing is left for you."), 8000);
    });
    connect(editor->fields(), &LabelFields::wordsWanted, this, &MainWindow::takeWords);
    connect(editor, &LabelEditor::codeTaken, m_compare->view(),
            [this] { m_compare->view()->setFocus(Qt::OtherFocusReason); });
    connect(editor->fields(), &LabelFields::noteEnded, m_compare->view(),
            [this] { m_compare->view()->setFocus(Qt::OtherFocusReason); });
    // Enter on a row: its note, or its first code.
    connect(m_compare->view(), &CompareView::rowActivated, editor,
            [desk, editor] { desk->current() ? editor->editNote() : editor->chooseCode(); });
}

void MainWindow::makeCodeActions()
{
    for (QAction *old : std::exchange(m_codeActions, {})) {
        m_shortcuts.remove(old);
        m_actions.erase(old->objectName());
        old->deleteLater();
    }
    QAction *first = m_labelMenu->actions().value(0);
    LabelDesk *desk = &m_workspace.desk();
    for (const LabelCode &code : desk->scheme().codes) {
        if (code.key.empty() || code.retired)
            continue;
        QAction *entry = add(
            m_labelMenu, QStringLiteral("label") + qs(code.code),
            tr("%1  %2").arg(qs(code.code),
                             qs(code.name).replace(QLatin1Char('&'), QLatin1String("&&"))),
            QKeySequence(qs(code.key).toUpper()), [desk, name = code.code] { desk->toggle(name); });
        m_labelMenu->insertAction(first, entry);
        m_codeActions << entry;
    }
    if (m_saved)
        refreshActions();
}

void MainWindow::makeBlindActions(QMenu *label)
{
    LabelDesk *desk = &m_workspace.desk();
    QMenu *blind = label->addMenu(tr("&Blind"));
    const std::tuple<const char *, QString, bool BlindMode::*> parts[] = {
        {"blindSides", tr("Hide which &side is real"), &BlindMode::sides},
        {"blindNames", tr("Hide the &names of simulators"), &BlindMode::names},
        {"blindOthers", tr("Hide &other people's labels"), &BlindMode::others},
        {"blindOutcomes", tr("Hide out&comes"), &BlindMode::outcomes},
        {"blindSuggestions", tr("Hide su&ggestions"), &BlindMode::suggestions}};
    for (const auto &[name, text, part] : parts) {
        QAction *entry = add(blind, QString::fromLatin1(name), text, {}, [] {});
        entry->setCheckable(true);
        const auto show = [entry, desk, part = part] {
            entry->setChecked(desk->blind().*part);
            entry->setEnabled(!(desk->forcedBlind().*part));
        };
        show();
        connect(desk, &LabelDesk::blindChanged, entry, show);
        connect(entry, &QAction::triggered, this, [desk, part = part](bool on) {
            BlindMode changed = desk->ownBlind();
            changed.*part = on;
            desk->setBlind(changed);
        });
    }
    DeskBar *bar = m_compare->deskBar();
    QMenu *verdict = label->addMenu(tr("Human or si&mulated"));
    const QString verdicts[] = {tr("human"), tr("simulated"), tr("unsure")};
    const QString keys[2][3] = {{tr("F8"), tr("F9"), tr("Ctrl+F8")},
                                {tr("Shift+F8"), tr("Shift+F9"), tr("Ctrl+F9")}};
    for (int place = 0; place < 2; ++place) {
        for (int i = 0; i < 3; ++i) {
            const QString text =
                place == 0 ? tr("The left user is %1") : tr("The right user is %1");
            add(verdict, QStringLiteral("verdict%1%2").arg(place).arg(i), text.arg(verdicts[i]),
                QKeySequence(keys[place][i]), [bar, place, i] { bar->judge(place == 0, i); });
        }
    }
    connect(desk, &LabelDesk::blindChanged, this, &MainWindow::followBlind);
}

void MainWindow::followBlind()
{
    const BlindMode &blind = m_workspace.desk().blind();
    m_corpora->setVisible(!blind.hidesNames());
    if (QWidget *box = m_real->parentWidget())
        box->setVisible(!blind.hidesNames());
    // The list shows outcomes, the other pages who is who.
    auto *tasks = findChild<QDockWidget *>(QStringLiteral("TasksDock"));
    if (blind.hidesOutcomes() && !tasks->isHidden())
        m_tasksWanted = true;
    if (blind.hidesOutcomes())
        tasks->hide();
    else if (m_tasksWanted)
        tasks->show();
    tasks->toggleViewAction()->setEnabled(!blind.hidesOutcomes());
    if (blind.hidesNames())
        m_pages->setCurrentWidget(m_compare);
    for (int i = 1; i < m_pages->count(); ++i)
        m_pages->setTabVisible(i, !blind.hidesNames());
    refreshActions();
}

void MainWindow::refreshLabelActions(bool possible)
{
    for (const auto &[name, action] : m_actions) {
        if (name.startsWith(QLatin1String("label")) || name.startsWith(QLatin1String("severity")) ||
            name == QLatin1String("note") || name == QLatin1String("removeLabel") ||
            name == QLatin1String("acceptSuggestion"))
            action->setEnabled(possible);
    }
    m_actions[QStringLiteral("labelScheme")]->setEnabled(m_workspace.isOpen());
    m_actions[QStringLiteral("queueNew")]->setEnabled(m_workspace.isLoaded() &&
                                                      !m_workspace.isReadOnly());
    m_actions[QStringLiteral("queueNext")]->setEnabled(possible && m_workspace.queue().current());
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    const std::optional<int> digit = shiftedDigit(*event);
    if (digit && *digit <= 3 && action(QStringLiteral("severity0"))->isEnabled())
        m_workspace.desk().setSeverity(*digit);
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::takeWords()
{
    const std::optional<SelectedWords> words = m_compare->view()->selectedWords();
    const std::optional<Label> label = m_workspace.desk().current();
    if (!label) {
        statusBar()->showMessage(tr("Set a label first: the words belong to it."), 4000);
        return;
    }
    // The view's sides may be mirrored: the dialogue tells which one it is.
    const auto &dialogue = words ? m_compare->view()->pair().side(words->side).dialogue : nullptr;
    const bool isReal = dialogue && dialogue->id == label->realDialogue;
    const auto &turn = isReal ? label->realTurn : label->simTurn;
    if (words && turn != words->turn) {
        statusBar()->showMessage(tr("The selected words are not in a turn of this label."), 4000);
        return;
    }
    m_workspace.desk().change([&words, isReal](Label &changed) {
        if (!words)
            changed.realSpan = changed.simSpan = std::nullopt;
        else if (isReal)
            changed.realSpan = words->range;
        else
            changed.simSpan = words->range;
    });
}

void MainWindow::showWords()
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const std::optional<Label> label = m_workspace.desk().current();
    const auto words = [](const std::shared_ptr<const Dialogue> &dialogue,
                          const std::optional<int> &turn, const std::optional<TextRange> &span) {
        if (!dialogue || !turn || !span || *turn >= static_cast<int>(dialogue->turns.size()))
            return QString();
        const QString text =
            qs(dialogue->turns[static_cast<std::size_t>(*turn)].text.value_or(std::string()));
        const CharRange range = utf16Range(text, span->begin, span->end);
        return text.mid(range.begin, range.end - range.begin);
    };
    LabelFields *fields = m_inspector->labels()->fields();
    if (pair && label)
        fields->setWords(words(pair->real, label->realTurn, label->realSpan),
                         words(pair->sim, label->simTurn, label->simSpan));
    else
        fields->setWords({}, {});
}
} // namespace gapscope
