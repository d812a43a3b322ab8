// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/figure_style.h"

namespace gapscope {
namespace {
QColor grey(int level)
{
    return QColor(level, level, level);
}

Theme printGrey()
{
    Theme theme = Theme::light();
    theme.panel = grey(244);
    theme.border = grey(212);
    theme.text = grey(16);
    theme.mutedText = grey(88);
    theme.accent = grey(60);
    theme.real = grey(0);
    theme.sim = grey(110);
    theme.realFill = grey(240);
    theme.simFill = grey(248);
    theme.agentFill = grey(244);
    theme.divergent = grey(40);
    theme.moved = grey(90);
    theme.equal = grey(170);
    theme.insertedFill = grey(225);
    theme.deletedFill = grey(215);
    theme.success = theme.failure = theme.warning = grey(60);
    return theme;
}
} // namespace

std::vector<FigureTheme> figureThemes()
{
    return {{"paper", Theme::light(), 1.0},
            {"slide", Theme::light(), 1.5},
            {"dark", Theme::dark(), 1.0},
            {"print-grey", printGrey(), 1.0}};
}

std::optional<FigureTheme> figureTheme(std::string_view id)
{
    for (const FigureTheme &theme : figureThemes())
        if (theme.id == id)
            return theme;
    return std::nullopt;
}

std::string figureThemeNames()
{
    std::string names;
    const std::vector<FigureTheme> themes = figureThemes();
    for (std::size_t i = 0; i < themes.size(); ++i)
        names.append(i == 0 ? "" : i + 1 == themes.size() ? " or " : ", ").append(themes[i].id);
    return names;
}

const std::vector<FigureSize> &figureSizes()
{
    static const std::vector<FigureSize> sizes{
        {"one-column", 85, 0, 70}, {"two-columns", 178, 0, 110}, {"slide", 254, 142.875, 142.875}};
    return sizes;
}

const FigureSize *figureSize(std::string_view id)
{
    for (const FigureSize &size : figureSizes())
        if (size.id == id)
            return &size;
    return nullptr;
}
} // namespace gapscope
