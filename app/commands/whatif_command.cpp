// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/edition_options.h"
#include "app/commands/open_workspace.h"
#include "core/metrics/json_text.h"
#include "core/metrics/usi_analysis_report.h"
#include "core/store/study_loader.h"

namespace gapscope {
namespace {
constexpr const char *coupledNote =
    "Features are coupled: a persona prompt written from measured gaps lowered a published index "
    "from 70.9 to 64.6. usi_coupled lets the others move as this simulator's dialogues suggest.";

/// "short_msg_rate" closes the whole gap, "short_msg_rate=0.5" half of it.
std::optional<Closure> closureFrom(const std::string &text)
{
    const std::size_t mark = text.find('=');
    Closure closure{text.substr(0, mark), 1.0};
    if (mark == std::string::npos)
        return closure;
    bool ok = false;
    closure.share = QString::fromStdString(text.substr(mark + 1)).toDouble(&ok);
    return ok ? std::optional(closure) : std::nullopt;
}

std::string printed(const std::string &simulator, const UsiProblem &problem, const WhatIf &result,
                    const std::string &format)
{
    const Table parts = whatIfTable(result);
    const Table couplings = couplingTable(result);
    if (format == "csv")
        return tableCsv(parts);
    const std::string edition = name(problem.edition);
    if (format == "text") {
        std::string out = simulator + ", " + edition + " edition\n\n" + tableText(parts);
        if (!couplings.rows.empty())
            out +=
                "\nLikely to move along (correlation between dialogues)\n\n" + tableText(couplings);
        return out + "\n" + coupledNote + "\n";
    }
    std::string out = "{\"edition\":";
    appendJsonString(out, edition);
    out += ",\"version\":\"" GAPSCOPE_VERSION "\",\"simulator\":";
    appendJsonString(out, simulator);
    out += ",\"difficulty\":";
    appendJsonString(out, problem.difficultyName);
    out += ",\"parts\":" + tableJson(parts) + ",\"couplings\":" + tableJson(couplings);
    out += ",\"note\":";
    appendJsonString(out, coupledNote);
    return out + "}\n";
}
} // namespace

int runWhatIfCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Closes gaps of one simulator by a share and says what its index would be.\n"
                       "A line is a feature's key, ece, ece:0 to ece:4, eval_agree or eval:FIELD "
                       "(the lines of `usi --ledger`)."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOptions({
        {QStringLiteral("sim"), QStringLiteral("The simulator; needed where there are several."),
         QStringLiteral("L")},
        {QStringLiteral("real"), QStringLiteral("Only this real corpus (repeatable)."),
         QStringLiteral("L")},
        {QStringLiteral("close"),
         QStringLiteral("LINE or LINE=SHARE, 0 to 1 (repeatable); without a share all of it."),
         QStringLiteral("LINE")},
        {QStringLiteral("difficulty"),
         QStringLiteral("frozen, self, workspace or a JSON file, as for usi."),
         QStringLiteral("D")},
        {QStringLiteral("format"), QStringLiteral("text, csv or json."), QStringLiteral("F"),
         QStringLiteral("text")},
    });
    addEditionOptions(parser);
    if (const std::optional<int> done = parseArguments(parser, arguments, "whatif", console))
        return *done;
    EditionChoice choice;
    if (const std::optional<int> done = readEdition(parser, "whatif", console, choice))
        return *done;
    if (choice.both)
        return console.misuse("whatif takes one edition", "whatif");
    if (parser.positionalArguments().size() != 1)
        return console.misuse("whatif needs one workspace", "whatif");
    const std::string format = option(parser, "format");
    if (format != "text" && format != "csv" && format != "json")
        return console.misuse("--format takes text, csv or json", "whatif");
    std::vector<Closure> closures;
    for (const QString &text : parser.values(QStringLiteral("close"))) {
        const auto closure = closureFrom(text.toStdString());
        if (!closure)
            return console.misuse("--close takes LINE or LINE=SHARE", "whatif");
        closures.push_back(*closure);
    }
    if (closures.empty())
        return console.misuse("whatif needs --close LINE", "whatif");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openForReading(parser.positionalArguments().first(), console, exitCode);
    if (!session)
        return exitCode;
    const StudySelection selection = selectionFrom(parser);
    const Result<Difficulty> difficulty = difficultyOf(*session, option(parser, "difficulty"));
    if (!difficulty)
        return console.fail(difficulty.error());
    JobContext job = console.job("Computing features");
    const Result<UsiStudy> study = loadStudy(*session, selection, *difficulty, choice.edition, job);
    if (!study)
        return console.fail(study.error());
    const Result<UsiProblem> problem = problemOf(*study, job);
    console.endProgress();
    if (!problem)
        return console.fail(problem.error());
    if (problem->simulators.size() != 1)
        return console.misuse(problem->simulators.empty() ? "the workspace has no simulator"
                                                          : "which simulator? --sim LABEL",
                              "whatif");
    const Result<WhatIf> result = whatIf(*problem, 0, closures);
    if (!result) {
        if (result.error().code == ErrorCode::InvalidArgument)
            return console.misuse(result.error().subject + ": " + result.error().detail, "whatif");
        return console.fail(result.error());
    }
    const std::string text = printed(problem->simulators[0].name, *problem, *result, format);
    return console.write(text) ? exitFine : exitFailed;
}
} // namespace gapscope
