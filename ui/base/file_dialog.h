// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>

namespace gapscope {
/// A file dialog that opens no file to see what it is, in the folder that was left last. Looking
/// into a workspace that is open would give up SQLite's locks of it: POSIX drops those of the whole
/// process with the first descriptor that is closed, and another program could then take the log
/// away. `name` is suggested.
QFileDialog *newFileDialog(QWidget *parent, const QString &title, const QString &name = {});
} // namespace gapscope
