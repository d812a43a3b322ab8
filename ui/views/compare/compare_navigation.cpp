// SPDX-License-Identifier: GPL-3.0-or-later
// Where the reader stands: stepping through rows and differences, folds, what is copied.
#include "ui/views/compare/compare_view.h"

#include "ui/base/qstring.h"
#include "ui/views/compare/find_index.h"

#include <QAccessible>
#include <QScrollBar>

#include <algorithm>

namespace gapscope {
namespace {
/// Rows of context kept above and below the current row, as a share of the view.
constexpr double contextShare = 0.12;
/// Where a jump puts the row's top.
constexpr double jumpShare = 0.25;
constexpr int mostRounds = 8;
} // namespace

void CompareView::setCurrentRow(int displayRow)
{
    if (displayRow < 0 || displayRow >= m_model->rowCount())
        return;
    const int item = m_scene->itemOfRow(displayRow);
    if (m_scene->item(item).hiddenRows > 0)
        m_scene->reveal(m_scene->item(item).firstRow);
    moveTo(displayRow, true);
}

bool CompareView::showAlignedRow(int alignedRow)
{
    const int row = m_model->rowOfAligned(alignedRow);
    setCurrentRow(row);
    return row >= 0;
}

bool CompareView::showTurn(Side side, int turn)
{
    const int row = m_model->rowOfTurn(side, turn);
    setCurrentRow(row);
    return row >= 0;
}

void CompareView::moveTo(int displayRow, bool jump)
{
    scrollTo(displayRow, jump);
    makeCurrent(displayRow);
}

void CompareView::makeCurrent(int displayRow)
{
    viewport()->update();
    if (displayRow == m_state.currentRow)
        return;
    m_state.currentRow = displayRow;
    announce(displayRow);
    Q_EMIT currentRowChanged(displayRow, currentAlignedRow());
}

void CompareView::announce(int displayRow)
{
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(displayRow);
    QAccessible::updateAccessibility(&event);
}

void CompareView::scrollTo(int displayRow, bool jump)
{
    const int item = m_scene->itemOfRow(displayRow);
    if (item < 0)
        return;
    QScrollBar *bar = verticalScrollBar();
    // Rows that come in sight are measured only then, which may push the row away again.
    for (int round = 0; round < mostRounds; ++round) {
        m_scene->measure(item);
        const int view = viewport()->height();
        const int margin = static_cast<int>(contextShare * view);
        const auto top = static_cast<int>(m_scene->heights().top(item));
        const int height = m_scene->heights().height(item);
        const int value = bar->value();
        const bool above = top < value + std::min(margin, top);
        const bool below = top + height > value + view - margin;
        int wanted = value;
        if ((above || below) && (jump || height + 2 * margin > view)) {
            const int share = static_cast<int>(jumpShare * view);
            wanted = top - std::max(std::min(share, view - height - margin), 0);
            if (height > view)
                wanted = top;
        } else if (above) {
            wanted = top - margin;
        } else if (below) {
            wanted = top + height - view + margin;
        }
        if (wanted == value)
            break;
        m_settling = true;
        bar->setRange(0, std::max(bar->maximum(), wanted));
        bar->setValue(wanted);
        m_settling = false;
        settle(Keep::Top);
        if (bar->value() == value)
            break;
    }
}

bool CompareView::goToDifference(int fromRow, int step)
{
    for (int row = fromRow; row >= 0 && row < m_model->rowCount(); row += step) {
        const int aligned = m_model->row(row).alignedRow;
        // The lines of one merged row count once.
        if (!m_model->isDifference(row) || m_model->rowOfAligned(aligned) != row)
            continue;
        moveTo(row, true);
        return true;
    }
    return false;
}

bool CompareView::nextDivergence()
{
    return goToDifference(m_state.currentRow + 1, 1);
}

bool CompareView::previousDivergence()
{
    return goToDifference(m_state.currentRow - 1, -1);
}

bool CompareView::firstDivergence()
{
    const std::optional<int> first = pair().alignment.firstDivergence;
    return first ? showAlignedRow(*first) : goToDifference(0, 1);
}

bool CompareView::nextRow()
{
    const int next = m_scene->itemOfRow(m_state.currentRow) + 1;
    if (next >= static_cast<int>(m_scene->items().size()))
        return false;
    moveTo(m_scene->item(next).firstRow, false);
    return true;
}

bool CompareView::previousRow()
{
    const int previous = m_scene->itemOfRow(m_state.currentRow) - 1;
    if (previous < 0)
        return false;
    moveTo(m_scene->item(previous).firstRow, false);
    return true;
}

void CompareView::firstRow()
{
    if (m_scene->items().empty())
        return;
    moveTo(m_scene->items().front().firstRow, false);
    verticalScrollBar()->setValue(0);
}

void CompareView::lastRow()
{
    if (m_scene->items().empty())
        return;
    moveTo(m_scene->items().back().firstRow, false);
    settle(Keep::End);
}

void CompareView::pageUp()
{
    QScrollBar *bar = verticalScrollBar();
    const int before = bar->value();
    bar->setValue(before - bar->pageStep() + bar->singleStep());
    const int item = m_scene->heights().itemAt(bar->value());
    if (item >= 0)
        moveTo(m_scene->item(before == 0 ? 0 : item).firstRow, false);
}

void CompareView::pageDown()
{
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(bar->value() + bar->pageStep() - bar->singleStep());
    const bool atEnd = bar->value() == bar->maximum();
    const int item = m_scene->heights().itemAt(bar->value() + (atEnd ? bar->pageStep() - 1 : 0));
    if (item >= 0)
        moveTo(m_scene->item(item).firstRow, false);
}

void CompareView::toggle(const std::vector<BlockId> &folds)
{
    const bool open = std::any_of(folds.begin(), folds.end(),
                                  [this](const BlockId &id) { return !m_scene->isExpanded(id); });
    keepingPlace([&] { m_scene->setExpanded(folds, open); });
}

void CompareView::toggleFolds()
{
    const int item = m_scene->itemOfRow(m_state.currentRow);
    if (item < 0)
        return;
    if (m_scene->item(item).hiddenRows > 0) {
        keepingPlace([&] { m_scene->reveal(m_scene->item(item).firstRow); });
        return;
    }
    const std::vector<BlockId> folds = foldsOf(*m_model, m_state.currentRow);
    if (!folds.empty())
        toggle(folds);
}

void CompareView::expandAllFolds()
{
    keepingPlace([this] { m_scene->setAllExpanded(true); });
}

void CompareView::collapseAllFolds()
{
    keepingPlace([this] { m_scene->setAllExpanded(false); });
}

std::vector<FoundPlace> CompareView::find(const QString &words, Qt::CaseSensitivity sensitivity)
{
    if (!m_findIndex)
        m_findIndex = std::make_unique<FindIndex>(*m_model);
    return m_findIndex->find(words, sensitivity, mostFound);
}

void CompareView::setFound(const std::vector<FoundPlace> &places)
{
    m_state.marks.found.clear();
    for (const FoundPlace &place : places)
        m_state.marks.found[place.block].push_back(place);
    if (m_foundSelection && m_state.marks.selection == m_foundSelection)
        m_state.marks.selection.reset();
    m_foundSelection.reset();
    viewport()->update();
}

void CompareView::showFound(const FoundPlace &place)
{
    if (place.row < 0 || place.row >= m_model->rowCount())
        return;
    setCurrentRow(place.row);
    if (!place.inSummary && !m_scene->isExpanded(place.block)) {
        const std::vector<BlockId> folds = foldsOf(*m_model, place.row);
        if (std::find(folds.begin(), folds.end(), place.block) != folds.end())
            keepingPlace([&] { m_scene->setExpanded({place.block}, true); });
    }
    m_state.marks.selection.reset();
    if (!place.inSummary)
        m_state.marks.selection = {place.block, place.range.begin, place.range.end};
    m_foundSelection = m_state.marks.selection;
    // A row may be higher than the view: the words themselves come in sight.
    const int item = m_scene->itemOfRow(place.row);
    const RowLayout &row = m_scene->layout(item);
    if (const std::optional<QRectF> words = row.cell(place.block.side).placeRect(place)) {
        QScrollBar *bar = verticalScrollBar();
        const auto top = static_cast<int>(m_scene->heights().top(item)) +
                         static_cast<int>(row.rect(place.block.side).top() + words->top());
        const auto line = static_cast<int>(words->height());
        if (top < bar->value() || top + line > bar->value() + viewport()->height())
            bar->setValue(top - static_cast<int>(jumpShare * viewport()->height()));
    }
    viewport()->update();
}

const Block *CompareView::blockOf(const BlockId &id) const
{
    const int item = m_scene->itemOfRow(m_model->rowOfTurn(id.side, id.turn));
    if (item < 0 || m_scene->item(item).hiddenRows > 0)
        return nullptr;
    return m_scene->layout(item).cell(id.side).block(id);
}

QString CompareView::selectedText() const
{
    if (!m_state.marks.selection)
        return {};
    const Block *block = blockOf(m_state.marks.selection->block);
    const CharRange range = m_state.marks.selection->range();
    return block ? block->body.text.mid(range.begin, range.end - range.begin) : QString();
}

std::optional<SelectedWords> CompareView::selectedWords() const
{
    const auto &selection = m_state.marks.selection;
    const Block *block = selection ? blockOf(selection->block) : nullptr;
    if (!block || block->kind != BlockKind::Speech)
        return std::nullopt;
    const auto [side, turn, number] = selection->block;
    const CharRange range = selection->range();
    const QString whole = qs(m_model->turn(side, turn).text.value_or(std::string()));
    const auto begin = static_cast<int>(whole.indexOf(block->body.text)) + range.begin;
    const auto points = [&whole](int from, int size) {
        return static_cast<int>(QStringView(whole).mid(from, size).toUcs4().size());
    };
    if (range.begin >= range.end || begin < range.begin)
        return std::nullopt;
    const int before = points(0, begin);
    return SelectedWords{side, turn, {before, before + points(begin, range.end - range.begin)}};
}

QString CompareView::provenance(Side side, int turn) const
{
    const CompareSide &column = pair().side(side);
    const Dialogue &dialogue = *column.dialogue;
    const Turn &message = m_model->turn(side, turn);
    QStringList parts{qs(dialogue.task.value()), column.title};
    parts.push_back(
        tr("dialogue %1, run %2").arg(qs(dialogue.nativeId), QString::number(dialogue.run)));
    parts.push_back(tr("%1 %2, message %3")
                        .arg(CompareModel::roleName(message.role),
                             QString::number(m_model->turnNumber(side, turn)),
                             QString::number(turn + 1)));
    parts.removeAll(QString());
    return QStringLiteral("— ") + parts.join(QStringLiteral(" · "));
}

QString CompareView::textToCopy() const
{
    const QString selected = selectedText();
    if (!selected.isEmpty())
        return selected + QLatin1Char('\n') +
               provenance(m_state.marks.selection->block.side, m_state.marks.selection->block.turn);
    if (m_state.currentRow < 0)
        return {};
    QStringList parts;
    for (const Side side : {Side::Real, Side::Sim}) {
        const std::vector<int> &turns = m_model->turns(m_state.currentRow, side);
        const int column = side == Side::Real ? CompareModel::RealColumn : CompareModel::SimColumn;
        if (!turns.empty())
            parts.push_back(m_model->index(m_state.currentRow, column).data().toString() +
                            QLatin1Char('\n') + provenance(side, turns.front()));
    }
    return parts.join(QStringLiteral("\n\n"));
}
} // namespace gapscope
