// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/probe.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Where a field lies in a JSON value: `a.b[].c`. `[]` = every element of a list, `[0]` its first,
/// `*` = every member of an object, empty = the value itself. A backslash before `.`, `[`, `*` or
/// `\` makes it part of a name.
class FieldPath
{
public:
    enum class Kind { Member, Element, Elements, Members };
    struct Step
    {
        Kind kind = Kind::Member;
        /// Of the member; of an element its number from 0 on.
        std::string name;

        bool operator==(const Step &) const = default;
    };

    FieldPath() = default;
    explicit FieldPath(std::vector<Step> steps) : m_steps(std::move(steps)) {}
    /// InvalidArgument, subject = the path, for an empty name or a `[` without `]`.
    static Result<FieldPath> parse(std::string_view text);

    bool empty() const { return m_steps.empty(); }
    const std::vector<Step> &steps() const { return m_steps; }
    std::string text() const;
    FieldPath with(Step step) const;
    /// Its steps from `first` on.
    FieldPath from(std::size_t first) const;
    FieldPath upTo(std::size_t count) const;

    /// The first value that is there and not null; null = none.
    const Json *first(const Json &value) const;
    /// Every value that is there, in order.
    std::vector<const Json *> all(const Json &value) const;

    bool operator==(const FieldPath &) const = default;

private:
    std::vector<Step> m_steps;
};
} // namespace gapscope
