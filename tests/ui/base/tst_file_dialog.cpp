// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "ui/base/file_dialog.h"

#include <QFileSystemModel>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTreeView>

#include <fstream>
#include <sys/inotify.h>
#include <unistd.h>

using namespace gapscope;

class TestFileDialog : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    /// Closing a descriptor of a workspace would give up the locks that SQLite has on it.
    void noFileIsOpenedToSeeWhatItIs()
    {
        const QTemporaryDir folder;
        const QStringList names{QStringLiteral("w.gapscope"), QStringLiteral("w.gapscope-wal"),
                                QStringLiteral("w.gapscope-shm")};
        for (const QString &name : names)
            std::ofstream(folder.filePath(name).toStdString()) << "SQLite format 3";
        const int watch = inotify_init1(IN_NONBLOCK);
        QVERIFY(watch >= 0);
        for (const QString &name : names)
            QVERIFY(inotify_add_watch(watch, folder.filePath(name).toUtf8().constData(), IN_OPEN) >=
                    0);
        const std::unique_ptr<QFileDialog> dialog(newFileDialog(nullptr, QStringLiteral("Choose")));
        dialog->setViewMode(QFileDialog::Detail);
        dialog->setDirectory(folder.path());
        dialog->show();
        auto *files = dialog->findChild<QTreeView *>();
        QVERIFY(files);
        QTRY_COMPARE(files->model()->rowCount(files->rootIndex()), int(names.size()));
        for (int row = 0; row < int(names.size()); ++row) {
            const QModelIndex index = files->model()->index(row, 0, files->rootIndex());
            QTRY_VERIFY(!index.data(Qt::DecorationRole).value<QIcon>().isNull());
            QVERIFY(!index.siblingAtColumn(2).data().isNull());
        }
        char event[1024];
        QVERIFY(read(watch, event, sizeof event) < 0);
        close(watch);
    }

    void nameIsSuggested()
    {
        const std::unique_ptr<QFileDialog> dialog(
            newFileDialog(nullptr, QStringLiteral("Save"), QStringLiteral("chart.svg")));
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        QCOMPARE(dialog->selectedFiles().value(0).section(QLatin1Char('/'), -1),
                 QStringLiteral("chart.svg"));
    }
};

QTEST_MAIN(TestFileDialog)
#include "tst_file_dialog.moc"
