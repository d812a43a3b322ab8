// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <cstdint>
#include <vector>

namespace gapscope {
/// `perTask` invented dialogues of each of the twelve tasks built into the program
/// (resources/alignment), by task; 5 to 8 user turns each.
std::vector<Dialogue> serviceDialogues(int perTask, std::uint64_t seed);
} // namespace gapscope
