// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/columns_layout.h"

#include "core/align/compare_layout.h"

#include <algorithm>

namespace gapscope {
namespace {
/// One pairwise layout read by real turns.
struct Column
{
    /// Beside each real turn.
    std::vector<ColumnCell> beside;
    /// After each real turn; the first entry is what comes before them all.
    std::vector<std::vector<ColumnCell>> after;
};

Column read(const Dialogue &real, const ColumnSource &source)
{
    Column column;
    column.beside.resize(real.turns.size());
    column.after.resize(real.turns.size() + 1);
    std::size_t last = 0;
    for (DisplayRow &row : layoutPair(real, *source.sim, *source.alignment)) {
        ColumnCell cell;
        cell.turns = std::move(row.sim);
        cell.alignedRow = row.alignedRow;
        if (row.alignedRow >= 0)
            cell.kind = source.alignment->rows[static_cast<std::size_t>(row.alignedRow)].kind;
        if (row.real.empty()) {
            column.after[last].push_back(std::move(cell));
            continue;
        }
        for (const int turn : row.real) {
            ColumnCell &here = column.beside[static_cast<std::size_t>(turn)];
            here = cell;
            cell.turns.clear();
        }
        last = static_cast<std::size_t>(row.real.back()) + 1;
    }
    return column;
}
} // namespace

std::vector<ColumnsRow> layoutColumns(const Dialogue &real,
                                      const std::vector<ColumnSource> &sources)
{
    std::vector<Column> columns;
    for (const ColumnSource &source : sources)
        columns.push_back(read(real, source));
    std::vector<ColumnsRow> rows;
    for (std::size_t i = 0; i <= real.turns.size(); ++i) {
        if (i > 0) {
            ColumnsRow row{static_cast<int>(i) - 1, {}};
            for (Column &column : columns)
                row.cells.push_back(std::move(column.beside[i - 1]));
            rows.push_back(std::move(row));
        }
        std::size_t lines = 0;
        for (const Column &column : columns)
            lines = std::max(lines, column.after[i].size());
        for (std::size_t line = 0; line < lines; ++line) {
            ColumnsRow row;
            for (Column &column : columns)
                row.cells.push_back(line < column.after[i].size() ? std::move(column.after[i][line])
                                                                  : ColumnCell());
            rows.push_back(std::move(row));
        }
    }
    return rows;
}
} // namespace gapscope
