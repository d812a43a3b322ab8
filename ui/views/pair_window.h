// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"

#include <QWidget>

namespace gapscope {
class CompareView;
class OverviewStrip;
class Shortcuts;

/// A pair in a window of its own, to be read beside another: as it was when it was opened, with
/// its own place, folds and size of text. The keys are those of the main window.
class PairWindow final : public QWidget
{
    Q_OBJECT

public:
    PairWindow(ComparePair pair, bool swapped, const QString &task, const QString &figures,
               const Shortcuts &shortcuts, QWidget *parent);

    CompareView *view() const { return m_view; }

private:
    CompareView *m_view = nullptr;
    OverviewStrip *m_strip = nullptr;
};
} // namespace gapscope
