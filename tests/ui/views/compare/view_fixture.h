// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/views/compare/pair_fixture.h"
#include "ui/base/theme.h"
#include "ui/views/compare/compare_view.h"

#include <memory>

namespace gapscope::test {
/// A view in sight, as the page holds it.
inline std::unique_ptr<CompareView> shown(ComparePair pair, const QSize &size = {1000, 600})
{
    auto view = std::make_unique<CompareView>();
    view->setPalette(Theme::light().palette());
    view->resize(size);
    view->setPair(std::move(pair));
    view->show();
    view->activateWindow();
    view->setFocus();
    return view;
}

/// A point on the first line of text of a cell.
inline QPoint textPoint(const CompareView &view, int row, Side side, int dx = 90)
{
    const QRect rect = view.rowRect(row);
    const int left = side == Side::Real ? 0 : view.viewport()->width() / 2 + 20;
    return {left + dx, rect.top() + 20};
}
} // namespace gapscope::test
