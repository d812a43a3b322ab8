// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/cell_layout.h"

#include "ui/views/compare/cell_boxes.h"

#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
/// Between the turns that share a cell.
constexpr double turnGap = 8.0;
/// Characters; no prose is as long, and a single token of 100 kB opens at once.
constexpr int longestParagraph = 6'000;

QTextCharFormat chipFormat(const CompareStyle &style)
{
    QTextCharFormat format;
    format.setForeground(style.theme.mutedText);
    format.setBackground(style.theme.border);
    return format;
}

QTextCharFormat differenceFormat(const CompareStyle &style, Side side)
{
    QTextCharFormat format;
    format.setBackground(side == Side::Real ? style.theme.deletedFill : style.theme.insertedFill);
    return format;
}

std::optional<CharRange> shown(const DisplayParagraph &paragraph, const CharRange &range)
{
    if (range.end <= paragraph.sourceBegin || range.begin >= paragraph.sourceEnd)
        return std::nullopt;
    return CharRange{paragraph.toDisplay(range.begin), paragraph.toDisplay(range.end)};
}

/// The highest level whose strokes do not touch the range; the last one is shared.
template <class Cue>
int freeLevel(const std::vector<Cue> &cues, const CharRange &range)
{
    constexpr int levels = 3;
    for (int level = 0; level < levels - 1; ++level)
        if (std::none_of(cues.begin(), cues.end(), [&](const Cue &cue) {
                return cue.level == level && cue.range.begin < range.end &&
                       range.begin < cue.range.end;
            }))
            return level;
    return levels - 1;
}

QTextLayout::FormatRange formatRange(const CharRange &range, const QTextCharFormat &format)
{
    return {range.begin, range.end - range.begin, format};
}
} // namespace

CharRange BlockSelection::range() const
{
    return {std::min(anchor, cursor), std::max(anchor, cursor)};
}

CellLayout::CellLayout(std::vector<TurnContent> turns, Side side, double width,
                       const CompareStyle &style)
    : m_turns(std::move(turns)), m_side(side), m_width(width)
{
    layOut(style);
}

CellLayout::~CellLayout() = default;
CellLayout::CellLayout(CellLayout &&) noexcept = default;
CellLayout &CellLayout::operator=(CellLayout &&) noexcept = default;

void CellLayout::layOut(const CompareStyle &style)
{
    double y = style.padY;
    m_lane = style.padX + style.lane(m_width);
    for (const TurnContent &turn : m_turns) {
        if (!m_boxes.empty())
            y += turnGap;
        TurnBox turnBox;
        const double top = y;
        for (const Block &block : turn.blocks) {
            if (!turnBox.blocks.empty())
                y += style.blockGap;
            BlockBox box;
            box.block = &block;
            y = layOutBlock(box, y, style);
            turnBox.blocks.push_back(std::move(box));
        }
        if (!turn.elapsed.isEmpty())
            y = std::max(y, top + nameHeight(turnBox.blocks.front(), style) + style.captionLine);
        turnBox.rect = QRectF(0.0, top, m_width, y - top);
        m_boxes.push_back(std::move(turnBox));
    }
    m_height = m_turns.empty() ? 0.0 : std::ceil(y + style.padY);
}

double CellLayout::nameHeight(const BlockBox &first, const CompareStyle &style)
{
    return first.block->folds() ? style.fold : style.line;
}

double CellLayout::layOutBlock(BlockBox &box, double y, const CompareStyle &style)
{
    const double left = m_lane;
    const double width = std::max(m_width - left - style.padX, 4.0 * style.character);
    const Block &block = *box.block;
    double bodyTop = y;
    double inset = 0.0;
    if (block.folds()) {
        box.summary = QRectF(left, y, width, style.fold);
        if (!block.expanded) {
            box.rect = box.summary;
            return box.rect.bottom();
        }
        inset = style.padX;
        bodyTop = box.summary.bottom() + 2.0;
    }
    addParagraphs(box, QRectF(left + inset, bodyTop, width - 2.0 * inset, 0.0), style);
    const Paragraph &last = box.paragraphs.back();
    const double bottom = last.top + last.height + (block.folds() ? style.padY : 0.0);
    box.rect = QRectF(left, y, width, bottom - y);
    return bottom;
}

