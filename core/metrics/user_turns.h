// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <string_view>
#include <vector>

namespace gapscope {
/// Something a user said; the text points into the dialogue.
struct SpokenTurn
{
    /// In Dialogue::turns.
    int position = 0;
    std::string_view text;
};

/// The user turns of a dialogue that say something: blank ones and a platform's end signals
/// (`###STOP###`, `/stop`) do not count.
std::vector<SpokenTurn> spokenTurns(const Dialogue &dialogue);
} // namespace gapscope
