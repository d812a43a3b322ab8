// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "app/commands/profile_option.h"
#include "core/import/mapping_proposal.h"
#include "core/import/profile_json.h"
#include "core/import/profile_signature.h"
#include "core/store/profile_repository.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

std::string lineOf(const MappingProfile &profile)
{
    std::string line = profile.name;
    if (profile.kind)
        line += ", " + std::string(name(*profile.kind));
    if (!profile.label.empty())
        line += ", label " + profile.label;
    if (!profile.format.empty())
        line += ", format " + profile.format;
    if (profile.structure)
        line += profile.structure->turns.empty() ? ", one turn a record"
                                                 : ", turns in " + profile.structure->turns;
    return line + "\n";
}

int list(Session &session, bool json, Console &console)
{
    const Result<std::vector<MappingProfile>> profiles = ProfileRepository(session).all();
    if (!profiles)
        return console.fail(profiles.error());
    std::string text;
    Json all = Json::array();
    for (const MappingProfile &profile : *profiles) {
        text += lineOf(profile);
        all.push_back(Json::parse(profileJson(profile)));
    }
    return console.write(json ? all.dump(2) + "\n" : text) ? exitFine : exitFailed;
}

int show(Session &session, const std::string &wanted, Console &console)
{
    const Result<std::optional<MappingProfile>> profile = ProfileRepository(session).load(wanted);
    if (!profile)
        return console.fail(profile.error());
    if (!*profile)
        return console.fail(Error{ErrorCode::NotFound, "profile " + wanted, ""});
    return console.write(profileJson(**profile)) ? exitFine : exitFailed;
}

int save(Session &session, MappingProfile profile, const std::string &as, Console &console)
{
    if (!as.empty())
        profile.name = as;
    if (const Result<void> done = ProfileRepository(session).save(profile); !done)
        return console.fail(done.error());
    console.say("profile " + profile.name + " saved");
    return exitFine;
}

int suggest(Session &session, const std::string &path, Console &console)
{
    const Result<std::vector<MappingProfile>> profiles = ProfileRepository(session).all();
    if (!profiles)
        return console.fail(profiles.error());
    const Result<std::vector<ProfileSuggestion>> found = suggestProfiles(path, *profiles);
    if (!found)
        return console.fail(found.error());
    std::string text;
    for (const ProfileSuggestion &one : *found)
        text += std::to_string(static_cast<int>(100.0 * one.similarity)) + " %  " +
                (*profiles)[one.index].name + "\n";
    return console.write(text) ? exitFine : exitFailed;
}

void tellFields(const MappingProposal &proposal, Console &console)
{
    for (const FieldSample &field : proposal.fields) {
        std::string line = "  " + field.path + " (" + field.type + ")";
        for (const std::string &value : field.values)
            line += (&value == &field.values.front() ? ": " : " | ") + value;
        console.say(line);
    }
}

int propose(const std::string &path, const std::string &as, bool fields, Console &console)
{
    Result<MappingProposal> proposal = proposeMapping(path);
    if (!proposal)
        return console.fail(proposal.error());
    if (fields)
        tellFields(*proposal, console);
    if (!proposal->lacking.empty())
        console.say("gapscope: " + path + ": " + proposal->lacking);
    proposal->profile.name = as;
    if (!console.write(profileJson(proposal->profile)))
        return exitFailed;
    return proposal->lacking.empty() ? exitFine : exitDataProblems;
}
} // namespace

int runProfilesCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Mapping profiles: what sniffing cannot know about files of one kind. list, show NAME (as "
        "the JSON that save reads), save FILE, remove NAME; propose FILE prints a profile for a "
        "file that nobody knows, suggest FILE those of the workspace that were made for files "
        "like it."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addPositionalArgument(QStringLiteral("list|show|save|remove|propose|suggest"),
                                 QStringLiteral("what to do"));
    parser.addPositionalArgument(QStringLiteral("name"), QStringLiteral("a profile, or a file"),
                                 QStringLiteral("[NAME|FILE]"));
    parser.addOptions({
        {QStringLiteral("name"), QStringLiteral("Name to save or propose it under."),
         QStringLiteral("N")},
        {QStringLiteral("fields"),
         QStringLiteral("List the fields of the file with values (propose).")},
        {QStringLiteral("json"), QStringLiteral("Print JSON (list).")},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "profiles", console))
        return *done;
    const QStringList words = parser.positionalArguments();
    const QString verb = words.value(1);
    static const QStringList verbs{QStringLiteral("list"),    QStringLiteral("show"),
                                   QStringLiteral("save"),    QStringLiteral("remove"),
                                   QStringLiteral("propose"), QStringLiteral("suggest")};
    if (!verbs.contains(verb))
        return console.misuse("profiles needs a workspace and one of " +
                                  verbs.join(QStringLiteral(", ")).toStdString(),
                              "profiles");
    if (words.size() != (verb == QLatin1String("list") ? 2 : 3))
        return console.misuse(
            "profiles " + verb.toStdString() +
                (verb == QLatin1String("list") ? " takes no name" : " needs one name or file"),
            "profiles");
    const std::string argument = words.value(2).toStdString();
    const std::string as = option(parser, "name");
    if (verb == QLatin1String("propose"))
        return propose(argument, as, parser.isSet(QStringLiteral("fields")), console);

    std::optional<MappingProfile> read;
    if (verb == QLatin1String("save")) {
        Result<MappingProfile> profile = profileFromFile(argument);
        if (!profile)
            return console.fail(profile.error());
        read = std::move(*profile);
    }
    const bool isRemoval = verb == QLatin1String("remove");
    const OpenMode mode = read        ? OpenMode::Create
                          : isRemoval ? OpenMode::ReadWrite
                                      : OpenMode::ReadOnly;
    int exitCode = exitFine;
    const std::unique_ptr<Session> session = openWorkspace(words.first(), mode, console, exitCode);
    if (!session)
        return exitCode;
    if (read)
        return save(*session, std::move(*read), as, console);
    if (isRemoval) {
        const Result<bool> removed = ProfileRepository(*session).remove(argument);
        if (!removed)
            return console.fail(removed.error());
        if (!*removed)
            return console.fail(Error{ErrorCode::NotFound, "profile " + argument, ""});
        return exitFine;
    }
    if (verb == QLatin1String("show"))
        return show(*session, argument, console);
    if (verb == QLatin1String("suggest"))
        return suggest(*session, argument, console);
    return list(*session, parser.isSet(QStringLiteral("json")), console);
}
} // namespace gapscope
