// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/cell_boxes.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
/// A rule under words. The real side's is broken and the simulated side's whole, so that the two
/// differ without their colours.
void drawRule(QPainter &painter, const QRectF &rect, double y, const QColor &colour,
              Qt::PenStyle style, double width)
{
    QPen pen(colour, width, style, Qt::FlatCap);
    if (style == Qt::CustomDashLine)
        pen.setDashPattern({3.0, 1.6});
    painter.setPen(pen);
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
}

QColor foundGround(const CompareStyle &style)
{
    QColor ground = style.theme.warning;
    ground.setAlpha(95);
    return ground;
}

QString speaker(const TurnContent &turn, bool shortName)
{
    const QString role = CompareModel::roleName(turn.role);
    const bool counted = turn.role == Role::User || turn.role == Role::Agent;
    if (shortName && turn.role == Role::System)
        return QCoreApplication::translate("gapscope::CompareView", "sys.", "system, short");
    if (!counted)
        return role;
    if (shortName)
        return role.left(1) + QString::number(turn.number);
    return QCoreApplication::translate("gapscope::CompareView", "%1 %2", "speaker and number")
        .arg(role)
        .arg(turn.number);
}
} // namespace

std::vector<QRectF> lineRects(const QTextLayout &layout, const CharRange &range)
{
    std::vector<QRectF> rects;
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        const int begin = std::max(range.begin, line.textStart());
        const int end = std::min(range.end, line.textStart() + line.textLength());
        if (begin >= end)
            continue;
        const double from = line.cursorToX(begin);
        const double to = line.cursorToX(end);
        rects.emplace_back(std::min(from, to), line.y(), std::abs(to - from), line.height());
    }
    return rects;
}

void CellLayout::paint(QPainter &painter, const CompareStyle &style, const CellMarks &marks,
                       double from, double to) const
{
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        paintTurnName(painter, style, i);
        for (const BlockBox &box : m_boxes[i].blocks) {
            if (box.block->folds())
                paintSummary(painter, style, box, marks);
            if (!box.paragraphs.empty())
                paintBody(painter, style, box, marks, from, to);
        }
    }
}

void CellLayout::paintTurnName(QPainter &painter, const CompareStyle &style,
                               std::size_t index) const
{
    const TurnContent &turn = m_turns[index];
    const bool user = turn.role == Role::User;
    const QColor own = m_side == Side::Real ? style.theme.real : style.theme.sim;
    QFont font = style.caption;
    font.setBold(user);
    painter.setFont(font);
    painter.setPen(user ? own : style.theme.mutedText);
    const BlockBox &first = m_boxes[index].blocks.front();
    const double height = nameHeight(first, style);
    const QRectF name(style.padX, first.rect.top(), m_lane - style.padX - 4.0, height);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     speaker(turn, style.shortNames(m_width)));
    if (turn.elapsed.isEmpty())
        return;
    const QRectF time(name.left(), name.bottom(), name.width(), style.captionLine);
    painter.setFont(style.caption);
    painter.setPen(style.theme.mutedText);
    painter.drawText(time, Qt::AlignLeft | Qt::AlignVCenter, turn.elapsed);
}

