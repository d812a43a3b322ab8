// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/export/alignment_report.h"
#include "core/store/dialogue_repository.h"
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

Result<void> print(Session &session, const Alignment &alignment, bool json, Console &console)
{
    DialogueRepository dialogues(session);
    const Result<Dialogue> real = dialogues.load(alignment.realDialogue);
    if (!real)
        return real.error();
    const Result<Dialogue> sim = dialogues.load(alignment.simDialogue);
    if (!sim)
        return sim.error();
    const std::string text = json ? alignmentJson(alignment, *real, *sim) + "\n"
                                  : alignmentText(alignment, *real, *sim, terminalWidth()) + "\n";
    if (!console.write(text))
        return Error{ErrorCode::OutputFailed, "standard output", ""};
    return {};
}
} // namespace

int runAlignCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Aligns real and simulated dialogues of the same task turn by turn and prints the rows; "
        "with JSON one object a line."));
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
        {QStringLiteral("format"), QStringLiteral("text or json (with --all without it: json)."),
         QStringLiteral("F")},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "align", console))
        return *done;
    const bool all = parser.isSet(QStringLiteral("all"));
    if (parser.positionalArguments().size() != 1 || all == parser.isSet(QStringLiteral("task")))
        return console.misuse("align needs one workspace and either --task or --all", "align");
    const std::string format = option(parser, "format");
    if (!format.empty() && format != "text" && format != "json")
        return console.misuse("--format takes text or json", "align");
    const bool json = format.empty() ? all : format == "json";

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openForReading(parser.positionalArguments().first(), console, exitCode);
    if (!session)
        return exitCode;
    const PairSelection selection{option(parser, "task"), option(parser, "real"),
                                  option(parser, "sim")};
    const Result<std::vector<DialoguePair>> pairs = listPairs(*session, selection);
    if (!pairs)
        return console.fail(pairs.error());
    if (pairs->empty()) {
        return console.fail(Error{ErrorCode::NotFound, "pair of a real and a simulated dialogue",
                                  "no task has both"});
    }
    JobContext job = console.job("Aligning");
    Result<IdfModel> idf = loadIdf(*session, job);
    if (!idf)
        return console.fail(idf.error());
    PairAligner aligner(*session, std::move(*idf));
    const Result<void> done = aligner.alignAll(
        *pairs,
        [&](const Alignment &alignment) { return print(*session, alignment, json, console); }, job);
    console.endProgress();
    return done ? exitFine : console.fail(done.error());
}
} // namespace gapscope
