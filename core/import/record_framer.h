// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/json_scanner.h"
#include "core/import/probe.h"
#include "core/import/record_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gapscope {
/// The text of one record, or what is wrong with it.
struct Frame
{
    std::string text;
    std::string key;
    bool element = false;
    std::int64_t line = 1;
    std::int64_t byte = 0;
    /// Issue code of a record that could not be cut out; then `text` is its first 200 bytes.
    std::string fault;
    std::string reason;
    /// Where the fault showed.
    std::int64_t faultByte = -1;
};

/// Cuts JSON into records by scanning quotes and brackets, without parsing. A broken record is
/// given as a fault, and the scan goes on at the next place that begins as this record began.
class RecordFramer
{
public:
    RecordFramer(TextReader &reader, RecordLayout layout, FileShape shape);

    std::optional<Frame> next();
    /// Passes over the next top-level value without keeping it. False: broken, or cut off.
    bool skipValue();
    /// The next character that is no blank, 0 = end; `newline` tells whether a line ended before.
    char nextCharacter(bool &newline);

    std::int64_t line() const { return m_scan.line(); }

private:
    using Scan = JsonScanner::Scan;
    enum class Level { Top, Array, Object, NestedArray, End };

    std::optional<Frame> nextOfTop();
    std::optional<Frame> nextOfArray();
    std::optional<Frame> nextOfObject();
    std::optional<Frame> nextOfLine();
    std::optional<Frame> takeRecord(Frame frame);
    Frame frameHere();
    Frame broken(Frame frame, Scan scan, const std::string &signature);
    bool resynchronise(const std::string &signature, bool withKey);
    std::string signatureHere();

    JsonScanner m_scan;
    RecordLayout m_layout;
    FileShape m_shape;
    Level m_level = Level::Top;
    std::string m_groupKey;
};
} // namespace gapscope