void CellLayout::paintSummary(QPainter &painter, const CompareStyle &style, const BlockBox &box,
                              const CellMarks &marks) const
{
    const Block &block = *box.block;
    painter.setPen(QPen(style.theme.border, 1.0));
    painter.setBrush(style.theme.page);
    painter.drawRoundedRect(box.rect.adjusted(0.5, 0.5, -0.5, -0.5), style.radius, style.radius);
    painter.setBrush(Qt::NoBrush);

    QRectF line = box.summary.adjusted(7.0, 0.0, -8.0, 0.0);
    const double middle = line.center().y();
    const double size = std::round(style.captionLine * 0.28);
    QPainterPath chevron;
    if (block.expanded) {
        chevron.moveTo(line.left(), middle - size / 2.0);
        chevron.lineTo(line.left() + size, middle + size / 2.0);
        chevron.lineTo(line.left() + 2.0 * size, middle - size / 2.0);
    } else {
        chevron.moveTo(line.left() + size / 2.0, middle - size);
        chevron.lineTo(line.left() + size * 1.5, middle);
        chevron.lineTo(line.left() + size / 2.0, middle + size);
    }
    painter.setPen(QPen(style.theme.mutedText, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(chevron);
    line.setLeft(line.left() + 2.0 * size + 6.0);

    const QFont &font = block.fixedPitch() ? style.fixed : style.caption;
    const QFontMetricsF metrics(font);
    if (!block.outcome.isEmpty()) {
        painter.setFont(style.caption);
        painter.setPen(block.failed ? style.theme.failure : style.theme.success);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, block.outcome);
        line.setRight(line.right() - QFontMetricsF(style.caption).horizontalAdvance(block.outcome) -
                      8.0);
    }
    const DisplayParagraph shown = displayParagraphs(block.summary.text).front();
    const QString text = metrics.elidedText(shown.text, Qt::ElideRight, line.width());
    const double baseline = middle + (metrics.ascent() - metrics.descent()) / 2.0;
    const int kept = static_cast<int>(text == shown.text ? text.size() : text.size() - 1);
    const auto partOf = [&](const CharRange &mark) {
        const int begin = std::min(shown.toDisplay(mark.begin), kept);
        const int end = std::max(std::min(shown.toDisplay(mark.end), kept), begin);
        return QRectF(line.left() + metrics.horizontalAdvance(text.left(begin)),
                      middle - metrics.height() / 2.0,
                      metrics.horizontalAdvance(text.mid(begin, end - begin)), metrics.height());
    };
    if (const auto found = marks.found.find(block.id); found != marks.found.end())
        for (const FoundPlace &place : found->second)
            if (place.inSummary)
                painter.fillRect(partOf(place.range), foundGround(style));
    for (const CharRange &mark : block.summary.marks) {
        const QRectF part = partOf(mark);
        if (part.width() <= 0.0)
            continue;
        const bool real = m_side == Side::Real;
        painter.fillRect(part, real ? style.theme.deletedFill : style.theme.insertedFill);
        drawRule(painter, part, std::round(baseline + 2.0) + 0.5,
                 real ? style.theme.divergent : style.theme.real,
                 real ? Qt::CustomDashLine : Qt::SolidLine, 1.5);
    }
    painter.setFont(font);
    painter.setPen(block.fixedPitch() ? style.theme.text : style.theme.mutedText);
    painter.drawText(QPointF(line.left(), baseline), text);
}

void CellLayout::paintBody(QPainter &painter, const CompareStyle &style, const BlockBox &box,
                           const CellMarks &marks, double from, double to) const
{
    const Block &block = *box.block;
    if (block.body.text.isEmpty()) {
        painter.setFont(style.caption);
        painter.setPen(style.theme.mutedText);
        painter.drawText(
            QRectF(box.paragraphs.front().left, box.paragraphs.front().top, m_width, style.line),
            Qt::AlignLeft | Qt::AlignVCenter,
            QCoreApplication::translate("gapscope::CompareView", "(no text)"));
        return;
    }
    const auto found = marks.found.find(block.id);
    for (const Paragraph &paragraph : box.paragraphs) {
        if (paragraph.top > to || paragraph.top + paragraph.height < from)
            continue;
        const QPointF origin(paragraph.left, paragraph.top);
        QList<QTextLayout::FormatRange> over;
        const auto add = [&](const CharRange &range, const QTextCharFormat &format) {
            if (range.end <= paragraph.display.sourceBegin ||
                range.begin >= paragraph.display.sourceEnd)
                return;
            const int begin = paragraph.display.toDisplay(range.begin);
            const int end = paragraph.display.toDisplay(range.end);
            if (begin < end)
                over.push_back({begin, end - begin, format});
        };
        if (found != marks.found.end()) {
            QTextCharFormat format;
            format.setBackground(foundGround(style));
            for (const FoundPlace &place : found->second)
                if (!place.inSummary)
                    add(place.range, format);
        }
        if (marks.selection && marks.selection->block == block.id) {
            QTextCharFormat format;
            format.setBackground(style.theme.accent);
            format.setForeground(style.theme.accentText);
            add(marks.selection->range(), format);
        }
        const QColor text = block.fixedPitch() || block.kind == BlockKind::Speech
                                ? style.theme.text
                                : style.theme.mutedText;
        painter.setPen(text);
        paragraph.layout->draw(&painter, origin, over, QRectF(0.0, from, m_width, to - from));
        paintMarks(painter, style, box, paragraph);
    }
}

void CellLayout::paintMarks(QPainter &painter, const CompareStyle &style, const BlockBox &box,
                            const Paragraph &paragraph) const
{
    const Block &block = *box.block;
    const bool real = m_side == Side::Real;
    const QPointF origin(paragraph.left, paragraph.top);
    const QFontMetricsF metrics(paragraph.layout->font());
    const double under = metrics.ascent() + 2.0;
    for (const CharRange &range : paragraph.differences)
        for (const QRectF &rect : lineRects(*paragraph.layout, range))
            drawRule(painter, rect.translated(origin),
                     std::round(origin.y() + rect.top() + under) + 0.5,
                     real ? style.theme.divergent : style.theme.real,
                     real ? Qt::CustomDashLine : Qt::SolidLine, 1.5);
    for (const Paragraph::Cue &cue : paragraph.cues) {
        const Feature feature = block.cues[static_cast<std::size_t>(cue.index)].feature;
        for (const QRectF &rect : lineRects(*paragraph.layout, cue.range)) {
            const QRectF place = rect.translated(origin);
            drawCueStroke(painter, style.theme, feature, place.left(), place.right(),
                          std::round(place.top() + under + 2.5 + 3.0 * cue.level));
        }
    }
    const QColor own = real ? style.theme.real : style.theme.sim;
    for (const auto &[range, index] : paragraph.facts)
        for (const QRectF &rect : lineRects(*paragraph.layout, range)) {
            const QRectF words = rect.translated(origin);
            drawFactBox(painter, own, block.facts[static_cast<std::size_t>(index)].stroke,
                        QRectF(words.left(), words.top(), words.width(), metrics.height()));
        }
}
} // namespace gapscope
