// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/targets_brief_p.h"

#include "core/export/targets_phrases.h"
#include "core/metrics/json_text.h"

#include <cmath>

namespace gapscope {
namespace {
constexpr std::size_t shownGaps = 12;
/// Below this many tasks most gaps of practical size stay within the interval.
constexpr int enoughTasks = 20;

std::string withRange(const TargetGap &gap)
{
    if (gap.people.info.unit == FigureUnit::Share) {
        const auto points = [](double share) {
            return plainNumber(std::round(share * 100.0) + 0.0);
        };
        return points(gap.change) + " points, 95 % from " + points(gap.interval->low) + " to " +
               points(gap.interval->high);
    }
    return numberText(gap.change) + " on average, 95 % from " + numberText(gap.interval->low) +
           " to " + numberText(gap.interval->high);
}

std::string sideText(const Figure &figure)
{
    return valueText(figure) + fewText(figure.events);
}

std::string gapLine(const TargetGap &gap, const FigurePhrase &phrase)
{
    std::string action(gap.move == Move::Up ? phrase.up : phrase.down);
    action[0] = static_cast<char>(action[0] - 'a' + 'A');
    std::string text =
        action + ":** people " + sideText(gap.people) + ", now " + sideText(gap.simulator) +
        " (change " + withRange(gap) + "; n = " + std::to_string(gap.people.n) + " and " +
        std::to_string(gap.simulator.n) + " " + std::string(gap.people.info.counts) + ").";
    if (!phrase.caveat.empty())
        text += " Note: " + std::string(phrase.caveat) + ".";
    return text;
}
} // namespace

std::string simulatorBrief(const SimulatorTargets &simulator)
{
    std::string text = "\n## Where " + simulator.name + " has to move\n\n";
    text += "On the " + countText(simulator.sharedTasks, "tuning task", "tuning tasks") +
            " that both have (" +
            countText(simulator.profile.dialogues, "simulated dialogue", "simulated dialogues") +
            "), largest gap first.\n\n";
    if (simulator.sharedTasks < enoughTasks)
        text += "**Too few tasks.** Only large gaps show on so few; what is not named may still "
                "differ.\n\n";
    std::size_t shown = 0;
    std::size_t more = 0;
    std::vector<std::string> unclear;
    std::vector<std::string> rare;
    for (const TargetGap &gap : simulator.gaps) {
        const FigurePhrase *phrase = phraseOf(gap.people.info.key);
        if (!phrase)
            continue;
        if (gap.people.few() && gap.simulator.few())
            rare.emplace_back(phrase->noun);
        else if (gap.move == Move::Unclear)
            unclear.emplace_back(phrase->noun);
        else if ((gap.move == Move::Up ? phrase->up : phrase->down).empty())
            continue;
        else if (shown == shownGaps)
            ++more;
        else
            text += std::to_string(++shown) + ". **" + gapLine(gap, *phrase) + "\n";
    }
    if (shown == 0)
        text += "No figure differs clearly.\n";
    if (more > 0)
        text += "\n" + countText(static_cast<int>(more), "smaller gap is", "smaller gaps are") +
                " in the JSON export.\n";
    if (!unclear.empty())
        text += "\nNo clear difference: " + joined(unclear) + ".\n";
    if (!rare.empty())
        text +=
            "\nToo rare to compare (fewer than ten cases on both sides): " + joined(rare) + ".\n";
    return text;
}
} // namespace gapscope
