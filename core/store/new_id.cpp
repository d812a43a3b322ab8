// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/new_id.h"

#include <QDateTime>
#include <QUuid>

#include <algorithm>
#include <atomic>

namespace gapscope {
namespace {
constexpr int counterBits = 12;

/// Milliseconds since 1970 above a 12-bit counter, greater than any given before.
quint64 nextTick()
{
    static std::atomic<quint64> last{0};
    const auto now = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch()) << counterBits;
    quint64 before = last.load();
    quint64 tick = 0;
    do
        tick = std::max(now, before + 1);
    while (!last.compare_exchange_weak(before, tick));
    return tick;
}
} // namespace

std::string newUuid()
{
    constexpr quint16 version = 0x7000;
    const quint64 tick = nextTick();
    QUuid id = QUuid::createUuid(); // keeps its 62 random bits and its variant
    id.data1 = static_cast<uint>(tick >> 28);
    id.data2 = static_cast<ushort>(tick >> counterBits);
    id.data3 = static_cast<ushort>(version | (tick & 0xfff));
    return id.toString(QUuid::WithoutBraces).toStdString();
}
} // namespace gapscope
