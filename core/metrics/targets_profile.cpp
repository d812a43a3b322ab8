// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/targets_profile.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gapscope {
namespace {
constexpr int shortWords = 3;

FigureUnit unitOf(const FeatureInfo &feature)
{
    if (feature.isRate)
        return FigureUnit::Share;
    switch (feature.feature) {
    case Feature::NTurns:
        return FigureUnit::Messages;
    case Feature::UserWordsPerTurn:
    case Feature::OpeningWords:
        return FigureUnit::Words;
    default:
        return FigureUnit::Number;
    }
}

using Group = FigureGroup;
using Unit = FigureUnit;

constexpr FigureInfo shortReply{"short_reply", "Replies of at most three words", Group::Pattern,
                                Unit::Share, "turns"};
constexpr FigureInfo oneWord{"one_word_acknowledgement", "One-word acknowledgements",
                             Group::Pattern, Unit::Share, "turns"};
constexpr FigureInfo question{"question_mark", "Turns with a question mark", Group::Pattern,
                              Unit::Share, "turns"};
constexpr FigureInfo lowerTurn{"lower_case_turn", "Turns that begin in lower case", Group::Pattern,
                               Unit::Share, "turns"};
constexpr FigureInfo openEnd{"no_final_punctuation", "Turns without a final punctuation mark",
                             Group::Pattern, Unit::Share, "turns"};
constexpr FigureInfo idTurn{"identifier_turn", "Turns that give an identifier", Group::Pattern,
                            Unit::Share, "turns"};
constexpr FigureInfo lowerOpening{"lower_case_opening", "Openings that begin in lower case",
                                  Group::Pattern, Unit::Share, "openings"};
constexpr FigureInfo greeting{"greeting_opening", "Openings that begin with a greeting",
                              Group::Pattern, Unit::Share, "openings"};
constexpr FigureInfo idOpening{"identifier_opening", "Openings that give an identifier",
                               Group::Pattern, Unit::Share, "openings"};
constexpr FigureInfo userTurns{"user_turns", "User turns in a dialogue", Group::Course, Unit::Turns,
                               "dialogues"};
constexpr FigureInfo saidByOne{"information_by_turn_1", "Information said by the first turn",
                               Group::Course, Unit::Share, "dialogues"};
constexpr FigureInfo saidByTwo{"information_by_turn_2", "Information said by the second turn",
                               Group::Course, Unit::Share, "dialogues"};
constexpr FigureInfo firstId{"first_identifier_turn", "Turn of the first identifier", Group::Course,
                             Unit::TurnIndex, "dialogues"};
constexpr FigureInfo unprompted{"unprompted_identifier", "Identifiers given without being asked",
                                Group::Course, Unit::Share, "identifiers"};

bool isAcknowledgement(const SaidTurn &turn)
{
    if (turn.words != 1)
        return false;
    std::string word = toLower(turn.text);
    word.resize(word.find_last_not_of("!.-,") + 1);
    const std::vector<std::string> &known = referenceLexicon().phrases(Feature::AckOnlyRate);
    return std::find(known.begin(), known.end(), word) != known.end();
}

bool isGreeting(const SaidTurn &turn)
{
    static constexpr std::array<std::string_view, 9> greetings{
        "hi", "hello", "hey", "hiya", "good", "greetings", "dear", "howdy", "yo"};
    static constexpr std::array<std::string_view, 4> dayParts{"morning", "afternoon", "evening",
                                                              "day"};
    std::string text = toLower(turn.text);
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return std::string_view(",.!-:;?").find(c) != std::string_view::npos; }, ' ');
    const std::vector<std::string_view> words = splitBlanks(text);
    if (words.empty() || std::find(greetings.begin(), greetings.end(), words[0]) == greetings.end())
        return false;
    // "good" greets only with a part of the day.
    return words[0] != "good" || (words.size() > 1 && std::find(dayParts.begin(), dayParts.end(),
                                                                words[1]) != dayParts.end());
}

std::vector<Figure> featureFigures(const std::vector<const MetricDialogue *> &dialogues)
{
    std::vector<Figure> figures;
    for (const FeatureInfo &feature : featureTable()) {
        FigureBuilder builder(
            {feature.key, feature.title, Group::Feature, unitOf(feature), "dialogues"});
        for (const MetricDialogue *each : dialogues) {
            if (each->features)
                builder.add(each->dialogue->task, (*each->features)[feature.feature]);
        }
        figures.push_back(std::move(builder).finish());
    }
    return figures;
}

Figure turnFigure(const FigureInfo &info, const std::vector<TaskTalk> &talks, auto happens)
{
    FigureBuilder builder(info);
    for (const TaskTalk &each : talks)
        for (const SaidTurn &turn : each.talk.turns)
            builder.addEvent(each.task, happens(turn));
    return std::move(builder).finish();
}

