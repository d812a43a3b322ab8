// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/align/named_settings.h"
#include "core/export/alignment_report.h"
#include "core/export/excess_report.h"
#include "core/export/floor_report.h"
#include "core/store/excess_service.h"
#include "core/store/floor_service.h"
#include "core/store/pair_loader.h"
#include "core/store/pair_service.h"

#include <cstdlib>

namespace gapscope {
namespace {
/// As wide as the terminal says, within what is readable.
int terminalWidth()
{
    const char *columns = std::getenv("COLUMNS");
    const int width = columns ? std::atoi(columns) : 0;
    return width >= 80 && width <= 400 ? width : 120;
}

Result<void> write(const std::string &text, Console &console)
{
    if (!console.write(text))
        return Error{ErrorCode::OutputFailed, "standard output", ""};
    return {};
}

/// What the parts of the command share.
struct AlignRun
{
    Session &session;
    PairAligner &aligner;
    Console &console;
    bool json = false;
};

Result<void> printPairs(const AlignRun &run, const PairSelection &selection)
{
    const Result<std::vector<DialoguePair>> pairs = listPairs(run.session, selection);
    if (!pairs)
        return pairs.error();
    if (pairs->empty())
        return Error{ErrorCode::NotFound, "pair of a real and a simulated dialogue",
                     "no task has both"};
    const Result<std::optional<DivergenceFloors>> floors = storedFloors(run.session, run.aligner);
    if (!floors)
        return floors.error();
    const DivergenceFloors *known = *floors ? &**floors : nullptr;
    JobContext job = run.console.job("Aligning");
    const Result<void> done = run.aligner.alignAll(
        *pairs,
        [&](const Alignment &alignment) -> Result<void> {
            const Result<LoadedPair> pair = loadPair(run.session, alignment, known);
            if (!pair)
                return pair.error();
            const AlignmentFindings findings{pair->units, pair->suggestions, pair->notComputed,
                                             pair->floorPercentiles};
            return write((run.json
                              ? alignmentJson(pair->alignment, *pair->real, *pair->sim, &findings)
                              : alignmentText(pair->alignment, *pair->real, *pair->sim,
                                              terminalWidth(), &findings)) +
                             "\n",
                         run.console);
        },
        job);
    run.console.endProgress();
    return done;
}

Result<void> printFloors(const AlignRun &run)
{
    JobContext job = run.console.job("Aligning the floor");
    const Result<DivergenceFloors> floors = divergenceFloors(run.session, run.aligner, job);
    run.console.endProgress();
    if (!floors)
        return floors.error();
    const Table table = floorTable(*floors);
    if (table.rows.empty())
        run.console.say("gapscope: there is no floor: no task has two real dialogues, and no "
                        "simulator two runs of one task; divergences cannot be calibrated");
    if (run.json)
        return write(tableJson(table), run.console);
    return table.rows.empty() ? Result<void>() : write(tableText(table), run.console);
}

Result<void> printCurves(const AlignRun &run)
{
    JobContext job = run.console.job("Aligning all pairs");
    const Result<std::vector<ExcessCurve>> curves = excessCurves(run.session, run.aligner, {}, job);
    run.console.endProgress();
    if (!curves)
        return curves.error();
    if (curves->empty())
        return Error{ErrorCode::NotFound, "pair of a real and a simulated dialogue",
                     "no task has both"};
    Table table;
    for (const ExcessCurve &curve : *curves) {
        addExcess(table, curve.simulator, curve.floor, curve.turns);
        if (curve.floor.empty())
            run.console.say("gapscope: no floor for " + curve.simulator +
                            ": no task has two real dialogues, and the simulator no second run");
    }
    return write(run.json ? tableJson(table) : tableText(table), run.console);
}

/// The workspace's settings with those of --set; kept there where asked for.
Result<AlignSettings> settingsFrom(const QCommandLineParser &parser, Session &session)
{
    Result<AlignSettings> settings = loadAlignSettings(session);
    if (!settings)
        return settings;
    for (const QString &assignment : parser.values(QStringLiteral("set")))
        if (const Result<void> set = setAlignSetting(*settings, assignment.toStdString()); !set)
            return set.error();
    if (parser.isSet(QStringLiteral("keep")))
        if (const Result<void> saved = saveAlignSettings(session, *settings); !saved)
            return saved.error();
    return settings;
}

Result<void> runParts(const QCommandLineParser &parser, Session &session, Console &console,
                      bool json)
{
    const Result<AlignSettings> settings = settingsFrom(parser, session);
    if (!settings)
        return settings.error();
    JobContext job = console.job("Reading words");
    Result<IdfModel> idf = loadIdf(session, job);
    console.endProgress();
    if (!idf)
        return idf.error();
    PairAligner aligner(session, std::move(*idf), *settings);
    const AlignRun run{session, aligner, console, json};
    if (parser.isSet(QStringLiteral("calibrate")))
        if (const Result<void> done = printFloors(run); !done)
            return done;
    if (parser.isSet(QStringLiteral("curves")))
        if (const Result<void> done = printCurves(run); !done)
            return done;
    if (parser.isSet(QStringLiteral("all")) || parser.isSet(QStringLiteral("task")))
        return printPairs(run,
                          {option(parser, "task"), option(parser, "real"), option(parser, "sim")});
    return {};
}

std::string settingNames()
{
    std::string names;
    for (const AlignSettingInfo &info : alignSettingTable())
        names += (names.empty() ? "" : ", ") + std::string(info.name);
    return names;
}
} // namespace

int runAlignCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Aligns real and simulated dialogues of the same task turn by turn and prints the rows, "
        "the information units of the task card and suggested codes; with JSON one object a "
        "line."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOptions({
        {QStringLiteral("task"),
         QStringLiteral("Task key (tau1:airline:7) or what follows its last colon."),
         QStringLiteral("K")},
        {QStringLiteral("all"), QStringLiteral("Every pair of the workspace.")},
        {QStringLiteral("real"), QStringLiteral("Only this real corpus, or dialogue by its id."),
         QStringLiteral("R")},
        {QStringLiteral("sim"), QStringLiteral("Only this simulator, or dialogue by its id."),
         QStringLiteral("S")},
        {QStringLiteral("calibrate"),
         QStringLiteral("Print the floor: how far rows of two people, or of a simulator's re-runs, "
                        "diverge. It is kept, and gives each row its percentile.")},
        {QStringLiteral("curves"),
         QStringLiteral("Print divergence by turn above the floor, and the hazard of the first.")},
        {QStringLiteral("set"),
         QStringLiteral("Another threshold for this run, name=value: %1.")
             .arg(QString::fromStdString(settingNames())),
         QStringLiteral("A")},
        {QStringLiteral("keep"), QStringLiteral("Keep what --set says with the workspace.")},
        {QStringLiteral("format"), QStringLiteral("text or json (with --all without it: json)."),
         QStringLiteral("F")},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "align", console))
        return *done;
    const auto isSet = [&parser](const char *name) {
        return parser.isSet(QString::fromLatin1(name));
    };
    const bool all = isSet("all");
    const bool other = isSet("calibrate") || isSet("curves") || isSet("keep");
    if (parser.positionalArguments().size() != 1 || (all && isSet("task")) ||
        (!all && !isSet("task") && !other))
        return console.misuse(
            "align needs one workspace and --task, --all, --calibrate or --curves", "align");
    const std::string format = option(parser, "format");
    if (!format.empty() && format != "text" && format != "json")
        return console.misuse("--format takes text or json", "align");
    // A setting that does not exist is told before the workspace is touched.
    AlignSettings trial;
    for (const QString &assignment : parser.values(QStringLiteral("set")))
        if (const Result<void> set = setAlignSetting(trial, assignment.toStdString()); !set)
            return console.misuse(set.error().subject + ": " + set.error().detail, "align");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openForReading(parser.positionalArguments().first(), console, exitCode);
    if (!session)
        return exitCode;
    const bool json = format.empty() ? all : format == "json";
    const Result<void> done = runParts(parser, *session, console, json);
    return done ? exitFine : console.fail(done.error());
}
} // namespace gapscope
