// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace gapscope {
/// What a table is in which nobody says anything, by the names of its columns and its first rows:
/// "answers to a questionnaire", "figures by model, like a leaderboard" … Empty: it may hold words
/// of dialogues under names we do not know, or is no table.
std::string otherTableKind(const std::vector<std::string> &header,
                           const std::vector<std::vector<std::string>> &rows);
} // namespace gapscope
