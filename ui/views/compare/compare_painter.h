// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/compare/compare_scene.h"

#include <QRect>

#include <optional>

class QPainter;
class QPainterPath;

namespace gapscope {
/// What the view adds to the rows: where one stands and points.
struct CompareState
{
    int currentRow = -1;
    int hoveredRow = -1;
    bool focused = false;
    CellMarks marks;
    /// Thin links between the turns that say the same piece of information.
    bool units = false;
};

/// Draws the part of a scene that `view` shows, in content coordinates; all rows in it must have
/// been measured.
class ComparePainter
{
public:
    ComparePainter(QPainter &painter, const CompareModel &model, CompareScene &scene,
                   const CompareState &state, const QRect &view);
    void paint();

private:
    void paintCollapsed(const CompareItem &item, double y);
    void paintRow(int item, double y);
    void paintCell(const RowLayout &row, Side side, double y, int displayRow);
    void paintBlank(const QRectF &rect, bool aligned);
    void paintGutter(const RowLayout &row, double y, int displayRow);
    void paintNotes(const RowLayout &row, double y, int displayRow);
    void paintNote(const RowNote &note, const QRectF &chip);
    void paintBrackets();
    void paintBracket(int firstTurn, int lastTurn, Side side, const QColor &colour);
    void paintRibbons();
    void paintRibbon(const MovedLink &link, bool marked);
    void paintUnits();
    void paintForbidden();
    /// Whether a link between these rows crosses the view; −1 = no such row.
    bool crossesView(int oneRow, int otherRow) const;
    /// From the middle of one turn to the middle of the other, across the gutter.
    QPainterPath thinLink(int realTurn, int simTurn) const;
    /// One of the two turns stands on the current row or under the pointer.
    bool isMarked(int realTurn, int simTurn) const;
    void paintFocus();
    /// Place of a turn in content coordinates, also where it is out of sight.
    QRectF turnRect(Side side, int position) const;

    QPainter &m_painter;
    const CompareModel &m_model;
    CompareScene &m_scene;
    const CompareState &m_state;
    const CompareStyle &m_style;
    QRect m_view;
};

/// Rectangle of the note at `index` inside the gutter of a row, item coordinates.
QRectF noteRect(const CompareStyle &style, const QRectF &gutter, int index);
} // namespace gapscope
