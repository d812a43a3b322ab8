// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/file_dialog.h"
#include "ui/base/gap_history.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/themed_icons.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/find_bar.h"
#include "ui/views/compare_page.h"
#include "ui/views/explore_page.h"
#include "ui/views/gap_page.h"
#include "ui/views/import_dialog.h"
#include "ui/views/inspector.h"
#include "ui/views/key_sheet.h"
#include "ui/views/ledger_dialog.h"
#include "ui/views/main_window.h"
#include "ui/views/task_match_dialog.h"
#include "ui/views/tasks_panel.h"

#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QTabWidget>
#include <QToolBar>
#include <QTreeView>

namespace gapscope {
QAction *MainWindow::add(QMenu *menu, const QString &name, const QString &text,
                         const QKeySequence &keys, std::function<void()> run, const char *icon)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    if (icon)
        setThemedIcon(action, icon, *this);
    connect(action, &QAction::triggered, this, std::move(run));
    menu->addAction(action);
    // In the window too, so that its key works while the menu bar is hidden.
    addAction(action);
    m_actions[name] = action;
    m_shortcuts.add(action, menu->title().remove(QLatin1Char('&')));
    return action;
}

void MainWindow::makeActions()
{
    makeFileActions();
    makeEditActions();
    makeLabelActions();
    makePairActions();
    makeViewActions();
    makeGoActions();
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    add(
        help, QStringLiteral("keys"), tr("&Keys"), Qt::Key_Question,
        [this] { showKeySheet(m_shortcuts, this); }, "help");
    add(help, QStringLiteral("about"), tr("&About Gapscope"), {}, [this] { showAbout(); });

    auto *bar = findChild<QToolBar *>(QStringLiteral("MainToolBar"));
    QAction *first = bar->actions().value(0);
    bar->insertAction(first, action(QStringLiteral("import")));
    bar->insertSeparator(first);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

void MainWindow::makeFileActions()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    add(file, QStringLiteral("new"), tr("&New workspace …"), QKeySequence::New,
        [this] { newWorkspace(); });
    add(
        file, QStringLiteral("open"), tr("&Open workspace …"), QKeySequence::Open,
        [this] { chooseWorkspace(); }, "open");
    m_recent = file->addMenu(tr("Open &recent"));
    file->addSeparator();
    add(
        file, QStringLiteral("import"), tr("&Import …"), QKeySequence(tr("Ctrl+I")),
        [this] { chooseFiles(); }, "import");
    add(file, QStringLiteral("importFolder"), tr("Import a &folder …"), {},
        [this] { chooseFolder(); });
    add(file, QStringLiteral("ledger"), tr("Import le&dger"), {},
        [this] { LedgerDialog::showIn(m_workspace, this); });
    add(file, QStringLiteral("matchTasks"), tr("Match &tasks"), {},
        [this] { TaskMatchDialog::showIn(m_workspace, this); });
    file->addSeparator();
    add(
        file, QStringLiteral("exportChart"), tr("&Export chart …"), QKeySequence(tr("Ctrl+E")),
        [this] {
            m_pages->setCurrentWidget(m_gap);
            m_gap->exportChart();
        },
        "export");
    add(file, QStringLiteral("exportLabels"), tr("Export &labels …"), {},
        [this] { exportLabels(); });
    add(file, QStringLiteral("importLabels"), tr("Merge la&bels of others …"), {},
        [this] { importLabels(); });
    add(file, QStringLiteral("exportReport"), tr("Export &report …"),
        QKeySequence(tr("Ctrl+Shift+E")), [this] { exportReport(); });
    file->addSeparator();
    add(file, QStringLiteral("close"), tr("&Close workspace"), QKeySequence::Close, [this] {
        saveTyped();
        m_workspace.close();
    });
    add(file, QStringLiteral("quit"), tr("&Quit"), QKeySequence::Quit, [this] { close(); });
    refreshRecent();
}

