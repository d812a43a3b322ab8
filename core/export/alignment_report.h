// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/suggest/suggestion.h"
#include "core/align/unit_links.h"
#include "core/model/alignment.h"
#include "core/model/transcript.h"

#include <optional>
#include <span>
#include <string>

namespace gapscope {
/// What is found in a pair beside its rows; the percentiles are by row, or none at all.
struct AlignmentFindings
{
    std::span<const UnitLink> units;
    std::span<const Suggestion> suggestions;
    std::span<const NotComputed> notComputed;
    std::span<const std::optional<double>> floorPercentiles;
};

/// One JSON object without line breaks (design: `align`): task, real and sim (ids as in the
/// source), their dialogue hashes, rows, moved links, align_sim, divergence, first_divergence.
/// Positions are those of the source's message list. With findings also each row's floor_percentile
/// (null: no floor, or not matched), units (null: no task card), suggestions and not_computed.
std::string alignmentJson(const Alignment &alignment, const Dialogue &real, const Dialogue &sim,
                          const AlignmentFindings *findings = nullptr);

/// The pair for a terminal, `width` columns wide: both sides in step, wrapped, with row numbers,
/// the sign and kind of each row and its divergence. Control characters are shown as blanks.
/// With findings a short line for each unit and suggestion follows.
std::string alignmentText(const Alignment &alignment, const Dialogue &real, const Dialogue &sim,
                          int width = 120, const AlignmentFindings *findings = nullptr);
} // namespace gapscope
