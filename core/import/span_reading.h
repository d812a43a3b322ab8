// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importer.h"
#include "core/import/record_reader.h"
#include "core/import/span_history.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// What a span says: where it belongs, what is known of the talk, and the call where it is one.
struct Span
{
    std::string id;
    std::string parent;
    std::string trace;
    /// Session, thread or conversation; empty = that of another span of the trace, or the trace.
    std::string conversation;
    /// Fields as records of chat messages have them (task_id, reward …) and all else worth keeping.
    Json fields = Json::object();
    std::optional<SpanCall> call;
};

/// The spans of one record; none = it is no span at all.
using SpansOf = std::function<std::vector<Span>(const Record &)>;

/// Reads a file of spans in whatever order: a conversation is put together and handed over when its
/// last span has come. Memory is bounded by the conversations open at one time.
Result<void> readSpans(const Probe &probe, const ImportContext &context, ImportOutput &output,
                       RecordLayout layout, const SpansOf &spansOf);

/// Adds the members of `more` that `fields` lacks; `metadata` is joined likewise.
void addFields(Json &fields, const Json &more);
} // namespace gapscope
