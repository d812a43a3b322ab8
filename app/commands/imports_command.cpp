// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/store/ledger_export.h"
#include "core/store/reimport.h"

#include <nlohmann/json.hpp>

#include <QSaveFile>

#include <algorithm>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

Json entryJson(const ImportEntry &entry)
{
    const ImportSource &source = entry.source;
    const ImportCounts &counts = entry.counts;
    return Json{{"id", source.id.value()},      {"file", source.path},
                {"sha256", source.sha256},      {"bytes", source.bytes},
                {"format", source.format},      {"importer_version", source.importerVersion},
                {"licence", source.licence},    {"kind", name(source.corpus.kind)},
                {"label", source.corpus.label}, {"state", name(entry.state)},
                {"reason", entry.reason},       {"dialogues", counts.dialogues},
                {"turns", counts.turns},        {"user_turns", counts.userTurns},
                {"surveys", counts.surveys},    {"duplicates", counts.duplicates},
                {"skipped", counts.skipped},    {"repaired", counts.repaired},
                {"issues", entry.issues}};
}

std::string lineOf(const ImportEntry &entry)
{
    const ImportSource &source = entry.source;
    const ImportCounts &counts = entry.counts;
    std::string line =
        source.id.value().substr(0, 8) + "  " + name(entry.state) + "  " + source.path + ": " +
        source.format + " → " + name(source.corpus.kind) + " " + source.corpus.label + ", " +
        std::to_string(counts.dialogues) + " dialogues, " + std::to_string(counts.duplicates) +
        " already there, " + std::to_string(counts.skipped) + " skipped, " +
        std::to_string(counts.repaired) + " repaired, " + std::to_string(entry.issues) + " issues";
    if (!source.licence.empty())
        line += ", licence: " + source.licence;
    return line + "\n";
}

/// The import that a word names: its id or the beginning of it, or its file.
Result<ImportEntry> entryNamed(Session &session, const std::string &word)
{
    Result<std::vector<ImportEntry>> entries = LedgerRepository(session).all();
    if (!entries)
        return entries.error();
    std::vector<ImportEntry> found;
    for (ImportEntry &entry : *entries) {
        const std::string &path = entry.source.path;
        const bool byId = word.size() >= 4 && entry.source.id.value().starts_with(word);
        const bool byFile = path == word || path.ends_with("/" + word);
        if (byId || byFile)
            found.push_back(std::move(entry));
    }
    if (found.empty())
        return Error{ErrorCode::NotFound, "import " + word, "there is no such import"};
    if (found.size() > 1)
        return Error{ErrorCode::InvalidArgument, "import " + word,
                     std::to_string(found.size()) + " imports are named so; give an id"};
    return std::move(found.front());
}

int list(Session &session, bool json, Console &console)
{
    const Result<std::vector<ImportEntry>> entries = LedgerRepository(session).all();
    if (!entries)
        return console.fail(entries.error());
    std::string text;
    Json all = Json::array();
    for (const ImportEntry &entry : *entries) {
        text += lineOf(entry);
        all.push_back(entryJson(entry));
    }
    text = json ? all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : text;
    return console.write(text) ? exitFine : exitFailed;
}

int show(Session &session, const ImportEntry &entry, bool json, Console &console)
{
    const Result<std::vector<IssueTotal>> totals =
        LedgerRepository(session).issueTotals(entry.source.id);
    if (!totals)
        return console.fail(totals.error());
    Json whole = entryJson(entry);
    Json counts = Json::array();
    std::string text = lineOf(entry) + "id " + entry.source.id.value() + "\nsha256 " +
                       entry.source.sha256 + "\nimporter version " +
                       std::to_string(entry.source.importerVersion) + "\n";
    for (const IssueTotal &total : *totals) {
        counts.push_back(
            Json{{"code", total.code}, {"effect", name(total.effect)}, {"count", total.count}});
        text += "  " + total.code + " (" + name(total.effect) +
                "): " + std::to_string(total.count) + "\n";
    }
    whole["issue_totals"] = std::move(counts);
    text = json ? whole.dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : text;
    return console.write(text) ? exitFine : exitFailed;
}

Result<IssueFilter> filterFrom(const QCommandLineParser &parser)
{
    IssueFilter filter;
    for (const QString &code : parser.values(QStringLiteral("code")))
        filter.codes.push_back(code.toStdString());
    for (const QString &word : parser.values(QStringLiteral("effect"))) {
        using Effect = ImportIssue::Effect;
        bool known = false;
        for (const Effect effect : {Effect::Skipped, Effect::Repaired, Effect::Note}) {
            if (word.toStdString() == name(effect)) {
                filter.effects.push_back(effect);
                known = true;
            }
        }
        if (!known)
            return Error{ErrorCode::InvalidArgument, word.toStdString(),
                         "an effect is skipped, repaired or note"};
    }
    filter.text = option(parser, "text");
    return filter;
}

int issues(Session &session, const IssueFilter &filter, const QString &out, Console &console)
{
    const Result<std::string> csv = ledgerCsv(session, filter);
    if (!csv)
        return console.fail(csv.error());
    if (out.isEmpty())
        return console.write(*csv) ? exitFine : exitFailed;
    QSaveFile file(out);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(csv->data(), qint64(csv->size())) != qint64(csv->size()) || !file.commit())
        return console.fail(
            Error{ErrorCode::OutputFailed, out.toStdString(), file.errorString().toStdString()});
    return exitFine;
}

