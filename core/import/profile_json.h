// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/profile.h"

#include <string>
#include <string_view>

namespace gapscope {
/// A profile as a file for others: indented JSON with a final newline; what is unsaid is left out.
std::string profileJson(const MappingProfile &profile);

/// InputMalformed, subject = the place in the file (`structure.roles.bot`), detail = what is wrong
/// there. Unknown members are refused, since a misspelt one would be passed over in silence.
Result<MappingProfile> profileFromJson(std::string_view text);
} // namespace gapscope
