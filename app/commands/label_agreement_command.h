// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <QStringList>

#include <optional>

namespace gapscope {
/// `labels WORKSPACE agreement …` and `labels WORKSPACE queue …`; none where the arguments are of
/// neither.
std::optional<int> runLabelWork(const QStringList &arguments, Console &console);
} // namespace gapscope
