// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/label_export.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace gapscope {
class Workspace;

/// Which labels are written, in which form, and what is taken out of them. What redaction would
/// replace is shown before anything is written; a place that is unticked stays as it is.
class LabelExportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit LabelExportDialog(Workspace &workspace, QWidget *parent = nullptr);

    QComboBox *format() const { return m_format; }
    QComboBox *whose() const { return m_whose; }
    QCheckBox *redact() const { return m_redact; }
    QCheckBox *pseudonyms() const { return m_pseudonyms; }
    QListWidget *findings() const { return m_findings; }
    LabelExport options() const;

Q_SIGNALS:
    /// "12 labels written to …".
    void written(const QString &sentence);

private:
    void followRedaction();
    void showFindings(const std::vector<RedactionFinding> &findings);
    void chooseFile();
    void write(const QString &path);

    Workspace &m_workspace;
    QComboBox *m_format = nullptr;
    QComboBox *m_whose = nullptr;
    QCheckBox *m_redact = nullptr;
    QCheckBox *m_pseudonyms = nullptr;
    QLabel *m_explanation = nullptr;
    QListWidget *m_findings = nullptr;
    QPushButton *m_write = nullptr;
};
} // namespace gapscope
