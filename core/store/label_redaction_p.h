// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/label_export.h"

namespace gapscope {
/// Shows the redactor every text that may introduce a name: tasks, labelled turns, notes.
Result<void> learnNames(Session &session, Redactor &redactor);
/// Replaces in texts and note what was found, but for `keep`, and moves the spans with the words.
void redactRecord(Redactor &redactor, LabelRecord &record, const std::set<std::string> &keep,
                  std::map<RedactionKind, int> &counts);
} // namespace gapscope
