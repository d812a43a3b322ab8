// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/python_json.h"

#include <cstddef>
#include <memory_resource>
#include <optional>
#include <span>

namespace gapscope {
/// Where and why a text is not JSON in Python's eyes.
struct JsonFault
{
    std::size_t at = 0;
    const char *reason = "";
};

/// Parses `text`, which is well-formed UTF-8, as JsonDocument::parse() says. Strings are unescaped
/// in `text` itself; it and `arena` must outlive `root`, which is not to be used after a fault.
std::optional<JsonFault> parsePythonJson(std::span<char> text, std::pmr::memory_resource &arena,
                                         JsonValue &root);
} // namespace gapscope
