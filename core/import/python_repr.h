// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"

#include <string>

namespace gapscope {
/// What Python's repr() writes for a value that json.loads() read: None, True, 1.0, 'it\'s' …
/// The reference scorer turns content that is no string into text this way (usi.md, section 3).
std::string pythonRepr(const Json &value);
} // namespace gapscope
