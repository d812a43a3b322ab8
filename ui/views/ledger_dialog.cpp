// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/ledger_dialog.h"

#include "core/store/import_removals.h"
#include "core/store/ledger_export.h"
#include "core/store/ledger_repository.h"
#include "core/store/reimport.h"
#include "ui/base/error_sentence.h"
#include "ui/base/file_dialog.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/models/issues_model.h"
#include "ui/models/ledger_model.h"
#include "ui/views/corpus_delegate.h"
#include "ui/views/table_copy.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace gapscope {
namespace {
/// More failures than this are counted; the ledger has those that were begun.
constexpr std::size_t shownFailures = 4;

QLineEdit *filterField(const QString &placeholder, QSortFilterProxyModel *proxy)
{
    auto *field = new QLineEdit;
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(placeholder);
    field->setClearButtonEnabled(true);
    QObject::connect(field, &QLineEdit::textChanged, proxy,
                     &QSortFilterProxyModel::setFilterFixedString);
    return field;
}

QSortFilterProxyModel *filtering(QAbstractItemModel *model)
{
    auto *proxy = new QSortFilterProxyModel(model);
    proxy->setSourceModel(model);
    proxy->setFilterKeyColumn(-1);
    proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    return proxy;
}

QString removalSentence(const QString &done, const RemovalReport &report)
{
    QStringList parts{LedgerDialog::tr("%Ln dialogue(s)", nullptr, int(report.dialogues))};
    if (report.surveys > 0)
        parts << LedgerDialog::tr("%Ln questionnaire(s)", nullptr, int(report.surveys));
    QString said = LedgerDialog::tr("%1: %2.").arg(done, parts.join(QStringLiteral(", ")));
    if (report.kept > 0)
        said += QLatin1Char(' ') +
                LedgerDialog::tr("%Ln dialogue(s) stay: another import has them too.", nullptr,
                                 int(report.kept));
    if (report.labels > 0)
        said += QLatin1Char(' ') +
                LedgerDialog::tr("%Ln label(s) on them are kept.", nullptr, int(report.labels));
    return said;
}

Result<void> writeFile(const QString &path, const std::string &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(text.data(), static_cast<qint64>(text.size())) !=
            static_cast<qint64>(text.size()) ||
        !file.commit())
        return Error{ErrorCode::OutputFailed, utf8(path), utf8(file.errorString())};
    return {};
}
} // namespace

QString outcomeSentence(const ImportOutcome &outcome)
{
    std::int64_t dialogues = 0;
    std::int64_t turns = 0;
    std::int64_t issues = 0;
    int nothingNew = 0;
    for (const ImportFileReport &report : outcome.reports) {
        dialogues += report.counts.dialogues;
        turns += report.counts.turns;
        issues += report.issueCount;
        nothingNew += report.nothingNew ? 1 : 0;
    }
    QStringList lines;
    if (!outcome.reports.empty()) {
        const QString files =
            LedgerDialog::tr("%Ln file(s)", nullptr, static_cast<int>(outcome.reports.size()));
        QString line = LedgerDialog::tr("Imported %1: %2, %3.")
                           .arg(files, LedgerDialog::tr("%Ln dialogue(s)", nullptr, int(dialogues)),
                                LedgerDialog::tr("%Ln turn(s)", nullptr, int(turns)));
        if (nothingNew > 0)
            line = LedgerDialog::tr("%1 Nothing new in %2.")
                       .arg(line, LedgerDialog::tr("%Ln file(s)", nullptr, nothingNew));
        if (issues > 0)
            line = LedgerDialog::tr("%1 %2 below.")
                       .arg(line, LedgerDialog::tr("%Ln issue(s)", nullptr, int(issues)));
        lines << line;
    }
    std::size_t shown = 0;
    for (const ImportFailure &failure : outcome.failures) {
        if (failure.error.code == ErrorCode::Cancelled)
            continue;
        if (++shown > shownFailures)
            continue;
        Error error = failure.error;
        error.subject = utf8(qs(failure.path).section(QLatin1Char('/'), -1));
        lines << errorSentence(error);
    }
    if (shown > shownFailures)
        lines << LedgerDialog::tr("%Ln more file(s) could not be imported.", nullptr,
                                  static_cast<int>(shown - shownFailures));
    if (outcome.cancelled)
        lines << (outcome.notBegun > 0
                      ? LedgerDialog::tr("Cancelled; %Ln file(s) were not begun.", nullptr,
                                         static_cast<int>(outcome.notBegun))
                      : LedgerDialog::tr("Cancelled."));
    return lines.join(QLatin1Char('\n'));
}

