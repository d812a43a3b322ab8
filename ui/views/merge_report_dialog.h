// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/merge_findings.h"

#include <QDialog>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QTableView;

namespace gapscope {
class MergeFindingsProxy;
class PlainLabel;

/// What merging a label file did, and what of it somebody should look at. Stays open while its
/// findings are looked at in their pairs.
class MergeReportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `path`: of the file. With at least one finding.
    MergeReportDialog(Workspace &workspace, const QString &path, const MergeReport &report,
                      std::vector<MergeFinding> findings, QWidget *parent = nullptr);

    QTableView *table() const { return m_table; }
    QComboBox *kinds() const { return m_kinds; }
    QPushButton *showButton() const { return m_show; }
    /// The counts of the merge.
    QString headline() const;
    /// What the chosen finding says at length.
    QString here() const;
    QString inFile() const;
    /// How many findings are not listed; empty where all are.
    QString unlisted() const;
    /// Why a finding cannot be shown.
    QString said() const;

Q_SIGNALS:
    /// The place of this label is wanted on the Compare page.
    void labelRequested(const gapscope::Label &label);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead(const QString &path);
    void makeTable();
    void fitColumns();
    QWidget *makeDetail();
    void fillKinds();
    void follow();
    void showFinding();
    void markDifference();
    void openFinding();
    const MergeFinding *current() const;

    MergeReport m_report;
    MergeFindingsProxy *m_proxy = nullptr;
    PlainLabel *m_counts = nullptr;
    QComboBox *m_kinds = nullptr;
    QTableView *m_table = nullptr;
    PlainLabel *m_unlisted = nullptr;
    QPlainTextEdit *m_here = nullptr;
    QPlainTextEdit *m_inFile = nullptr;
    PlainLabel *m_status = nullptr;
    QPushButton *m_show = nullptr;
};
} // namespace gapscope
