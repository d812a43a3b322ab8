// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/edition_options.h"
#include "app/commands/open_workspace.h"
#include "app/commands/usi_sections.h"
#include "core/export/targets_report.h"
#include "core/metrics/usi_files.h"
#include "core/store/study_loader.h"

#include <fstream>
#include <iterator>
#include <set>
#include <utility>

namespace gapscope {
namespace {
/// `draws`: resamples behind the intervals unless told otherwise.
void addTableOptions(QCommandLineParser &parser, const QString &difficulties, int draws)
{
    parser.addOptions({
        {QStringLiteral("difficulty"), difficulties, QStringLiteral("D")},
        {QStringLiteral("format"), QStringLiteral("table, csv or json."), QStringLiteral("F"),
         QStringLiteral("table")},
    });
    addEditionOptions(parser);
    addSectionOptions(parser, draws);
}

/// A usage error's exit code, or none.
std::optional<int> checkTableOptions(const QCommandLineParser &parser, const char *command,
                                     Console &console, EditionChoice &choice)
{
    if (const std::optional<int> done = readEdition(parser, command, console, choice))
        return done;
    const std::string format = option(parser, "format");
    if (format != "table" && format != "csv" && format != "json")
        return console.misuse("--format takes table, csv or json", command);
    return checkSectionOptions(parser, command, choice.both, console);
}

Result<std::vector<TaskKey>> readTasks(const std::string &path)
{
    std::ifstream in(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad())
        return Error{ErrorCode::InputUnreadable, path, ""};
    Result<std::vector<TaskKey>> tasks = tasksOfFile(bytes);
    if (!tasks)
        return Error{tasks.error().code, path, tasks.error().detail};
    return tasks;
}

/// Says so when tasks that were asked for have no dialogue of people: a list of another workspace.
void tellAbsentTasks(const std::vector<TaskKey> &tasks, const UsiStudy &study, Console &console)
{
    std::set<TaskKey> absent(tasks.begin(), tasks.end());
    for (const StudyDialogue &dialogue : study.people)
        absent.erase(dialogue.task);
    if (!absent.empty()) {
        console.say("gapscope: " + std::to_string(absent.size()) + " of " +
                    std::to_string(tasks.size()) + " tasks have no dialogue of people here, " +
                    absent.begin()->value() + " for one");
    }
}
} // namespace

int runUsiCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Prints the User-Sim Index of the simulators in a workspace against its real users."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOptions({
        {QStringLiteral("sim"), QStringLiteral("Only this simulator (repeatable)."),
         QStringLiteral("L")},
        {QStringLiteral("real"), QStringLiteral("Only this real corpus (repeatable)."),
         QStringLiteral("L")},
        {QStringLiteral("tasks"),
         QStringLiteral("Only the tasks of this file: the held-out ones of a targets export, or a "
                        "list of task keys."),
         QStringLiteral("FILE")},
    });
    addTableOptions(parser,
                    QStringLiteral("frozen, self, workspace or a JSON file. Without it: "
                                   "the workspace's own where it has any, else frozen."),
                    defaultDraws);
    if (const std::optional<int> done = parseArguments(parser, arguments, "usi", console))
        return *done;
    EditionChoice choice;
    if (const std::optional<int> done = checkTableOptions(parser, "usi", console, choice))
        return *done;
    if (parser.positionalArguments().size() != 1)
        return console.misuse("usi needs one workspace", "usi");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openForReading(parser.positionalArguments().first(), console, exitCode);
    if (!session)
        return exitCode;
    StudySelection selection = selectionFrom(parser);
    if (parser.isSet(QStringLiteral("tasks"))) {
        Result<std::vector<TaskKey>> tasks = readTasks(option(parser, "tasks"));
        if (!tasks)
            return console.fail(tasks.error());
        selection.tasks = std::move(*tasks);
    }
    const Result<Difficulty> difficulty = difficultyOf(*session, option(parser, "difficulty"));
    if (!difficulty)
        return console.fail(difficulty.error());
    JobContext job = console.job("Computing features");
    bool told = false;
    return printEditions(choice, parser, job, console,
                         [&](const Edition &edition, bool once) -> Result<UsiProblem> {
                             const Result<UsiStudy> study =
                                 loadStudy(*session, selection, *difficulty, edition, job,
                                           once ? NewFeatures::Discard : NewFeatures::Store);
                             if (!study)
                                 return study.error();
                             if (selection.tasks && !std::exchange(told, true))
                                 tellAbsentTasks(*selection.tasks, *study, console);
                             return problemOf(*study, job);
                         });
}

int runScoreCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Scores τ-USI files as the published scorer does, without a workspace."));
    parser.addOptions({
        {QStringLiteral("real"), QStringLiteral("The people's file (unified.json)."),
         QStringLiteral("FILE")},
        {QStringLiteral("sim"), QStringLiteral("A simulator's file (repeatable, or several)."),
         QStringLiteral("FILE")},
        {QStringLiteral("survey-dir"), QStringLiteral("Folder of the survey_comparable files."),
         QStringLiteral("DIR")},
    });
    parser.addPositionalArgument(QStringLiteral("files"),
                                 QStringLiteral("further simulators' files"),
                                 QStringLiteral("[FILE…]"));
    // Without intervals unless asked for: the table alone is what the published scorer prints.
    addTableOptions(parser, QStringLiteral("frozen (without it), self or a JSON file."), 0);
    if (const std::optional<int> done = parseArguments(parser, arguments, "score", console))
        return *done;
    EditionChoice choice;
    if (const std::optional<int> done = checkTableOptions(parser, "score", console, choice))
        return *done;
    const QStringList simulators =
        parser.values(QStringLiteral("sim")) + parser.positionalArguments();
    if (!parser.isSet(QStringLiteral("real")) || simulators.isEmpty())
        return console.misuse("score needs --real FILE and --sim FILE", "score");

    UsiFiles files;
    files.real = option(parser, "real");
    for (const QString &file : simulators)
        files.simulators.emplace_back(file.toStdString());
    if (parser.isSet(QStringLiteral("survey-dir")))
        files.surveyDir = option(parser, "survey-dir");
    const std::string mode = option(parser, "difficulty");
    Result<Difficulty> difficulty = difficultyFrom(mode.empty() ? "frozen" : mode);
    if (!difficulty)
        return console.fail(difficulty.error());
    files.difficulty = std::move(*difficulty);
    JobContext job = console.job("Scoring");
    return printEditions(choice, parser, job, console, [&](const Edition &edition, bool) {
        files.edition = edition;
        return problemOfFiles(files, job);
    });
}
} // namespace gapscope
