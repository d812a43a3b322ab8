// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do inside the view.
#include "ui/views/compare/compare_view.h"

#include "ui/base/qstring.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBoundaryFinder>
#include <QToolTip>
#include <QWheelEvent>

#include <utility>

namespace gapscope {
namespace {
bool opensFolds(int key)
{
    return key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter;
}
} // namespace

void CompareView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::ZoomIn)) {
        zoomIn();
    } else if (event->matches(QKeySequence::ZoomOut)) {
        zoomOut();
    } else if (event->key() == Qt::Key_0 && event->modifiers() == Qt::ControlModifier) {
        resetZoom();
    } else if (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) {
        QAbstractScrollArea::keyPressEvent(event);
    } else if (event->key() == Qt::Key_Down) {
        nextRow();
    } else if (event->key() == Qt::Key_Up) {
        previousRow();
    } else if (event->key() == Qt::Key_PageDown) {
        pageDown();
    } else if (event->key() == Qt::Key_PageUp) {
        pageUp();
    } else if (event->key() == Qt::Key_Home) {
        firstRow();
    } else if (event->key() == Qt::Key_End) {
        lastRow();
    } else if (event->key() == Qt::Key_Escape && m_state.marks.selection) {
        m_state.marks.selection.reset();
        viewport()->update();
    } else if (opensFolds(event->key()) && m_state.currentRow >= 0) {
        const int item = m_scene->itemOfRow(m_state.currentRow);
        const bool plain =
            m_scene->item(item).hiddenRows == 0 && foldsOf(*m_model, m_state.currentRow).empty();
        if (!plain)
            toggleFolds();
        else if (event->key() != Qt::Key_Space)
            Q_EMIT rowActivated(m_state.currentRow, currentAlignedRow());
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void CompareView::mousePressEvent(QMouseEvent *event)
{
    const SceneHit hit = m_scene->hit(toContent(event->position()));
    if (hit.row < 0 || (event->button() != Qt::LeftButton && event->button() != Qt::RightButton))
        return;
    const bool inSelection = m_state.marks.selection && hit.cell &&
                             hit.cell->block == m_state.marks.selection->block &&
                             hit.cell->position;
    if (event->button() == Qt::LeftButton || !inSelection)
        m_state.marks.selection.reset();
    // No scrolling: what was clicked stays under the pointer.
    makeCurrent(hit.row);
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedRun = m_scene->item(hit.item).hiddenRows > 0 ? hit.row : -1;
    m_pressedFold.reset();
    if (hit.cell && hit.cell->onSummary)
        m_pressedFold = hit.cell->block;
    if (hit.cell && hit.cell->position) {
        m_selecting = true;
        m_state.marks.selection = {hit.cell->block, *hit.cell->position, *hit.cell->position};
    }
}

void CompareView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_selecting && (event->buttons() & Qt::LeftButton)) {
        extendSelection(event->position());
        return;
    }
    const SceneHit hit = m_scene->hit(toContent(event->position()));
    setHovered(hit.row);
    updateCursor(hit);
}

void CompareView::extendSelection(const QPointF &viewportPoint)
{
    QScrollBar *bar = verticalScrollBar();
    if (viewportPoint.y() < 0)
        bar->setValue(bar->value() - bar->singleStep());
    else if (viewportPoint.y() > viewport()->height())
        bar->setValue(bar->value() + bar->singleStep());

    const BlockId id = m_state.marks.selection->block;
    const int item = m_scene->itemOfRow(m_model->rowOfTurn(id.side, id.turn));
    const RowLayout &row = m_scene->layout(item);
    const QPointF top(0.0, static_cast<double>(m_scene->heights().top(item)));
    const QPointF inside = toContent(viewportPoint) - top - row.rect(id.side).topLeft();
    const std::optional<CellHit> hit = row.cell(id.side).hit(inside);
    const Block *block = row.cell(id.side).block(id);
    if (!hit || !block)
        return;
    // A selection stays inside its block, so that what is copied has one source.
    if (hit->block == id && hit->position)
        m_state.marks.selection->cursor = *hit->position;
    else
        m_state.marks.selection->cursor =
            hit->block < id || hit->onSummary ? 0 : static_cast<int>(block->body.text.size());
    viewport()->update();
}

