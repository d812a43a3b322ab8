// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/base/chart_facts.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// One picture of a presentation: a chart, or an aligned pair from one row on.
struct Slide
{
    /// What the list and the slide's heading say.
    std::string title;
    /// Without a chart: the pair.
    ChartWish wish;
    DialogueId real;
    DialogueId sim;
    /// Index into the rows of the alignment; -1 = from the start.
    int row = -1;

    bool isChart() const { return !wish.chart.empty(); }
    bool operator==(const Slide &) const = default;
};

/// JSON; what cannot be read as a slide is left out.
std::string slidesText(const std::vector<Slide> &slides);
std::vector<Slide> parseSlides(std::string_view text);
/// The key under which a workspace keeps them.
inline constexpr const char *slidesKey = "slides";
/// Whether an audience sees simulators and people without their names; hidden until "false".
inline constexpr const char *slidesHideNamesKey = "slidesHideNames";
inline bool slidesHideNames(std::string_view kept)
{
    return kept != "false";
}
} // namespace gapscope
