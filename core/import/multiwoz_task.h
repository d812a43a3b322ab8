// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/corpus_reading.h"

#include <string>
#include <string_view>

namespace gapscope {
/// Whether an id is spelt as MultiWOZ's are: `PMUL4648`, `SNG0073.json`.
bool isMultiwozId(std::string_view id);

/// The task of a MultiWOZ dialogue, the same whichever file tells it: upstream's `.json` is no part
/// of its id, domains without a goal none of its fingerprint. `goal` and `messages` may be null.
Task multiwozTask(const CorpusReading &reading, std::string_view id, const Json *goal,
                  const Json *messages);

/// HTML as a reader sees it: no tags, entities as their characters.
std::string withoutMarkup(std::string_view html);
} // namespace gapscope
