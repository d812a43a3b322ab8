// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/file_dialog.h"

#include <QDir>
#include <QFileIconProvider>
#include <QMimeDatabase>

namespace gapscope {
namespace {
/// Icons and kinds of files by their names; Qt's own reads files whose names say nothing to it.
class IconsByName final : public QFileIconProvider
{
public:
    using QFileIconProvider::icon;
    QIcon icon(const QFileInfo &info) const override
    {
        return QFileIconProvider::icon(info.isDir() ? Folder : File);
    }
    QString type(const QFileInfo &info) const override
    {
        if (info.isDir())
            return QFileDialog::tr("Folder");
        return QMimeDatabase().mimeTypeForFile(info, QMimeDatabase::MatchExtension).comment();
    }
};

QString &lastFolder()
{
    static QString folder;
    return folder;
}
} // namespace

QFileDialog *newFileDialog(QWidget *parent, const QString &title, const QString &name)
{
    static IconsByName icons;
    // Where nobody keeps a workspace: it lists its folder before the icons can be set.
    auto *dialog = new QFileDialog(parent, title, QDir::rootPath());
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setIconProvider(&icons);
    dialog->setDirectory(lastFolder().isEmpty() ? QDir::currentPath() : lastFolder());
    if (!name.isEmpty())
        dialog->selectFile(name);
    QObject::connect(dialog, &QDialog::accepted, dialog,
                     [dialog] { lastFolder() = dialog->directory().absolutePath(); });
    return dialog;
}
} // namespace gapscope
