// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/table_records.h"

#include "core/import/csv_rows.h"
#include "core/import/text_reader.h"

#include <algorithm>
#include <utility>

namespace gapscope {
namespace {
using Effect = ImportIssue::Effect;

/// Why the rows ended before the file did.
bool tellProblem(const CsvRows &rows, const Record &last, ImportOutput &output)
{
    if (rows.problem() == "record-too-large")
        return output.issue(issueAt(last, Effect::Skipped, rows.problem(),
                                    "the row after this one is larger than 64 MiB; the rest of "
                                    "the file was not read"));
    if (rows.problem() == "unclosed-quote")
        return output.issue(issueAt(last, Effect::Repaired, rows.problem(),
                                    "a quotation mark of this row is never closed; its field runs "
                                    "to the end of the file"));
    return true;
}
} // namespace

std::optional<std::vector<std::string>> tableHeader(const Probe &probe)
{
    if (probe.shape != FileShape::Text)
        return std::nullopt;
    CsvRows rows;
    if (!rows.open(probe, delimiterOf(probe.head), false))
        return std::nullopt;
    std::optional<CsvRow> header = rows.next();
    return header ? std::optional(std::move(header->fields)) : std::nullopt;
}

bool tellOddText(const CsvRow &row, const std::string &record, ImportOutput &output)
{
    if (row.replaced > 0 &&
        !output.issue({Effect::Repaired, row.line, row.byte, record, "invalid-utf8",
                       std::to_string(row.replaced) + " bytes that are no UTF-8 became U+FFFD"}))
        return false;
    return !row.hasStrayQuote ||
           output.issue({Effect::Note, row.line, row.byte, record, "stray-quote",
                         "text follows a closing quotation mark: fields or rows from here on may "
                         "have been joined"});
}

Result<void> forEachRow(const Probe &probe, ImportOutput &output,
                        const std::function<bool(Record)> &take)
{
    const Result<bool> cp1252 = isCp1252File(probe);
    if (!cp1252)
        return cp1252.error();
    CsvRows rows;
    if (const Result<void> opened = rows.open(probe, delimiterOf(probe.head), *cp1252); !opened)
        return opened;
    const std::optional<CsvRow> header = rows.next();
    if (!header)
        return {};
    if (*cp1252 && !output.issue({Effect::Repaired, 0, -1, "", "cp1252",
                                  "the file is no UTF-8 and was read as Windows-1252"}))
        return {};
    Record last;
    while (const std::optional<CsvRow> row = rows.next()) {
        Record record;
        record.number = last.number + 1;
        record.line = row->line;
        record.byte = row->byte;
        last = record;
        record.value = Json::object();
        for (std::size_t i = 0; i < std::min(row->fields.size(), header->fields.size()); ++i) {
            if (!row->fields[i].empty())
                record.value[header->fields[i]] = row->fields[i];
        }
        if (!tellOddText(*row, std::to_string(record.number), output))
            return {};
        if (row->fields.size() != header->fields.size() &&
            !output.issue(issueAt(record, Effect::Note, "odd-row",
                                  "the row has " + std::to_string(row->fields.size()) +
                                      " fields, the header " +
                                      std::to_string(header->fields.size()))))
            return {};
        if (!output.progress(rows.bytesRead()) || !take(std::move(record)))
            return {};
    }
    if (rows.problem() == "unreadable")
        return Error{ErrorCode::InputUnreadable, probe.path, "reading broke off"};
    tellProblem(rows, last, output);
    return {};
}
} // namespace gapscope
