// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/edition_options.h"

#include "app/commands/usi_sections.h"
#include "core/metrics/edition_report.h"
#include "core/metrics/usi_report.h"

#include <string_view>
#include <vector>

namespace gapscope {
namespace {
std::vector<std::string> values(const QCommandLineParser &parser, const char *name)
{
    std::vector<std::string> result;
    for (const QString &value : parser.values(QLatin1String(name)))
        result.push_back(value.toStdString());
    return result;
}

std::string withoutNewline(std::string text)
{
    while (text.ends_with('\n'))
        text.pop_back();
    return text;
}

std::string bothAs(const std::string &format, const EditionDifference &difference)
{
    if (format == "json") {
        std::string out = "{\"editions\":[\n" + withoutNewline(usiTableJson(difference.reference));
        out.append(",\n").append(withoutNewline(usiTableJson(difference.other)));
        return out.append("],\n\"difference\":")
            .append(editionDifferenceJson(difference))
            .append("}\n");
    }
    if (format == "csv") {
        const std::string other = usiTableCsv(difference.other);
        return usiTableCsv(difference.reference) + other.substr(other.find('\n') + 1);
    }
    return usiTableText(difference.reference) + "\n" + usiTableText(difference.other) + "\n" +
           editionDifferenceText(difference);
}
} // namespace

void addEditionOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("edition"),
         QStringLiteral("reference (as published), corrected, or both with their difference."),
         QStringLiteral("E"), QStringLiteral("reference")},
        {QStringLiteral("with"), QStringLiteral("Also this repair (repeatable)."),
         QStringLiteral("NAME")},
        {QStringLiteral("without"), QStringLiteral("Not this repair (repeatable)."),
         QStringLiteral("NAME")},
        {QStringLiteral("list-repairs"),
         QStringLiteral("List the repairs, as a table or with --format json.")},
    });
}

std::optional<int> readEdition(const QCommandLineParser &parser, const char *command,
                               Console &console, EditionChoice &choice)
{
    if (parser.isSet(QStringLiteral("list-repairs"))) {
        const std::string text =
            parser.isSet(QStringLiteral("format")) && option(parser, "format") == "json"
                ? repairTableJson()
                : repairTableText();
        return console.write(text) ? exitFine : exitFailed;
    }
    const std::string asked = option(parser, "edition");
    choice.both = asked == "both";
    const std::vector<std::string> without = values(parser, "without");
    const Result<Edition> base = editionFrom(choice.both ? "corrected" : asked);
    const Result<Edition> edition =
        editionFrom(choice.both ? "corrected" : asked, values(parser, "with"), without);
    if (!base)
        return console.misuse("edition '" + asked + "' is not known (reference, corrected, both)",
                              command);
    if (!edition && edition.error().code == ErrorCode::InvalidArgument)
        return console.misuse(edition.error().subject + " is asked for and not", command);
    if (!edition)
        return console.misuse(edition.error().subject + " is not known (see --list-repairs)",
                              command);
    for (const std::string &key : without)
        if (!base->repairs.has(*repairByKey(key)))
            return console.misuse("--without " + key + " needs --edition corrected or both",
                                  command);
    choice.edition = *edition;
    return std::nullopt;
}

int printEditions(const EditionChoice &choice, const QCommandLineParser &parser, JobContext &job,
                  Console &console, const ProblemOf &problemOf)
{
    if (!choice.both) {
        const Result<UsiProblem> problem = problemOf(choice.edition, false);
        console.endProgress();
        if (!problem)
            return console.fail(problem.error());
        return printUsi(
            *problem, [&] { return problemOf(Edition::corrected(), false); }, parser, console);
    }
    const Result<EditionDifference> difference = editionDifference(
        choice.edition,
        [&](const Edition &edition) -> Result<UsiTable> {
            const bool once = !(edition == choice.edition) && !(edition == Edition::reference());
            const Result<UsiProblem> problem = problemOf(edition, once);
            if (!problem)
                return problem.error();
            return scoreProblem(*problem);
        },
        job);
    console.endProgress();
    if (!difference)
        return console.fail(difference.error());
    return console.write(bothAs(option(parser, "format"), *difference)) ? exitFine : exitFailed;
}
} // namespace gapscope
