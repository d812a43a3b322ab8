// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/store/anchor_export.h"

#include <QFile>
#include <QSaveFile>

namespace gapscope {
namespace {
int exportTo(const QCommandLineParser &parser, Session &session, Console &console)
{
    const Result<std::vector<AnchorRecord>> records = anchorRecords(session);
    if (!records)
        return console.fail(records.error());
    const std::string text = anchorsJsonl(*records, GAPSCOPE_VERSION);
    if (!parser.isSet(QStringLiteral("out")))
        return console.write(text) ? exitFine : exitFailed;
    QSaveFile file(parser.value(QStringLiteral("out")));
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(text.data(), qint64(text.size())) != qint64(text.size()) || !file.commit()) {
        return console.fail(Error{ErrorCode::OutputFailed, option(parser, "out"),
                                  file.errorString().toStdString()});
    }
    console.say(std::to_string(records->size()) + " anchors written to " + option(parser, "out"));
    return exitFine;
}

int importFrom(const QString &path, const std::string &by, Session &session, Console &console)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return console.fail(Error{ErrorCode::InputUnreadable, path.toStdString(),
                                  file.errorString().toStdString()});
    const QByteArray bytes = file.readAll();
    const Result<std::vector<AnchorRecord>> records =
        anchorsFromJsonl({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!records)
        return console.fail(Error{records.error().code,
                                  path.toStdString() + ", " + records.error().subject,
                                  records.error().detail});
    const Result<AnchorImport> taken = importAnchors(session, *records, by);
    if (!taken)
        return console.fail(taken.error());
    console.say(std::to_string(taken->taken) + " anchors taken, " + std::to_string(taken->kept) +
                " were there already or are older, " + std::to_string(taken->unknown) +
                " of dialogues that are not in this workspace");
    return exitFine;
}
} // namespace

int runAnchorsCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Exports the turn pairs set by hand with the words they stand on, or imports them."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addPositionalArgument(QStringLiteral("export|import"), QStringLiteral("what to do"));
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("JSON lines to import (import only)"),
                                 QStringLiteral("[file]"));
    parser.addOptions({
        {QStringLiteral("out"), QStringLiteral("Write to a file instead of stdout (export)."),
         QStringLiteral("FILE")},
        {QStringLiteral("by"), QStringLiteral("Whose action the import is."),
         QStringLiteral("NAME"), qEnvironmentVariable("USER", QStringLiteral("annotator"))},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "anchors", console))
        return *done;
    const QStringList words = parser.positionalArguments();
    const bool isImport = words.value(1) == QLatin1String("import");
    if (!isImport && words.value(1) != QLatin1String("export"))
        return console.misuse("anchors needs a workspace and the word export or import", "anchors");
    if (words.size() != (isImport ? 3 : 2))
        return console.misuse(isImport ? "anchors import needs one file"
                                       : "anchors export takes no file; see --out",
                              "anchors");
    int exitCode = exitFine;
    const std::unique_ptr<Session> session = openWorkspace(
        words.first(), isImport ? OpenMode::ReadWrite : OpenMode::ReadOnly, console, exitCode);
    if (!session)
        return exitCode;
    return isImport ? importFrom(words.last(), option(parser, "by"), *session, console)
                    : exportTo(parser, *session, console);
}
} // namespace gapscope
