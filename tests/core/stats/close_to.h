// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <cmath>
#include <optional>

namespace gapscope::test {
/// Within `by`; an absent value is close to nothing.
inline bool closeTo(std::optional<double> value, double expected, double by)
{
    const bool close = value && std::abs(*value - expected) <= by;
    if (!close)
        qInfo("got %.9g, expected %.9g", value.value_or(-9e99), expected);
    return close;
}
} // namespace gapscope::test