void CellLayout::addParagraphs(BlockBox &box, const QRectF &area, const CompareStyle &style)
{
    const Block &block = *box.block;
    const QFont &font = block.fixedPitch() ? style.fixed : style.text;
    const double leading =
        block.fixedPitch() ? 0.0 : std::max(0.0, style.line - QFontMetricsF(font).height());
    double y = area.top();
    for (DisplayParagraph &display : displayParagraphs(block.body.text, longestParagraph)) {
        Paragraph paragraph;
        paragraph.left = area.left();
        paragraph.top = y;
        paragraph.layout = std::make_unique<QTextLayout>(display.text, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        option.setTextDirection(display.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
        option.setAlignment(display.rightToLeft ? Qt::AlignRight : Qt::AlignLeft);
        option.setTabStopDistance(4.0 * style.character);
        paragraph.layout->setTextOption(option);
        QList<QTextLayout::FormatRange> formats;
        for (const CharRange &mark : block.body.marks)
            if (const auto range = shown(display, mark)) {
                formats.push_back(formatRange(*range, differenceFormat(style, m_side)));
                paragraph.differences.push_back(*range);
            }
        for (const CharRange &chip : display.chips)
            formats.push_back(formatRange(chip, chipFormat(style)));
        for (std::size_t i = 0; i < block.cues.size(); ++i)
            if (const auto range = shown(display, block.cues[i].range))
                paragraph.cues.push_back(
                    {*range, static_cast<int>(i), freeLevel(paragraph.cues, *range)});
        for (std::size_t i = 0; i < block.facts.size(); ++i)
            if (const auto range = shown(display, block.facts[i].range))
                paragraph.facts.emplace_back(*range, static_cast<int>(i));
        paragraph.layout->setFormats(formats);
        paragraph.layout->beginLayout();
        double height = 0.0;
        for (QTextLine line = paragraph.layout->createLine(); line.isValid();
             line = paragraph.layout->createLine()) {
            line.setLineWidth(area.width());
            line.setPosition(QPointF(0.0, height));
            height += line.height() + leading;
        }
        paragraph.layout->endLayout();
        paragraph.height = height;
        paragraph.display = std::move(display);
        y += height;
        box.paragraphs.push_back(std::move(paragraph));
    }
}

const Block *CellLayout::block(const BlockId &id) const
{
    for (const TurnContent &turn : m_turns)
        for (const Block &block : turn.blocks)
            if (block.id == id)
                return &block;
    return nullptr;
}

std::optional<QRectF> CellLayout::turnRect(int position) const
{
    for (std::size_t i = 0; i < m_turns.size(); ++i)
        if (m_turns[i].position == position)
            return m_boxes[i].rect;
    return std::nullopt;
}

int CellLayout::positionAt(const BlockBox &box, const QPointF &point) const
{
    const Paragraph *nearest = &box.paragraphs.front();
    for (const Paragraph &paragraph : box.paragraphs)
        if (paragraph.top <= point.y())
            nearest = &paragraph;
    const QPointF inside = point - QPointF(nearest->left, nearest->top);
    QTextLine line = nearest->layout->lineAt(0);
    for (int i = 1; i < nearest->layout->lineCount(); ++i)
        if (nearest->layout->lineAt(i).y() <= inside.y())
            line = nearest->layout->lineAt(i);
    return nearest->display.toSource(line.isValid() ? line.xToCursor(inside.x()) : 0);
}

void CellLayout::findMarks(CellHit &hit, const BlockBox &box, const QPointF &point) const
{
    for (const Paragraph &paragraph : box.paragraphs) {
        if (point.y() < paragraph.top || point.y() > paragraph.top + paragraph.height)
            continue;
        const auto under = [&](const CharRange &range) {
            const std::vector<QRectF> rects = lineRects(*paragraph.layout, range);
            return std::any_of(rects.begin(), rects.end(), [&](const QRectF &rect) {
                return rect.translated(paragraph.left, paragraph.top).contains(point);
            });
        };
        for (const Paragraph::Cue &cue : paragraph.cues)
            if (under(cue.range))
                hit.cues.push_back(cue.index);
        for (const auto &[range, fact] : paragraph.facts)
            if (under(range))
                hit.fact = fact;
    }
}

std::optional<QRectF> CellLayout::placeRect(const FoundPlace &place) const
{
    for (const TurnBox &turn : m_boxes)
        for (const BlockBox &box : turn.blocks) {
            if (box.block->id != place.block)
                continue;
            if (place.inSummary)
                return box.summary;
            for (const Paragraph &paragraph : box.paragraphs)
                if (const auto range = shown(paragraph.display, place.range))
                    if (const auto rects = lineRects(*paragraph.layout, *range); !rects.empty())
                        return rects.front().translated(paragraph.left, paragraph.top);
        }
    return std::nullopt;
}

std::optional<CellHit> CellLayout::hit(const QPointF &point) const
{
    for (const TurnBox &turn : m_boxes)
        for (const BlockBox &box : turn.blocks) {
            // A gap belongs to the block below it, so that a drag never falls between two.
            if (point.y() > box.rect.bottom() &&
                (&box != &turn.blocks.back() || &turn != &m_boxes.back()))
                continue;
            CellHit hit;
            hit.block = box.block->id;
            hit.onSummary = box.summary.contains(point);
            if (!hit.onSummary && !box.paragraphs.empty()) {
                hit.position = positionAt(box, point);
                findMarks(hit, box, point);
            }
            hit.onSpeaker = !hit.onSummary && point.x() < m_lane;
            return hit;
        }
    return std::nullopt;
}
} // namespace gapscope
