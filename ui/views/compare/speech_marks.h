// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_model.h"
#include "ui/models/text_range.h"

#include <map>

namespace gapscope {
/// Where the words of an aligned row differ from the other side's: per turn position, ranges of
/// the turn's whole text. Empty where a side is missing or too little is shared for single words
/// to tell anything.
std::map<int, std::vector<TextRange>> wordMarks(const CompareModel &model, int alignedRow,
                                                Side side);
} // namespace gapscope
