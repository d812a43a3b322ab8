// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_ink.h"

namespace gapscope {
/// Lines across an area: rising /, falling \, upright |, level –, or upright and level.
enum class Hatch { None, Rising, Falling, Upright, Level, Grid };

/// How an area in this ink is filled. `isMarked`: an artefact, noise, what does not count. In grey
/// every kind of area has its own hatch or lightness; in colour those have hatches that the
/// colour-blind would confuse.
Hatch hatchOf(const Ink &ink, bool isMarked, const Theme &theme);
/// What text on an area stands on: its colour, or the ground between its lines.
QColor areaGround(const Ink &ink, bool isMarked, const Theme &theme);
/// Fills a bar or its swatch in a legend; the same ink looks the same in both. `base` is the text
/// size, which lines keep their distance by; `edge` outlines areas that are not hatched.
void drawArea(QPainter &painter, const QRectF &box, const Ink &ink, bool isMarked,
              const Theme &theme, double base, const QPen &edge);
} // namespace gapscope
