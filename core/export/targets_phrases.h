// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/acts.h"
#include "core/metrics/targets_figure.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The wording of the brief; numbers in the C locale.
namespace gapscope {
/// What to tell the writer of a prompt about a figure.
struct FigurePhrase
{
    std::string_view key;
    /// Names the figure: "short replies".
    std::string_view noun;
    /// What to do: "more short replies", "fewer short replies". Empty: not worth aiming at (nobody
    /// should be told to sound more like the agent).
    std::string_view up;
    std::string_view down;
    /// What the number really counts, where its name says more than it measures (methods.md A.8).
    std::string_view caveat;
};

/// Null for figures that the brief leaves out because another one says the same.
const FigurePhrase *phraseOf(std::string_view key);
/// A turn of that act, or the start or end (ActTransitions): "a yes".
std::string_view phraseOfState(std::size_t state);

/// "29 %", "under 1 %", "none".
std::string percentText(double share);
/// One decimal, below 1 two.
std::string numberText(double value);
/// "80 % between 4 and 17", "80 % at 5"; the figure has quantiles.
std::string rangeText(const Figure &figure);
/// "1 dialogue", "3 dialogues".
std::string countText(int count, std::string_view singular, std::string_view plural);
/// The mean of a share, else median and range, in the figure's unit.
std::string valueText(const Figure &figure);
/// " (only 4)" below ten, or nothing; no event is said by "none".
std::string fewText(int events);
/// "a, b and c".
std::string joined(const std::vector<std::string> &parts);
} // namespace gapscope
