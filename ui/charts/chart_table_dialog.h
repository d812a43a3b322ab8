// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"

#include <QDialog>

namespace gapscope {
/// Every number of a chart as a table: what it draws, for reading, for screen readers, for copying.
class ChartTableDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ChartTableDialog(const ChartSpec &spec, QWidget *parent = nullptr);
};
} // namespace gapscope