void CompareView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_selecting = false;
    if (m_state.marks.selection &&
        m_state.marks.selection->anchor == m_state.marks.selection->cursor)
        m_state.marks.selection.reset();
    const SceneHit hit = m_scene->hit(toContent(event->position()));
    const std::optional<BlockId> fold = std::exchange(m_pressedFold, std::nullopt);
    const int run = std::exchange(m_pressedRun, -1);
    if (fold && hit.cell && hit.cell->onSummary && hit.cell->block == *fold)
        toggle({*fold});
    else if (run >= 0 && hit.row == run)
        keepingPlace([&] { m_scene->reveal(run); });
    viewport()->update();
}

void CompareView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const SceneHit hit = m_scene->hit(toContent(event->position()));
    if (event->button() != Qt::LeftButton || hit.row < 0)
        return;
    if (hit.cell && hit.cell->position)
        selectWord(hit);
    else if (hit.cell && hit.cell->onSummary)
        mousePressEvent(event);
    else if (m_scene->item(hit.item).hiddenRows == 0)
        Q_EMIT rowActivated(hit.row, m_model->row(hit.row).alignedRow);
}

void CompareView::selectWord(const SceneHit &hit)
{
    const Block *block = blockOf(hit.cell->block);
    if (!block)
        return;
    const QString &text = block->body.text;
    int position = *hit.cell->position;
    // Right of a word's last letter's middle the nearest place is the word's end.
    if (position > 0 && (position == text.size() || text[position].isSpace()))
        --position;
    QTextBoundaryFinder words(QTextBoundaryFinder::Word, text);
    words.setPosition(position);
    const auto begin =
        static_cast<int>(words.isAtBoundary() ? position : words.toPreviousBoundary());
    words.setPosition(begin);
    const auto end = static_cast<int>(words.toNextBoundary());
    m_state.marks.selection.reset();
    if (end > begin)
        m_state.marks.selection = {hit.cell->block, begin, end};
    viewport()->update();
}

void CompareView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        const int turned = event->angleDelta().y();
        setZoom(m_zoom + (turned > 0 ? 1 : turned < 0 ? -1 : 0));
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void CompareView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    m_state.focused = true;
    viewport()->update();
    if (m_state.currentRow >= 0)
        announce(m_state.currentRow);
}

void CompareView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_state.focused = false;
    viewport()->update();
}

void CompareView::setHovered(int displayRow)
{
    if (displayRow == m_state.hoveredRow)
        return;
    m_state.hoveredRow = displayRow;
    viewport()->update();
}

void CompareView::updateCursor(const SceneHit &hit)
{
    const bool presses = (hit.item >= 0 && m_scene->item(hit.item).hiddenRows > 0) ||
                         (hit.cell && hit.cell->onSummary);
    const bool writes = hit.cell && hit.cell->position;
    viewport()->setCursor(presses  ? Qt::PointingHandCursor
                          : writes ? Qt::IBeamCursor
                                   : Qt::ArrowCursor);
}

