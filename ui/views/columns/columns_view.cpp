// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/columns/columns_view.h"

#include "core/model/alignment.h"
#include "ui/base/theme.h"
#include "ui/models/columns_model.h"
#include "ui/views/columns/columns_delegate.h"
#include "ui/views/columns/columns_header.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace gapscope {
namespace {
/// Narrower columns are not read but scrolled to.
constexpr int leastWidth = 260;
constexpr int estimatedHeight = 74;
} // namespace

ColumnsView::ColumnsView(QWidget *parent)
    : QWidget(parent), m_model(new ColumnsModel(this)), m_delegate(new ColumnsDelegate(this)),
      m_real(new QTableView), m_table(new QTableView)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_real);
    layout->addWidget(m_table, 1);
    prepare(m_real);
    prepare(m_table);
    m_real->setAccessibleName(tr("Real dialogue"));
    m_table->setAccessibleName(tr("Simulated dialogues in columns"));
    m_table->setSelectionModel(m_real->selectionModel());
    m_real->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // As high as the other one, which may have a scroll bar.
    m_real->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusProxy(m_table);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, m_real->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(m_real->verticalScrollBar(), &QScrollBar::valueChanged, m_table->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &ColumnsView::measureSight);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ColumnsView::currentCellChanged);
    connect(m_model, &ColumnsModel::modelReset, this, [this] {
        for (int column = 0; column < m_model->columnCount(); ++column) {
            m_real->setColumnHidden(column, column != ColumnsModel::realColumn);
            m_table->setColumnHidden(column, column == ColumnsModel::realColumn);
        }
        fitColumns();
        if (m_model->rowCount() > 0 && m_model->columnCount() > 1)
            m_table->setCurrentIndex(m_model->index(0, 1));
    });
}

void ColumnsView::prepare(QTableView *table)
{
    auto *header = new ColumnsHeader;
    header->setAccessibleName(tr("Column headings"));
    table->setHorizontalHeader(header);
    table->setModel(m_model);
    table->setItemDelegate(m_delegate);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(true);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setAutoScroll(true);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setMinimumSectionSize(20);
    table->verticalHeader()->setDefaultSectionSize(estimatedHeight);
    header->setSectionResizeMode(QHeaderView::Fixed);
    table->installEventFilter(this);
    connect(table, &QTableView::doubleClicked, this, &ColumnsView::cellActivated);
}

bool ColumnsView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const QModelIndex current = m_table->currentIndex();
        if (enter && key->modifiers() == Qt::NoModifier && current.isValid()) {
            Q_EMIT cellActivated(current);
            return true;
        }
        // The real column is a table of its own: the arrows cross over.
        if (key->key() == Qt::Key_Left && watched == m_table && current.column() == 1) {
            m_real->setFocus();
            m_real->setCurrentIndex(current.siblingAtColumn(ColumnsModel::realColumn));
            return true;
        }
        if (key->key() == Qt::Key_Right && watched == m_real && m_model->columnCount() > 1) {
            m_table->setFocus();
            m_table->setCurrentIndex(current.siblingAtColumn(1));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ColumnsView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void ColumnsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        forgetHeights();
}

void ColumnsView::fitColumns()
{
    const int columns = m_model->columnCount();
    if (columns == 0)
        return;
    const int bar = m_table->verticalScrollBar()->sizeHint().width();
    const int each = std::max(leastWidth, (width() - bar) / columns);
    m_real->setFixedWidth(each);
    m_real->setColumnWidth(ColumnsModel::realColumn, each);
    for (int column = 1; column < columns; ++column)
        m_table->setColumnWidth(column, each);
    forgetHeights();
}

void ColumnsView::forgetHeights()
{
    m_measured.assign(static_cast<std::size_t>(m_model->rowCount()), false);
    // The bar below the simulators takes room that the real column has to leave free as well.
    const bool scrolls = m_table->columnWidth(1) * (m_model->columnCount() - 1) >
                         width() - m_real->width() - m_table->verticalScrollBar()->width();
    m_real->setHorizontalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    measureSight();
}

void ColumnsView::measureSight()
{
    if (m_measuring || m_model->rowCount() == 0)
        return;
    m_measuring = true;
    const int bottom = m_table->viewport()->height();
    int row = std::max(m_table->rowAt(0), 0);
    // Rows that grow push others out of sight: what is measured is what is seen in the end.
    for (; row < m_model->rowCount() && m_table->rowViewportPosition(row) <= bottom; ++row) {
        if (m_measured[static_cast<std::size_t>(row)])
            continue;
        m_measured[static_cast<std::size_t>(row)] = true;
        int height = 0;
        for (int column = 0; column < m_model->columnCount(); ++column) {
            const int width = column == ColumnsModel::realColumn ? m_real->columnWidth(column)
                                                                 : m_table->columnWidth(column);
            height = std::max(
                height, m_delegate->heightFor(m_model->index(row, column), m_table->font(), width));
        }
        m_real->setRowHeight(row, height);
        m_table->setRowHeight(row, height);
    }
    m_measuring = false;
}

void ColumnsView::setWordDiff(bool on)
{
    m_delegate->setWordDiff(on);
    m_table->viewport()->update();
}

void ColumnsView::goToRow(int row)
{
    goToCell(row, m_table->currentIndex().column());
}

void ColumnsView::goToCell(int row, int wantedColumn)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const int column = std::clamp(wantedColumn, 0, m_model->columnCount() - 1);
    QTableView *table = column == ColumnsModel::realColumn ? m_real : m_table;
    table->setCurrentIndex(m_model->index(row, column));
    // Measuring what came in sight may have pushed the row out of it again.
    measureSight();
    table->scrollTo(m_model->index(row, column));
    measureSight();
}

int ColumnsView::currentRow() const
{
    return m_table->currentIndex().row();
}

bool ColumnsView::goToDifference(int step, int fromRow)
{
    const auto differs = [this](int row) {
        for (int column = 1; column < m_model->columnCount(); ++column) {
            const QVariant kind = m_model->index(row, column).data(ColumnsModel::KindRole);
            if (kind.isValid() && static_cast<RowKind>(kind.toInt()) != RowKind::Equal &&
                static_cast<RowKind>(kind.toInt()) != RowKind::Paraphrase)
                return true;
        }
        return false;
    };
    for (int row = fromRow + step; row >= 0 && row < m_model->rowCount(); row += step) {
        if (differs(row)) {
            goToRow(row);
            return true;
        }
    }
    return false;
}
} // namespace gapscope
