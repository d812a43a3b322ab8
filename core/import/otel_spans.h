// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/record_reader.h"
#include "core/import/span_reading.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// The spans of one record of OpenTelemetry's kind: an export request or a part of it (OTLP), or
/// one span as OpenTelemetry's and Phoenix's writers have it, its attributes nested or in columns.
/// Messages are found in `gen_ai.*` attributes and events and in OpenInference's `llm.*`.
std::vector<Span> spansOfTelemetry(const Record &record);

/// Whether an attribute of the first spans of the file begins like this.
bool hasAttribute(const Probe &probe, std::string_view prefix);
/// Whether the file holds spans of OpenTelemetry's kind at all.
bool holdsTelemetry(const Probe &probe);
/// The members of the first spans of the file that name the model.
std::string modelOfTelemetry(const Probe &probe);
/// One file's layout: the parts of one large export request are read one after the other.
RecordLayout telemetryLayout(const Probe &probe);
} // namespace gapscope
