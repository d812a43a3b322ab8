// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"

#include <string>

namespace gapscope {
/// What is said about the licence of a file: a member `license` or `licence` of it, else the title
/// of a licence file in its folder or the two above, with that file's place. Empty = nothing is.
std::string licenceNote(const Probe &probe);
} // namespace gapscope
