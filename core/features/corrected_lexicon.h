// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/lexicon.h"
#include "core/features/repair.h"

#include <string>
#include <string_view>

namespace gapscope {
/// The reference lists with what `corrections` (in the shape of resources/lexicons/corrected.json)
/// changes in them for the repairs, as JSON for Lexicon::parse. InputMalformed, naming the repair,
/// for a change of what is not there.
Result<std::string> correctedLists(std::string_view reference, std::string_view corrections,
                                   const RepairSet &repairs);

/// The built-in lists for these repairs. Takes some milliseconds.
Lexicon correctedLexicon(const RepairSet &repairs);

/// What features depend on beside the words: names and versions of the lists and the repairs of
/// text. The reference lexicon's version where there are none.
std::string featureVersion(const RepairSet &repairs);
} // namespace gapscope
