// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/edition_difference.h"

#include <string>

namespace gapscope {
/// A JSON array of the repairs' keys.
std::string repairKeysJson(const RepairSet &repairs);
/// A JSON array of one object per row: "name", "kind", "total", "repairs", "together"; numbers as
/// [from, to]. No newline at the end.
std::string editionDifferenceJson(const EditionDifference &difference);
/// For a terminal: per row what each repair moves, the biggest effect on the index first.
std::string editionDifferenceText(const EditionDifference &difference);

/// The table of repairs; a JSON array, or blocks for a terminal. Both end with a newline.
std::string repairTableJson();
std::string repairTableText();
} // namespace gapscope
