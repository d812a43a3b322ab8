// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/label_agreement_command.h"
#include "app/commands/open_workspace.h"
#include "core/store/label_export.h"
#include "core/store/label_import.h"
#include "core/store/scheme_repository.h"

#include <QFile>
#include <QSaveFile>

namespace gapscope {
namespace {
/// To the file of --out, which is replaced whole or not at all, or to stdout.
class Output
{
public:
    Output(const QCommandLineParser &parser, Console &console)
        : m_console(console), m_path(option(parser, "out")),
          m_file(parser.value(QStringLiteral("out")))
    {}

    Result<void> open()
    {
        return m_path.empty() || m_file.open(QIODevice::WriteOnly) ? Result<void>() : failure();
    }
    Result<void> write(std::string_view text)
    {
        const bool done =
            m_path.empty() ? m_console.write(text)
                           : m_file.write(text.data(), qint64(text.size())) == qint64(text.size());
        return done ? Result<void>() : failure();
    }
    Result<void> commit() { return m_path.empty() || m_file.commit() ? Result<void>() : failure(); }
    bool isFile() const { return !m_path.empty(); }

private:
    Result<void> failure() const
    {
        return Error{ErrorCode::OutputFailed, m_path, m_file.errorString().toStdString()};
    }

    Console &m_console;
    std::string m_path;
    QSaveFile m_file;
};

std::optional<LabelFormat> formatOf(const std::string &name)
{
    if (name == "jsonl")
        return LabelFormat::Jsonl;
    if (name == "csv")
        return LabelFormat::Csv;
    if (name == "wide")
        return LabelFormat::Wide;
    return std::nullopt;
}

int review(Session &session, const std::string &annotator, Output &output, Console &console)
{
    const auto findings = redactionFindings(session, annotator);
    if (!findings)
        return console.fail(findings.error());
    Table table;
    table.header = {"kind", "text", "count", "context"};
    for (const RedactionFinding &each : *findings)
        table.rows.push_back({name(each.kind), each.text, each.count, each.context});
    if (auto done = output.write(tableCsv(table)); !done)
        return console.fail(done.error());
    if (auto done = output.commit(); !done)
        return console.fail(done.error());
    return exitFine;
}

int exportTo(const QCommandLineParser &parser, Console &console)
{
    LabelExport options;
    const std::optional<LabelFormat> format = formatOf(option(parser, "format"));
    if (!format)
        return console.misuse("--format takes jsonl, csv or wide", "labels");
    options.format = *format;
    options.annotator = option(parser, "annotator");
    options.redact = parser.isSet(QStringLiteral("redact"));
    options.pseudonyms = parser.isSet(QStringLiteral("pseudonyms"));
    for (const QString &text : parser.values(QStringLiteral("keep")))
        options.keep.insert(text.toStdString());
    options.version = GAPSCOPE_VERSION;
    int exitCode = exitFine;
    const QString path = parser.positionalArguments().first();
    const std::unique_ptr<Session> session =
        options.pseudonyms ? openForReading(path, console, exitCode)
                           : openWorkspace(path, OpenMode::ReadOnly, console, exitCode);
    if (!session)
        return exitCode;
    Output output(parser, console);
    if (auto opened = output.open(); !opened)
        return console.fail(opened.error());
    if (parser.isSet(QStringLiteral("review")))
        return review(*session, options.annotator, output, console);
    const auto done =
        exportLabels(*session, options, [&](std::string_view text) { return output.write(text); });
    if (!done)
        return console.fail(done.error());
    if (auto committed = output.commit(); !committed)
        return console.fail(committed.error());
    for (const auto &[kind, count] : done->redacted)
        console.say(std::to_string(count) + " × " + name(kind) + " redacted");
    if (output.isFile())
        console.say(std::to_string(done->labels) + " labels written to " + option(parser, "out"));
    return exitFine;
}

int mergeFiles(const QCommandLineParser &parser, const QStringList &files, Console &console)
{
    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openWorkspace(parser.positionalArguments().first(), OpenMode::ReadWrite, console, exitCode);
    if (!session)
        return exitCode;
    for (const QString &file : files) {
        const auto report = importLabelFile(*session, file.toStdString(), option(parser, "by"));
        if (!report)
            return console.fail(report.error());
        if (report->refused > 0 && parser.isSet(QStringLiteral("strict")))
            exitCode = exitDataProblems;
        if (!parser.isSet(QStringLiteral("json"))) {
            console.say(file.toStdString() + ": " + mergeReportText(*report));
            continue;
        }
        const Result<std::string> json = mergeReportJson(*report);
        if (!json)
            return console.fail(json.error());
        if (!console.write(*json))
            return exitFailed;
    }
    return exitCode;
}

int exportScheme(const QCommandLineParser &parser, Console &console)
{
    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openWorkspace(parser.positionalArguments().first(), OpenMode::ReadOnly, console, exitCode);
    if (!session)
        return exitCode;
    const Result<LabelScheme> scheme = SchemeRepository(*session).current();
    if (!scheme)
        return console.fail(scheme.error());
    const Result<std::string> text = labelSchemeJson(*scheme);
    if (!text)
        return console.fail(text.error());
    Output output(parser, console);
    for (const auto &done : {output.open(), output.write(*text), output.commit()}) {
        if (!done)
            return console.fail(done.error());
    }
    return exitFine;
}

int importScheme(const QCommandLineParser &parser, const QString &path, Console &console)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return console.fail(Error{ErrorCode::InputUnreadable, path.toStdString(),
                                  file.errorString().toStdString()});
    Result<LabelScheme> scheme = parseLabelScheme(file.readAll().toStdString());
    if (!scheme)
        return console.fail(Error{scheme.error().code, path.toStdString(), scheme.error().detail});
    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openWorkspace(parser.positionalArguments().first(), OpenMode::ReadWrite, console, exitCode);
    if (!session)
        return exitCode;
    for (const LabelCode &code : scheme->codes) {
        if (!code.key.empty() && reservedKeys.find(code.key) != std::string_view::npos)
            console.say("key " + code.key + " of code " + code.code + " is one of the program");
    }
    const auto taken = SchemeRepository(*session).replace(std::move(*scheme), option(parser, "by"));
    if (!taken)
        return console.fail(taken.error());
    console.say(!taken->isNew ? std::string("the scheme is in use already")
                              : "scheme " + taken->scheme.id + " is in use as version " +
                                    std::to_string(taken->scheme.version) + "; " +
                                    std::to_string(taken->unfit) + " labels do not fit it");
    return exitFine;
}

int run(const QCommandLineParser &parser, const QStringList &words, Console &console)
{
    const QString verb = words.value(1);
    if (verb == QLatin1String("export") && words.size() == 2)
        return exportTo(parser, console);
    if ((verb == QLatin1String("import") || verb == QLatin1String("merge")) && words.size() > 2)
        return mergeFiles(parser, words.mid(2), console);
    if (verb == QLatin1String("scheme") && words.value(2) == QLatin1String("export") &&
        words.size() == 3)
        return exportScheme(parser, console);
    if (verb == QLatin1String("scheme") && words.value(2) == QLatin1String("import") &&
        words.size() == 4)
        return importScheme(parser, words.at(3), console);
    return console.misuse("labels needs a workspace and export, import FILE…, merge FILE…, "
                          "scheme export or scheme import FILE",
                          "labels");
}
} // namespace

