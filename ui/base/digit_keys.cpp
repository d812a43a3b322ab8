// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/digit_keys.h"

#include <QKeyEvent>

namespace gapscope {
namespace {
/// Of the key "1" on X11 and Wayland; the digit row goes on from there to "0".
constexpr quint32 firstDigitScanCode = 10;
constexpr quint32 lastDigitScanCode = 19;
} // namespace

std::optional<int> shiftedDigit(const QKeyEvent &event)
{
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::ShiftModifier)
        return std::nullopt;
    if (event.key() >= Qt::Key_0 && event.key() <= Qt::Key_9)
        return event.key() - Qt::Key_0;
    const quint32 code = event.nativeScanCode();
    if (code >= firstDigitScanCode && code <= lastDigitScanCode)
        return static_cast<int>(code - firstDigitScanCode + 1) % 10;
    return std::nullopt;
}
} // namespace gapscope
