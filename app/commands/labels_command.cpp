// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/label_agreement_command.h"
#include "app/commands/open_workspace.h"
#include "core/export/label_report.h"
#include "core/store/label_export.h"

#include <QSaveFile>

namespace gapscope {
int runLabelsCommand(const QStringList &arguments, Console &console)
{
    if (const std::optional<int> done = runLabelWork(arguments, console))
        return *done;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Exports the labels of a workspace, with the words they stand on."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addPositionalArgument(QStringLiteral("export"), QStringLiteral("what to do: export"));
    parser.addOptions({
        {QStringLiteral("format"), QStringLiteral("jsonl or csv."), QStringLiteral("F"),
         QStringLiteral("jsonl")},
        {QStringLiteral("out"), QStringLiteral("Write to a file instead of stdout."),
         QStringLiteral("FILE")},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "labels", console))
        return *done;
    const QStringList words = parser.positionalArguments();
    if (words.size() != 2 || words.last() != QLatin1String("export"))
        return console.misuse("labels needs a workspace and the word export", "labels");
    const std::string format = option(parser, "format");
    if (format != "jsonl" && format != "csv")
        return console.misuse("--format takes jsonl or csv", "labels");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openWorkspace(words.first(), OpenMode::ReadOnly, console, exitCode);
    if (!session)
        return exitCode;
    const Result<std::vector<LabelRecord>> records = labelRecords(*session);
    if (!records)
        return console.fail(records.error());
    const std::string text = format == "csv"
                                 ? labelsCsv(*records, divergenceScheme(), GAPSCOPE_VERSION)
                                 : labelsJsonl(*records, divergenceScheme(), GAPSCOPE_VERSION);
    if (!parser.isSet(QStringLiteral("out")))
        return console.write(text) ? exitFine : exitFailed;
    QSaveFile file(parser.value(QStringLiteral("out")));
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(text.data(), qint64(text.size())) != qint64(text.size()) || !file.commit()) {
        return console.fail(Error{ErrorCode::OutputFailed, option(parser, "out"),
                                  file.errorString().toStdString()});
    }
    console.say(std::to_string(records->size()) + " labels written to " + option(parser, "out"));
    return exitFine;
}
} // namespace gapscope
