// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/main_window.h"

#include "ui/base/error_sentence.h"
#include "ui/base/file_dialog.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/themed_icons.h"
#include "ui/views/agreement/agreement_page.h"
#include "ui/views/compare_page.h"
#include "ui/views/explore_page.h"
#include "ui/views/gap_page.h"
#include "ui/views/import_dialog.h"
#include "ui/views/inspector.h"
#include "ui/views/jobs_widget.h"
#include "ui/views/tasks_panel.h"

#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace gapscope {
namespace {
/// Changes when docks or tool bars are renamed, so that an old layout is not misread.
constexpr int layoutVersion = 1;
constexpr int mostRecent = 10;

QStringList localFiles(const QMimeData *mime)
{
    QStringList files;
    for (const QUrl &url : mime->urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}
} // namespace

MainWindow::MainWindow(QWidget *parent) : QMainWindow(parent)
{
    setObjectName(QStringLiteral("MainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/gapscope.svg")));
    setAcceptDrops(true);
    resize(1280, 800);
    makePages();
    makeToolBar();
    makeActions();

    m_saved = new PlainLabel;
    m_counts = new PlainLabel;
    m_jobsWidget = new JobsWidget(m_workspace.jobs());
    statusBar()->addWidget(m_saved);
    statusBar()->addWidget(m_counts, 1);
    statusBar()->addPermanentWidget(m_jobsWidget);

    connect(&m_workspace, &Workspace::failed, this, &MainWindow::tell);
    for (const auto signal : {&Workspace::opened, &Workspace::closed, &Workspace::dataChanged,
                              &Workspace::labelsChanged}) {
        connect(&m_workspace, signal, this, &MainWindow::refreshTitle);
        connect(&m_workspace, signal, this, &MainWindow::refreshActions);
    }
    connect(&m_workspace.pending(), &PendingChanges::changed, this, &MainWindow::refreshSaved);
    connect(&m_workspace.desk(), &LabelDesk::changed, this, &MainWindow::refreshSaved);
    connect(&m_workspace, &Workspace::corporaSelected, this, &MainWindow::refreshCorpora);
    connect(&m_workspace, &Workspace::closed, this, &MainWindow::refreshCorpora);
    connect(&m_workspace, &Workspace::filtersChanged, this, &MainWindow::refreshChips);
    connect(m_pages, &QTabWidget::currentChanged, this, &MainWindow::refreshActions);
    connectPages();
    refreshTitle();
    refreshCorpora();
    refreshChips();
    refreshActions();
    restoreLayout();
    followBlind();
}

MainWindow::~MainWindow()
{
    // The workspace goes before the widgets: none of them may still save then.
    saveTyped();
}

void MainWindow::saveTyped()
{
    if (QWidget *typing = focusWidget())
        typing->clearFocus();
}

void MainWindow::makePages()
{
    m_pages = new QTabWidget;
    m_pages->setDocumentMode(true);
    m_compare = new ComparePage(m_workspace);
    m_gap = new GapPage(m_workspace);
    m_explore = new ExplorePage(m_workspace);
    m_pages->addTab(m_compare, tr("Compare"));
    m_pages->addTab(m_gap, tr("Gap"));
    m_agreement = new AgreementPage(m_workspace);
    m_pages->addTab(m_explore, tr("Explore"));
    m_pages->addTab(m_agreement, tr("Agreement"));
    refreshTabIcons();
    setCentralWidget(m_pages);

    const auto dock = [this](const QString &name, const QString &title, QWidget *content,
                             Qt::DockWidgetArea area) {
        auto *widget = new QDockWidget(title, this);
        widget->setObjectName(name);
        widget->setWidget(content);
        addDockWidget(area, widget);
        return widget;
    };
    m_tasks = new TasksPanel(m_workspace);
    m_inspector = new Inspector(m_workspace);
    dock(QStringLiteral("TasksDock"), tr("Tasks"), m_tasks, Qt::LeftDockWidgetArea);
    dock(QStringLiteral("InspectorDock"), tr("Inspector"), m_inspector, Qt::RightDockWidgetArea);
    // The pages cope with any width (they scroll, fold or stack): the docks keep theirs.
    m_pages->setMinimumWidth(460);
}

