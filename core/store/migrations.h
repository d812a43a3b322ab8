// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
class Session;

/// The statements that take a workspace from version - 1 to version. Never changed once released.
struct Migration
{
    int version = 0;
    std::vector<std::string_view> statements;
};

/// All of them, version 1 (which starts from nothing) first.
const std::vector<Migration> &migrations();
int currentSchemaVersion();

/// Runs the steps beyond `from`, each in one transaction; before the first, a whole copy is put
/// beside the file where `from` is not 0. Returns the copy's path, empty = none was needed.
Result<std::string> migrate(Session &session, int from, std::span<const Migration> steps);

/// WorkspaceDamaged, naming the first table, view, index or trigger that is unknown, changed or
/// missing, compared with what the steps up to `version` make.
Result<void> checkSchema(Session &session, int version, std::span<const Migration> steps);
} // namespace gapscope
