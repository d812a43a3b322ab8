// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"

#include <bitset>

class QColor;
class QPainter;
class QRectF;

namespace gapscope {
struct Theme;

/// The features whose cues are drawn, by index.
using CueFilter = std::bitset<featureCount>;

/// The line under a fired cue: its colour says the dimension, its shape the feature within it.
/// Unlike the straight lines of word differences none of them is whole or dashed.
void drawCueStroke(QPainter &painter, const Theme &theme, Feature feature, double left,
                   double right, double y);
/// Room a stroke takes below and above `y`.
inline constexpr double cueStrokeReach = 2.0;

enum class FactStroke { OnlyHere, SaidElsewhere };

/// The box around a fact that the other side lacks in this row: whole where it never says it,
/// dotted where it says it in another turn.
void drawFactBox(QPainter &painter, const QColor &colour, FactStroke stroke, const QRectF &box);
} // namespace gapscope
