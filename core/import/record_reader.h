// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_output.h"
#include "core/import/limits.h"
#include "core/import/probe.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace gapscope {
/// Where a file's records are.
enum class RecordLayout {
    /// Elements of the top-level array, or every top-level value.
    Items,
    /// Members of the top-level object: `key` is set.
    Members,
    /// Members of the top-level object, arrays that are not empty cut into their elements.
    NestedMembers,
};

/// One parsed record and its place.
struct Record
{
    Json value;
    /// Member name, for the member layouts.
    std::string key;
    /// The record is an element of the array `key`.
    bool element = false;
    /// 1-based number among the records of the file.
    std::int64_t number = 0;
    /// 1-based line and 0-based offset in the file, where the record begins.
    std::int64_t line = 0;
    std::int64_t byte = 0;
    /// 1-based number among the elements of `key`, for an element.
    std::int64_t place = 0;
};

/// What an importer has to say about a record, at its place.
ImportIssue issueAt(const Record &record, ImportIssue::Effect effect, std::string code,
                    std::string message);

/// Streams the records of a file: memory stays bounded by the largest record (limits::recordBytes
/// at most). What is wrong with a record is told to the output, and the next one is returned.
class RecordReader
{
public:
    /// Both outlive it.
    RecordReader(const Probe &probe, ImportOutput &output,
                 std::int64_t mostRecords = limits::records);
    ~RecordReader();
    RecordReader(const RecordReader &) = delete;
    RecordReader &operator=(const RecordReader &) = delete;

    /// Starts at the beginning. Error: InputUnreadable.
    Result<void> open(RecordLayout layout);
    /// None at the end, after a stop and after a read error (see failed()).
    std::optional<Record> next();
    /// What ended the reading before the end of the file, if anything: InputUnreadable,
    /// InputTooLarge (a bomb, or more records than allowed), Cancelled.
    const std::optional<Error> &failed() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};
} // namespace gapscope
