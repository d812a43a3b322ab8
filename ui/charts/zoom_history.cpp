// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/zoom_history.h"

namespace gapscope {
void ZoomHistory::clear()
{
    m_back.clear();
    m_forward.clear();
}

void ZoomHistory::leave(const View &now)
{
    if (m_back.empty() || m_back.back() != now)
        m_back.push_back(now);
    m_forward.clear();
}

std::optional<ZoomHistory::View> ZoomHistory::move(std::vector<View> &from, std::vector<View> &to,
                                                   const View &now)
{
    // A zoom that was cut short by the edge left a view equal to the present one.
    while (!from.empty() && from.back() == now)
        from.pop_back();
    if (from.empty())
        return std::nullopt;
    to.push_back(now);
    View view = std::move(from.back());
    from.pop_back();
    return view;
}
} // namespace gapscope
