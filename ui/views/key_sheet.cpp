// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/key_sheet.h"

#include "ui/base/plain_label.h"
#include "ui/base/shortcuts.h"
#include "ui/base/theme.h"
#include "ui/views/compare/sign_legend.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace gapscope {
void showKeySheet(const Shortcuts &shortcuts, QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QDialog::tr("Keys"));
    auto *table = new QTableWidget(0, 2);
    table->setAccessibleName(QDialog::tr("Keys and what they do"));
    table->setHorizontalHeaderLabels({QDialog::tr("Key"), QDialog::tr("What it does")});
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    QPushButton *change = nullptr;
    for (const Shortcuts::Entry &entry : shortcuts.entries()) {
        if (entry.action->objectName() == QLatin1String("shortcuts")) {
            change = new QPushButton(QDialog::tr("&Change keys …"));
            QObject::connect(change, &QPushButton::clicked, dialog, [dialog, &entry] {
                dialog->close();
                entry.action->trigger();
            });
        }
        const QKeySequence keys = entry.action->shortcut();
        if (keys.isEmpty())
            continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(keys.toString(QKeySequence::NativeText)));
        table->setItem(row, 1,
                       new QTableWidgetItem(QDialog::tr("%1: %2").arg(
                           entry.group, Shortcuts::title(*entry.action))));
    }
    table->horizontalHeader()->setStretchLastSection(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    if (change)
        buttons->addButton(change, QDialogButtonBox::ActionRole);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(table);
    auto *more = new PlainLabel(
        QDialog::tr("In the comparison also: Space or Enter opens and closes folded lines, Home "
                    "and End, page up and down; Esc forgets a marked turn."));
    more->setWordWrap(true);
    layout->addWidget(more);
    auto *signs =
        new QLabel(QDialog::tr("<b>Signs and colours of rows</b>") +
                   signTable(Theme::of(dialog->palette()), ComparePair::Kinds::RealAndSim));
    signs->setTextFormat(Qt::RichText);
    signs->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    signs->setAccessibleName(QDialog::tr("Signs and colours of rows"));
    layout->addWidget(signs);
    layout->addWidget(buttons);
    dialog->resize(480, 720);
    dialog->open();
}
} // namespace gapscope
