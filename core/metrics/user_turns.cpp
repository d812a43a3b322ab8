// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/user_turns.h"

#include "core/align/tokens.h"

namespace gapscope {
std::vector<SpokenTurn> spokenTurns(const Dialogue &dialogue)
{
    std::vector<SpokenTurn> spoken;
    for (std::size_t i = 0; i < dialogue.turns.size(); ++i) {
        const Turn &turn = dialogue.turns[i];
        if (turn.role != Role::User || !turn.text || isStopSignal(*turn.text) ||
            turn.text->find_first_not_of(" \t\r\n") == std::string::npos)
            continue;
        spoken.push_back({static_cast<int>(i), *turn.text});
    }
    return spoken;
}
} // namespace gapscope
