// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/mapping_walk.h"
#include "core/model/transcript.h"

#include <set>
#include <string>
#include <vector>

namespace gapscope {
/// Turns the elements of a mapped list into turns of one dialogue.
class MappedTurns
{
public:
    MappedTurns(const MappingProfile &profile, const MappingPaths &paths)
        : m_structure(*profile.structure), m_paths(paths)
    {}

    void add(const Json &element);
    /// In order: by their numbers where all have one. `reordered` tells whether that changed them.
    std::vector<Turn> take(bool &reordered);
    bool empty() const { return m_turns.empty(); }

    /// Words of the role field that nobody knows, since the last take().
    const std::set<std::string> &unknownWords() const { return m_unknown; }

private:
    struct Numbered
    {
        std::optional<double> number;
        Turn turn;
    };

    Role roleFor(const Json &element);
    Role otherSide();
    void addSides(const Json &element);
    void addMessage(const Json &element, Role role, const Json *content);

    const MappingStructure &m_structure;
    const MappingPaths &m_paths;
    std::vector<Numbered> m_turns;
    std::set<std::string> m_unknown;
    /// Who spoke last, where the sides take turns.
    std::optional<Role> m_last;
};
} // namespace gapscope