void MainWindow::makeEditActions()
{
    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    add(
        edit, QStringLiteral("undo"), tr("&Undo label or anchor"), QKeySequence::Undo,
        [this] { undoHere(); }, "undo");
    add(
        edit, QStringLiteral("redo"), tr("&Redo label or anchor"), QKeySequence(tr("Ctrl+Shift+Z")),
        [this] { redoHere(); }, "redo");
    edit->addSeparator();
    add(
        edit, QStringLiteral("copy"), tr("&Copy with its place"), QKeySequence::Copy,
        [this] { m_compare->view()->copy(); }, "copy");
    add(edit, QStringLiteral("find"), tr("&Find in all turns"), QKeySequence::Find, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    add(edit, QStringLiteral("findInPair"), tr("Find in this &pair"),
        QKeySequence(tr("Ctrl+Shift+F")),
        [this] {
            m_pages->setCurrentWidget(m_compare);
            m_compare->findBar()->open();
        })
        ->setShortcuts({QKeySequence(tr("Ctrl+Shift+F")), QKeySequence(Qt::Key_Slash)});
    edit->addSeparator();
    add(edit, QStringLiteral("filterUndo"), tr("Undo filter"), QKeySequence(tr("Alt+Z")),
        [this] { m_workspace.gapHistory().undo(); });
    add(
        edit, QStringLiteral("filterClear"), tr("Clear all filters"), {},
        [this] { m_workspace.filters().clear(); }, "filter");
    edit->addSeparator();
    add(
        edit, QStringLiteral("shortcuts"), tr("&Keyboard shortcuts …"), {},
        [this] { editShortcuts(); }, "settings");
}

void MainWindow::makeViewActions()
{
    QMenu *view = menuBar()->addMenu(tr("&View"));
    CompareView *compare = m_compare->view();
    const auto toggle = [&](const QString &name, const QString &text, const QKeySequence &keys,
                            bool on, std::function<void(bool)> run) {
        QAction *entry = add(view, name, text, keys, [] {});
        entry->setCheckable(true);
        entry->setChecked(on);
        connect(entry, &QAction::toggled, this, std::move(run));
    };
    toggle(QStringLiteral("hideEqual"), tr("Fold &equal rows"), Qt::Key_E, compare->hiddenEqual(),
           [compare](bool on) { compare->setHiddenEqual(on); });
    toggle(QStringLiteral("wordDiff"), tr("Mark &word differences"), Qt::Key_W, compare->wordDiff(),
           [compare](bool on) { compare->setWordDiff(on); });
    toggle(QStringLiteral("cues"), tr("Mark fired &cues"), Qt::Key_M, compare->cuesShown(),
           [compare](bool on) { compare->setCuesShown(on); });
    toggle(QStringLiteral("facts"), tr("Mark &facts one side lacks"), Qt::Key_I,
           compare->factsShown(), [compare](bool on) { compare->setFactsShown(on); });
    toggle(QStringLiteral("units"), tr("Link equal &information"), Qt::Key_U, compare->unitsShown(),
           [compare](bool on) { compare->setUnitsShown(on); });
    connect(compare, &CompareView::marksChanged, this, [this, compare] {
        m_actions[QStringLiteral("wordDiff")]->setChecked(compare->wordDiff());
        m_actions[QStringLiteral("cues")]->setChecked(compare->cuesShown());
        m_actions[QStringLiteral("facts")]->setChecked(compare->factsShown());
        m_actions[QStringLiteral("units")]->setChecked(compare->unitsShown());
    });
    QMenu *columns = view->addMenu(tr("C&olumns"));
    auto *arrangements = new QActionGroup(this);
    const auto arrange = [&](const QString &name, const QString &text, Arrangement arrangement) {
        QAction *entry = add(columns, name, text, {},
                             [compare, arrangement] { compare->setArrangement(arrangement); });
        entry->setCheckable(true);
        entry->setChecked(compare->arrangement() == arrangement);
        arrangements->addAction(entry);
    };
    arrange(QStringLiteral("columnsAutomatic"), tr("&Automatic"), Arrangement::Automatic);
    arrange(QStringLiteral("columnsBeside"), tr("&Beside each other"), Arrangement::Beside);
    arrange(QStringLiteral("columnsStacked"), tr("&Real above simulated"), Arrangement::Stacked);
    view->addSeparator();
    add(
        view, QStringLiteral("zoomIn"), tr("Larger text"), QKeySequence::ZoomIn,
        [compare] { compare->zoomIn(); }, "zoom-in");
    add(
        view, QStringLiteral("zoomOut"), tr("Smaller text"), QKeySequence::ZoomOut,
        [compare] { compare->zoomOut(); }, "zoom-out");
    add(
        view, QStringLiteral("zoomReset"), tr("Normal text"), QKeySequence(tr("Ctrl+0")),
        [compare] { compare->resetZoom(); }, "zoom-reset");
    view->addSeparator();
    for (const auto *name : {"TasksDock", "InspectorDock"}) {
        auto *dock = findChild<QDockWidget *>(QString::fromLatin1(name));
        view->addAction(dock->toggleViewAction());
    }
    QMenu *theme = view->addMenu(tr("&Theme"));
    add(theme, QStringLiteral("themeLight"), tr("&Light"), {},
        [this] { setThemeMode(Theme::Mode::Light); });
    add(theme, QStringLiteral("themeDark"), tr("&Dark"), {},
        [this] { setThemeMode(Theme::Mode::Dark); });
    view->addSeparator();
    makePresentActions(view);
    add(
        view, QStringLiteral("fullScreen"), tr("&Full screen"), Qt::Key_F11,
        [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); }, "fullscreen");
}

