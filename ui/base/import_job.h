// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_run.h"

#include <QMetaType>
#include <QObject>

#include <functional>
#include <string>
#include <vector>

namespace gapscope {
class Workspace;

/// A file that was not imported, or not to its end.
struct ImportFailure
{
    std::string path;
    Error error;
};

/// What an import of several files did, in the order of the files.
struct ImportOutcome
{
    std::vector<ImportFileReport> reports;
    std::vector<ImportFailure> failures;
    bool cancelled = false;
    /// Asked for, but not begun because of the cancelling.
    std::size_t notBegun = 0;
};

/// Imports the files one after the other in the background, progress in bytes over all of them,
/// then has the workspace read its lists again and calls `done` on the GUI thread (unless
/// `context` died or the workspace was closed). One bad file does not keep the others out.
/// Error of the result: the workspace could not be opened for writing.
void importFiles(Workspace &workspace, std::vector<ImportRequest> requests, QObject *context,
                 std::function<void(const Result<ImportOutcome> &)> done);
} // namespace gapscope

Q_DECLARE_METATYPE(gapscope::ImportOutcome)
