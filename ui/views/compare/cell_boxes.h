// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/compare/cell_layout.h"

#include <QTextLayout>

#include <utility>
#include <vector>

namespace gapscope {
/// A laid out paragraph; `top` and `left` in the cell.
struct CellLayout::Paragraph
{
    DisplayParagraph display;
    std::unique_ptr<QTextLayout> layout;
    double left = 0.0;
    double top = 0.0;
    double height = 0.0;
    /// In the displayed text.
    std::vector<CharRange> differences;
    /// `index` into Block::cues.
    struct Cue
    {
        CharRange range;
        int index = 0;
        /// Strokes under the same words stand one below the other, from 0.
        int level = 0;
    };
    std::vector<Cue> cues;
    /// With the index into Block::facts.
    std::vector<std::pair<CharRange, int>> facts;
};

struct CellLayout::BlockBox
{
    const Block *block = nullptr;
    QRectF rect;
    /// The folded line; empty where the block does not fold.
    QRectF summary;
    /// Empty where folded.
    std::vector<Paragraph> paragraphs;
};

struct CellLayout::TurnBox
{
    QRectF rect;
    std::vector<BlockBox> blocks;
};

/// One rectangle per line that the range touches, in the layout's coordinates.
std::vector<QRectF> lineRects(const QTextLayout &layout, const CharRange &range);
} // namespace gapscope
