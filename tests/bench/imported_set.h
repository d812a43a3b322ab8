// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/paper_set.h"

#include <filesystem>

namespace gapscope::bench {
/// Imports the set's conversations into a new workspace. Throws where one of its dialogues is
/// missing then.
void importSet(const PaperSet &set, const std::filesystem::path &path);
} // namespace gapscope::bench