LedgerDialog::LedgerDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_model(new LedgerModel(this)),
      m_issues(new IssuesModel(this)), m_proxy(filtering(m_model)),
      m_issuesProxy(filtering(m_issues)), m_outcome(new PlainLabel), m_status(new PlainLabel)
{
    setWindowTitle(tr("Import ledger"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1000, 620);
    m_proxy->setSortRole(LedgerModel::SortRole);
    m_outcome->setWordWrap(true);
    m_outcome->setAccessibleName(tr("What the last import did"));
    m_outcome->hide();
    QFont strong = m_outcome->font();
    strong.setBold(true);
    m_outcome->setFont(strong);

    auto *split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->addWidget(makeImports());
    split->addWidget(makeIssues());

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    makeActions(buttons);
    auto *bottom = new QHBoxLayout;
    m_status->setForegroundRole(QPalette::PlaceholderText);
    bottom->addWidget(m_status, 1);
    bottom->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_outcome);
    layout->addWidget(split, 1);
    layout->addLayout(bottom);

    connect(m_export, &QPushButton::clicked, this, &LedgerDialog::exportCsv);
    m_status->setWordWrap(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &LedgerDialog::reject);
    connect(&m_workspace, &Workspace::dataChanged, this, &LedgerDialog::reload);
    connect(&m_workspace, &Workspace::closed, this, &LedgerDialog::close);
    reload();
    m_imports->setFocus();
}

LedgerDialog *LedgerDialog::showIn(Workspace &workspace, QWidget *parent)
{
    auto *dialog = parent ? parent->findChild<LedgerDialog *>() : nullptr;
    if (!dialog)
        dialog = new LedgerDialog(workspace, parent);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

QWidget *LedgerDialog::makeImports()
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    m_filter = filterField(tr("Filter imports"), m_proxy);
    m_imports = new QTableView;
    setUpTable(m_imports);
    m_imports->setModel(m_proxy);
    m_imports->setSelectionMode(QAbstractItemView::SingleSelection);
    m_imports->setAccessibleName(tr("Imports, newest first"));
    m_imports->setSortingEnabled(true);
    m_imports->sortByColumn(-1, Qt::AscendingOrder);
    m_imports->setItemDelegateForColumn(LedgerModel::CorpusColumn,
                                        new CorpusDelegate(LedgerModel::KindRole, m_imports));
    QHeaderView *header = m_imports->horizontalHeader();
    header->resizeSection(LedgerModel::FileColumn, 200);
    header->resizeSection(LedgerModel::WhenColumn, 150);
    header->resizeSection(LedgerModel::CorpusColumn, 190);
    header->resizeSection(LedgerModel::ResultColumn, 320);
    for (int column = LedgerModel::DialoguesColumn; column <= LedgerModel::IssuesColumn; ++column)
        header->resizeSection(column, 76);
    layout->addWidget(m_filter);
    layout->addWidget(m_imports, 1);
    connect(m_imports->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &LedgerDialog::loadIssues);
    return part;
}

