// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/table.h"
#include "core/label/label_file.h"
#include "core/label/label_scheme.h"

#include <string>
#include <vector>

namespace gapscope {
/// What was taken out of the records; such a file can be read, but not merged.
struct LabelFileMarks
{
    bool redacted = false;
    bool pseudonyms = false;
};

/// The head of an exchange file and its lines, each with its '\n'.
std::string labelFileHead(const LabelScheme &scheme, const std::string &version);
std::string labelLine(const LabelRecord &record, const LabelScheme &scheme,
                      const std::string &version, const LabelFileMarks &marks = {});
std::string removalLine(const LabelRemoval &removal, const LabelScheme &scheme,
                        const LabelFileMarks &marks = {});

/// One JSON object a line: label, scheme id and version, dialogues (hash and id in the source),
/// turn positions with the turn's text, times in UTC milliseconds, `version` of the program.
std::string labelsJsonl(const std::vector<LabelRecord> &records, const LabelScheme &scheme,
                        const std::string &version);
/// The same as RFC 4180 CSV with a header. Texts are exact; a spreadsheet may run those that begin
/// like a formula.
std::string labelsCsv(const std::vector<LabelRecord> &records, const LabelScheme &scheme,
                      const std::string &version);
/// The same in pieces: the header, one label.
std::string labelsCsvHead(const LabelScheme &scheme, const std::string &version);
std::string labelCsvRow(const LabelRecord &record, const LabelScheme &scheme,
                        const std::string &version);

/// For analysis: one line for each row of a pair that has a divergence or final label, one column
/// "annotator:code" for each code an annotator gave ("final:code" for final labels): 1 = given,
/// 0 = not given by somebody who judged the pair, empty = did not judge it.
Table labelsWide(const std::vector<LabelRecord> &records);
} // namespace gapscope
