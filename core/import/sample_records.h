// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/field_sample.h"
#include "core/import/probe.h"

#include <string>
#include <vector>

namespace gapscope {
/// The beginning of a file as records: for a table its rows as objects of texts, by column.
struct SampleRecords
{
    /// `records`, `object` or `table`.
    std::string shape;
    std::vector<Json> records;
};

/// Up to 200 rows of a table, or up to 20 records; of a file that is one object, what the probe has
/// of it. Empty where there is none.
SampleRecords sampleOf(const Probe &probe);
/// The fields of its records.
std::vector<FieldSample> fieldsOf(const SampleRecords &sample);

/// Names of a table's columns as fields: an empty one becomes `column 3`, a second of one name
/// gets its number behind it.
std::vector<std::string> columnFields(const std::vector<std::string> &header);
/// One row as an object; columns that a short row lacks are not there.
Json rowRecord(const std::vector<std::string> &columns, const std::vector<std::string> &row);
} // namespace gapscope
