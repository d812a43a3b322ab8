// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <string>

namespace gapscope {
/// The messages of a dialogue as they stood in its source, as a JSON list on one line: equal to
/// what was read as JSON values, members in their order. A table's turns are its rows where these
/// say more than role and text. What could not be read as a message is not there (see the ledger).
std::string messageListJson(const Dialogue &dialogue);

/// One JSON object on one line, without a newline: who the dialogue is, and `messages`.
std::string exportedDialogue(const Dialogue &dialogue, const Corpus &corpus);
} // namespace gapscope
