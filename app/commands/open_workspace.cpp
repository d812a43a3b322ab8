// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/open_workspace.h"

namespace gapscope {
namespace {
void tellNotes(const Session &session, Console &console)
{
    for (const OpenNote &note : session.openNotes()) {
        switch (note.code) {
        case OpenNote::Code::LogMissing:
            console.say("gapscope: " + session.path() +
                        " was not closed cleanly or was copied without its -wal file; the last "
                        "changes may be missing");
            break;
        case OpenNote::Code::Recovered:
            console.say("gapscope: " + session.path() +
                        " was not closed cleanly; everything committed is there");
            break;
        case OpenNote::Code::Migrated:
            console.say("gapscope: " + session.path() + " was brought up to date; the former " +
                        "state is in " + note.detail);
            break;
        }
    }
}
} // namespace

std::unique_ptr<Session> openWorkspace(const QString &path, OpenMode mode, Console &console,
                                       int &exitCode)
{
    Result<std::unique_ptr<Session>> session = Session::open(path.toStdString(), mode);
    if (!session) {
        exitCode = console.fail(session.error());
        return nullptr;
    }
    tellNotes(**session, console);
    return std::move(*session);
}

std::unique_ptr<Session> openForReading(const QString &path, Console &console, int &exitCode)
{
    Result<std::unique_ptr<Session>> session =
        Session::open(path.toStdString(), OpenMode::ReadWrite);
    if (!session && (session.error().code == ErrorCode::WorkspaceLocked ||
                     session.error().code == ErrorCode::WorkspaceReadOnly))
        return openWorkspace(path, OpenMode::ReadOnly, console, exitCode);
    if (!session) {
        exitCode = console.fail(session.error());
        return nullptr;
    }
    tellNotes(**session, console);
    return std::move(*session);
}

StudySelection selectionFrom(const QCommandLineParser &parser)
{
    StudySelection selection;
    for (const QString &label : parser.values(QStringLiteral("real")))
        selection.real.push_back(label.toStdString());
    for (const QString &label : parser.values(QStringLiteral("sim")))
        selection.simulators.push_back(label.toStdString());
    return selection;
}
} // namespace gapscope
