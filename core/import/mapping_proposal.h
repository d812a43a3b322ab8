// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/field_sample.h"
#include "core/import/profile.h"

#include <string>
#include <vector>

namespace gapscope {
struct Probe;

/// A list in a file that could be that of the turns.
struct TurnListCandidate
{
    /// As MappingStructure takes them; both empty = loose turns.
    std::string dialogues;
    std::string turns;
    /// Fields of a turn that could be role and text, best first.
    std::vector<std::string> roles;
    std::vector<std::string> texts;
    int turnsSeen = 0;
    /// The higher the likelier; below 0 is never proposed.
    double score = 0.0;
};

/// A word of a role field and what it seems to mean; none = nobody knows.
struct RoleWordSeen
{
    std::string word;
    int seen = 0;
    std::optional<Role> role;

    bool operator==(const RoleWordSeen &) const = default;
};

/// What a file that nobody knows could be, for a person to correct.
struct MappingProposal
{
    /// With a structure, fields and signature; without a kind unless the file says one.
    MappingProfile profile;
    /// Best first; the profile follows the first.
    std::vector<TurnListCandidate> candidates;
    /// Of the profile's role field, most frequent first.
    std::vector<RoleWordSeen> roleWords;
    /// All fields of a record, for choosers.
    std::vector<FieldSample> fields;
    /// What is lacking before the file can be read, in plain English; empty = nothing.
    std::string lacking;
};

/// Never fails: where nothing is found, the profile's structure is empty and `lacking` says so.
MappingProposal proposeMapping(const Probe &probe);

/// Error: InputUnreadable.
Result<MappingProposal> proposeMapping(const std::string &path);

/// The proposal with another list of turns in it.
MappingProposal proposeMapping(const Probe &probe, const std::string &dialogues,
                               const std::string &turns);

Result<MappingProposal> proposeMapping(const std::string &path, const std::string &dialogues,
                                       const std::string &turns);

/// Words in a role field of the beginning of a file, most frequent first.
std::vector<RoleWordSeen> roleWordsOf(const Probe &probe, const MappingStructure &structure);
} // namespace gapscope
