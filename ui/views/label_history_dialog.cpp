// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/label_history_dialog.h"

#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/label_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

namespace gapscope {
namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gapscope::LabelHistory)
};

QString kindText(LabelAction::Kind kind)
{
    switch (kind) {
    case LabelAction::Kind::Add:
        return Text::tr("set");
    case LabelAction::Kind::Update:
        return Text::tr("changed");
    case LabelAction::Kind::Remove:
        return Text::tr("removed");
    case LabelAction::Kind::Undo:
        return Text::tr("undone");
    case LabelAction::Kind::Redo:
        return Text::tr("done again");
    case LabelAction::Kind::Anchor:
        return Text::tr("anchored");
    case LabelAction::Kind::Import:
        return Text::tr("merged from a file");
    case LabelAction::Kind::Task:
        return Text::tr("task linked");
    }
    return {};
}

QString stateText(const std::optional<Label> &label)
{
    if (!label)
        return QStringLiteral("–");
    return labelParts(*label).join(QStringLiteral(" · "));
}

QString secondsText(const std::optional<Label> &label)
{
    return label && label->spentMs ? Text::tr("%1 s").arg(QLocale().toString(
                                         static_cast<double>(*label->spentMs) / 1000.0, 'f', 1))
                                   : QString();
}
} // namespace

void showLabelHistory(Workspace &workspace, const LabelId &id, QWidget *parent)
{
    const Result<std::vector<LabelAction>> history = workspace.historyOfLabel(id);
    if (!history)
        return;
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("LabelHistory"));
    dialog->setWindowTitle(Text::tr("History of a label"));
    dialog->resize(720, 320);
    auto *table = new QTableWidget(static_cast<int>(history->size()), 5);
    table->setAccessibleName(Text::tr("What happened to the label, oldest first"));
    table->setHorizontalHeaderLabels({Text::tr("When"), Text::tr("Who"), Text::tr("What"),
                                      Text::tr("The label then"), Text::tr("Looked")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    int row = 0;
    for (const LabelAction &action : *history) {
        const std::optional<Label> after =
            action.changes.empty() ? std::nullopt : action.changes.front().after;
        const QString when =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(action.atMs), QLocale::ShortFormat);
        const QString cells[] = {when, qs(action.by), kindText(action.kind), stateText(after),
                                 secondsText(after)};
        int column = 0;
        for (const QString &text : cells)
            table->setItem(row, column++, new QTableWidgetItem(text));
        ++row;
    }
    table->resizeColumnsToContents();
    table->horizontalHeader()->setSectionResizeMode(3, QHeaderView::Stretch);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(table);
    layout->addWidget(buttons);
    dialog->open();
}
} // namespace gapscope
