// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/table_copy.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace gapscope {
namespace {
/// A cell must not break the lines and columns of the whole.
QString cell(QString text)
{
    for (QChar &c : text) {
        if (c == QLatin1Char('\t') || c == QLatin1Char('\n') || c == QLatin1Char('\r'))
            c = QLatin1Char(' ');
    }
    return text;
}

QString selectedText(const QTableView &table, CopyHeader withHeader)
{
    QModelIndexList rows = table.selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    const QHeaderView *header = table.horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!header->isSectionHidden(column))
            columns.append(column);
    }
    const auto line = [&](const auto &textOf) {
        QStringList cells;
        for (const int column : columns)
            cells.append(cell(textOf(column)));
        return cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    };
    QString text;
    if (withHeader == CopyHeader::Yes)
        text = line([&](int column) {
            return table.model()->headerData(column, Qt::Horizontal).toString();
        });
    for (const QModelIndex &row : rows)
        text += line([&](int column) { return row.siblingAtColumn(column).data().toString(); });
    return text;
}
} // namespace

QAction *setUpTable(QTableView *table, CopyHeader header)
{
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(std::max(24, table->fontMetrics().height() + 8));
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *copy = new QAction(QTableView::tr("Copy"), table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copy, &QAction::triggered, table, [table, header] {
        QApplication::clipboard()->setText(selectedText(*table, header));
    });
    table->addAction(copy);
    return copy;
}
} // namespace gapscope
