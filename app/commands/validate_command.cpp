// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/align/validation/service_dialogues.h"
#include "core/export/alignment_report.h"
#include "core/export/validation_report.h"
#include "core/store/dialogue_repository.h"

#include <QFile>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int mostSeeds = 1000;
/// Dialogues of each built-in task, and what fills them.
constexpr int servicePerTask = 5;
constexpr std::uint64_t serviceSeed = 7;
constexpr int shownWidth = 140;

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("base"),
         QStringLiteral("Perturb the dialogues of this workspace instead of the built-in ones."),
         QStringLiteral("WORKSPACE")},
        {QStringLiteral("seeds"), QStringLiteral("Perturb every dialogue with the seeds 1 to N."),
         QStringLiteral("N"), QStringLiteral("20")},
        {QStringLiteral("worst"), QStringLiteral("List so many of the worst labelled pairs."),
         QStringLiteral("N"), QStringLiteral("10")},
        {QStringLiteral("show"),
         QStringLiteral("Print this labelled pair, its alignment and its gold, and nothing else."),
         QStringLiteral("PAIR")},
        {QStringLiteral("format"), QStringLiteral("table or json."), QStringLiteral("F"),
         QStringLiteral("table")},
    });
}

/// A whole number from `least` to `most`.
std::optional<int> numberOf(const QCommandLineParser &parser, const char *name, int least, int most)
{
    bool ok = false;
    const int number = parser.value(QString::fromLatin1(name)).toInt(&ok);
    if (!ok || number < least || number > most)
        return std::nullopt;
    return number;
}

Result<std::vector<GoldPair>> labelledPairs(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::InputUnreadable, path.toStdString(),
                     file.errorString().toStdString()};
    const QByteArray text = file.readAll();
    Result<std::vector<GoldPair>> pairs =
        readGoldPairs({text.constData(), static_cast<std::size_t>(text.size())});
    if (!pairs)
        return Error{pairs.error().code, path.toStdString(), pairs.error().detail};
    return pairs;
}

Result<std::vector<Dialogue>> dialoguesOf(Session &session, JobContext &job)
{
    std::vector<Dialogue> dialogues;
    const Result<void> done = DialogueRepository(session).forEach(
        {},
        [&dialogues](Dialogue &&dialogue) -> Result<void> {
            dialogues.push_back(std::move(dialogue));
            return {};
        },
        job, DialogueRepository::Native::Skip);
    if (!done)
        return done.error();
    return dialogues;
}

int showPair(const ValidationReport &report, const std::string &id, Console &console)
{
    const auto found = std::find_if(report.pairs.begin(), report.pairs.end(),
                                    [&id](const GoldPair &pair) { return pair.id == id; });
    if (found == report.pairs.end())
        return console.fail(Error{ErrorCode::NotFound, "labelled pair " + id, ""});
    const auto index = static_cast<std::size_t>(found - report.pairs.begin());
    const std::string text =
        alignmentText(report.gold.pairs[index].alignment, found->real, found->sim, shownWidth) +
        "\nLabelled, as numbers of user turns:\n" + goldText(*found);
    return console.write(text) ? exitFine : exitFailed;
}

/// Fills in the perturbation's part of the report; the exit code where that fails.
std::optional<int> perturb(ValidationReport &report, const QString &workspace, Console &console)
{
    PerturbationOptions options;
    options.seeds = report.seeds;
    JobContext job = console.job("Validating");
    std::vector<Dialogue> base;
    if (workspace.isEmpty()) {
        report.base = "the built-in service tasks";
        base = serviceDialogues(servicePerTask, serviceSeed);
    } else {
        report.base = workspace.toStdString();
        int exitCode = exitFine;
        const std::unique_ptr<Session> session =
            openWorkspace(workspace, OpenMode::ReadOnly, console, exitCode);
        if (!session)
            return exitCode;
        Result<std::vector<Dialogue>> dialogues = dialoguesOf(*session, job);
        if (!dialogues)
            return console.fail(dialogues.error());
        base = perturbationBase(*dialogues);
    }
    report.dialogues = static_cast<int>(base.size());
    Result<std::vector<PerturbationRow>> rows = perturbationRows(base, options, job);
    console.endProgress();
    if (!rows)
        return console.fail(rows.error());
    report.perturbation = std::move(*rows);
    return std::nullopt;
}
} // namespace

int runValidateCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "How well the turn alignment does: on copies of dialogues with known edits, against the "
        "bars it is held to, and on hand-labelled pairs (sample_data/alignment/pairs.json is such "
        "a file; its README says how to write your own). Exit code 1 where a bar is missed."));
    parser.addPositionalArgument(QStringLiteral("labelled"),
                                 QStringLiteral("file of hand-labelled pairs"),
                                 QStringLiteral("[labelled]"));
    addOptions(parser);
    constexpr const char *verb = "validate-alignment";
    if (const std::optional<int> done = parseArguments(parser, arguments, verb, console))
        return *done;
    const QStringList files = parser.positionalArguments();
    const bool show = parser.isSet(QStringLiteral("show"));
    if (files.size() > 1 || (show && files.isEmpty()))
        return console.misuse("validate-alignment takes one file of labelled pairs", verb);
    const std::string format = option(parser, "format");
    if (format != "table" && format != "json")
        return console.misuse("--format takes table or json", verb);
    const std::optional<int> seeds = numberOf(parser, "seeds", 1, mostSeeds);
    if (!seeds)
        return console.misuse("--seeds takes a whole number from 1 to 1000", verb);
    const std::optional<int> worst = numberOf(parser, "worst", 0, 1'000'000);
    if (!worst)
        return console.misuse("--worst takes a whole number", verb);

    ValidationReport report;
    report.seeds = *seeds;
    report.worst = static_cast<std::size_t>(*worst);
    if (!files.isEmpty()) {
        Result<std::vector<GoldPair>> pairs = labelledPairs(files.first());
        if (!pairs)
            return console.fail(pairs.error());
        report.labelledFile = files.first().toStdString();
        report.pairs = std::move(*pairs);
        report.gold = goldScore(report.pairs);
    }
    if (show)
        return showPair(report, option(parser, "show"), console);
    if (const std::optional<int> failed =
            perturb(report, parser.value(QStringLiteral("base")), console))
        return *failed;
    if (!console.write(format == "json" ? validationJson(report) : validationText(report)))
        return exitFailed;
    return allPassed(report.perturbation) ? exitFine : exitDataProblems;
}
} // namespace gapscope
