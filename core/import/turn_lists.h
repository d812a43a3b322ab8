// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/mapping_proposal.h"
#include "core/import/sample_records.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gapscope {
/// Every list of a sample that could hold turns, and its records themselves where they could be
/// loose turns; likeliest first.
std::vector<TurnListCandidate> turnLists(const SampleRecords &sample);

/// Members of an element that hold what the user and what the agent says, where no field names the
/// side; none = there are no such two.
std::optional<std::pair<std::string, std::string>> sidesOf(const std::vector<const Json *> &turns);

/// The name of a field as `lower_case`, without what it lies in.
std::string nameOfField(const std::string &path);
} // namespace gapscope
