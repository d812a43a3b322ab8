// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "core/store/session.h"
#include "core/store/study_loader.h"

#include <QCommandLineParser>
#include <QString>

#include <memory>

namespace gapscope {
/// Opens a workspace for a verb and says what a person should know about it. Null: the error was
/// told; `exitCode` is set. Reading verbs may run beside the window.
std::unique_ptr<Session> openWorkspace(const QString &path, OpenMode mode, Console &console,
                                       int &exitCode);
/// Writable where nobody holds the workspace, so that what is computed is kept; read-only beside
/// an open window.
std::unique_ptr<Session> openForReading(const QString &path, Console &console, int &exitCode);

/// The corpora that --real and --sim name.
StudySelection selectionFrom(const QCommandLineParser &parser);
} // namespace gapscope
