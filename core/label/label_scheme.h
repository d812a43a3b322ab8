// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// What an annotator may say about a label beyond its code.
enum class LabelField { Severity, Direction, Effect, Confidence, Span, Note };
inline constexpr std::array labelFields{LabelField::Severity, LabelField::Direction,
                                        LabelField::Effect,   LabelField::Confidence,
                                        LabelField::Span,     LabelField::Note};

enum class FieldUse { Optional, Required, Off };

/// One code of a scheme. `use` and `avoid` are a positive and a negative example.
struct LabelCode
{
    std::string code;
    std::string group;
    std::string name;
    std::string definition;
    std::string use;
    std::string avoid;
    /// Default key, one digit or letter; empty = none.
    std::string key;
    /// No longer given out; labels that have it stay.
    bool retired = false;
    /// The code that took its place; only where it is retired.
    std::string mergedInto{};
    std::array<FieldUse, labelFields.size()> fields{};

    FieldUse fieldUse(LabelField field) const { return fields[static_cast<std::size_t>(field)]; }
    void setFieldUse(LabelField field, FieldUse value)
    {
        fields[static_cast<std::size_t>(field)] = value;
    }
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
    /// Whether an annotator may give one row several codes.
    bool multiple = true;
    std::vector<LabelGroup> groups;
    std::vector<LabelCode> codes;

    /// Null when the scheme has no such code.
    const LabelCode *find(std::string_view code) const;
    /// The code to use for it today, merges followed. Null where it is unknown or retired without
    /// another in its place.
    const LabelCode *current(std::string_view code) const;
    bool operator==(const LabelScheme &) const = default;
};

/// As in the file: "severity", "direction", "effect", "confidence", "span", "note".
const char *name(LabelField field);
std::optional<LabelField> labelField(std::string_view name);

/// Reads a scheme from JSON; unknown fields are passed over. InputMalformed: missing fields, a
/// code, group or key used twice, a code of an unknown group, a key that is not one digit or
/// letter, an unknown label field, a merge into no code or in a circle.
Result<LabelScheme> parseLabelScheme(std::string_view json);
/// The same as text: parseLabelScheme() gives the scheme back, and the text is the same each time.
/// InvalidArgument where a text is not UTF-8.
Result<std::string> labelSchemeJson(const LabelScheme &scheme);
/// What parseLabelScheme() refuses, for a scheme made otherwise.
Result<void> checkLabelScheme(const LabelScheme &scheme);

/// Letters that are keys of the program itself.
inline constexpr std::string_view reservedKeys = "acefhijklmnopstuvwx";
/// Lower-case digit or letter that no code has and the program does not use, in their order.
std::vector<std::string> freeKeys(const LabelScheme &scheme);

/// The divergence codes of methods.md (d), the default of every workspace.
const LabelScheme &divergenceScheme();
} // namespace gapscope