int runLabelsCommand(const QStringList &arguments, Console &console)
{
    if (const std::optional<int> done = runLabelWork(arguments, console))
        return *done;
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Exports the labels of a workspace with the words they stand on, merges label files of "
        "others into it, or exports and imports the label scheme."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addPositionalArgument(QStringLiteral("export|import|merge|scheme"),
                                 QStringLiteral("what to do; merge is another word for import"));
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("label files; after scheme: export, or import and "
                                                "one file"),
                                 QStringLiteral("[file…]"));
    parser.addOptions({
        {QStringLiteral("format"),
         QStringLiteral("jsonl (to exchange), csv (a label a line) or wide (a row of a pair a "
                        "line)."),
         QStringLiteral("F"), QStringLiteral("jsonl")},
        {QStringLiteral("annotator"), QStringLiteral("Only the labels of this annotator (export)."),
         QStringLiteral("NAME")},
        {QStringLiteral("redact"),
         QStringLiteral("Without names, addresses and numbers; such a file cannot be merged.")},
        {QStringLiteral("review"),
         QStringLiteral("List what --redact would replace instead of the labels.")},
        {QStringLiteral("keep"), QStringLiteral("Do not redact this text; repeatable."),
         QStringLiteral("TEXT")},
        {QStringLiteral("pseudonyms"),
         QStringLiteral("\"annotator 1\" for names; such a file cannot be merged.")},
        {QStringLiteral("out"), QStringLiteral("Write to a file instead of stdout."),
         QStringLiteral("FILE")},
        {QStringLiteral("json"), QStringLiteral("The report of a merge as JSON on stdout.")},
        {QStringLiteral("strict"), QStringLiteral("Exit 1 when a line of a file was left out.")},
        {QStringLiteral("by"), QStringLiteral("Whose action the import is."),
         QStringLiteral("NAME"), qEnvironmentVariable("USER", QStringLiteral("annotator"))},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "labels", console))
        return *done;
    return run(parser, parser.positionalArguments(), console);
}
} // namespace gapscope