Figure openingFigure(const FigureInfo &info, const std::vector<TaskTalk> &talks, auto happens)
{
    FigureBuilder builder(info);
    for (const TaskTalk &each : talks)
        builder.addEvent(each.task, happens(each.talk.turns.front()));
    return std::move(builder).finish();
}

/// `value` gives an optional number of the talk.
Figure talkFigure(const FigureInfo &info, const std::vector<TaskTalk> &talks, auto value)
{
    FigureBuilder builder(info);
    for (const TaskTalk &each : talks)
        if (const auto number = value(each.talk))
            builder.add(each.task, static_cast<double>(*number));
    return std::move(builder).finish();
}

Figure unpromptedFigure(const std::vector<TaskTalk> &talks)
{
    FigureBuilder builder(unprompted);
    for (const TaskTalk &each : talks) {
        for (const SaidTurn &turn : each.talk.turns) {
            for (int i = 0; i < turn.promptedIdentifiers; ++i)
                builder.addEvent(each.task, false);
            for (int i = 0; i < turn.unpromptedIdentifiers; ++i)
                builder.addEvent(each.task, true);
        }
    }
    return std::move(builder).finish();
}

void addTalkFigures(std::vector<Figure> &figures, const std::vector<TaskTalk> &talks)
{
    using Turn = const SaidTurn &;
    using Talk = const UserTalk &;
    const auto givesId = [](Turn turn) { return turn.identifier; };
    const auto isLower = [](Turn turn) { return turn.lowerCase; };
    figures.push_back(
        turnFigure(shortReply, talks, [](Turn turn) { return turn.words <= shortWords; }));
    figures.push_back(turnFigure(oneWord, talks, isAcknowledgement));
    figures.push_back(turnFigure(question, talks, [](Turn turn) { return turn.questionMark; }));
    figures.push_back(turnFigure(lowerTurn, talks, isLower));
    figures.push_back(turnFigure(openEnd, talks, [](Turn turn) { return turn.openEnd; }));
    figures.push_back(turnFigure(idTurn, talks, givesId));
    figures.push_back(openingFigure(lowerOpening, talks, isLower));
    figures.push_back(openingFigure(greeting, talks, isGreeting));
    figures.push_back(openingFigure(idOpening, talks, givesId));
    figures.push_back(talkFigure(
        userTurns, talks, [](Talk talk) { return std::optional<std::size_t>(talk.turns.size()); }));
    figures.push_back(talkFigure(saidByOne, talks, [](Talk talk) { return disclosedBy(talk, 1); }));
    figures.push_back(talkFigure(saidByTwo, talks, [](Talk talk) { return disclosedBy(talk, 2); }));
    figures.push_back(talkFigure(firstId, talks, firstIdentifierTurn));
    figures.push_back(unpromptedFigure(talks));
}

void countEnding(UserProfile &profile, UserEnding ending)
{
    switch (ending) {
    case UserEnding::Stopped:
        ++profile.stopped;
        return;
    case UserEnding::Assumed:
        ++profile.assumedEnds;
        return;
    case UserEnding::Censored:
        ++profile.censored;
        return;
    }
}
} // namespace

const Figure *UserProfile::find(std::string_view key) const
{
    const auto found = std::find_if(figures.begin(), figures.end(),
                                    [key](const Figure &figure) { return figure.info.key == key; });
    return found == figures.end() ? nullptr : &*found;
}

Result<UserProfile> profileOf(const std::vector<MetricDialogue> &dialogues, Source source,
                              const std::set<TaskKey> &tasks, JobContext &job)
{
    UserProfile profile;
    std::vector<const MetricDialogue *> used;
    std::vector<TaskTalk> taskTalks;
    std::set<TaskKey> seen;
    for (const MetricDialogue &each : dialogues) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, "", ""};
        const TaskKey &task = each.dialogue->task;
        if (!tasks.contains(task))
            continue;
        UserTalk talk = readUserTalk(*each.dialogue, source);
        if (talk.turns.empty())
            continue;
        profile.turns += static_cast<int>(talk.turns.size());
        countEnding(profile, talk.ending);
        seen.insert(task);
        used.push_back(&each);
        taskTalks.push_back({task, std::move(talk)});
    }
    profile.tasks = static_cast<int>(seen.size());
    profile.dialogues = static_cast<int>(used.size());
    profile.figures = featureFigures(used);
    addTalkFigures(profile.figures, taskTalks);
    profile.fragments = frequentFragments(taskTalks);
    std::vector<UserTalk> talks;
    for (TaskTalk &each : taskTalks)
        talks.push_back(std::move(each.talk));
    profile.openingHistogram = openingHistogramOf(talks);
    profile.wordsByTurn = wordsByTurnOf(talks);
    profile.disclosure = disclosureOf(talks);
    profile.acts = actCourseOf(talks);
    profile.ending = endingHazardOf(talks);
    return profile;
}
} // namespace gapscope
