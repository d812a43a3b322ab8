// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_settings.h"

#include <QDialog>

#include <vector>

class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace gapscope {
class Workspace;

/// The thresholds of alignment beside the floor they are read against. A change is kept with the
/// workspace and aligns everything anew.
class AlignSettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AlignSettingsDialog(Workspace &workspace, QWidget *parent = nullptr);

    void accept() override;
    void reject() override;

private:
    QWidget *makeThresholds();
    QWidget *makeFloors();
    void show(const AlignSettings &settings);
    AlignSettings chosen() const;
    void fillFloors();
    void useFloor();
    void showWaiting();

    Workspace &m_workspace;
    AlignSettings m_before;
    /// In the order of alignSettingTable().
    std::vector<QDoubleSpinBox *> m_boxes;
    /// What is out of reach while the choice waits to be stored.
    QWidget *m_content = nullptr;
    QLabel *m_waiting = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    bool m_isWaiting = false;
    QTableWidget *m_floors = nullptr;
    QLabel *m_noFloor = nullptr;
    QPushButton *m_useFloor = nullptr;
};
} // namespace gapscope
