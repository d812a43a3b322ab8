// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/exclude_dialog.h"

#include "ui/base/workspace.h"

#include <QCoreApplication>
#include <QInputDialog>

namespace gapscope {
void askToExclude(Workspace &workspace, const QList<DialogueId> &dialogues, QWidget *parent)
{
    const auto tr = [](const char *text, int n = -1) {
        return QCoreApplication::translate("gapscope::ExcludeDialog", text, nullptr, n);
    };
    auto *dialog = new QInputDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Exclude from figures"));
    dialog->setLabelText(
        tr("Why should %Ln dialogue(s) count in no figure?", int(dialogues.size())));
    dialog->setOkButtonText(tr("Exclude"));
    dialog->resize(420, dialog->sizeHint().height());
    QObject::connect(
        dialog, &QInputDialog::textValueSelected, &workspace,
        [&workspace, dialogues](const QString &reason) {
            workspace.setExcluded({dialogues.begin(), dialogues.end()}, true, reason.trimmed());
        });
    dialog->open();
}
} // namespace gapscope
