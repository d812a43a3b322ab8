// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/probe.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
struct CsvRow
{
    std::vector<std::string> fields;
    /// 1-based line and 0-based offset in the file, where the row begins.
    std::int64_t line = 0;
    std::int64_t byte = 0;
    /// Bytes that are no UTF-8 and became U+FFFD.
    int replaced = 0;
    /// Text stands behind a closing quotation mark: fields, even rows, may have been joined.
    bool hasStrayQuote = false;
};

/// Streams the rows of a CSV file, the header among them. Quoted fields may hold delimiters, quotes
/// (doubled) and newlines; blank lines are passed over.
class CsvRows
{
public:
    CsvRows();
    ~CsvRows();
    CsvRows(const CsvRows &) = delete;
    CsvRows &operator=(const CsvRows &) = delete;

    /// Error: InputUnreadable.
    Result<void> open(const Probe &probe, char delimiter, bool cp1252);
    Result<void> open(const std::string &path, char delimiter, bool cp1252);
    /// None at the end, and where a row grows beyond 64 MiB (see problem()).
    std::optional<CsvRow> next();

    /// `unclosed-quote`, `record-too-large`, `damaged-file` or `unreadable`: why the rows ended
    /// before the file did or not cleanly; empty = they did not.
    const std::string &problem() const;
    std::int64_t bytesRead() const;
    bool hasByteOrderMark() const;
    bool isUtf16() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The delimiter that cuts the header line into most columns: comma, semicolon, tab or bar.
char delimiterOf(std::string_view head);
} // namespace gapscope
