// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/display_text.h"
#include "ui/views/compare/compare_style.h"
#include "ui/views/compare/row_content.h"

#include <QPointF>
#include <QRectF>

#include <map>
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
    CharRange range() const;
};

/// What lies under a point of a cell.
struct CellHit
{
    BlockId block;
    /// On the line that folds and unfolds.
    bool onSummary = false;
    /// Position in Block::body nearest to the point; none on a folded line.
    std::optional<int> position;
    /// Indices into Block::cues of the cues right under the point.
    std::vector<int> cues;
    /// Index into Block::facts, −1 = none.
    int fact = -1;
    /// On the name of who speaks.
    bool onSpeaker = false;
};

/// Where searched words stand: in a body, or in the folded line that is its title.
struct FoundPlace
{
    int row = -1;
    BlockId block;
    bool inSummary = false;
    CharRange range;

    bool operator==(const FoundPlace &) const = default;
};

/// What is marked over the words of a view at the moment.
struct CellMarks
{
    std::optional<BlockSelection> selection;
    /// By block, in the order of the text.
    std::map<BlockId, std::vector<FoundPlace>> found;
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
    void paint(QPainter &painter, const CompareStyle &style, const CellMarks &marks, double from,
               double to) const;
    /// Of a place in a body or a title, in the cell; none where it is folded away or not here.
    std::optional<QRectF> placeRect(const FoundPlace &place) const;

private:
    struct Paragraph;
    struct BlockBox;
    struct TurnBox;

    void layOut(const CompareStyle &style);
    /// Of the line that names the speaker.
    static double nameHeight(const BlockBox &first, const CompareStyle &style);
    double layOutBlock(BlockBox &box, double y, const CompareStyle &style);
    void addParagraphs(BlockBox &box, const QRectF &area, const CompareStyle &style);
    void paintTurnName(QPainter &painter, const CompareStyle &style, std::size_t index) const;
    void paintSummary(QPainter &painter, const CompareStyle &style, const BlockBox &box,
                      const CellMarks &marks) const;
    void paintBody(QPainter &painter, const CompareStyle &style, const BlockBox &box,
                   const CellMarks &marks, double from, double to) const;
    void paintMarks(QPainter &painter, const CompareStyle &style, const BlockBox &box,
                    const Paragraph &paragraph) const;
    int positionAt(const BlockBox &box, const QPointF &point) const;
    void findMarks(CellHit &hit, const BlockBox &box, const QPointF &point) const;

    std::vector<TurnContent> m_turns;
    std::vector<TurnBox> m_boxes;
    Side m_side = Side::Real;
    double m_width = 0.0;
    /// Right edge of the speakers' lane.
    double m_lane = 0.0;
    double m_height = 0.0;
};
} // namespace gapscope
