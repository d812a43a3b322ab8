// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/annotation.h"
#include "core/model/transcript.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// An anchor with what another program needs to find its place again: the words it stands on.
struct AnchorRecord
{
    Anchor anchor;
    std::string by;
    /// UTC milliseconds.
    std::int64_t atMs = 0;
    TaskKey task;
    std::string realNativeId;
    std::string simNativeId;
    std::string realLabel;
    std::string simLabel;
    std::string realText;
    std::string simText;
};

/// One JSON object a line: "type":"anchor", kind ("pin" or "forbid"), dialogues (hash and id in the
/// source), turn positions with the turn's text, who and when, `version` of the program.
std::string anchorsJsonl(const std::vector<AnchorRecord> &records, const std::string &version);
/// Reads anchorsJsonl(); lines of another type (labels) are passed over. InputMalformed names the
/// line that cannot be read. Only the anchors themselves come back, not the words.
Result<std::vector<AnchorRecord>> anchorsFromJsonl(std::string_view text);
} // namespace gapscope
