// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/shortcuts_dialog.h"

#include "ui/base/plain_label.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace gapscope {
namespace {
enum Column { Group, Action, Keys, ColumnCount };
}

ShortcutsDialog::ShortcutsDialog(Shortcuts &shortcuts, QWidget *parent)
    : QDialog(parent), m_shortcuts(shortcuts), m_search(new QLineEdit),
      m_table(new QTableWidget(0, ColumnCount)), m_keys(new QKeySequenceEdit),
      m_message(new PlainLabel), m_assign(new QPushButton(tr("&Assign"))),
      m_reset(new QPushButton(tr("&Reset"))), m_resetAll(new QPushButton(tr("Reset a&ll")))
{
    setWindowTitle(tr("Keyboard shortcuts"));
    m_search->setPlaceholderText(tr("Search actions and keys"));
    m_search->setAccessibleName(tr("Search actions and keys"));
    m_search->setClearButtonEnabled(true);
    m_table->setAccessibleName(tr("Actions and their keys"));
    m_table->setHorizontalHeaderLabels({tr("Menu"), tr("Action"), tr("Key")});
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(Action, QHeaderView::Stretch);
    m_keys->setAccessibleName(tr("New key"));
    m_message->setWordWrap(true);
    m_message->setAccessibleName(tr("Conflicts"));
    m_message->setMinimumHeight(2 * m_message->fontMetrics().height());
    m_assign->setDefault(true);
    auto *row = new QHBoxLayout;
    auto *label = new PlainLabel(tr("&New key"));
    label->setBuddy(m_keys);
    row->addWidget(label);
    row->addWidget(m_keys, 1);
    row->addWidget(m_assign);
    row->addWidget(m_reset);
    row->addWidget(m_resetAll);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_table, 1);
    layout->addLayout(row);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    resize(620, 640);

    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsDialog::fill);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::check);
    connect(m_assign, &QPushButton::clicked, this, &ShortcutsDialog::assign);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (QAction *action = current())
            m_shortcuts.reset(action);
    });
    connect(m_resetAll, &QPushButton::clicked, &m_shortcuts, &Shortcuts::resetAll);
    connect(&m_shortcuts, &Shortcuts::changed, this, &ShortcutsDialog::fill);
    fill();
}

QString ShortcutsDialog::message() const
{
    return m_message->text();
}

QAction *ShortcutsDialog::current() const
{
    const QTableWidgetItem *item = m_table->item(m_table->currentRow(), Action);
    if (!item)
        return nullptr;
    const auto index = item->data(Qt::UserRole).toULongLong();
    return m_shortcuts.entries()[static_cast<std::size_t>(index)].action;
}

void ShortcutsDialog::fill()
{
    const QAction *before = current();
    const QString wanted = m_search->text().trimmed();
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    int selected = 0;
    for (std::size_t i = 0; i < m_shortcuts.entries().size(); ++i) {
        const Shortcuts::Entry &entry = m_shortcuts.entries()[i];
        const QString title = Shortcuts::title(*entry.action);
        const QString keys = entry.action->shortcut().toString(QKeySequence::NativeText);
        if (!title.contains(wanted, Qt::CaseInsensitive) &&
            !keys.contains(wanted, Qt::CaseInsensitive) &&
            !entry.group.contains(wanted, Qt::CaseInsensitive))
            continue;
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        auto *action = new QTableWidgetItem(title);
        action->setData(Qt::UserRole, static_cast<qulonglong>(i));
        auto *shown = new QTableWidgetItem(keys);
        if (entry.action->shortcut() != entry.original) {
            QFont bold = m_table->font();
            bold.setBold(true);
            shown->setFont(bold);
            shown->setToolTip(tr("Changed; it came with %1")
                                  .arg(entry.original.isEmpty()
                                           ? tr("no key")
                                           : entry.original.toString(QKeySequence::NativeText))
                                  .toHtmlEscaped());
        }
        m_table->setItem(row, Group, new QTableWidgetItem(entry.group));
        m_table->setItem(row, Action, action);
        m_table->setItem(row, Keys, shown);
        if (entry.action == before)
            selected = row;
    }
    m_table->resizeColumnToContents(Group);
    m_table->resizeColumnToContents(Keys);
    if (m_table->rowCount() > 0)
        m_table->selectRow(selected);
    showCurrent();
}

void ShortcutsDialog::showCurrent()
{
    const QAction *action = current();
    m_keys->setEnabled(action);
    m_reset->setEnabled(action);
    m_keys->setKeySequence(action ? action->shortcut() : QKeySequence());
    check();
}

void ShortcutsDialog::check()
{
    const QAction *action = current();
    const QKeySequence keys = m_keys->keySequence();
    m_assign->setText(tr("&Assign"));
    m_assign->setEnabled(action && keys != action->shortcut());
    m_message->clear();
    if (!action)
        return;
    if (Shortcuts::isReserved(keys)) {
        m_message->setText(tr("This key moves in the comparison itself and cannot be changed."));
        m_assign->setEnabled(false);
        return;
    }
    QStringList others;
    for (const Shortcuts::Entry *entry : m_shortcuts.conflicts(keys, action))
        others += tr("%1 ▸ %2 (%3)")
                      .arg(entry->group, Shortcuts::title(*entry->action),
                           entry->action->shortcut().toString(QKeySequence::NativeText));
    if (others.isEmpty())
        return;
    m_message->setText(tr("Taken by %1. Taking it over leaves that action without a key.")
                           .arg(others.join(QStringLiteral(", "))));
    m_assign->setText(tr("&Take over"));
}

void ShortcutsDialog::assign()
{
    QAction *action = current();
    if (action && !Shortcuts::isReserved(m_keys->keySequence()))
        m_shortcuts.set(action, m_keys->keySequence());
}
} // namespace gapscope
