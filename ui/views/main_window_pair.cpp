// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the pair on screen and its rows beyond labels.
#include "core/store/anchor_export.h"
#include "ui/base/file_dialog.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/views/align_settings_dialog.h"
#include "ui/views/anchor_editor.h"
#include "ui/views/anchor_list.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/inspector.h"
#include "ui/views/linear_dialog.h"
#include "ui/views/main_window.h"
#include "ui/views/pair_content.h"
#include "ui/views/pair_header.h"
#include "ui/views/pair_window.h"
#include "ui/views/shortcuts_dialog.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QSaveFile>
#include <QStatusBar>
#include <QTabWidget>

namespace gapscope {
namespace {
constexpr int readingMs = 10'000;
}

void MainWindow::makePairActions()
{
    QMenu *pair = menuBar()->addMenu(tr("&Pair"));
    AnchorEditor *anchors = m_compare->anchors();
    add(pair, QStringLiteral("pinTurns"), tr("&Pin turns together"), QKeySequence(tr("Ctrl+Y")),
        [anchors] { anchors->pin(); });
    add(pair, QStringLiteral("keepApart"), tr("&Keep turns apart"), Qt::Key_X,
        [anchors] { anchors->keepApart(); });
    add(pair, QStringLiteral("clearAnchors"), tr("&Remove anchors of the row"),
        QKeySequence(tr("Ctrl+Shift+Y")), [anchors] { anchors->clear(); });
    pair->addSeparator();
    add(
        pair, QStringLiteral("swapSides"), tr("&Swap sides"), Qt::Key_S,
        [this] { m_compare->header()->swap(); }, "swap");
    add(
        pair, QStringLiteral("columns"), tr("Several simulators in &columns"), Qt::Key_V,
        [this] { m_compare->setInColumns(!m_compare->isInColumns()); }, "table");
    add(pair, QStringLiteral("pairWindow"), tr("&Open pair in its own window"),
        QKeySequence(tr("Ctrl+Shift+N")), [this] { openPairWindow(); });
    add(pair, QStringLiteral("linear"), tr("Read the &differences in order"), Qt::Key_F7,
        [this] { showLinear(); });
    add(pair, QStringLiteral("rowMenu"), tr("&Menu of the row"), QKeySequence(tr("Shift+F10")),
        [this] {
            const CompareView *view = m_compare->view();
            const QRect row = view->rowRect(view->currentRow());
            showRowMenu(view->viewport()->mapToGlobal(row.center()));
        });
    add(pair, QStringLiteral("alignSettings"), tr("&Alignment settings …"), {}, [this] {
        auto *dialog = new AlignSettingsDialog(m_workspace, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    pair->addSeparator();
    add(pair, QStringLiteral("exportAnchors"), tr("&Export anchors …"), {},
        [this] { exportAnchors(); });
    add(pair, QStringLiteral("importAnchors"), tr("&Import anchors …"), {},
        [this] { importAnchors(); });

    connect(anchors, &AnchorEditor::said, this,
            [this](const QString &sentence) { statusBar()->showMessage(sentence, readingMs); });
    connect(m_compare, &ComparePage::said, this,
            [this](const QString &sentence) { statusBar()->showMessage(sentence, readingMs); });
    connect(m_compare, &ComparePage::rowMenuRequested, this, &MainWindow::showRowMenu);
    connect(m_compare, &ComparePage::windowRequested, this, &MainWindow::openPairWindow);
    connect(m_inspector->anchors(), &AnchorList::turnRequested, this, [this](Side side, int turn) {
        m_compare->view()->showTurn(side, turn);
        m_compare->view()->setFocus();
    });
}

void MainWindow::refreshPairActions()
{
    const bool open = m_workspace.isOpen();
    const bool compare = open && m_pages->currentWidget() == m_compare;
    // Hidden sides: nothing that takes them by their places, or shows them in others.
    const bool named = !m_workspace.desk().blind().hidesNames();
    for (const char *name : {"pinTurns", "keepApart", "clearAnchors"})
        m_actions[QString::fromLatin1(name)]->setEnabled(compare && named &&
                                                         !m_workspace.isReadOnly());
    for (const char *name : {"swapSides", "columns", "pairWindow"})
        m_actions[QString::fromLatin1(name)]->setEnabled(compare && named);
    for (const char *name : {"linear", "rowMenu"})
        m_actions[QString::fromLatin1(name)]->setEnabled(compare);
    m_actions[QStringLiteral("alignSettings")]->setEnabled(open && !m_workspace.isReadOnly());
    m_actions[QStringLiteral("exportAnchors")]->setEnabled(open);
    m_actions[QStringLiteral("importAnchors")]->setEnabled(open && !m_workspace.isReadOnly());
}

void MainWindow::showRowMenu(const QPoint &globalPoint)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Row"));
    for (const char *name : {"pinTurns", "keepApart", "clearAnchors"})
        menu->addAction(action(QString::fromLatin1(name)));
    menu->addSeparator();
    QMenu *labels = menu->addMenu(tr("&Label"));
    for (const auto &[name, entry] : m_actions) {
        if (name.startsWith(QLatin1String("label")))
            labels->addAction(entry);
    }
    menu->addAction(action(QStringLiteral("note")));
    menu->addSeparator();
    menu->addAction(action(QStringLiteral("copy")));
    menu->addAction(action(QStringLiteral("pairWindow")));
    menu->popup(globalPoint);
}

void MainWindow::openPairWindow()
{
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    if (!loaded || (!loaded->real && !loaded->sim))
        return;
    ComparePair pair = comparePair(m_workspace, *loaded);
    pair.labels = compareLabels(m_workspace);
    auto *window = new PairWindow(std::move(pair), m_compare->header()->isSwapped(),
                                  qs(loaded->task.key.value()), figuresText(m_workspace, *loaded),
                                  m_shortcuts, this);
    // What it shows belongs to the workspace that is open.
    connect(&m_workspace, &Workspace::closed, window, &QWidget::close);
    if (const int row = m_workspace.alignedRow(); row >= 0)
        window->view()->showAlignedRow(row);
    window->show();
}

void MainWindow::showLinear()
{
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    if (!loaded || !loaded->real || !loaded->sim) {
        statusBar()->showMessage(tr("There is only one dialogue: nothing to compare with."),
                                 readingMs);
        return;
    }
    auto *dialog = new LinearDialog(linearReading(*m_compare->view()->model()),
                                    m_workspace.alignedRow(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LinearDialog::rowChosen, this, [this](int row) {
        m_compare->setInColumns(false);
        m_compare->view()->showAlignedRow(row);
        m_compare->view()->setFocus();
    });
    dialog->open();
}

void MainWindow::editShortcuts()
{
    auto *dialog = new ShortcutsDialog(m_shortcuts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::exportAnchors()
{
    auto *dialog = newFileDialog(this, tr("Export anchors"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("JSON lines (*.jsonl)"));
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_workspace.runWithSession(
            {}, tr("Exporting anchors"),
            [path, version = utf8(QApplication::applicationVersion())](
                Session &session, JobContext &) -> Result<int> {
                const Result<std::vector<AnchorRecord>> records = anchorRecords(session);
                if (!records)
                    return records.error();
                const std::string text = anchorsJsonl(*records, version);
                QSaveFile file(path);
                if (!file.open(QIODevice::WriteOnly) ||
                    file.write(text.data(), qint64(text.size())) != qint64(text.size()) ||
                    !file.commit())
                    return Error{ErrorCode::OutputFailed, utf8(path), utf8(file.errorString())};
                return static_cast<int>(records->size());
            },
            this,
            [this, path](const Result<int> &count) {
                if (!count)
                    tell(count.error());
                else
                    statusBar()->showMessage(
                        tr("%n anchor(s) written to %1", nullptr, *count).arg(path), readingMs);
            });
    });
    dialog->open();
}

void MainWindow::importAnchors()
{
    auto *dialog = newFileDialog(this, tr("Import anchors"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("JSON lines (*.jsonl)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_workspace.runWithSession(
            {}, tr("Importing anchors"),
            [path, by = utf8(m_workspace.desk().annotator())](
                Session &session, JobContext &) -> Result<AnchorImport> {
                QFile file(path);
                if (!file.open(QIODevice::ReadOnly))
                    return Error{ErrorCode::InputUnreadable, utf8(path), utf8(file.errorString())};
                const QByteArray bytes = file.readAll();
                const Result<std::vector<AnchorRecord>> records =
                    anchorsFromJsonl({bytes.constData(), static_cast<std::size_t>(bytes.size())});
                if (!records)
                    return Error{records.error().code, utf8(path) + ", " + records.error().subject,
                                 records.error().detail};
                return gapscope::importAnchors(session, *records, by);
            },
            this,
            [this](const Result<AnchorImport> &taken) {
                if (!taken) {
                    tell(taken.error());
                    return;
                }
                m_workspace.anchorsWereChanged();
                statusBar()->showMessage(
                    tr("%n anchor(s) taken, %1 there already or older, %2 of dialogues that are "
                       "not in this workspace",
                       nullptr, taken->taken)
                        .arg(taken->kept)
                        .arg(taken->unknown),
                    readingMs);
            });
    });
    dialog->open();
}
} // namespace gapscope
