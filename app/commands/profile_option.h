// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/profile.h"

#include <QString>

#include <memory>
#include <string>

namespace gapscope {
/// The profile in a JSON file. Errors: InputUnreadable, InputMalformed with the place in it.
Result<MappingProfile> profileFromFile(const std::string &path);

/// What --profile names: a file, or a profile of the workspace. Error: NotFound and those of files.
Result<std::shared_ptr<const MappingProfile>> profileNamed(const QString &workspace,
                                                           const std::string &argument);
} // namespace gapscope
