// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace gapscope {
/// Asks for size, resolution and file of a figure and writes it. Figures are for paper
/// unless asked.
class ChartExportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ChartExportDialog(ChartSpec spec, QWidget *parent = nullptr);

    /// Writes with the settings as they stand; stays open with the reason where that fails.
    void exportTo(const QString &path);

Q_SIGNALS:
    void exported(const QString &path);

private:
    void applyPreset(int index);
    void updateHint();
    void askForFile();
    double textScale() const;

    ChartSpec m_spec;
    QComboBox *m_preset = nullptr;
    QDoubleSpinBox *m_width = nullptr;
    QDoubleSpinBox *m_height = nullptr;
    QSpinBox *m_dpi = nullptr;
    QComboBox *m_theme = nullptr;
    QLabel *m_hint = nullptr;
};
} // namespace gapscope