void tell(const RemovalReport &report, const char *what, Console &console)
{
    std::string line = report.path + ": " + std::to_string(report.dialogues) + " dialogues " + what;
    if (report.surveys > 0)
        line += ", " + std::to_string(report.surveys) + " questionnaires";
    if (report.kept > 0)
        line += ", " + std::to_string(report.kept) + " are of another import too and stay";
    if (report.labels > 0)
        line += ", " + std::to_string(report.labels) + " labels wait for them";
    console.say(line);
}

int importAgain(Session &session, const ImportId &import, const std::string &by, Console &console)
{
    JobContext job = console.job("Importing again");
    const Result<ReimportReport> report = reimport(session, import, by, job);
    console.endProgress();
    if (!report)
        return console.fail(report.error());
    if (report->removed)
        tell(*report->removed, "removed", console);
    const ImportCounts &counts = report->imported.counts;
    console.say(report->imported.path + ": " + std::to_string(counts.dialogues) +
                " dialogues imported, " + std::to_string(counts.duplicates) + " already there, " +
                std::to_string(counts.skipped) + " skipped" +
                (report->fileChanged ? "; the file has changed since" : ""));
    return exitFine;
}

int undo(Session &session, Console &console)
{
    const Result<RemovalReport> report = ImportRemovals(session).undo();
    if (!report)
        return console.fail(report.error());
    tell(*report, "are back", console);
    return exitFine;
}

int forget(Session &session, Console &console)
{
    const Result<std::int64_t> count = ImportRemovals(session).forget();
    if (!count)
        return console.fail(count.error());
    console.say(std::to_string(*count) + " removed imports dropped for good");
    return exitFine;
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("json"), QStringLiteral("Print JSON (list, show).")},
        {QStringLiteral("code"), QStringLiteral("Issues of this code only; may be repeated."),
         QStringLiteral("C")},
        {QStringLiteral("effect"), QStringLiteral("Issues that were skipped, repaired or a note."),
         QStringLiteral("E")},
        {QStringLiteral("text"), QStringLiteral("Issues with this in record, code or message."),
         QStringLiteral("T")},
        {QStringLiteral("out"), QStringLiteral("Write to a file instead of stdout (issues)."),
         QStringLiteral("FILE")},
        {QStringLiteral("by"), QStringLiteral("Whose action it is."), QStringLiteral("NAME"),
         qEnvironmentVariable("USER", QStringLiteral("annotator"))},
    });
}
} // namespace

int runImportsCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "The ledger of imports: list; show IMPORT; issues [IMPORT] as CSV; remove IMPORT takes out "
        "what only that import brought, undo brings the last one back, forget drops what was "
        "removed for good; reimport IMPORT reads its file again with the same choices. IMPORT is "
        "an id, its beginning, or a file."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addPositionalArgument(QStringLiteral("list|show|issues|remove|undo|forget|reimport"),
                                 QStringLiteral("what to do"));
    parser.addPositionalArgument(QStringLiteral("import"), QStringLiteral("which import"),
                                 QStringLiteral("[IMPORT]"));
    addOptions(parser);
    if (const std::optional<int> done = parseArguments(parser, arguments, "imports", console))
        return *done;
    const QStringList words = parser.positionalArguments();
    const std::string verb = words.value(1).toStdString();
    const auto isOneOf = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), verb) != names.end();
    };
    if (!isOneOf({"list", "show", "issues", "remove", "undo", "forget", "reimport"}))
        return console.misuse("imports needs a workspace and one of list, show, issues, remove, "
                              "undo, forget, reimport",
                              "imports");
    const bool needsOne = isOneOf({"show", "remove", "reimport"});
    if (words.size() > 3 || (words.size() == 3) < needsOne ||
        (words.size() == 3 && !needsOne && verb != "issues"))
        return console.misuse(
            "imports " + verb + (needsOne ? " needs one import" : " takes no import"), "imports");
    const Result<IssueFilter> filter = filterFrom(parser);
    if (!filter)
        return console.misuse(filter.error().subject + ": " + filter.error().detail, "imports");
    const bool reads = isOneOf({"list", "show", "issues"});
    int exitCode = exitFine;
    const std::unique_ptr<Session> session = openWorkspace(
        words.first(), reads ? OpenMode::ReadOnly : OpenMode::ReadWrite, console, exitCode);
    if (!session)
        return exitCode;
    const bool json = parser.isSet(QStringLiteral("json"));
    if (verb == "list")
        return list(*session, json, console);
    if (verb == "undo")
        return undo(*session, console);
    if (verb == "forget")
        return forget(*session, console);
    IssueFilter wanted = *filter;
    if (words.size() < 3)
        return issues(*session, wanted, parser.value(QStringLiteral("out")), console);
    const Result<ImportEntry> entry = entryNamed(*session, words.at(2).toStdString());
    if (!entry)
        return console.fail(entry.error());
    const ImportId id = entry->source.id;
    wanted.imports = {id};
    if (verb == "show")
        return show(*session, *entry, json, console);
    if (verb == "issues")
        return issues(*session, wanted, parser.value(QStringLiteral("out")), console);
    if (verb == "reimport")
        return importAgain(*session, id, option(parser, "by"), console);
    const Result<RemovalReport> removed = ImportRemovals(*session).remove(id, option(parser, "by"));
    if (!removed)
        return console.fail(removed.error());
    tell(*removed, "removed", console);
    return exitFine;
}
} // namespace gapscope
