// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Something a record has that JSON or this program cannot hold as it stands.
struct JsonRepair
{
    /// `not-a-number`, `lone-surrogate`, `invalid-utf8`, `control-character`, `duplicate-key`,
    /// `huge-integer`, `cp1252`.
    std::string code;
    std::string message;
    int count = 1;
};

/// `error` empty = `value` is good, after the repairs.
struct ParsedJson
{
    Json value;
    std::vector<JsonRepair> repairs;
    std::string error;
};

/// Parses one JSON text: strictly first, and where that fails after repairing what Python writers
/// and broken encodings leave behind. NaN and infinities become null, integers beyond 64 bits text,
/// unpaired surrogates and invalid bytes U+FFFD; of a repeated key the last value counts. Ends with
/// an error where it is asked to stop.
ParsedJson parseTolerant(std::string_view text, const std::stop_token &stop = {});

/// The text with those repairs made that a strict parser needs; cut off where it is asked to stop.
std::string repairJson(std::string_view text, std::vector<JsonRepair> &repairs,
                       const std::stop_token &stop = {});
} // namespace gapscope
