// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/profile.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// The mapping profiles of a workspace; a name is there once.
class ProfileRepository final
{
public:
    explicit ProfileRepository(Session &session) : m_session(session) {}

    /// By name.
    Result<std::vector<MappingProfile>> all();
    Result<std::optional<MappingProfile>> load(const std::string &name);
    /// Takes the place of one of this name. InvalidArgument: no name, or problemOf().
    Result<void> save(const MappingProfile &profile);
    /// False: there is none of this name.
    Result<bool> remove(const std::string &name);

private:
    Session &m_session;
};
} // namespace gapscope
