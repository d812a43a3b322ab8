// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/export/report_html.h"
#include "core/store/report_data.h"
#include "ui/charts/report_figures.h"

#include <QSaveFile>

namespace gapscope {
namespace {
std::optional<ReportTheme> themeFrom(const std::string &name)
{
    if (name == "light")
        return ReportTheme::Light;
    if (name == "dark")
        return ReportTheme::Dark;
    if (name == "auto")
        return ReportTheme::Auto;
    return std::nullopt;
}

std::vector<std::string> values(const QCommandLineParser &parser, const char *name)
{
    std::vector<std::string> all;
    for (const QString &value : parser.values(QString::fromLatin1(name)))
        all.push_back(value.toStdString());
    return all;
}

void addOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOptions({
        {QStringLiteral("out"), QStringLiteral("The HTML file to write."), QStringLiteral("FILE")},
        {QStringLiteral("chart"),
         QStringLiteral("A chart by its id (repeatable), all or none; without it the usual ones. "
                        "gapscope chart --list names them."),
         QStringLiteral("ID")},
        {QStringLiteral("sim"), QStringLiteral("Only this simulator (repeatable)."),
         QStringLiteral("L")},
        {QStringLiteral("real"), QStringLiteral("Only this real corpus (repeatable)."),
         QStringLiteral("L")},
        {QStringLiteral("pair"),
         QStringLiteral("A pair to quote (repeatable): TASK, or TASK/REAL/SIM with corpus labels "
                        "or dialogue ids. Without it: labelled, most divergent and typical pairs."),
         QStringLiteral("P")},
        {QStringLiteral("no-pairs"), QStringLiteral("Quote no transcripts.")},
        {QStringLiteral("edition"), QStringLiteral("reference, corrected, or one with repairs."),
         QStringLiteral("E"), QStringLiteral("reference")},
        {QStringLiteral("theme"),
         QStringLiteral("light, dark, or auto (as the reader's system); paper is always light."),
         QStringLiteral("T"), QStringLiteral("light")},
    });
}

Result<void> save(const QString &path, const std::string &html)
{
    QSaveFile file(path);
    const auto size = static_cast<qint64>(html.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(html.data(), size) != size || !file.commit())
        return Error{ErrorCode::OutputFailed, path.toStdString(), file.errorString().toStdString()};
    return {};
}
} // namespace

int runReportCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Writes one HTML file that needs nothing besides itself: index, charts, aligned pairs, "
        "methods, exclusions, labels and import ledger of a workspace."));
    addOptions(parser);
    if (const std::optional<int> done = parseArguments(parser, arguments, "report", console))
        return *done;
    if (parser.positionalArguments().size() != 1 || !parser.isSet(QStringLiteral("out")))
        return console.misuse("report needs a workspace and --out", "report");
    const std::optional<ReportTheme> theme = themeFrom(option(parser, "theme"));
    if (!theme)
        return console.misuse("--theme takes light, dark or auto", "report");
    if (parser.isSet(QStringLiteral("pair")) && parser.isSet(QStringLiteral("no-pairs")))
        return console.misuse("--pair and --no-pairs exclude each other", "report");
    const Result<Edition> edition = editionFrom(option(parser, "edition"));
    if (!edition)
        return console.misuse("--edition: there is no " + edition.error().subject, "report");

    ReportOptions options;
    options.edition = *edition;
    options.selection = selectionFrom(parser);
    options.charts = values(parser, "chart");
    if (parser.isSet(QStringLiteral("pair")) || parser.isSet(QStringLiteral("no-pairs")))
        options.pairs = values(parser, "pair");
    options.version = GAPSCOPE_VERSION;
    options.theme = *theme;
    if (const std::string unknown = unknownReportChart(options.charts); !unknown.empty())
        return console.misuse(
            "there is no chart '" + unknown + "' (gapscope chart --list names them)", "report");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openForReading(parser.positionalArguments().first(), console, exitCode);
    if (!session)
        return exitCode;
    JobContext job = console.job("Writing the report");
    Result<Report> report = loadReport(*session, options, job);
    console.endProgress();
    if (!report)
        return console.fail(report.error());
    drawFigures(*report);
    const Result<void> saved = save(parser.value(QStringLiteral("out")), reportHtml(*report));
    return saved ? exitFine : console.fail(saved.error());
}
} // namespace gapscope
