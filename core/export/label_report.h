// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_scheme.h"
#include "core/model/annotation.h"
#include "core/model/transcript.h"

#include <functional>
#include <string>
#include <vector>

namespace gapscope {
/// A label with what another program needs to find its place again: the words it stands on.
struct LabelRecord
{
    Label label;
    TaskKey task;
    std::string realNativeId;
    std::string simNativeId;
    std::string realLabel;
    std::string simLabel;
    std::string realText;
    std::string simText;
};

/// One JSON object a line: label, scheme id and version, dialogues (hash and id in the source),
/// turn positions with the turn's text, times in UTC milliseconds, `version` of the program.
std::string labelsJsonl(const std::vector<LabelRecord> &records, const LabelScheme &scheme,
                        const std::string &version);
/// The same as RFC 4180 CSV with a header. Texts are exact; a spreadsheet may run those that begin
/// like a formula.
std::string labelsCsv(const std::vector<LabelRecord> &records, const LabelScheme &scheme,
                      const std::string &version);
} // namespace gapscope
