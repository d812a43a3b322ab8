// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/store/workspace_info.h"

namespace gapscope {
int runInfoCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Says what a workspace holds: corpora, tasks, coverage, issues."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print JSON.")});
    if (const std::optional<int> done = parseArguments(parser, arguments, "info", console))
        return *done;
    if (parser.positionalArguments().size() != 1)
        return console.misuse("info needs one workspace", "info");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openWorkspace(parser.positionalArguments().first(), OpenMode::ReadOnly, console, exitCode);
    if (!session)
        return exitCode;
    const Result<WorkspaceInfo> info = workspaceInfo(*session);
    if (!info)
        return console.fail(info.error());
    const bool json = parser.isSet(QStringLiteral("json"));
    return console.write(json ? infoJson(*info) + "\n" : infoText(*info)) ? exitFine : exitFailed;
}
} // namespace gapscope
