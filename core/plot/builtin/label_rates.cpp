// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/sample_parts.h"
#include "core/stats/events.h"
#include "core/stats/intervals.h"

#include <algorithm>
#include <map>

namespace gapscope::charts {
namespace {
using namespace plot;

/// Of one simulator.
struct Labelled
{
    std::string simulator;
    int judged = 0;
    std::set<TaskKey> tasks;
    std::map<std::string, std::vector<const LabelledPair *>> byCode;

    double share(const std::string &code) const
    {
        const auto found = byCode.find(code);
        return found == byCode.end() || judged == 0
                   ? 0.0
                   : static_cast<double>(found->second.size()) / judged;
    }
};

/// The selected simulator first, then the second one or, without one, all others.
std::vector<Labelled> labelledBySimulator(const ChartInput &input)
{
    std::map<std::string, Labelled> bySimulator;
    for (const LabelledPair &pair : *input.labelled) {
        if (!isJudged(pair))
            continue;
        Labelled &one = bySimulator[pair.simulator];
        one.simulator = pair.simulator;
        ++one.judged;
        one.tasks.insert(pair.task);
        for (const std::string &code : codesOf(pair))
            one.byCode[code].push_back(&pair);
    }
    const std::string other = otherSimulator(input);
    std::vector<Labelled> sides;
    if (const UsiRow *selected = selectedRow(input))
        if (const auto found = bySimulator.find(selected->name); found != bySimulator.end())
            sides.push_back(std::move(found->second));
    for (auto &[name, one] : bySimulator)
        if (one.judged > 0 && (other.empty() || name == other) &&
            (sides.empty() || name != sides.front().simulator))
            sides.push_back(std::move(one));
    return sides;
}

/// In the order of the scheme; codes it does not have come last.
std::vector<std::string> codesOf(const std::vector<Labelled> &sides, const LabelScheme &scheme)
{
    std::set<std::string> seen;
    for (const Labelled &side : sides)
        for (const auto &[code, pairs] : side.byCode)
            seen.insert(code);
    std::vector<std::string> codes;
    for (const LabelCode &entry : scheme.codes)
        if (seen.erase(entry.code) > 0)
            codes.push_back(entry.code);
    codes.insert(codes.end(), seen.begin(), seen.end());
    return codes;
}

struct Builder
{
    ChartSpec spec;
    double highest = 0.0;
    bool isRare = false;

    void add(const Labelled &side, int index, int sides, const std::string &code,
             const LabelCode *entry, double y)
    {
        const auto found = side.byCode.find(code);
        const std::vector<const LabelledPair *> none;
        const auto &pairs = found == side.byCode.end() ? none : found->second;
        const int n = static_cast<int>(pairs.size());
        const auto interval = stats::wilson(n, side.judged);
        if (!interval)
            return;
        std::vector<DialogueId> dialogues;
        for (const LabelledPair *pair : pairs)
            dialogues.push_back(pair->sim);
        const double share = 100.0 * n / side.judged;
        isRare = isRare || (index == 0 && n < leastEvents);
        const int row = static_cast<int>(spec.table.rows.size());
        spec.table.rows.push_back({code, entry ? entry->name : std::string(), side.simulator, n,
                                   side.judged, share / 100.0, interval->low, interval->high,
                                   static_cast<int>(side.tasks.size())});
        const std::string tip = text(
            {code, entry ? " " + entry->name : std::string(), "\n", side.simulator, ": ",
             fixed(share, 1), " % of ",
             counted(static_cast<std::size_t>(side.judged), "judged pair", "judged pairs"), " (",
             std::to_string(n), "), 95 % interval ", fixed(100.0 * interval->low, 1), "–",
             fixed(100.0 * interval->high, 1), entry ? "\n" + entry->definition : std::string()});
        const Look appearance = look(index - 1, sides - 1, index == 0);
        PointMark point{
            share,
            y + offset(index, sides),
            {},
            {},
            appearance.shape,
            1.0,
            {},
            {appearance.ink, tip, toText({side.simulator, {}, {}, {}}), row, std::move(dialogues)}};
        point.xError = Interval{100.0 * interval->low, 100.0 * interval->high};
        spec.points.push_back(std::move(point));
        highest = std::max(highest, 100.0 * interval->high);
    }

    /// Beside one another, so that intervals do not cover each other.
    static double offset(int index, int sides)
    {
        return sides < 2 ? 0.0 : 0.44 * (index / static_cast<double>(sides - 1) - 0.5);
    }
};
} // namespace

static ChartSpec buildLabelRates(const ChartInput &input)
{
    const std::vector<Labelled> sides = labelledBySimulator(input);
    if (sides.empty())
        return empty("No pair is labelled yet: labels are set on the Compare page.");
    const std::vector<std::string> codes = codesOf(sides, input.labelScheme());
    if (codes.empty())
        return empty("The pairs that were judged have no divergence code.");
    Builder builder;
    ChartSpec &spec = builder.spec;
    spec.table.header = {"code",  "name",   "simulator", "pairs_with", "pairs_judged",
                         "share", "low_95", "high_95",   "tasks"};
    spec.columns = {{"n", {}, true}};
    for (const std::string &code : codes) {
        const LabelCode *entry = input.labelScheme().find(code);
        const auto y = static_cast<double>(spec.y.categories.size());
        spec.y.categories.push_back(entry ? code + "  " + entry->name : code);
        const auto found = sides.front().byCode.find(code);
        spec.columns[0].cells.push_back(
            std::to_string(found == sides.front().byCode.end() ? 0 : found->second.size()));
        for (std::size_t i = 0; i < sides.size(); ++i)
            builder.add(sides[i], static_cast<int>(i), static_cast<int>(sides.size()), code, entry,
                        y);
    }
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const Look appearance =
            look(static_cast<int>(i) - 1, static_cast<int>(sides.size()) - 1, i == 0);
        spec.legend.push_back({text({sides[i].simulator, " (", std::to_string(sides[i].judged),
                                     sides[i].judged == 1 ? " pair)" : " pairs)"}),
                               LegendEntry::Kind::Point, appearance.shape, 0, appearance.ink});
    }
    spec.subtitle = text({"Share of judged pairs with each label; ", sides.front().simulator, ": ",
                          counted(static_cast<std::size_t>(sides.front().judged), "pair", "pairs"),
                          " of ", counted(sides.front().tasks.size(), "task", "tasks")});
    if (builder.isRare)
        spec.warnings.push_back("Fewer than " + std::to_string(leastEvents) +
                                " pairs have some of the labels: read their intervals.");
    if (static_cast<std::size_t>(sides.front().judged) > sides.front().tasks.size())
        spec.warnings.push_back("Several pairs are of one task: their labels are not independent, "
                                "and intervals are too narrow.");
    // A little to the left of zero and beyond all, so that no marker is cut.
    const double edge = std::min(100.0, std::max(10.0, 1.05 * builder.highest));
    spec.x = {"Judged pairs with the label", "%", {-0.02 * edge, 1.02 * edge}, {}, {}};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> label_rates()
{
    return std::make_unique<Chart>(
        ChartInfo{"label_rates",
                  "Labels per simulator",
                  "How often annotators gave each divergence label to the pairs they judged.",
                  "A label that is frequent for one simulator only is its own weakness. Pairs "
                  "count once per label; adjudicated labels stand for those of the annotators.",
                  "Shares of judged pairs with Wilson intervals (Wilson 1927)",
                  {.labels = true},
                  {otherSetting()},
                  true,
                  ChartGroup::Labels},
        buildLabelRates);
}
} // namespace gapscope::charts
