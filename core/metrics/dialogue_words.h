// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/acts.h"
#include "core/metrics/lexical.h"
#include "core/model/transcript.h"

#include <vector>

namespace gapscope {
/// The words of each user turn that counts, without markup; platform text and end signals are left
/// out, turns without words stay as empty lists.
std::vector<lexical::Words> userTurnWords(const Dialogue &dialogue);
/// All of them in one list.
lexical::Words userWords(const Dialogue &dialogue);
/// The act of highest precedence of each such turn.
std::vector<Act> userTurnActs(const Dialogue &dialogue);
} // namespace gapscope
