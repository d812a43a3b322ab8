// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <map>
#include <string>

namespace gapscope {
/// What a dialogue's record says of the group its speaker belongs to (dialect, country, gender …),
/// value by field; fields of the record itself and of its objects about the user, such as
/// `metadata` and `participant`. Only words and truth values: an age in years is no group.
std::map<std::string, std::string> speakerGroups(const Dialogue &dialogue);
} // namespace gapscope
