// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "app/commands/profile_option.h"
#include "core/import/import_run.h"
#include "core/import/input_files.h"
#include "core/store/import_writer.h"

#include <algorithm>

namespace gapscope {
namespace {
/// Issues printed per file; all of them are in the ledger and in --json.
constexpr std::size_t shownIssues = 8;

std::string place(const ImportIssue &issue)
{
    std::string text;
    if (issue.line > 0)
        text += "line " + std::to_string(issue.line);
    if (issue.byte >= 0)
        text += (text.empty() ? "byte " : ", byte ") + std::to_string(issue.byte);
    if (!issue.record.empty())
        text += (text.empty() ? "record " : ", record ") + issue.record;
    return text;
}

void tell(const ImportFileReport &report, Console &console)
{
    const ImportCounts &counts = report.counts;
    std::string line = report.path + ": " + report.format;
    if (report.difficulties > 0)
        line += ", " + std::to_string(report.difficulties) + " task difficulties";
    else if (counts.surveys > 0 && counts.dialogues == 0)
        line += ", " + std::to_string(counts.surveys) + " questionnaires";
    else if (report.nothingNew)
        line += ", nothing new: all " + std::to_string(counts.duplicates) + " are there already";
    else {
        line += ", " + std::to_string(counts.dialogues) + " dialogues, " +
                std::to_string(counts.turns) + " turns (" + std::to_string(counts.userTurns) +
                " of users)";
        if (counts.duplicates > 0)
            line += ", " + std::to_string(counts.duplicates) + " already there";
    }
    if (!report.corpus.label.empty())
        line += " → " + std::string(name(report.corpus.kind)) + " " + report.corpus.label;
    for (const SideCorpus &side : report.sides) {
        if (side.dialogues > 0)
            line += ", " + std::to_string(side.dialogues) + " of them → " + name(side.corpus.kind) +
                    " " + side.corpus.label;
    }
    if (counts.skipped > 0)
        line += ", " + std::to_string(counts.skipped) + " skipped";
    if (counts.repaired > 0)
        line += ", " + std::to_string(counts.repaired) + " repaired";
    console.say(line);
    std::size_t shown = 0;
    for (const ImportIssue &issue : report.issues) {
        if (shown++ == shownIssues) {
            console.say("  … and " + std::to_string(report.issueCount - std::int64_t(shownIssues)) +
                        " more (gapscope import --json lists all)");
            break;
        }
        const std::string where = place(issue);
        console.say("  " + (where.empty() ? "" : where + ": ") + issue.message + " [" + issue.code +
                    "]");
    }
}

/// A file that could not be read at all, as an entry of the JSON report.
ImportFileReport failedReport(const std::string &path, const Error &error)
{
    ImportFileReport report;
    report.path = path;
    ImportIssue issue;
    issue.effect = ImportIssue::Effect::Skipped;
    issue.code = "file-not-imported";
    issue.message = sentence(error);
    report.issues.push_back(std::move(issue));
    report.issueCount = 1;
    return report;
}

/// Whether real or simulated is known for a file, by the options or by what the file says.
bool kindKnown(const ImportRequest &request)
{
    if (request.kind)
        return true;
    const std::vector<FileInspection> found = inspect({request});
    return found.empty() || found.front().problem || found.front().preview.empty() ||
           found.front().kind != CorpusKind::Unknown;
}
} // namespace

int runImportCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Reads transcript files (folders and ZIP archives: all in them) into a workspace, made "
        "where it is missing. "
        "Real or simulated, label and domain are guessed from names and contents; the options "
        "settle them. A bad record is told and the rest is read; reading a file again adds "
        "nothing."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addPositionalArgument(QStringLiteral("files"), QStringLiteral("transcripts or folders"),
                                 QStringLiteral("FILE…"));
    QString formats;
    for (const ImportFormat &format : importFormats())
        formats += (formats.isEmpty() ? QString() : QStringLiteral(", ")) +
                   QString::fromStdString(format.id);
    parser.addOptions({
        {QStringLiteral("real"), QStringLiteral("The users are people.")},
        {QStringLiteral("sim"), QStringLiteral("The users are simulated.")},
        {QStringLiteral("label"), QStringLiteral("Name of the corpus."), QStringLiteral("L")},
        {QStringLiteral("format"), QStringLiteral("One of: %1.").arg(formats), QStringLiteral("F")},
        {QStringLiteral("domain"), QStringLiteral("Domain of the tasks."), QStringLiteral("D")},
        {QStringLiteral("benchmark"),
         QStringLiteral("First part of the task keys (tau1, chat …), so that corpora of one "
                        "benchmark in different formats pair."),
         QStringLiteral("B")},
        {QStringLiteral("swap-roles"),
         QStringLiteral("The files have the user's words under the assistant's role: exchange "
                        "them. Done unasked only where a system prompt plainly makes the assistant "
                        "the user.")},
        {QStringLiteral("keep-roles"), QStringLiteral("Never exchange roles.")},
        {QStringLiteral("profile"),
         QStringLiteral("Mapping profile: a JSON file, or the name of one in the workspace (see "
                        "gapscope profiles). Options given here go before it."),
         QStringLiteral("FILE|NAME")},
        {QStringLiteral("strict"), QStringLiteral("Exit with 1 when there was any issue.")},
        {QStringLiteral("json"), QStringLiteral("Print the report as JSON.")},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "import", console))
        return *done;
    const QStringList words = parser.positionalArguments();
    if (words.size() < 2)
        return console.misuse("import needs a workspace and at least one file", "import");
    if (parser.isSet(QStringLiteral("real")) && parser.isSet(QStringLiteral("sim")))
        return console.misuse("--real and --sim exclude each other", "import");
    if (parser.isSet(QStringLiteral("swap-roles")) && parser.isSet(QStringLiteral("keep-roles")))
        return console.misuse("--swap-roles and --keep-roles exclude each other", "import");

