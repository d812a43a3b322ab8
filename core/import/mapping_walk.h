// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/field_path.h"
#include "core/import/profile.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// The paths of a structure, parsed once. problemOf() must have found nothing.
class MappingPaths
{
public:
    explicit MappingPaths(const MappingProfile &profile);

    /// A dialogue within a record, and the member names that `*` went through to it.
    struct Place
    {
        const Json *value = nullptr;
        std::string key;
    };
    std::vector<Place> dialogues(const Json &record) const;

    /// The turns of a dialogue: the elements of its list; a list itself where it is the path.
    std::vector<const Json *> turns(const Json &dialogue) const;
    bool hasTurnList() const { return m_hasTurns; }
    bool isPair() const { return !m_userText.empty(); }

    /// A field of a dialogue: in it, or in its first turn; `@key` is its member name. Null = none.
    std::optional<Json> field(const std::string &path, const Place &dialogue) const;

    const FieldPath &turnsPath() const { return m_turns; }
    const FieldPath &dialoguesPath() const { return m_dialogues; }
    const FieldPath &role() const { return m_role; }
    const FieldPath &text() const { return m_text; }
    const FieldPath &userText() const { return m_userText; }
    const FieldPath &agentText() const { return m_agentText; }
    const FieldPath &time() const { return m_time; }
    const FieldPath &order() const { return m_order; }

private:
    FieldPath m_dialogues;
    FieldPath m_turns;
    bool m_hasTurns = false;
    FieldPath m_role;
    FieldPath m_text;
    FieldPath m_userText;
    FieldPath m_agentText;
    FieldPath m_time;
    FieldPath m_order;
};
} // namespace gapscope