void MainWindow::makeGoActions()
{
    QMenu *go = menuBar()->addMenu(tr("&Go"));
    add(
        go, QStringLiteral("nextDivergence"), tr("&Next divergence"), Qt::Key_N,
        [this] { m_compare->goToDifference(1); }, "next");
    add(
        go, QStringLiteral("previousDivergence"), tr("&Previous divergence"), Qt::Key_P,
        [this] { m_compare->goToDifference(-1); }, "previous");
    add(
        go, QStringLiteral("firstDivergence"), tr("&First divergence"), Qt::Key_F,
        [this] { m_compare->goToFirstDifference(); }, "first-divergence");
    add(go, QStringLiteral("nextRow"), tr("Next row"), Qt::Key_J,
        [this] { m_compare->goToNextRow(1); });
    add(go, QStringLiteral("previousRow"), tr("Previous row"), Qt::Key_K,
        [this] { m_compare->goToNextRow(-1); });
    add(go, QStringLiteral("goToRow"), tr("Go to row …"), QKeySequence(tr("Ctrl+G")),
        [this] { m_compare->goToTurn(); });
    go->addSeparator();
    add(go, QStringLiteral("previousPair"), tr("Previous pair"), Qt::Key_BracketLeft,
        [this] { m_workspace.selectNextPair(-1); });
    add(go, QStringLiteral("nextPair"), tr("Next pair"), Qt::Key_BracketRight,
        [this] { m_workspace.selectNextPair(1); });
    go->addSeparator();
    for (int i = 0; i < m_pages->count(); ++i) {
        add(go, QStringLiteral("page%1").arg(i + 1), m_pages->tabText(i),
            QKeySequence(tr("Ctrl+%1").arg(i + 1)), [this, i] { m_pages->setCurrentIndex(i); });
    }
    go->addSeparator();
    add(go, QStringLiteral("nextPane"), tr("Next pane"), Qt::Key_F6, [this] {
        const QList<QWidget *> panes{m_tasks->view(), m_pages->currentWidget(), m_inspector};
        qsizetype now = -1;
        for (qsizetype i = 0; i < panes.size(); ++i) {
            QWidget *focus = QApplication::focusWidget();
            if (focus && (panes[i] == focus || panes[i]->isAncestorOf(focus)))
                now = i;
        }
        QWidget *next = panes[(now + 1) % panes.size()];
        if (next == m_compare)
            next = m_compare->view();
        else if (next->focusPolicy() == Qt::NoFocus)
            next = next->nextInFocusChain();
        next->setFocus(Qt::ShortcutFocusReason);
    });
}

void MainWindow::refreshActions()
{
    const bool open = m_workspace.isOpen();
    const bool compare = open && m_pages->currentWidget() == m_compare;
    refreshLabelActions(compare && !m_workspace.isReadOnly());
    for (const char *name : {"nextDivergence", "previousDivergence", "firstDivergence", "nextRow",
                             "previousRow", "goToRow", "nextPair", "previousPair", "copy"})
        m_actions[QString::fromLatin1(name)]->setEnabled(compare);
    for (const char *name : {"ledger", "matchTasks", "exportChart", "exportLabels", "exportReport",
                             "close", "present", "slides", "addSlide"})
        m_actions[QString::fromLatin1(name)]->setEnabled(open);
    m_actions[QStringLiteral("importLabels")]->setEnabled(open && !m_workspace.isReadOnly());
    for (const char *name : {"import", "importFolder"})
        m_actions[QString::fromLatin1(name)]->setEnabled(!m_workspace.isReadOnly());
    refreshPairActions();
    refreshUndo();
    m_actions[QStringLiteral("filterClear")]->setEnabled(!m_workspace.filters().isEmpty());
}

void MainWindow::refreshRecent()
{
    m_recent->clear();
    for (const QString &path : QSettings().value(QStringLiteral("recent")).toStringList()) {
        QAction *entry =
            m_recent->addAction(QString(path).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                                [this, path] { static_cast<void>(openWorkspace(path)); });
        entry->setEnabled(QFileInfo::exists(path));
    }
    m_recent->setEnabled(!m_recent->isEmpty());
}

void MainWindow::newWorkspace()
{
    auto *dialog = newFileDialog(this, tr("New workspace"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("gapscope"));
    dialog->setNameFilter(tr("Gapscope workspaces (*.gapscope)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        static_cast<void>(openWorkspace(path, OpenMode::Create));
    });
    dialog->open();
}

void MainWindow::chooseWorkspace()
{
    auto *dialog = newFileDialog(this, tr("Open workspace"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Gapscope workspaces (*.gapscope)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { static_cast<void>(openWorkspace(path)); });
    dialog->open();
}

void MainWindow::chooseFiles()
{
    auto *dialog = newFileDialog(this, tr("Import transcripts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(ImportDialog::nameFilters());
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::openFiles);
    dialog->open();
}

void MainWindow::chooseFolder()
{
    auto *dialog = newFileDialog(this, tr("Import a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::openFiles);
    dialog->open();
}

void MainWindow::showAbout()
{
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, tr("About Gapscope"), {}, QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Gapscope %1\n\nHow far are simulated users from real ones, and in which turns "
                    "does it show?\n\nCopyright © 2026 the Gapscope developers. Free software "
                    "under the GNU General Public License, version 3 or later; it comes with no "
                    "warranty.\n\nThe User-Sim Index is from “Mind the Sim2Real Gap in User "
                    "Simulation for Agentic Tasks” (arXiv 2603.11245).")
                     .arg(QApplication::applicationVersion()));
    box->setIconPixmap(QIcon(QStringLiteral(":/icons/gapscope.svg")).pixmap(64, 64));
    box->open();
}
} // namespace gapscope
