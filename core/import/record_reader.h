// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_sink.h"
#include "core/import/probe.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gapscope {
/// Where a file's records are.
enum class RecordLayout {
    /// Elements of the top-level array, or every top-level value.
    Items,
    /// Members of the top-level object: `key` is set.
    Members,
    /// Members of the top-level object, those that are arrays cut into their elements.
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
};

/// Streams the records of a file: memory stays bounded by the largest record (64 MiB at most).
/// What is wrong with a record is told to `issue`, and the next one is returned.
class RecordReader
{
public:
    using IssueHandler = std::function<bool(ImportIssue)>;
    /// Called with the bytes read so far; false ends the reading.
    using ProgressHandler = std::function<bool(std::int64_t)>;

    RecordReader(std::string path, IssueHandler issue, ProgressHandler progress = {});
    ~RecordReader();
    RecordReader(const RecordReader &) = delete;
    RecordReader &operator=(const RecordReader &) = delete;

    /// Starts at the beginning. Error: InputUnreadable.
    Result<void> open(RecordLayout layout);
    /// None at the end, after a stop and after a read error (see failed()).
    std::optional<Record> next();
    /// The whole file as UTF-8 text in pieces, for formats that are no JSON; empty = end. cp1252 is
    /// decoded where the bytes are no UTF-8. Call openText() first.
    Result<void> openText();
    std::string nextText();

    /// What ended the reading before the end of the file, if anything.
    const std::optional<Error> &failed() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};
} // namespace gapscope
