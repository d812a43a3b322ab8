// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/annotation.h"

#include <QStringList>

namespace gapscope {
/// What a label says, a field each in the order of the desk: its code, then what is set of the
/// rest. Where it stands, who set it and when is not among it.
QStringList labelParts(const Label &label);
} // namespace gapscope
