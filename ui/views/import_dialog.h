// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/import_job.h"

#include <QDialog>
#include <QStringList>

class QComboBox;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace gapscope {
class ImportModel;
class ImportPreview;
class IssuesModel;
class Workspace;

/// Says what the files to import seem to be, lets every guess be changed, and imports them in the
/// background once nothing is open. Never blocks the event loop.
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(Workspace &workspace, QWidget *parent);

    /// Shows the dialog for these files and folders (or none yet). After the import the ledger
    /// tells what came of it. The dialog deletes itself. A workspace must be open.
    static ImportDialog *start(Workspace &workspace, const QStringList &paths, QWidget *parent);

    /// For choosing files by their endings.
    static QStringList nameFilters();

    /// Files, and folders with all the transcripts in them.
    void addPaths(const QStringList &paths);

    ImportModel *model() const { return m_model; }
    QPushButton *mapButton() const { return m_map; }

    void accept() override;

Q_SIGNALS:
    void imported(const gapscope::ImportOutcome &outcome);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void done(int result) override;

private:
    QWidget *makeButtons();
    QWidget *makeTable();
    QWidget *makeSelectionFields();
    QWidget *makePreview();
    void chooseFiles(bool folder);
    void removeSelected();
    void mapSelected();
    void inspectNext();
    void refresh();
    void showSelection();
    void showPreview();
    void setForSelected(int column, const QVariant &value);
    QList<int> selectedRows() const;
    QString statusText() const;

    Workspace &m_workspace;
    ImportModel *m_model = nullptr;
    IssuesModel *m_issues = nullptr;
    QTableView *m_table = nullptr;
    QGroupBox *m_fields = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_roles = nullptr;
    QLineEdit *m_label = nullptr;
    QLineEdit *m_domain = nullptr;
    QLabel *m_benchmarkLabel = nullptr;
    QLineEdit *m_benchmark = nullptr;
    ImportPreview *m_preview = nullptr;
    QTableView *m_issuesView = nullptr;
    QLabel *m_issuesTitle = nullptr;
    QLabel *m_notice = nullptr;
    QLabel *m_status = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_map = nullptr;
    QPushButton *m_import = nullptr;
    /// Why the last paths could not be taken; empty = nothing wrong.
    QString m_problem;
    bool m_inspecting = false;
    int m_expanding = 0;
};
} // namespace gapscope
