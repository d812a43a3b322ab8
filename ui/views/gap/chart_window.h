// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/chart_facts.h"

#include <QWidget>

namespace gapscope {
class ChartTile;
class Workspace;

/// A chart in a window of its own that follows the workspace; F11 for the whole screen and back,
/// Escape leaves it, then closes.
class ChartWindow final : public QWidget
{
    Q_OBJECT

public:
    ChartWindow(Workspace &workspace, const QString &place, const ChartWish &wish, QWidget *parent);

    ChartTile *tile() const { return m_tile; }

private:
    ChartTile *m_tile = nullptr;
};
} // namespace gapscope