QWidget *LedgerDialog::makeIssues()
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    m_issuesTitle = new PlainLabel;
    m_issuesFilter = filterField(tr("Filter issues"), m_issuesProxy);
    m_issuesFilter->setMaximumWidth(260);
    auto *top = new QHBoxLayout;
    top->addWidget(m_issuesTitle, 1);
    top->addWidget(m_issuesFilter);
    m_issuesView = new QTableView;
    setUpTable(m_issuesView);
    m_issuesView->setModel(m_issuesProxy);
    m_issuesView->setAccessibleName(tr("Issues of the selected import"));
    QHeaderView *header = m_issuesView->horizontalHeader();
    header->resizeSection(IssuesModel::PlaceColumn, 90);
    header->resizeSection(IssuesModel::RecordColumn, 120);
    header->resizeSection(IssuesModel::EffectColumn, 76);
    header->resizeSection(IssuesModel::CodeColumn, 150);
    header->setSectionResizeMode(IssuesModel::MessageColumn, QHeaderView::Stretch);
    layout->addLayout(top);
    layout->addWidget(m_issuesView, 1);
    return part;
}

void LedgerDialog::makeActions(QDialogButtonBox *buttons)
{
    const auto button = [&](const QString &text, const QString &tip) {
        QPushButton *made = buttons->addButton(text, QDialogButtonBox::ActionRole);
        made->setAutoDefault(false);
        made->setToolTip(plainToolTip(tip));
        return made;
    };
    m_remove = button(tr("&Remove import"),
                      tr("Takes out the dialogues that only this import brought. Labels on them "
                         "are kept, and are back with an undo"));
    m_undo =
        button(tr("&Undo removal"),
               tr("Brings back what the last removal took out; until the workspace is closed"));
    m_again = button(tr("Import &again"),
                     tr("Reads the file again with the choices made then, in place of what it "
                        "brought"));
    m_export = button(tr("&Export CSV…"), tr("Every import and issue as a table"));
    connect(m_remove, &QPushButton::clicked, this, [this] {
        run(tr("Removing the import"),
            [import = selectedImport(), by = utf8(m_workspace.desk().annotator())](
                Session &session, JobContext &) -> Result<QString> {
                const Result<RemovalReport> done = ImportRemovals(session).remove(import, by);
                return done ? Result<QString>(removalSentence(tr("Removed"), *done))
                            : Result<QString>(done.error());
            });
    });
    connect(m_undo, &QPushButton::clicked, this, [this] {
        run(tr("Bringing the import back"), [](Session &session, JobContext &) -> Result<QString> {
            const Result<RemovalReport> done = ImportRemovals(session).undo();
            return done ? Result<QString>(removalSentence(tr("Brought back"), *done))
                        : Result<QString>(done.error());
        });
    });
    connect(m_again, &QPushButton::clicked, this, [this] {
        run(tr("Importing again"),
            [import = selectedImport(), by = utf8(m_workspace.desk().annotator())](
                Session &session, JobContext &job) -> Result<QString> {
                const Result<ReimportReport> done = reimport(session, import, by, job);
                if (!done)
                    return done.error();
                const QString said = tr("Imported again: %Ln dialogue(s).", nullptr,
                                        static_cast<int>(done->imported.counts.dialogues));
                return done->fileChanged ? said + QLatin1Char(' ') +
                                               tr("The file is not the one that was imported then.")
                                         : said;
            });
    });
}

void LedgerDialog::run(const QString &title, Act act)
{
    m_workspace.runWithSession(
        QString(), title, [act](Session &session, JobContext &job) { return act(session, job); },
        this,
        [this](const Result<QString> &said) {
            m_status->setText(said ? *said : errorSentence(said.error()));
            // Also after an error: a re-import may have removed and brought back.
            m_workspace.reload();
        });
}

QString LedgerDialog::said() const
{
    return m_status->text();
}

void LedgerDialog::follow()
{
    const int row = m_model->rowOf(selectedImport());
    const bool isWritable = m_workspace.isOpen() && !m_workspace.isReadOnly();
    const bool isRemoved = row >= 0 && m_model->entry(row).state == ImportState::Removed;
    bool isAnyRemoved = false;
    for (int i = 0; i < m_model->rowCount(); ++i)
        isAnyRemoved = isAnyRemoved || m_model->entry(i).state == ImportState::Removed;
    m_remove->setEnabled(isWritable && row >= 0 && !isRemoved);
    m_again->setEnabled(isWritable && row >= 0);
    m_undo->setEnabled(isWritable && isAnyRemoved);
    m_export->setEnabled(m_model->rowCount() > 0);
}

