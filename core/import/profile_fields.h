// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"
#include "core/import/profile.h"

#include <functional>
#include <optional>
#include <string>

namespace gapscope {
/// Outcome by the meaning; nothing where the value is null.
Outcome outcomeBy(const OutcomeMeaning &meaning, const Json &value);

/// What a profile's fields make of a dialogue, wherever their values come from.
class ProfileFields
{
public:
    /// The value at a path of the profile; none = it is not there.
    using Lookup = std::function<std::optional<Json>(const std::string &path)>;

    explicit ProfileFields(const MappingProfile &profile) : m_profile(profile) {}

    /// The id of the task as its field says; empty = no such field or no value.
    std::string taskId(const Lookup &lookup) const;
    /// The run as its field says: a number. Words name people and tell no number.
    void readRun(const Lookup &lookup, Dialogue &dialogue) const;
    /// False: the outcome field has a value that its meaning cannot read.
    bool setOutcome(const Lookup &lookup, Dialogue &dialogue) const;
    /// Adds answers; those of a field that is there already are replaced.
    void addSurvey(const Lookup &lookup, Dialogue &dialogue) const;

private:
    const MappingProfile &m_profile;
};
} // namespace gapscope
