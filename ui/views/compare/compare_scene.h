// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/compare/cell_layout.h"
#include "ui/views/compare/compare_items.h"
#include "ui/views/compare/row_heights.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace gapscope {
/// Both cells of one row, laid out. Rectangles relative to the item's top left corner.
struct RowLayout
{
    CellLayout real;
    CellLayout sim;
    QRectF realRect;
    QRectF simRect;
    QRectF gutter;
    int height = 0;

    const CellLayout &cell(Side side) const { return side == Side::Real ? real : sim; }
    const QRectF &rect(Side side) const { return side == Side::Real ? realRect : simRect; }
};

/// Where the two columns stand; Automatic stacks them in narrow views.
enum class Arrangement { Automatic, Beside, Stacked };

/// A place in the content: row, side and what stands there.
struct SceneHit
{
    int item = -1;
    int row = -1;
    Side side = Side::Real;
    std::optional<CellHit> cell;
    bool onGutter = false;
};

/// Where everything of a pair stands at one width. Rows are laid out when they are asked for and
/// estimated before; content coordinates grow downwards from the first row.
class CompareScene
{
public:
    explicit CompareScene(const CompareModel &model) : m_model(model) {}

    /// The pair is another one: folds and revealed runs are forgotten.
    void reset();
    void setStyle(CompareStyle style);
    void setWidth(double width);
    void setOptions(const ContentOptions &options);
    void setHideEqual(bool hide);
    /// The simulated side at the left (or above).
    void setSwapped(bool swapped);
    void setArrangement(Arrangement arrangement);
    /// Opens the collapsed run that begins with this row.
    void reveal(int firstRow);
    /// Marks or labels changed: rows are laid out anew, their measured heights stay as estimates.
    void refresh();

    const CompareStyle &style() const { return m_style; }
    const ContentOptions &options() const { return m_options; }
    bool hideEqual() const { return m_hideEqual; }
    bool swapped() const { return m_swapped; }
    /// Whether this side stands at the left (or above).
    bool isFirst(Side side) const { return (side == Side::Real) != m_swapped; }
    Arrangement arrangement() const { return m_arrangement; }
    /// Real above simulated instead of side by side.
    bool stacked() const;
    QRectF column(Side side) const;
    QRectF gutterColumn() const;

    const std::vector<CompareItem> &items() const { return m_items; }
    const CompareItem &item(int index) const { return m_items[static_cast<std::size_t>(index)]; }
    /// Item that shows or hides this row, −1 = no such row.
    int itemOfRow(int row) const;
    const RowHeights &heights() const { return m_heights; }

    /// Lays the item out and corrects its height; returns how much it grew.
    int measure(int item);
    /// Of a single row; lays it out where needed.
    const RowLayout &layout(int item);
    /// Forgets the layouts of all other items.
    void keepOnly(int firstItem, int lastItem);
    SceneHit hit(const QPointF &content);

    bool isExpanded(const BlockId &id) const { return m_expanded.count(id) != 0; }
    void setExpanded(const std::vector<BlockId> &ids, bool expanded);
    void setAllExpanded(bool expanded);

private:
    void rebuild();
    int estimate(const CompareItem &item) const;
    double estimateCell(int row, Side side) const;
    double gutterHeight(int row) const;
    RowLayout makeLayout(int row) const;

    const CompareModel &m_model;
    CompareStyle m_style;
    ContentOptions m_options;
    double m_width = 0.0;
    bool m_hideEqual = false;
    bool m_swapped = false;
    Arrangement m_arrangement = Arrangement::Automatic;
    std::set<int> m_revealed;
    std::set<BlockId> m_expanded;
    std::vector<CompareItem> m_items;
    std::vector<int> m_itemOfRow;
    RowHeights m_heights;
    std::map<int, RowLayout> m_layouts;
};
} // namespace gapscope
