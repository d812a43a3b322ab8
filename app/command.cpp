// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <cstdio>

namespace gapscope {
const std::vector<Command> &commands()
{
    static const std::vector<Command> all = {
        {"import", "WORKSPACE FILE…", "read transcripts into a workspace", runImportCommand},
        {"profiles", "WORKSPACE list|show|save|remove|propose|suggest",
         "what sniffing cannot know about files", runProfilesCommand},
        {"imports", "WORKSPACE list|show|issues|remove|undo|forget|reimport",
         "the ledger of imports", runImportsCommand},
        {"tasks", "WORKSPACE list|match|unmatch|clear|rename|undo",
         "which real task is which simulated one", runTasksCommand},
        {"export-messages", "WORKSPACE --out FILE", "dialogues with their original messages",
         runExportMessagesCommand},
        {"info", "WORKSPACE", "corpora, tasks, coverage, ledger", runInfoCommand},
        {"usi", "WORKSPACE", "the User-Sim Index of a workspace", runUsiCommand},
        {"metrics", "WORKSPACE", "what else parts simulators from people", runMetricsCommand},
        {"targets", "WORKSPACE", "what to tune a simulator towards", runTargetsCommand},
        {"whatif", "WORKSPACE --close LINE", "the index with gaps closed by a share",
         runWhatIfCommand},
        {"score", "--real FILE --sim FILE…", "τ-USI files straight to the table", runScoreCommand},
        {"features", "FILE", "per-dialogue features of a τ-USI shaped file", runFeaturesCommand},
        {"align", "WORKSPACE", "align real and simulated dialogues turn by turn", runAlignCommand},
        {"validate-alignment", "[LABELLED]", "how well the turn alignment does",
         runValidateCommand},
        {"labels", "WORKSPACE export|agreement|queue", "the labels people set", runLabelsCommand},
        {"anchors", "WORKSPACE export|import", "the turn pairs people set", runAnchorsCommand},
#ifdef GAPSCOPE_GUI
        {"chart", "WORKSPACE", "a chart as SVG, PDF, PNG or CSV", runChartCommand, true},
        {"report", "WORKSPACE", "the whole study as one HTML file", runReportCommand, true},
        {"screens", "WORKSPACE", "every page of the window as PNG", runScreensCommand, true},
#endif
    };
    return all;
}

std::optional<int> parseArguments(QCommandLineParser &parser, const QStringList &arguments,
                                  std::string_view command, Console &console)
{
    parser.addOption(
        {{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")});
    // The parser takes the first word for the program's name.
    const QString program = QStringLiteral("gapscope %1")
                                .arg(QString::fromUtf8(command.data(), qsizetype(command.size())));
    if (!parser.parse(QStringList{program} + arguments))
        return console.misuse(parser.errorText().toStdString(), command);
    if (parser.isSet(QStringLiteral("help"))) {
        QString text = parser.helpText();
        // It names the executable; people type the verb too.
        text.replace(text.indexOf(QLatin1Char(' ')) + 1,
                     text.indexOf(QLatin1String(" [options]")) - text.indexOf(QLatin1Char(' ')) - 1,
                     program);
        console.write(text.toStdString());
        return exitFine;
    }
    // What is read is never what is written over.
    const QString out = parser.optionNames().contains(QStringLiteral("out"))
                            ? QFileInfo(parser.value(QStringLiteral("out"))).canonicalFilePath()
                            : QString();
    for (const QString &word : parser.positionalArguments()) {
        if (!out.isEmpty() && QFileInfo(word).canonicalFilePath() == out && QFileInfo(out).isFile())
            return console.misuse(
                "--out names the file " + word.toStdString() + ", which is read here", command);
    }
    return std::nullopt;
}

std::string option(const QCommandLineParser &parser, const char *name)
{
    return parser.value(QString::fromLatin1(name)).toStdString();
}
} // namespace gapscope