void LedgerDialog::showOutcome(const ImportOutcome &outcome)
{
    m_outcome->setText(outcomeSentence(outcome));
    m_outcome->show();
}

ImportId LedgerDialog::selectedImport() const
{
    const QModelIndex index = m_proxy->mapToSource(m_imports->currentIndex());
    return index.isValid() ? m_model->entry(index.row()).source.id : ImportId();
}

void LedgerDialog::reload()
{
    const ImportId before = selectedImport();
    const std::size_t known = static_cast<std::size_t>(m_model->rowCount());
    const std::vector<ImportEntry> &entries = m_workspace.data().imports;
    m_model->setEntries(entries);
    // After an import its newest entry is the one to look at.
    const int row = entries.size() == known && !before.empty() ? m_model->rowOf(before) : 0;
    const QModelIndex index = m_proxy->mapFromSource(m_model->index(std::max(0, row), 0));
    m_imports->setCurrentIndex(index);
    loadIssues();
}

void LedgerDialog::loadIssues()
{
    const ImportId import = selectedImport();
    follow();
    if (import.empty()) {
        showIssues(import, {});
        return;
    }
    if (import != m_shownImport)
        m_issues->setIssues({});
    m_workspace.runWithSession(
        QStringLiteral("ledger"), tr("Reading the import ledger"),
        [import](Session &session, JobContext &) -> Result<std::vector<ImportIssue>> {
            return LedgerRepository(session).issues(import);
        },
        this,
        [this, import](Result<std::vector<ImportIssue>> issues) {
            if (issues)
                showIssues(import, std::move(*issues));
            else
                Q_EMIT m_workspace.failed(issues.error());
        });
}

void LedgerDialog::showIssues(const ImportId &import, std::vector<ImportIssue> issues)
{
    m_shownImport = import;
    const int row = m_model->rowOf(import);
    const auto stored = static_cast<std::int64_t>(issues.size());
    m_issues->setIssues(std::move(issues));
    if (row < 0) {
        m_issuesTitle->setText(m_model->rowCount() == 0 ? tr("Nothing was imported yet")
                                                        : tr("No import selected"));
        return;
    }
    const std::int64_t all = std::max(stored, m_model->entry(row).issues);
    const QString file = m_model->index(row, LedgerModel::FileColumn).data().toString();
    if (all == 0)
        m_issuesTitle->setText(tr("%1 was read without any issue").arg(file));
    else if (stored < all)
        m_issuesTitle->setText(tr("%1: the first %2 of %3 issues")
                                   .arg(file, QLocale().toString(stored), QLocale().toString(all)));
    else
        m_issuesTitle->setText(
            tr("%1: %2").arg(file, tr("%Ln issue(s)", nullptr, static_cast<int>(all))));
}

void LedgerDialog::exportCsv()
{
    auto *dialog = newFileDialog(this, tr("Export the import ledger"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->setNameFilter(tr("Tables (*.csv)"));
    dialog->selectFile(QStringLiteral("import-ledger.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_workspace.runWithSession(
            QString(), tr("Exporting the import ledger"),
            [path](Session &session, JobContext &) -> Result<bool> {
                const Result<std::string> csv = ledgerCsv(session);
                if (!csv)
                    return csv.error();
                if (const Result<void> written = writeFile(path, *csv); !written)
                    return written.error();
                return true;
            },
            this,
            [this, path](const Result<bool> &written) {
                m_status->setText(written ? tr("Exported to %1").arg(path) : QString());
                if (!written)
                    Q_EMIT m_workspace.failed(written.error());
            });
    });
    dialog->open();
}
} // namespace gapscope
