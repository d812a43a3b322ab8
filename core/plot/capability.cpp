// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/capability.h"

#include "core/import/csv_rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>

namespace gapscope {
namespace {
Error malformed(const std::string &path, const std::string &reason)
{
    return Error{ErrorCode::InputMalformed, path, reason};
}

std::optional<std::size_t> column(const CsvRow &header, std::string_view name)
{
    const auto found = std::find(header.fields.begin(), header.fields.end(), name);
    if (found == header.fields.end())
        return {};
    return static_cast<std::size_t>(found - header.fields.begin());
}

std::optional<double> number(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return {};
    return value;
}

char delimiterOfFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string head;
    std::getline(file, head);
    return delimiterOf(head);
}
} // namespace

Result<std::vector<CapabilityScore>> readCapability(const std::string &path)
{
    CsvRows rows;
    const Result<void> opened = rows.open(path, delimiterOfFile(path), false);
    if (!opened)
        return opened.error();
    const std::optional<CsvRow> header = rows.next();
    if (!header)
        return malformed(path, "the file is empty");
    const std::optional<std::size_t> names = column(*header, "name");
    const std::optional<std::size_t> scores = column(*header, "score");
    const std::optional<std::size_t> families = column(*header, "family");
    if (!names || !scores)
        return malformed(path, "line 1: the columns 'name' and 'score' are needed");

    std::vector<CapabilityScore> all;
    while (const std::optional<CsvRow> row = rows.next()) {
        const std::string place = "line " + std::to_string(row->line) + ": ";
        if (row->fields.size() != header->fields.size()) {
            return malformed(path, place + std::to_string(row->fields.size()) + " fields, not " +
                                       std::to_string(header->fields.size()));
        }
        CapabilityScore one;
        one.name = row->fields[*names];
        if (families)
            one.family = row->fields[*families];
        const std::optional<double> score = number(row->fields[*scores]);
        if (!score)
            return malformed(path,
                             place + "'" + row->fields[*scores].substr(0, 40) + "' is no number");
        one.score = *score;
        const bool isTwice = std::any_of(all.begin(), all.end(),
                                         [&](const auto &other) { return other.name == one.name; });
        if (one.name.empty() || isTwice)
            return malformed(path, place + (isTwice ? "'" + one.name + "' stands twice"
                                                    : std::string("the name is empty")));
        all.push_back(std::move(one));
    }
    if (!rows.problem().empty())
        return malformed(path, rows.problem());
    if (all.empty())
        return malformed(path, "there is no score in it");
    return all;
}
} // namespace gapscope
