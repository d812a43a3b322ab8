// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/field_sample.h"
#include "core/import/probe.h"

#include <vector>

namespace gapscope {
/// Every field of a value in the order met, lists as `[]`, those of two words or so as `[0]`,
/// `[1]`, objects that are maps of ids as `*`.
std::vector<FieldSample> listFields(const Json &value);
/// Whether an object's member names are ids rather than names of fields: several objects of one
/// shape.
bool isMapOfRecords(const Json &value);
} // namespace gapscope
