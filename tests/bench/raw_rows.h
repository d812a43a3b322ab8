// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace gapscope::bench {
/// What is no text.
struct RawBlob
{
    std::string bytes;
};
using RawValue = std::variant<std::monostate, std::int64_t, double, std::string, RawBlob>;

/// A table of a workspace as it stands in the file.
struct RawTable
{
    std::string name;
    /// The statement that made it.
    std::string sql;
    std::size_t columns = 0;
    /// Row by row.
    std::vector<RawValue> values;

    std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
};

/// Everything an import left in a workspace, read whole: what has to be written at least.
class RawRows
{
public:
    /// Throws where the file cannot be read.
    explicit RawRows(const std::filesystem::path &workspace);

    std::size_t rows() const;
    /// Writes the rows into a new file with SQLite's own calls, 50 a statement, in one transaction
    /// with write-ahead log, no index beside the primary keys. False: it failed.
    bool insert(const std::filesystem::path &path) const;
    /// Fills a full-text index with the texts of the turns, nothing else.
    bool index(const std::filesystem::path &path) const;

private:
    std::vector<RawTable> m_tables;
    std::string m_indexSql;
    std::vector<std::string> m_texts;
};
} // namespace gapscope::bench
