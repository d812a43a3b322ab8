// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Email: what stands before the @ counts. Zip: five digits. Date: a month with or without its day,
/// or a weekday. Name: two capitalised words or more.
enum class UnitKind { Identifier, Email, Zip, Money, Number, Date, Time, Name };

/// A piece of information of the task card and the first user turn of each side that says it
/// (methods.md C.3); positions in Dialogue::turns, none = that side never says it.
struct UnitLink
{
    /// As the card spells it.
    std::string text;
    UnitKind kind = UnitKind::Identifier;
    std::optional<int> realTurn;
    std::optional<int> simTurn;

    bool operator==(const UnitLink &) const = default;
};

/// The units of the card in its order that at least one side says; stop signals say nothing. Empty
/// without a card, which is "not computed" rather than "none".
std::vector<UnitLink> unitLinks(const Dialogue &real, const Dialogue &sim, std::string_view card);

/// "identifier", "email", "zip", "money", "number", "date", "time", "name".
const char *name(UnitKind kind);
} // namespace gapscope
