// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/report.h"
#include "core/store/report_data.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace gapscope {
class Workspace;

/// Asks what a report of the open workspace holds and writes it: the study is read in a job, the
/// charts are drawn one by one between events. Not modal; closing it ends the work.
class ReportDialog final : public QDialog
{
    Q_OBJECT

public:
    ReportDialog(Workspace &workspace, QWidget *parent);
    ~ReportDialog() override;

    /// What the choices stand for.
    ReportOptions options() const;
    /// Writes with the choices as they stand; stays open with the reason where that fails.
    void writeTo(const QString &path);

    QListWidget *charts() const { return m_charts; }

Q_SIGNALS:
    void written(const QString &path);

private:
    enum class Pairs { Automatic, OnScreen, None };

    void addCharts();
    void addChoices();
    void askForFile();
    void drawNext();
    void finish();
    void fail(const Error &error);
    void setBusy(bool busy);
    bool hasPairOnScreen() const;
    /// Label of the simulator selected in the window; empty where none is.
    std::string simulator() const;

    Workspace &m_workspace;
    QListWidget *m_charts = nullptr;
    QComboBox *m_pairs = nullptr;
    QComboBox *m_theme = nullptr;
    QCheckBox *m_onlySimulator = nullptr;
    QCheckBox *m_onlyFiltered = nullptr;
    QLabel *m_status = nullptr;
    QPushButton *m_save = nullptr;
    QString m_path;
    Report m_report;
    std::size_t m_drawn = 0;
    /// 0 = no job is running.
    int m_job = 0;
};
} // namespace gapscope
