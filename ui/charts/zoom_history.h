// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <optional>
#include <vector>

namespace gapscope {
/// What the plots of a chart showed, one zoom after the other, to go back and forward in.
class ZoomHistory final
{
public:
    using View = std::vector<QRectF>;

    void clear();
    /// Before a zoom or a pan away from `now`; what could be gone forward to is lost.
    void leave(const View &now);
    bool canGoBack() const { return !m_back.empty(); }
    bool canGoForward() const { return !m_forward.empty(); }
    /// The view before `now`; none at the beginning.
    std::optional<View> back(const View &now) { return move(m_back, m_forward, now); }
    std::optional<View> forward(const View &now) { return move(m_forward, m_back, now); }

private:
    static std::optional<View> move(std::vector<View> &from, std::vector<View> &to,
                                    const View &now);

    std::vector<View> m_back;
    std::vector<View> m_forward;
};
} // namespace gapscope
