// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/acts.h"
#include "core/metrics/lexical.h"
#include "core/model/transcript.h"

#include <optional>
#include <vector>

namespace gapscope {
/// The words of each user turn that counts, without markup; platform text and end signals are left
/// out, turns without words stay as empty lists.
std::vector<lexical::Words> userTurnWords(const Dialogue &dialogue);
/// All of them in one list.
lexical::Words userWords(const Dialogue &dialogue);
/// The act of highest precedence of each such turn.
std::vector<Act> userTurnActs(const Dialogue &dialogue);

/// Measures of lexical.h on all user words of a dialogue; none below five words, as MirrorBench
/// does it (arXiv 2601.08118), and where the measure has no answer.
std::optional<double> dialogueTypeTokenRatio(const Dialogue &dialogue);
std::optional<double> dialogueMattr(const Dialogue &dialogue);
std::optional<double> dialogueHdd(const Dialogue &dialogue);
std::optional<double> dialogueYulesK(const Dialogue &dialogue);
} // namespace gapscope
