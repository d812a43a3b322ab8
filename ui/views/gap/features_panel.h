// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/gap/gap_panel.h"

class QLabel;

namespace gapscope {
class FigureView;

/// How far the selected simulator is from people in every feature.
class FeaturesPanel final : public GapPanel
{
    Q_OBJECT

public:
    explicit FeaturesPanel(Workspace &workspace, QWidget *parent = nullptr);

    FigureView *table() const { return m_table; }

protected:
    void refresh() override;

private:
    QLabel *m_title = nullptr;
    FigureView *m_table = nullptr;
};
} // namespace gapscope