void MainWindow::makeToolBar()
{
    auto *bar = addToolBar(tr("Corpora and search"));
    bar->setObjectName(QStringLiteral("MainToolBar"));
    bar->setMovable(false);
    const auto chooser = [](const QString &name) {
        auto *box = new QComboBox;
        box->setAccessibleName(name);
        box->setToolTip(name);
        box->setMinimumContentsLength(12);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        return box;
    };
    m_real = chooser(tr("Real corpus"));
    m_sim = chooser(tr("Simulator"));
    auto *pair = new QWidget;
    auto *layout = new QHBoxLayout(pair);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->addWidget(m_real);
    layout->addWidget(new PlainLabel(tr("vs")));
    layout->addWidget(m_sim);
    m_chips = new QWidget;
    m_chipLayout = new QHBoxLayout(m_chips);
    m_chipLayout->setContentsMargins(6, 0, 6, 0);
    m_chipLayout->setSpacing(4);
    m_chips->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search all turns"));
    m_search->setAccessibleName(tr("Search all turns"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(240);
    auto *glass = new QAction(m_search);
    setThemedIcon(glass, "search", *this);
    m_search->addAction(glass, QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_pages->setCurrentWidget(m_explore);
        m_explore->search(m_search->text());
    });
    const auto chosen = [this] {
        m_workspace.selectCorpora(CorpusId(utf8(m_real->currentData().toString())),
                                  CorpusId(utf8(m_sim->currentData().toString())));
    };
    connect(m_real, &QComboBox::activated, this, chosen);
    connect(m_sim, &QComboBox::activated, this, chosen);
    // A widget of a tool bar is shown and hidden by its action.
    m_corpora = bar->addWidget(pair);
    bar->addWidget(m_chips);
    bar->addWidget(m_search);
}

void MainWindow::refreshTabIcons()
{
    int index = 0;
    for (const char *name : {"compare", "gap", "explore", "label"})
        m_pages->setTabIcon(index++, themedIcon(QString::fromLatin1(name), palette()));
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !m_pages)
        return;
    refreshTabIcons();
    refreshThemedIcons(*this);
}

QAction *MainWindow::action(const QString &name) const
{
    const auto found = m_actions.find(name);
    return found == m_actions.end() ? nullptr : found->second;
}

Result<void> MainWindow::openWorkspace(const QString &path, OpenMode mode)
{
    saveTyped();
    Result<void> opened = m_workspace.open(path, mode);
    if (!opened && (opened.error().code == ErrorCode::WorkspaceLocked ||
                    opened.error().code == ErrorCode::WorkspaceReadOnly)) {
        const Error error = opened.error();
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Open workspace"), {},
                                    QMessageBox::Cancel, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText);
        box->setText(error.code == ErrorCode::WorkspaceReadOnly
                         ? tr("%1 is write-protected: it can be looked at, but nothing can be "
                              "stored in it.")
                               .arg(qs(error.subject))
                         : errorSentence(error));
        box->addButton(tr("Open read-only"), QMessageBox::AcceptRole);
        connect(box, &QDialog::accepted, this,
                [this, path] { static_cast<void>(openWorkspace(path, OpenMode::ReadOnly)); });
        box->open();
        return opened;
    }
    if (!opened) {
        tell(opened.error());
        return opened;
    }
    QSettings settings;
    const QString full = QFileInfo(path).absoluteFilePath();
    QStringList recent = settings.value(QStringLiteral("recent")).toStringList();
    recent.removeAll(full);
    recent.prepend(full);
    settings.setValue(QStringLiteral("recent"), recent.mid(0, mostRecent));
    for (const OpenNote &note : m_workspace.openNotes()) {
        switch (note.code) {
        case OpenNote::Code::LogMissing:
            statusBar()->showMessage(tr("This file was copied without its log beside it; the last "
                                        "changes may be missing."));
            break;
        case OpenNote::Code::Recovered:
            statusBar()->showMessage(
                tr("The workspace was not closed cleanly; everything saved is there."), 15000);
            break;
        case OpenNote::Code::Migrated:
            statusBar()->showMessage(
                tr("The workspace was brought up to date. Backup: %1").arg(qs(note.detail)), 15000);
            break;
        }
    }
    refreshRecent();
    return opened;
}