bool CompareView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHovered(-1);
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            // Wrapped in markup of our own, so that no transcript is ever read as markup.
            QToolTip::showText(
                help->globalPos(),
                QStringLiteral("<qt>%1</qt>")
                    .arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"))),
                this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

QString CompareView::toolTipAt(const QPointF &viewportPoint) const
{
    const QPointF content = toContent(viewportPoint);
    const SceneHit hit = m_scene->hit(content);
    if (hit.row < 0 || m_scene->item(hit.item).hiddenRows > 0)
        return {};
    if (hit.cell) {
        const Block *block = blockOf(hit.cell->block);
        if (!block)
            return {};
        if (hit.cell->onSummary)
            return block->summary.text;
        return hit.cell->onSpeaker ? speakerTip(block->id) : wordTip(*block, *hit.cell);
    }
    const int aligned = m_model->row(hit.row).alignedRow;
    if (!hit.onGutter || aligned < 0)
        return {};
    const QPointF inside =
        content - QPointF(0.0, static_cast<double>(m_scene->heights().top(hit.item)));
    const std::vector<RowNote> &notes = m_model->notes(aligned);
    for (int i = 0; i < static_cast<int>(notes.size()); ++i)
        if (noteRect(m_scene->style(), m_scene->layout(hit.item).gutter, i).contains(inside))
            return noteTip(notes[static_cast<std::size_t>(i)]);
    return rowTip(hit.row);
}

QString CompareView::noteTip(const RowNote &note)
{
    switch (note.kind) {
    case RowNote::Kind::Label:
        return tr("%1: %2").arg(note.text, note.description);
    case RowNote::Kind::Suggestion:
        return tr("Suggested, not set: %1\n%2").arg(note.text, note.description);
    case RowNote::Kind::Pin:
    case RowNote::Kind::Forbid:
        return note.description;
    }
    return {};
}

QString CompareView::rowTip(int displayRow) const
{
    const int aligned = m_model->row(displayRow).alignedRow;
    const AlignedRow &row = pair().alignment.rows[static_cast<std::size_t>(aligned)];
    QString text = tr("Row %1: %2, divergence %3")
                       .arg(QLocale().toString(aligned + 1), m_model->kindText(row.kind),
                            QLocale().toString(row.divergence, 'f', 2));
    if (m_model->differsInvisibly(aligned))
        text = tr("%1; the texts differ in invisible characters only").arg(text);
    if (!m_state.units)
        return text;
    for (const CompareUnit &unit : pair().units) {
        const bool here = (unit.real && m_model->rowOfTurn(Side::Real, *unit.real) == displayRow) ||
                          (unit.sim && m_model->rowOfTurn(Side::Sim, *unit.sim) == displayRow);
        if (!here)
            continue;
        const auto place = [this](Side side, const std::optional<int> &turn) {
            return turn ? tr("turn %1").arg(m_model->turnNumber(side, *turn)) : tr("never");
        };
        text += QLatin1Char('\n') +
                tr("%1: real user %2, simulated user %3")
                    .arg(unit.text, place(Side::Real, unit.real), place(Side::Sim, unit.sim));
    }
    return text;
}

QString CompareView::speakerTip(const BlockId &id) const
{
    const Turn &turn = m_model->turn(id.side, id.turn);
    const QString text = tr("%1 %2, message %3")
                             .arg(CompareModel::roleName(turn.role),
                                  QString::number(m_model->turnNumber(id.side, id.turn)),
                                  QString::number(id.turn + 1));
    if (!turn.timeMs)
        return text;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(*turn.timeMs, Qt::UTC);
    return tr("%1\n%2 UTC")
        .arg(text, QLocale().toString(time, QStringLiteral("d MMM yyyy HH:mm:ss")));
}

QString CompareView::wordTip(const Block &block, const CellHit &hit) const
{
    QStringList lines;
    for (const int index : hit.cues) {
        const CueMark &cue = block.cues[static_cast<std::size_t>(index)];
        const FeatureInfo &feature = info(cue.feature);
        const QString dimension = qs(key(feature.dimension)).section(QLatin1Char('_'), 0, 0);
        const QString title = dimension.isEmpty() ? qs(feature.title)
                                                  : tr("%1 (%2)").arg(qs(feature.title), dimension);
        const QString text = tr("%1 · cue: %2").arg(title, cue.cue);
        lines.push_back(pair().edition.isEmpty() ? text : tr("%1 · %2").arg(text, pair().edition));
    }
    if (hit.fact >= 0)
        lines.push_back(block.facts[static_cast<std::size_t>(hit.fact)].description);
    return lines.join(QLatin1Char('\n'));
}
} // namespace gapscope
