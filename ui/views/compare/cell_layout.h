// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/display_text.h"
#include "ui/views/compare/compare_style.h"
#include "ui/views/compare/row_content.h"

#include <QPointF>
#include <QRectF>

#include <memory>
#include <optional>
#include <vector>

class QPainter;
class QTextLayout;

namespace gapscope {
/// Selected words of one block, positions in Block::body.
struct BlockSelection
{
    BlockId block;
    int anchor = 0;
    int cursor = 0;

    bool operator==(const BlockSelection &) const = default;
    TextRange range() const;
};

/// What lies under a point of a cell.
struct CellHit
{
    BlockId block;
    /// On the line that folds and unfolds.
    bool onSummary = false;
    /// Position in Block::body nearest to the point; none on a folded line.
    std::optional<int> position;
    /// Index into Block::cues of the cue right under the point, −1 = none.
    int cue = -1;
};

/// The turns of one side of one row, broken into lines for one width. Coordinates are the cell's.
class CellLayout
{
public:
    CellLayout(std::vector<TurnContent> turns, Side side, double width, const CompareStyle &style);
    ~CellLayout();
    CellLayout(CellLayout &&) noexcept;
    CellLayout &operator=(CellLayout &&) noexcept;

    double height() const { return m_height; }
    bool empty() const { return m_turns.empty(); }
    const std::vector<TurnContent> &turns() const { return m_turns; }
    const Block *block(const BlockId &id) const;
    /// Top and bottom of a turn; none where it is not in this cell.
    std::optional<QRectF> turnRect(int position) const;
    std::optional<CellHit> hit(const QPointF &point) const;
    /// Paints what lies between the two heights.
    void paint(QPainter &painter, const CompareStyle &style,
               const std::optional<BlockSelection> &selection, double from, double to) const;

private:
    struct Paragraph;
    struct BlockBox;
    struct TurnBox;

    void layOut(const CompareStyle &style);
    double layOutBlock(BlockBox &box, double y, const CompareStyle &style);
    void addParagraphs(BlockBox &box, const QRectF &area, const CompareStyle &style);
    void paintTurnName(QPainter &painter, const CompareStyle &style, std::size_t index) const;
    void paintSummary(QPainter &painter, const CompareStyle &style, const BlockBox &box) const;
    void paintBody(QPainter &painter, const CompareStyle &style, const BlockBox &box,
                   const std::optional<BlockSelection> &selection, double from, double to) const;
    int positionAt(const BlockBox &box, const QPointF &point) const;
    int cueAt(const BlockBox &box, const QPointF &point) const;

    std::vector<TurnContent> m_turns;
    std::vector<TurnBox> m_boxes;
    Side m_side = Side::Real;
    double m_width = 0.0;
    double m_height = 0.0;
};
} // namespace gapscope