void MainWindow::openFiles(const QStringList &paths)
{
    QStringList transcripts;
    for (const QString &path : paths) {
        if (path.endsWith(QLatin1String(".gapscope"))) {
            static_cast<void>(openWorkspace(path));
            continue;
        }
        transcripts.append(path);
    }
    if (transcripts.isEmpty())
        return;
    if (m_workspace.isOpen()) {
        ImportDialog::start(m_workspace, transcripts, this);
        return;
    }
    auto *dialog = newFileDialog(this, tr("New workspace for these transcripts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("gapscope"));
    dialog->setNameFilter(tr("Gapscope workspaces (*.gapscope)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, transcripts](const QString &path) {
        if (openWorkspace(path, OpenMode::Create))
            ImportDialog::start(m_workspace, transcripts, this);
    });
    dialog->open();
}

void MainWindow::setThemeMode(Theme::Mode mode)
{
    const Theme theme = mode == Theme::Mode::Dark ? Theme::dark() : Theme::light();
    QApplication::setPalette(theme.palette());
    QToolTip::setPalette(theme.palette());
    QSettings().setValue(QStringLiteral("theme"), mode == Theme::Mode::Dark
                                                      ? QStringLiteral("dark")
                                                      : QStringLiteral("light"));
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // Docks take sizes only once they are laid out; a stored layout has its own.
    if (m_docksSized || QSettings().contains(QStringLiteral("layout")))
        return;
    m_docksSized = true;
    resizeDocks({findChild<QDockWidget *>(QStringLiteral("TasksDock")),
                 findChild<QDockWidget *>(QStringLiteral("InspectorDock"))},
                {302, 266}, Qt::Horizontal);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveTyped();
    QSettings settings;
    settings.setValue(QStringLiteral("page"), m_pages->currentIndex());
    // The layout is kept as it is with the inspector in its place.
    m_pages->setCurrentWidget(m_compare);
    settings.setValue(QStringLiteral("geometry"), saveGeometry());
    settings.setValue(QStringLiteral("layout"), saveState(layoutVersion));
    m_workspace.close();
    event->accept();
}

void MainWindow::restoreLayout()
{
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
    restoreState(settings.value(QStringLiteral("layout")).toByteArray(), layoutVersion);
    m_pages->setCurrentIndex(settings.value(QStringLiteral("page"), 0).toInt());
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && !localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    openFiles(localFiles(event->mimeData()));
    event->acceptProposedAction();
}

void MainWindow::refreshSaved()
{
    if (!m_workspace.isOpen())
        m_saved->clear();
    else if (m_workspace.isReadOnly())
        m_saved->setText(tr("Read-only"));
    else if (!m_workspace.pending().isEmpty())
        m_saved->setText(tr("Waiting to save"));
    else
        m_saved->setText(m_workspace.desk().unsaved().isEmpty() ? tr("All changes saved")
                                                                : tr("Not all is saved"));
    m_saved->setToolTip(m_workspace.pending().isEmpty() ? QString() : PendingChanges::reason());
}

void MainWindow::refreshTitle()
{
    const WorkspaceData &contents = m_workspace.data();
    setWindowFilePath(m_workspace.path());
    setWindowTitle(m_workspace.isOpen()
                       ? tr("%1 – Gapscope").arg(QFileInfo(m_workspace.path()).completeBaseName())
                       : tr("Gapscope"));
    if (!m_workspace.isOpen()) {
        refreshSaved();
        m_counts->clear();
        return;
    }
    refreshSaved();
    std::int64_t turns = 0;
    for (const CorpusSummary &summary : contents.corpora)
        turns += summary.turns;
    m_counts->setText(tr("%1 dialogues, %2 turns")
                          .arg(QLocale().toString(static_cast<qlonglong>(contents.heads.size())),
                               QLocale().toString(static_cast<qlonglong>(turns))));
}

void MainWindow::refreshCorpora()
{
    const auto fill = [&](QComboBox *box, CorpusKind kind, const CorpusId &current,
                          const QString &none) {
        box->clear();
        for (const CorpusSummary &summary : m_workspace.data().corpora) {
            if (summary.corpus.kind != kind || summary.dialogues == 0)
                continue;
            box->addItem(qs(summary.corpus.label), qs(summary.corpus.id.value()));
            if (summary.corpus.id == current)
                box->setCurrentIndex(box->count() - 1);
        }
        if (box->count() == 0)
            box->addItem(none, QString());
        box->setEnabled(box->count() > 1);
    };
    fill(m_real, CorpusKind::Real, m_workspace.realCorpus(), tr("no real corpus"));
    fill(m_sim, CorpusKind::Simulated, m_workspace.simCorpus(), tr("no simulator"));
}

void MainWindow::refreshChips()
{
    while (QLayoutItem *item = m_chipLayout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const QList<Filter> filters = m_workspace.filters().filters();
    for (qsizetype i = 0; i < filters.size(); ++i) {
        auto *chip = new QToolButton;
        chip->setText(QString(filters[i].title).replace(QLatin1Char('&'), QLatin1String("&&")));
        setThemedIcon(chip, "clear");
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setToolTip(tr("Remove this filter"));
        chip->setAccessibleName(tr("Remove filter %1").arg(filters[i].title));
        connect(chip, &QToolButton::clicked, this, [this, i] { m_workspace.filters().remove(i); });
        m_chipLayout->addWidget(chip);
    }
    m_chipLayout->addStretch(1);
    refreshActions();
}

void MainWindow::tell(const Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Gapscope"), {}, QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(errorSentence(error));
    box->open();
}

} // namespace gapscope
