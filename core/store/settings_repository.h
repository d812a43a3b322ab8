// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <map>
#include <optional>
#include <string>

namespace gapscope {
class Session;

/// What belongs to the workspace rather than to the person's computer: key → JSON text.
class SettingsRepository final
{
public:
    explicit SettingsRepository(Session &session) : m_session(session) {}

    Result<std::optional<std::string>> load(const std::string &key);
    Result<std::map<std::string, std::string>> all();
    /// InvalidArgument where `json` is not JSON.
    Result<void> save(const std::string &key, const std::string &json);
    Result<void> remove(const std::string &key);

private:
    Session &m_session;
};
} // namespace gapscope