    std::vector<std::string> given;
    for (const QString &word : words.mid(1))
        given.push_back(word.toStdString());
    const Result<std::vector<std::string>> paths = expandPaths(given);
    if (!paths)
        return console.fail(paths.error());
    if (paths->empty())
        return console.misuse("there is no transcript file in the folders given", "import");
    std::shared_ptr<const MappingProfile> profile;
    if (parser.isSet(QStringLiteral("profile"))) {
        Result<std::shared_ptr<const MappingProfile>> named =
            profileNamed(words.first(), option(parser, "profile"));
        if (!named)
            return console.fail(named.error());
        profile = std::move(*named);
    }
    std::vector<ImportRequest> requests;
    for (const std::string &path : *paths) {
        ImportRequest request;
        request.path = path;
        request.format = option(parser, "format");
        request.label = option(parser, "label");
        request.domain = option(parser, "domain");
        request.benchmark = option(parser, "benchmark");
        request.profile = profile;
        if (parser.isSet(QStringLiteral("real")))
            request.kind = CorpusKind::Real;
        else if (parser.isSet(QStringLiteral("sim")))
            request.kind = CorpusKind::Simulated;
        if (parser.isSet(QStringLiteral("swap-roles")))
            request.swapRoles = true;
        else if (parser.isSet(QStringLiteral("keep-roles")))
            request.swapRoles = false;
        requests.push_back(std::move(request));
    }
    for (const ImportRequest &request : requests) {
        if (!kindKnown(request)) {
            return console.misuse(request.path + " does not say whether its users are real or "
                                                 "simulated: give --real or --sim",
                                  "import");
        }
    }

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openWorkspace(words.first(), OpenMode::Create, console, exitCode);
    if (!session)
        return exitCode;
    ImportWriter writer(*session, console.stopToken());
    const auto files = std::make_shared<InputFiles>();
    std::vector<ImportFileReport> reports;
    bool issues = false;
    for (const ImportRequest &request : requests) {
        JobContext job = console.job("Importing " + request.path);
        Result<ImportFileReport> report = runImport(request, writer, job, files);
        console.endProgress();
        if (!report) {
            const int failed = console.fail(report.error());
            const bool isNamed = std::find(given.begin(), given.end(), request.path) != given.end();
            // A data set's folder holds schemas and tables beside its transcripts.
            if (report.error().code == ErrorCode::NotATranscript && !isNamed)
                issues = true;
            else
                exitCode = failed;
            reports.push_back(failedReport(request.path, report.error()));
            if (report.error().code == ErrorCode::Cancelled)
                break;
            continue;
        }
        issues = issues || report->issueCount > 0;
        tell(*report, console);
        reports.push_back(std::move(*report));
    }
    if (parser.isSet(QStringLiteral("json")) && !console.write(importReportJson(reports)))
        return exitFailed;
    if (exitCode == exitFine && issues && parser.isSet(QStringLiteral("strict")))
        return exitDataProblems;
    return exitCode;
}
} // namespace gapscope
