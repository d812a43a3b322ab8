// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/gap/dashboard_export.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace gapscope {
class DashboardPanel;

/// Asks for title, size, look and file of a dashboard's page and writes it. Pages are for paper
/// unless asked.
class DashboardExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `panel` is borrowed and must live as long.
    DashboardExportDialog(const DashboardPanel &panel, const QString &title,
                          QWidget *parent = nullptr);

    /// Writes with the settings as they stand; stays open with the reason where that fails.
    void exportTo(const QString &path);
    /// The settings as they stand.
    DashboardPage page() const;

Q_SIGNALS:
    void exported(const QString &path);

private:
    QDoubleSpinBox *sideBox();
    void applyPreset(int index);
    void updateHint();
    void askForFile();

    const DashboardPanel &m_panel;
    QLineEdit *m_title = nullptr;
    QComboBox *m_preset = nullptr;
    QDoubleSpinBox *m_width = nullptr;
    QDoubleSpinBox *m_height = nullptr;
    QSpinBox *m_dpi = nullptr;
    QComboBox *m_look = nullptr;
    QLabel *m_hint = nullptr;
};
} // namespace gapscope
