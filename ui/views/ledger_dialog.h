// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_sink.h"
#include "ui/base/import_job.h"

#include <QDialog>

#include <functional>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace gapscope {
class IssuesModel;
class LedgerModel;
class Session;
class Workspace;

/// "Imported 3 files: 24 dialogues, 310 turns." and a sentence for each file that failed.
QString outcomeSentence(const ImportOutcome &outcome);

/// Every import of the workspace and what each has to tell: read, skipped, repaired, there already.
class LedgerDialog final : public QDialog
{
    Q_OBJECT

public:
    LedgerDialog(Workspace &workspace, QWidget *parent);

    /// The ledger of this window, brought to the front; not modal. It deletes itself.
    static LedgerDialog *showIn(Workspace &workspace, QWidget *parent);

    /// Says above the list what an import did.
    void showOutcome(const ImportOutcome &outcome);

    QTableView *importsView() const { return m_imports; }
    QTableView *issuesView() const { return m_issuesView; }
    QPushButton *removeButton() const { return m_remove; }
    QPushButton *againButton() const { return m_again; }
    QPushButton *undoButton() const { return m_undo; }
    /// What the last removal, undo or re-import did, or why it did not.
    QString said() const;

private:
    using Act = std::function<Result<QString>(Session &, JobContext &)>;

    QWidget *makeImports();
    QWidget *makeIssues();
    void reload();
    void loadIssues();
    void showIssues(const ImportId &import, std::vector<ImportIssue> issues);
    void exportCsv();
    void makeActions(QDialogButtonBox *buttons);
    void follow();
    void run(const QString &title, Act act);
    ImportId selectedImport() const;

    Workspace &m_workspace;
    LedgerModel *m_model = nullptr;
    IssuesModel *m_issues = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    QSortFilterProxyModel *m_issuesProxy = nullptr;
    QLabel *m_outcome = nullptr;
    QLineEdit *m_filter = nullptr;
    QLineEdit *m_issuesFilter = nullptr;
    QTableView *m_imports = nullptr;
    QTableView *m_issuesView = nullptr;
    QLabel *m_issuesTitle = nullptr;
    QLabel *m_status = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_undo = nullptr;
    ImportId m_shownImport;
};
} // namespace gapscope
