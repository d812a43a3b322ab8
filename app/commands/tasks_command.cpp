// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/store/task_link_repository.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

constexpr MatchWay allWays[] = {MatchWay::ById, MatchWay::ByFingerprint, MatchWay::ByHand,
                                MatchWay::Conflict, MatchWay::Alone};

std::string summaryOf(const TaskMatching &matching)
{
    const auto count = [&](MatchWay way) { return std::to_string(matching.count(way)); };
    return count(MatchWay::ById) + " matched by id, " + count(MatchWay::ByFingerprint) +
           " by fingerprint, " + count(MatchWay::ByHand) + " by hand, " +
           count(MatchWay::Conflict) + " in conflict, " + count(MatchWay::Alone) + " alone\n";
}

Json rowJson(const TaskMatchRow &row, const TaskMatching &matching)
{
    const TaskKey key = row.real ? matching.pairingKey(TaskSide::Real, *row.real)
                                 : matching.pairingKey(TaskSide::Simulated, *row.sim);
    return Json{{"real", row.real ? Json(row.real->value()) : Json()},
                {"sim", row.sim ? Json(row.sim->value()) : Json()},
                {"matched", name(row.way)},
                {"paired", row.paired},
                {"task", row.paired || !row.real || !row.sim ? Json(key.value()) : Json()},
                {"evidence", row.evidence},
                {"real_dialogues", row.realDialogues},
                {"sim_dialogues", row.simDialogues}};
}

std::string lineOf(const TaskMatchRow &row)
{
    return std::string(name(row.way)) + "\t" + (row.real ? row.real->value() : "-") + "\t" +
           (row.sim ? row.sim->value() : "-") + "\t" + row.evidence + "\n";
}

int list(Session &session, const std::string &way, bool json, Console &console)
{
    const Result<TaskMatching> matching = TaskLinkRepository(session).matching();
    if (!matching)
        return console.fail(matching.error());
    Json rows = Json::array();
    std::string lines;
    for (const TaskMatchRow &row : matching->rows) {
        if (!way.empty() && way != name(row.way))
            continue;
        rows.push_back(rowJson(row, *matching));
        lines += lineOf(row);
    }
    if (!json)
        return console.write(summaryOf(*matching) + lines) ? exitFine : exitFailed;
    Json counts = Json::object();
    for (const MatchWay each : allWays)
        counts[name(each)] = matching->count(each);
    const Json document{{"counts", std::move(counts)}, {"rows", std::move(rows)}};
    return console.write(document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n")
               ? exitFine
               : exitFailed;
}

int done(const Result<bool> &changed, const std::string &what, Session &session, Console &console)
{
    if (!changed)
        return console.fail(changed.error());
    if (!*changed) {
        console.say("nothing changed: it is so already");
        return exitFine;
    }
    const Result<TaskMatching> matching = TaskLinkRepository(session).matching();
    if (!matching)
        return console.fail(matching.error());
    std::string summary = summaryOf(*matching);
    summary.pop_back();
    console.say(what + "; " + summary);
    return exitFine;
}

int undo(Session &session, const std::string &by, Console &console)
{
    const Result<TaskChange> undone = TaskLinkRepository(session).undo(by);
    if (!undone)
        return console.fail(undone.error());
    const TaskCorrection &taken = undone->after ? *undone->after : *undone->before;
    console.say(std::string(undone->after ? "taken back: " : "restored: ") + name(taken.kind) +
                " " + taken.task.value() + " " + taken.other.value());
    return exitFine;
}

int rename(const QCommandLineParser &parser, const QStringList &words, Session &session,
           Console &console)
{
    const TaskSide side =
        parser.isSet(QStringLiteral("sim")) ? TaskSide::Simulated : TaskSide::Real;
    const TaskKey task{words.at(2).toStdString()};
    const TaskKey to{words.value(3).toStdString()};
    const Result<bool> changed =
        TaskLinkRepository(session).rename(side, task, to, option(parser, "by"));
    return done(changed, to.empty() ? "it has its own name again" : "renamed", session, console);
}

bool isKnownWay(const std::string &way)
{
    return way.empty() || std::any_of(std::begin(allWays), std::end(allWays),
                                      [&](MatchWay each) { return way == name(each); });
}
} // namespace

int runTasksCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Which real task is which simulated one. list: how each was matched and why. match REAL "
        "SIM and unmatch REAL SIM say so by hand, clear REAL SIM forgets it; rename TASK [NAME] "
        "calls a task of one side otherwise, without a name as before; undo takes back the latest "
        "of these. Tasks are named by their keys (tau1:retail:7)."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addPositionalArgument(QStringLiteral("list|match|unmatch|clear|rename|undo"),
                                 QStringLiteral("what to do"));
    parser.addPositionalArgument(QStringLiteral("tasks"), QStringLiteral("task keys"),
                                 QStringLiteral("[TASK…]"));
    parser.addOptions({
        {QStringLiteral("json"), QStringLiteral("Print JSON (list).")},
        {QStringLiteral("matched"),
         QStringLiteral("Rows matched so only (list): id, fingerprint, hand, conflict or alone."),
         QStringLiteral("HOW")},
        {QStringLiteral("real"), QStringLiteral("A real task is renamed.")},
        {QStringLiteral("sim"), QStringLiteral("A simulated task is renamed.")},
        {QStringLiteral("by"), QStringLiteral("Whose action it is."), QStringLiteral("NAME"),
         qEnvironmentVariable("USER", QStringLiteral("annotator"))},
    });
    if (const std::optional<int> code = parseArguments(parser, arguments, "tasks", console))
        return *code;
    const QStringList words = parser.positionalArguments();
    const QString verb = words.value(1);
    const bool onPair = verb == QLatin1String("match") || verb == QLatin1String("unmatch") ||
                        verb == QLatin1String("clear");
    const bool isRename = verb == QLatin1String("rename");
    const bool isList = verb == QLatin1String("list");
    if (!onPair && !isRename && !isList && verb != QLatin1String("undo"))
        return console.misuse(
            "tasks needs a workspace and one of list, match, unmatch, clear, rename, undo",
            "tasks");
    if (onPair && words.size() != 4)
        return console.misuse(
            "tasks " + verb.toStdString() + " needs a real task and a simulated one", "tasks");
    if (isRename && (words.size() < 3 || words.size() > 4 ||
                     parser.isSet(QStringLiteral("real")) == parser.isSet(QStringLiteral("sim"))))
        return console.misuse("tasks rename needs --real or --sim, a task, and its new name",
                              "tasks");
    const std::string way = option(parser, "matched");
    if (!isKnownWay(way))
        return console.misuse("--matched is id, fingerprint, hand, conflict or alone", "tasks");
    int exitCode = exitFine;
    const std::unique_ptr<Session> session = openWorkspace(
        words.first(), isList ? OpenMode::ReadOnly : OpenMode::ReadWrite, console, exitCode);
    if (!session)
        return exitCode;
    if (isList)
        return list(*session, way, parser.isSet(QStringLiteral("json")), console);
    const std::string by = option(parser, "by");
    if (verb == QLatin1String("undo"))
        return undo(*session, by, console);
    if (isRename)
        return rename(parser, words, *session, console);
    const TaskKey real{words.at(2).toStdString()};
    const TaskKey sim{words.at(3).toStdString()};
    TaskLinkRepository links(*session);
    if (verb == QLatin1String("match"))
        return done(links.link(real, sim, by), "matched", *session, console);
    if (verb == QLatin1String("unmatch"))
        return done(links.unlink(real, sim, by), "unmatched", *session, console);
    return done(links.clear(real, sim, by), "forgotten", *session, console);
}
} // namespace gapscope
