// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Which side of the dialogues a program speaks for. Unsaid: the kind of the corpus tells.
enum class SimulatedSide { Unsaid, User, Agent, Both, None };

/// What a value of the outcome field means.
struct OutcomeMeaning
{
    /// AsRead: a number is the reward, yes or no the success.
    enum class Rule { AsRead, Equals, AtLeast, OneOf };
    Rule rule = Rule::AsRead;
    /// Equals: one text (numbers are compared as numbers). OneOf: those that mean success.
    std::vector<std::string> values;
    double atLeast = 1.0;

    bool operator==(const OutcomeMeaning &) const = default;
};

/// How dialogues lie in a file of a format that nobody knows. Paths as in FieldPath; those of a
/// dialogue begin at the dialogue, those of a turn at the turn. `@key` is the name of a member that
/// `*` went through. A field that a dialogue lacks is looked for in its first turn, so that tables
/// and lists of loose turns need nothing else.
struct MappingStructure
{
    /// From a record of the file (an element of its list, a line, or its one object) to the
    /// dialogues; empty = a record is a dialogue.
    std::string dialogues;
    /// From a dialogue to its list of turns. Empty = a record is one turn; records with one
    /// dialogue id are one dialogue, and without such a field the whole file is.
    std::string turns;
    /// Empty = the sides take turns, `firstSpeaker` begins.
    std::string role;
    Role firstSpeaker = Role::User;
    std::string text;
    /// Instead of role and text: an element holds what both sides say, first the first speaker.
    std::string userText;
    std::string agentText;
    std::string time;
    /// Number of the turn; turns whose numbers fall are put into order.
    std::string order;
    std::string dialogueId;
    /// What the words in the role field mean. Others are taken as chat formats use them, and become
    /// notes where nobody knows them.
    std::map<std::string, Role> roles;

    bool operator==(const MappingStructure &) const = default;
};

/// By what a file is known to be like those a profile was made for.
struct ProfileSignature
{
    /// `records`, `object` or `table`; empty = none was taken.
    std::string shape;
    /// Paths of fields, sorted.
    std::vector<std::string> fields;

    bool operator==(const ProfileSignature &) const = default;
};

/// What sniffing cannot know about files of one kind. Empty text and none = as the importer says.
struct MappingProfile
{
    std::string name;
    /// Id of the importer; empty = the one that recognises the file, or `mapped` where there is a
    /// structure.
    std::string format;

    std::optional<CorpusKind> kind;
    std::string label;
    std::string domain;
    std::string benchmark;
    SimulatedSide simulatedSide = SimulatedSide::Unsaid;
    /// Whether the files have the user's words under the agent's role; none = as the importer
    /// finds.
    std::optional<bool> swapRoles;

    /// Paths in a dialogue's record. Of known formats: in what the importer kept as metadata, or
    /// `@id`, `@task`, `@run`, `@reward`, `@success`, `@termination`.
    std::string taskField;
    /// A number is the run; other words name people, whose dialogues get the next free one.
    std::string runField;
    std::string outcomeField;
    OutcomeMeaning outcome;
    /// Answers of a questionnaire; an object gives all its members.
    std::vector<std::string> surveyFields;

    std::optional<MappingStructure> structure;
    ProfileSignature signature;

    bool operator==(const MappingProfile &) const = default;
};

const char *name(SimulatedSide side);
const char *name(OutcomeMeaning::Rule rule);

/// What is wrong with a profile as it is, as `place: reason`; empty = nothing.
std::string problemOf(const MappingProfile &profile);
} // namespace gapscope
