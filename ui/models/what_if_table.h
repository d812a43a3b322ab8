// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_what_if.h"
#include "ui/models/figure_table.h"

namespace gapscope {
/// The parts of the index before and after, on the scale where 100 is perfect.
FigureTable whatIfFigures(const WhatIf &result);
/// "Dialogues with more short messages have fewer words per turn (r = −.61)."
QString couplingSentence(const Coupling &coupling);
} // namespace gapscope
