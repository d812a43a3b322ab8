// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/export/targets_report.h"
#include "core/store/metric_loader.h"

#include <QSaveFile>

namespace gapscope {
namespace {
struct Wanted
{
    StudySelection selection;
    LoadMetricOptions load;
    double share = 0.5;
    bool brief = false;
};

void addOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOptions({
        {QStringLiteral("real"), QStringLiteral("Only this real corpus (repeatable)."),
         QStringLiteral("L")},
        {QStringLiteral("sim"),
         QStringLiteral("Only this simulator's gaps (repeatable). Without it: every simulator's."),
         QStringLiteral("L")},
        {QStringLiteral("share"),
         QStringLiteral("Share of the tasks to tune on; the others are held out for scoring."),
         QStringLiteral("S"), QStringLiteral("0.5")},
        {QStringLiteral("seed"), QStringLiteral("Seed of the split and of the bootstrap."),
         QStringLiteral("N"), QString::number(defaultSeed)},
        {QStringLiteral("format"),
         QStringLiteral("json (everything) or brief (a page for the prompt's author)."),
         QStringLiteral("F"), QStringLiteral("json")},
        {QStringLiteral("out"), QStringLiteral("Write to a file instead of stdout."),
         QStringLiteral("FILE")},
    });
}

/// What the options ask for, or the sentence that says what is wrong with them.
Result<Wanted> wantedFrom(const QCommandLineParser &parser)
{
    const auto wrong = [](std::string sentence) {
        return Error{ErrorCode::InvalidArgument, std::move(sentence), {}};
    };
    Wanted wanted;
    wanted.selection = selectionFrom(parser);
    bool ok = false;
    wanted.share = parser.value(QStringLiteral("share")).toDouble(&ok);
    if (!ok || !(wanted.share > 0.0 && wanted.share < 1.0))
        return wrong("--share takes a number between 0 and 1");
    wanted.load.seed = parser.value(QStringLiteral("seed")).toULongLong(&ok);
    if (!ok)
        return wrong("--seed takes a whole number");
    const std::string format = option(parser, "format");
    if (format != "json" && format != "brief")
        return wrong("--format takes json or brief");
    wanted.brief = format == "brief";
    return wanted;
}

Result<Targets> targetsOf(Session &session, const Wanted &wanted, Console &console)
{
    JobContext job = console.job("Computing targets");
    Result<Targets> targets = [&]() -> Result<Targets> {
        const Result<MetricInput> input =
            loadMetricInput(session, wanted.selection, wanted.load, job);
        if (!input)
            return input.error();
        return computeTargets(*input, wanted.share, job);
    }();
    console.endProgress();
    return targets;
}
} // namespace

int runTargetsCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Describes what real users do, as numbers to tune a simulator towards, from "
                       "one part of the tasks; the other part is held out for scoring."));
    addOptions(parser);
    if (const std::optional<int> done = parseArguments(parser, arguments, "targets", console))
        return *done;
    const Result<Wanted> wanted = wantedFrom(parser);
    if (!wanted)
        return console.misuse(wanted.error().subject, "targets");
    if (parser.positionalArguments().size() != 1)
        return console.misuse("targets needs one workspace", "targets");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openForReading(parser.positionalArguments().first(), console, exitCode);
    if (!session)
        return exitCode;
    const Result<Targets> targets = targetsOf(*session, *wanted, console);
    if (!targets)
        return console.fail(targets.error());
    const std::string text =
        wanted->brief ? targetsBrief(*targets) : targetsJson(*targets, GAPSCOPE_VERSION);
    if (!parser.isSet(QStringLiteral("out")))
        return console.write(text) ? exitFine : exitFailed;
    QSaveFile file(parser.value(QStringLiteral("out")));
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(text.data(), qint64(text.size())) != qint64(text.size()) || !file.commit()) {
        return console.fail(Error{ErrorCode::OutputFailed, option(parser, "out"),
                                  file.errorString().toStdString()});
    }
    console.say("targets from " + std::to_string(targets->split.tuning.size()) +
                " tuning tasks written to " + option(parser, "out") + "; " +
                std::to_string(targets->split.heldOut.size()) + " tasks are held out");
    return exitFine;
}
} // namespace gapscope
