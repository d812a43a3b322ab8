// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_table_dialog.h"

#include "core/export/table.h"
#include "ui/base/qstring.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace gapscope {
namespace {
QTableWidget *makeTable(const Table &table)
{
    auto *widget = new QTableWidget(static_cast<int>(table.rows.size()),
                                    static_cast<int>(table.header.size()));
    QStringList header;
    for (const std::string &name : table.header)
        header << qs(name);
    widget->setHorizontalHeaderLabels(header);
    for (int row = 0; row < widget->rowCount(); ++row) {
        const std::vector<TableCell> &cells = table.rows[static_cast<std::size_t>(row)];
        for (int column = 0; column < static_cast<int>(cells.size()); ++column) {
            const TableCell &cell = cells[static_cast<std::size_t>(column)];
            auto *item = new QTableWidgetItem(qs(cellText(cell)));
            if (cell.kind == TableCell::Kind::Number)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            widget->setItem(row, column, item);
        }
    }
    widget->setEditTriggers(QAbstractItemView::NoEditTriggers);
    widget->setAlternatingRowColors(true);
    widget->setTabKeyNavigation(false); // else Tab never leaves the table
    widget->verticalHeader()->hide();
    widget->resizeColumnsToContents();
    return widget;
}
} // namespace

ChartTableDialog::ChartTableDialog(const ChartSpec &spec, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Data of “%1”").arg(qs(spec.title)));
    auto *layout = new QVBoxLayout(this);
    auto *caption = new QLabel(qs(spec.subtitle));
    caption->setTextFormat(Qt::PlainText);
    caption->setWordWrap(true);
    layout->addWidget(caption);
    QTableWidget *table = makeTable(spec.table);
    table->setAccessibleName(tr("Data of the chart %1").arg(qs(spec.title)));
    layout->addWidget(table);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *copy = buttons->addButton(tr("&Copy all"), QDialogButtonBox::ActionRole);
    const QString text = qs(tableTsv(spec.table));
    connect(copy, &QPushButton::clicked, this,
            [text] { QGuiApplication::clipboard()->setText(text); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resize(760, 460);
}
} // namespace gapscope
