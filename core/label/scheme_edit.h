// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_scheme.h"

#include <cstddef>
#include <string>

namespace gapscope {
/// A scheme one version on, and what was changed in a line ("C8 Over-formal added").
struct SchemeEdit
{
    LabelScheme scheme;
    std::string change;
};

/// Errors of all: NotFound where a code or group is unknown, Conflict where a code, group or key is
/// taken (subject = who has it), InvalidArgument where the result would be no scheme. What a code
/// is called never changes: labels name it. `position` counts among all codes; beyond the end =
/// last.
Result<SchemeEdit> addCode(const LabelScheme &scheme, const LabelCode &code,
                           std::size_t position = std::string::npos);
/// Name, group, definition, examples and fields of the code `now.code`; its key and whether it is
/// retired stay.
Result<SchemeEdit> redefineCode(const LabelScheme &scheme, const LabelCode &now);
/// Its key becomes free. InvalidArgument for the last code in use.
Result<SchemeEdit> retireCode(const LabelScheme &scheme, const std::string &code);
Result<SchemeEdit> restoreCode(const LabelScheme &scheme, const std::string &code);
/// Retires `from`: `into` takes its place, and that of all that were merged into it before.
/// Labels are relabelled by SchemeRepository::merge().
Result<SchemeEdit> mergeCodes(const LabelScheme &scheme, const std::string &from,
                              const std::string &into);
/// Empty = none. Conflict also for the program's own keys (reservedKeys).
Result<SchemeEdit> setCodeKey(const LabelScheme &scheme, const std::string &code,
                              const std::string &key);
Result<SchemeEdit> moveCode(const LabelScheme &scheme, const std::string &code,
                            std::size_t position);
Result<SchemeEdit> addGroup(const LabelScheme &scheme, const LabelGroup &group);
Result<SchemeEdit> renameGroup(const LabelScheme &scheme, const LabelGroup &group);
Result<SchemeEdit> setMultiple(const LabelScheme &scheme, bool multiple);
} // namespace gapscope
