// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/compare_items.h"

#include <algorithm>

namespace gapscope {
namespace {
/// For every display row the last aligned row at or above it; −1 before the first.
std::vector<int> exchanges(const CompareModel &model)
{
    std::vector<int> result(static_cast<std::size_t>(model.rowCount()), -1);
    int last = -1;
    for (int i = 0; i < model.rowCount(); ++i) {
        if (model.row(i).alignedRow >= 0)
            last = model.row(i).alignedRow;
        result[static_cast<std::size_t>(i)] = last;
    }
    return result;
}

std::vector<char> quietExchanges(const std::vector<AlignedRow> &rows)
{
    const auto equal = [&rows](std::size_t i) { return rows[i].kind == RowKind::Equal; };
    std::vector<char> quiet(rows.size(), 0);
    for (std::size_t i = 0; i < rows.size(); ++i)
        quiet[i] = equal(i) && (i == 0 || equal(i - 1)) && (i + 1 == rows.size() || equal(i + 1));
    return quiet;
}
} // namespace

std::vector<CompareItem> compareItems(const CompareModel &model, bool hideEqual,
                                      const std::set<int> &revealed)
{
    std::vector<CompareItem> items;
    items.reserve(static_cast<std::size_t>(model.rowCount()));
    const std::vector<int> exchange = hideEqual ? exchanges(model) : std::vector<int>();
    const std::vector<char> quiet =
        hideEqual ? quietExchanges(model.pair().alignment.rows) : std::vector<char>();
    const auto isQuiet = [&](int row) {
        const int of = exchange[static_cast<std::size_t>(row)];
        return of >= 0 && quiet[static_cast<std::size_t>(of)] != 0;
    };
    for (int row = 0; row < model.rowCount();) {
        int end = row;
        if (hideEqual)
            while (end < model.rowCount() && isQuiet(end))
                ++end;
        const bool collapse = end > row && revealed.count(row) == 0;
        if (collapse) {
            const int hidden = exchange[static_cast<std::size_t>(end - 1)] -
                               exchange[static_cast<std::size_t>(row)] + 1;
            items.push_back({row, end, hidden});
            row = end;
            continue;
        }
        for (end = std::max(end, row + 1); row < end; ++row)
            items.push_back({row, row + 1, 0});
    }
    return items;
}
} // namespace gapscope
