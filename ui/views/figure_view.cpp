// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/figure_view.h"

#include "ui/models/figure_model.h"
#include "ui/views/figure_delegate.h"
#include "ui/views/table_copy.h"

#include <QHeaderView>
#include <QShortcut>

#include <algorithm>
#include <array>

namespace gapscope {
namespace {
constexpr int leastWidth = 36;
constexpr int mostWidth = 420;
} // namespace

FigureView::FigureView(const QString &accessibleName, QWidget *parent)
    : QTableView(parent), m_model(new FigureModel(this))
{
    setModel(m_model);
    setAccessibleName(accessibleName);
    setItemDelegate(new FigureDelegate(this));
    setUpTable(this, CopyHeader::Yes);
    setFrameShape(QFrame::NoFrame);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    horizontalHeader()->setMinimumSectionSize(leastWidth);
    horizontalHeader()->setSortIndicatorClearable(true);
    sortByColumn(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
    connect(m_model, &QAbstractItemModel::modelReset, this, &FigureView::restore);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                if (m_restoring || !index.isValid())
                    return;
                m_key = m_model->keyAt(index);
                Q_EMIT keyChosen(m_key);
            });
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT keyOpened(m_model->keyAt(index)); });
    for (const int key : {int(Qt::Key_Return), int(Qt::Key_Enter)}) {
        auto *enter = new QShortcut(QKeySequence(key), this);
        enter->setContext(Qt::WidgetShortcut);
        connect(enter, &QShortcut::activated, this, [this] {
            if (currentIndex().isValid())
                Q_EMIT keyOpened(currentKey());
        });
    }
}

void FigureView::setFigures(FigureTable table)
{
    m_model->setTable(std::move(table));
    widenColumns();
}

QString FigureView::currentKey() const
{
    return currentIndex().isValid() ? m_model->keyAt(currentIndex()) : QString();
}

void FigureView::setCurrentKey(const QString &key)
{
    const QModelIndex index = m_model->indexOf(key);
    if (index.isValid())
        setCurrentIndex(index);
}

void FigureView::restore()
{
    const QModelIndex index = m_model->indexOf(m_key);
    if (!index.isValid())
        return;
    m_restoring = true;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                 QItemSelectionModel::Rows);
    m_restoring = false;
}

int FigureView::contentWidth(int column) const
{
    // Asking the delegate about every cell takes as long as the figures themselves; the longest
    // text of each font, and a cell of bars, are the widest.
    const QFontMetrics metrics(font());
    std::array<QModelIndex, 3> widest;
    std::array<int, 3> widths{-1, -1, -1};
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, column);
        const std::size_t sort = index.data(FigureModel::PartsRole).isValid() ? 2
                                 : index.data(Qt::FontRole).isValid()         ? 1
                                                                              : 0;
        const int width = metrics.horizontalAdvance(index.data().toString());
        if (width > widths[sort]) {
            widths[sort] = width;
            widest[sort] = index;
        }
    }
    int width = 0;
    for (const QModelIndex &index : widest) {
        if (index.isValid())
            width = std::max(width, sizeHintForIndex(index).width());
    }
    return width;
}

void FigureView::widenColumns()
{
    QStringList titles;
    for (const FigureColumn &column : m_model->table().columns)
        titles.append(column.title);
    const bool isOther = titles != m_titles;
    m_titles = titles;
    ensurePolished();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const int wanted = std::clamp(
            std::max(contentWidth(column) + 7, horizontalHeader()->sectionSizeHint(column)),
            leastWidth, mostWidth);
        // What a person made wider stays so.
        if (isOther || wanted > columnWidth(column))
            setColumnWidth(column, wanted);
    }
}
} // namespace gapscope
