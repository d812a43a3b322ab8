// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/theme.h"

#include <QSizeF>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// How figures look: paper, slide (larger text), dark, print-grey (told apart by lightness, dash,
/// marker and hatch alone).
struct FigureTheme
{
    std::string_view id;
    Theme theme;
    double textScale = 1.0;
};
std::vector<FigureTheme> figureThemes();
std::optional<FigureTheme> figureTheme(std::string_view id);
/// "paper, slide, dark or print-grey" for messages.
std::string figureThemeNames();

/// Sizes of common places for a figure; a height of 0 is what the chart needs, but at least
/// `leastHeight`.
struct FigureSize
{
    std::string_view id;
    double width = 0.0;
    double height = 0.0;
    double leastHeight = 0.0;
};
/// one-column (85 mm), two-columns (178 mm), slide (16:9).
const std::vector<FigureSize> &figureSizes();
const FigureSize *figureSize(std::string_view id);
} // namespace gapscope
