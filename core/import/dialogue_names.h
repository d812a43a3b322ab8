// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <unordered_map>

namespace gapscope {
/// Gives the dialogues of one file their ids. Where their source says no run, equal ones are
/// numbered, so that the file has the same ids again whatever was imported before it.
class DialogueNames
{
public:
    /// The corpus must be settled.
    void give(Dialogue &dialogue)
    {
        if (!dialogue.runTold)
            dialogue.run = 1;
        dialogue.id = dialogueIdOf(dialogue);
        if (dialogue.runTold)
            return;
        dialogue.run = ++m_copies[dialogue.id];
        if (dialogue.run > 1)
            dialogue.id = dialogueIdOf(dialogue);
    }

private:
    std::unordered_map<DialogueId, int> m_copies;
};
} // namespace gapscope
