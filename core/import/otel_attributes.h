// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"

#include <string>

namespace gapscope {
/// The attributes of a span or event as one object, from OTLP's list of {key, value}, an object, or
/// a table's columns `attributes.…`.
Json attributesOf(const Json &span);

/// Dotted names as objects in objects, numbers among them as places of arrays, 10 behind 9:
/// {"a.0.b": 1} is {"a": [{"b": 1}]}.
Json unflattened(const Json &flat);

/// The attributes below a dotted name, unflattened, or the value of that very name, JSON in a text
/// read; null = there is nothing.
Json attributesBelow(const Json &attributes, const std::string &name);
} // namespace gapscope
