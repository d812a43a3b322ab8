// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi.h"

#include <string>

namespace gapscope {
/// Names what figures are computed from, 16 hexadecimal digits: the dialogues that count (their ids
/// are hashes of their words) in any order, questionnaires, edition and difficulty. Equal names =
/// the same data; excluded dialogues and those of other tasks do not count.
std::string dataHash(const UsiStudy &study);
} // namespace gapscope
