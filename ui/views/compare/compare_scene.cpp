// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/compare_scene.h"

#include "core/model/markup.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
/// Narrower views show real above simulated.
constexpr double stackBelow = 620.0;
constexpr double margin = 8.0;
/// Between the two cells of a stacked row.
constexpr double stackGap = 3.0;
} // namespace

void CompareScene::reset()
{
    m_expanded.clear();
    m_revealed.clear();
    rebuild();
}

void CompareScene::setStyle(CompareStyle style)
{
    m_style = std::move(style);
    rebuild();
}

void CompareScene::setWidth(double width)
{
    if (width == m_width)
        return;
    m_width = width;
    rebuild();
}

void CompareScene::setOptions(const ContentOptions &options)
{
    m_options = options;
    refresh();
}

void CompareScene::setHideEqual(bool hide)
{
    m_hideEqual = hide;
    m_revealed.clear();
    rebuild();
}

void CompareScene::setArrangement(Arrangement arrangement)
{
    m_arrangement = arrangement;
    rebuild();
}

void CompareScene::reveal(int firstRow)
{
    m_revealed.insert(firstRow);
    rebuild();
}

void CompareScene::refresh()
{
    m_layouts.clear();
    std::vector<int> heights;
    heights.reserve(m_items.size());
    for (int i = 0; i < m_heights.count(); ++i)
        heights.push_back(m_heights.height(i));
    m_heights.reset(std::move(heights));
}

void CompareScene::rebuild()
{
    m_layouts.clear();
    m_items = compareItems(m_model, m_hideEqual, m_revealed);
    m_itemOfRow.assign(static_cast<std::size_t>(m_model.rowCount()), -1);
    std::vector<int> estimates;
    estimates.reserve(m_items.size());
    for (int i = 0; i < static_cast<int>(m_items.size()); ++i) {
        for (int row = item(i).firstRow; row < item(i).endRow; ++row)
            m_itemOfRow[static_cast<std::size_t>(row)] = i;
        estimates.push_back(estimate(item(i)));
    }
    m_heights.reset(std::move(estimates));
}

bool CompareScene::stacked() const
{
    if (m_model.isAlone())
        return false;
    switch (m_arrangement) {
    case Arrangement::Automatic:
        return m_width < stackBelow;
    case Arrangement::Beside:
        return false;
    case Arrangement::Stacked:
        return true;
    }
    return false;
}

QRectF CompareScene::gutterColumn() const
{
    if (m_model.isAlone())
        return {};
    if (stacked())
        return {margin, 0.0, m_style.gutter, 0.0};
    const double cell = std::floor((m_width - 2.0 * margin - m_style.gutter) / 2.0);
    return {margin + cell, 0.0, m_style.gutter, 0.0};
}

QRectF CompareScene::column(Side side) const
{
    if (m_model.isAlone())
        return {margin, 0.0, std::max(m_width - 2.0 * margin, 1.0), 0.0};
    const QRectF gutter = gutterColumn();
    if (stacked())
        return {gutter.right(), 0.0, std::max(m_width - margin - gutter.right(), 1.0), 0.0};
    const double width = std::max(gutter.left() - margin, 1.0);
    return {isFirst(side) ? margin : gutter.right(), 0.0, width, 0.0};
}

void CompareScene::setSwapped(bool swapped)
{
    m_swapped = swapped;
    refresh();
}

int CompareScene::itemOfRow(int row) const
{
    const bool known = row >= 0 && static_cast<std::size_t>(row) < m_itemOfRow.size();
    return known ? m_itemOfRow[static_cast<std::size_t>(row)] : -1;
}

double CompareScene::estimateCell(int row, Side side) const
{
    const double width = column(side).width();
    const double textWidth = width - 2.0 * m_style.padX - m_style.lane(width);
    const double perLine = std::max(textWidth / m_style.character, 4.0);
    double height = 0.0;
    for (const int position : m_model.turns(row, side)) {
        const Turn &turn = m_model.turn(side, position);
        height += m_style.fold * static_cast<double>(std::count_if(
                                     turn.toolCalls.begin(), turn.toolCalls.end(),
                                     [](const ToolCall &call) { return !standsInText(call); }));
        if (turn.role == gapscope::Role::Tool)
            continue;
        if (turn.role == gapscope::Role::System || turn.role == gapscope::Role::Note) {
            height += m_style.fold;
        } else if (turn.text) {
            // By length alone: reading every text for its line ends would take longer than all
            // else that opening a long pair does.
            const double lines = std::ceil(static_cast<double>(turn.text->size()) / perLine);
            height += m_style.line * std::max(lines, 1.0);
        }
    }
    return height > 0.0 ? height + 2.0 * m_style.padY : 0.0;
}

