// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// One code of a scheme. `use` and `avoid` are a positive and a negative example.
struct LabelCode
{
    std::string code;
    std::string group;
    std::string name;
    std::string definition;
    std::string use;
    std::string avoid;
    /// Default key, a digit; empty = none.
    std::string key;

    bool operator==(const LabelCode &) const = default;
};

struct LabelGroup
{
    std::string id;
    std::string name;

    bool operator==(const LabelGroup &) const = default;
};

/// The codes annotators choose from, versioned; a label names a code, not its position.
struct LabelScheme
{
    std::string id;
    int version = 0;
    std::string title;
    std::vector<LabelGroup> groups;
    std::vector<LabelCode> codes;

    /// Null when the scheme has no such code.
    const LabelCode *find(std::string_view code) const;
    bool operator==(const LabelScheme &) const = default;
};

/// Reads a scheme from JSON. InputMalformed: missing fields, a code or key used twice, a code of an
/// unknown group.
Result<LabelScheme> parseLabelScheme(std::string_view json);

/// The divergence codes of methods.md (d), the default of every workspace.
const LabelScheme &divergenceScheme();
} // namespace gapscope
