// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_model.h"
#include "ui/models/text_range.h"

#include <map>

namespace gapscope {
/// Ranges of the whole texts of turns, by position.
using TurnMarks = std::map<int, std::vector<CharRange>>;

struct SpeechMarks
{
    TurnMarks real;
    TurnMarks sim;
};

/// Where the words of an aligned row differ. Empty where a side is missing or too little is shared
/// for single words to tell anything.
SpeechMarks speechMarks(const CompareModel &model, int alignedRow);
/// Words of the second text that the first does not have, under the same condition.
std::vector<CharRange> wordsOnlyInSecond(const QString &first, const QString &second);
} // namespace gapscope
