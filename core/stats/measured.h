// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace gapscope::stats {
/// Why a figure of agreement has no value.
enum class Undefined {
    NothingRated,
    /// No unit has two ratings.
    OneRater,
    /// A single unit says nothing about chance.
    OneUnit,
    /// All ratings are the same: chance alone would agree always.
    OneCategory,
    /// Units have unlike numbers of raters.
    UnequalRaters,
    /// It compares two raters, no more.
    NotTwoRaters,
    /// It compares single categories, not sets of them.
    SetsOfCodes,
    /// Nobody gave what it is about.
    NothingGiven,
    /// Nothing is decided that ratings could be held against.
    NothingDecided,
};

/// The second half of "undefined, because …".
std::string_view because(Undefined reason);

/// A figure, or why there is none; never "not a number".
class Measured final
{
public:
    Measured(double value) : m_value(value) {}
    Measured(Undefined why = Undefined::NothingRated) : m_why(why) {}

    explicit operator bool() const { return m_value.has_value(); }
    double operator*() const { return *m_value; }
    const std::optional<double> &value() const { return m_value; }
    /// Of one without a value only.
    Undefined why() const { return m_why; }

    bool operator==(const Measured &) const = default;

private:
    std::optional<double> m_value;
    Undefined m_why = Undefined::NothingRated;
};
} // namespace gapscope::stats
