// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/acts.h"
#include "core/features/turn_text.h"
#include "core/model/transcript.h"

#include <string>
#include <vector>

namespace gapscope {
/// What a user said in one turn; markup and end signals are no speech.
struct SaidTurn
{
    std::string text;
    /// Parted by blanks, as the index counts them.
    int words = 0;
    /// The act of highest precedence.
    Act act = Act::Statement;
    bool identifier = false;
    /// Begins with a lower-case letter; false also where no letter with case begins it.
    bool lowerCase = false;
    /// The last character is a letter or digit.
    bool openEnd = false;
    bool questionMark = false;
    /// Units of information (slots.h: identifiers, numbers, dates, times, nouns of service
    /// dialogues) said here for the first time by either side.
    int newUnits = 0;
    /// Identifiers said here for the first time by either side; prompted: one of the agent's last
    /// two turns asked for something that identifies.
    int promptedIdentifiers = 0;
    int unpromptedIdentifiers = 0;
};

/// How a dialogue ended for its user. Assumed: the source does not say; the last turn is taken for
/// the end. Censored: something else ended it (a limit, an error, the agent), so that the user
/// might have gone on.
enum class UserEnding { Stopped, Assumed, Censored };

/// The user's side of a dialogue; platform text and empty turns are left out.
struct UserTalk
{
    std::vector<SaidTurn> turns;
    UserEnding ending = UserEnding::Assumed;
};

UserTalk readUserTalk(const Dialogue &dialogue, Source source);
} // namespace gapscope
