// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/edition_options.h"
#include "core/metrics/edition_report.h"
#include "core/metrics/json_text.h"
#include "core/metrics/usi_files.h"

namespace gapscope {
namespace {
/// The features of a file with the edition they are of.
std::string labelled(const Edition &edition, const std::string &dialogues)
{
    std::string out = "{\"edition\":";
    appendJsonString(out, name(edition));
    return out + ",\"repairs\":" + repairKeysJson(edition.repairs) + ",\"dialogues\":" + dialogues +
           "}\n";
}
} // namespace

int runFeaturesCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Prints the features of every dialogue of a τ-USI shaped file as JSON."));
    parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("τ-USI shaped JSON"));
    parser.addOptions({
        {QStringLiteral("as"),
         QStringLiteral("real, sim, or entry: each entry says so in its `source`."),
         QStringLiteral("K")},
        {QStringLiteral("spans"), QStringLiteral("Also where each feature fired.")},
        {QStringLiteral("format"), QStringLiteral("json."), QStringLiteral("F"),
         QStringLiteral("json")},
    });
    addEditionOptions(parser);
    if (const std::optional<int> done = parseArguments(parser, arguments, "features", console))
        return *done;
    EditionChoice choice;
    if (const std::optional<int> done = readEdition(parser, "features", console, choice))
        return *done;
    if (parser.positionalArguments().size() != 1)
        return console.misuse("features needs one file", "features");
    if (option(parser, "format") != "json")
        return console.misuse("--format takes json", "features");
    const std::string as = option(parser, "as");
    if (as != "real" && as != "sim" && as != "entry")
        return console.misuse("--as takes real, sim or entry", "features");
    const FileKind kind = as == "real"  ? FileKind::Real
                          : as == "sim" ? FileKind::Simulated
                                        : FileKind::Entry;
    JobContext job = console.job("Computing features");
    const auto featuresIn = [&](const Edition &edition) {
        return featuresOfFile(parser.positionalArguments().first().toStdString(), kind,
                              parser.isSet(QStringLiteral("spans")), edition, job);
    };
    const Result<std::string> chosen = featuresIn(choice.edition);
    const Result<std::string> reference =
        choice.both ? featuresIn(Edition::reference()) : std::string();
    console.endProgress();
    if (!chosen || !reference)
        return console.fail(chosen ? reference.error() : chosen.error());
    // The reference edition alone keeps the plain shape that other tools read.
    const std::string text =
        choice.both ? "{\"editions\":[\n" + labelled(Edition::reference(), *reference) + "," +
                          labelled(choice.edition, *chosen) + "]}\n"
        : choice.edition == Edition::reference() ? *chosen
                                                 : labelled(choice.edition, *chosen);
    return console.write(text) ? exitFine : exitFailed;
}
} // namespace gapscope