double CompareScene::gutterHeight(int row) const
{
    const int aligned = m_model.row(row).alignedRow;
    if (aligned < 0)
        return 0.0;
    const bool first = m_model.rowOfAligned(aligned) == row;
    const auto notes = static_cast<double>(first ? m_model.notes(aligned).size() : 0);
    return 2.0 * m_style.padY + m_style.sign() + notes * (m_style.captionLine + 5.5);
}

int CompareScene::estimate(const CompareItem &item) const
{
    if (item.hiddenRows > 0)
        return static_cast<int>(m_style.fold + m_style.rowGap);
    const double real = estimateCell(item.firstRow, Side::Real);
    const double sim = estimateCell(item.firstRow, Side::Sim);
    const double cells = stacked() ? real + sim : std::max(real, sim);
    const double gutter = gutterHeight(item.firstRow);
    return static_cast<int>(std::ceil(std::max(cells, gutter) + m_style.rowGap));
}

RowLayout CompareScene::makeLayout(int row) const
{
    RowContent content = rowContent(m_model, row, m_expanded, m_options);
    const QRectF realColumn = column(Side::Real);
    const QRectF simColumn = column(Side::Sim);
    RowLayout layout{CellLayout(std::move(content.real), Side::Real, realColumn.width(), m_style),
                     CellLayout(std::move(content.sim), Side::Sim, simColumn.width(), m_style),
                     {},
                     {},
                     {},
                     0};
    const double top = m_style.rowGap / 2.0;
    double height = gutterHeight(row);
    if (stacked()) {
        const double least = m_style.line + 2.0 * m_style.padY;
        const double real = layout.real.empty() ? least : layout.real.height();
        const double sim = layout.sim.empty() ? least : layout.sim.height();
        height = std::max(height, real + stackGap + sim);
        const double above = m_swapped ? sim : real;
        const QRectF first(realColumn.left(), top, realColumn.width(), above);
        const QRectF second(simColumn.left(), top + above + stackGap, simColumn.width(),
                            height - above - stackGap);
        layout.realRect = m_swapped ? second : first;
        layout.simRect = m_swapped ? first : second;
    } else {
        height = std::max({height, layout.real.height(), layout.sim.height()});
        layout.realRect = QRectF(realColumn.left(), top, realColumn.width(), height);
        layout.simRect = QRectF(simColumn.left(), top, simColumn.width(), height);
    }
    const QRectF gutter = gutterColumn();
    layout.gutter = QRectF(gutter.left(), top, gutter.width(), height);
    layout.height = static_cast<int>(std::ceil(height + m_style.rowGap));
    return layout;
}

int CompareScene::measure(int index)
{
    if (m_heights.isMeasured(index))
        return 0;
    const int before = m_heights.height(index);
    const int after = item(index).hiddenRows > 0 ? before : layout(index).height;
    m_heights.measure(index, after);
    return after - before;
}

const RowLayout &CompareScene::layout(int index)
{
    const auto found = m_layouts.find(index);
    if (found != m_layouts.end())
        return found->second;
    return m_layouts.emplace(index, makeLayout(item(index).firstRow)).first->second;
}

void CompareScene::keepOnly(int firstItem, int lastItem)
{
    m_layouts.erase(m_layouts.begin(), m_layouts.lower_bound(firstItem));
    m_layouts.erase(m_layouts.upper_bound(lastItem), m_layouts.end());
}

SceneHit CompareScene::hit(const QPointF &content)
{
    SceneHit hit;
    const auto y = static_cast<std::int64_t>(std::floor(content.y()));
    if (y < 0 || y >= m_heights.total())
        return hit;
    hit.item = m_heights.itemAt(y);
    hit.row = item(hit.item).firstRow;
    if (item(hit.item).hiddenRows > 0)
        return hit;
    const RowLayout &row = layout(hit.item);
    const QPointF inside = content - QPointF(0.0, static_cast<double>(m_heights.top(hit.item)));
    hit.onGutter = row.gutter.contains(inside);
    for (const Side side : {Side::Real, Side::Sim}) {
        if (row.cell(side).empty() || !row.rect(side).contains(inside))
            continue;
        hit.side = side;
        hit.cell = row.cell(side).hit(inside - row.rect(side).topLeft());
    }
    return hit;
}

void CompareScene::setExpanded(const std::vector<BlockId> &ids, bool expanded)
{
    for (const BlockId &id : ids) {
        if (expanded)
            m_expanded.insert(id);
        else
            m_expanded.erase(id);
    }
    refresh();
}

void CompareScene::setAllExpanded(bool expanded)
{
    m_expanded.clear();
    if (expanded)
        for (int row = 0; row < m_model.rowCount(); ++row)
            for (const BlockId &id : foldsOf(m_model, row))
                m_expanded.insert(id);
    refresh();
}
} // namespace gapscope
