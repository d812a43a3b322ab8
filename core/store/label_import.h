// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_merge.h"

#include <iosfwd>
#include <string>
#include <string_view>

namespace gapscope {
class Session;

/// Merges an exchange file into the workspace (label_merge.h says who wins): one committed
/// transaction and one action that `by` can undo, history kept. Lines that cannot be read are left
/// out and reported. Labels of dialogues that are not here are kept and attach when those arrive.
/// Errors: those of readLabelFile() and of the store; then nothing is changed.
Result<MergeReport> importLabels(Session &session, std::istream &file, const std::string &by);
Result<MergeReport> importLabels(Session &session, std::string_view text, const std::string &by);
/// The same of the file `path`.
Result<MergeReport> importLabelFile(Session &session, const std::string &path,
                                    const std::string &by);
} // namespace gapscope
