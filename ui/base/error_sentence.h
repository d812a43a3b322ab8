// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace gapscope {
/// What happened, and what one can do about it, in one or two sentences for people.
QString errorSentence(const Error &error);
} // namespace gapscope
