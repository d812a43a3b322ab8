// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/sample_records.h"

#include "core/import/csv_rows.h"
#include "core/import/field_list.h"
#include "core/import/field_path.h"
#include "core/import/record_reader.h"
#include "core/import/silent_output.h"

#include <algorithm>

namespace gapscope {
namespace {
constexpr std::size_t rowsLookedAt = 200;
constexpr std::size_t recordsLookedAt = 20;

std::vector<Json> rowsOf(const Probe &probe)
{
    std::vector<Json> records;
    CsvRows rows;
    if (const Result<void> opened = rows.open(probe.path, delimiterOf(probe.head), false); !opened)
        return records;
    const std::optional<CsvRow> header = rows.next();
    if (!header || header->fields.size() < 2)
        return records;
    const std::vector<std::string> columns = columnFields(header->fields);
    while (records.size() < rowsLookedAt) {
        const std::optional<CsvRow> row = rows.next();
        if (!row)
            break;
        records.push_back(rowRecord(columns, row->fields));
    }
    return records;
}

std::vector<Json> firstValues(const Probe &probe)
{
    std::vector<Json> records;
    SilentOutput silent;
    RecordReader reader(probe, silent);
    if (const Result<void> opened = reader.open(RecordLayout::Items); !opened)
        return records;
    while (records.size() < recordsLookedAt) {
        std::optional<Record> record = reader.next();
        if (!record)
            break;
        records.push_back(std::move(record->value));
    }
    return records;
}
} // namespace

std::vector<std::string> columnFields(const std::vector<std::string> &header)
{
    std::vector<std::string> columns;
    for (const std::string &name : header) {
        const std::string wanted =
            name.empty() ? "column " + std::to_string(columns.size() + 1) : name;
        std::string unique = wanted;
        for (int i = 2; std::find(columns.begin(), columns.end(), unique) != columns.end(); ++i)
            unique = wanted + " " + std::to_string(i);
        columns.push_back(std::move(unique));
    }
    return columns;
}

Json rowRecord(const std::vector<std::string> &columns, const std::vector<std::string> &row)
{
    Json record = Json::object();
    auto &members = record.get_ref<Json::object_t &>();
    for (std::size_t i = 0; i < std::min(columns.size(), row.size()); ++i)
        members.push_back({columns[i], row[i]});
    return record;
}

SampleRecords sampleOf(const Probe &probe)
{
    if (probe.shape == FileShape::Text)
        return {"table", rowsOf(probe)};
    if (!probe.isObject())
        return {"records", firstValues(probe)};
    SampleRecords sample{"object", {}};
    if (!probe.first.is_null())
        sample.records.push_back(probe.first);
    return sample;
}

std::vector<FieldSample> fieldsOf(const SampleRecords &sample)
{
    Json list = Json::array();
    for (const Json &record : sample.records)
        list.push_back(record);
    std::vector<FieldSample> fields = listFields(list);
    // Of a record, not of the list of records.
    std::erase_if(fields, [](FieldSample &field) {
        const Result<FieldPath> path = FieldPath::parse(field.path);
        if (!path || path->steps().size() < 2)
            return true;
        field.path = path->from(1).text();
        return false;
    });
    return fields;
}
} // namespace gapscope
