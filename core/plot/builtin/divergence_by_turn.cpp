// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/plot_parts.h"

#include <algorithm>
#include <cmath>

namespace gapscope::charts {
namespace {
using namespace plot;

/// Shares of fewer rows than this are drawn with open marks.
constexpr int fewRows = 10;

/// Wilson score interval at 95 %, in percent.
Interval wilson(int hits, int n)
{
    constexpr double z = 1.959963984540054;
    const double p = double(hits) / n;
    const double scale = 1.0 + z * z / n;
    const double centre = (p + z * z / (2.0 * n)) / scale;
    const double half = z / scale * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
    return {100.0 * std::max(0.0, centre - half), 100.0 * std::min(1.0, centre + half)};
}

struct Builder
{
    ChartSpec spec;
    int lastTurn = 1;
    bool hasThin = false;

    void add(const TurnDivergence &one, const Look &look, bool withBand)
    {
        const bool isFloor = one.kind == TurnDivergence::Kind::Floor;
        LineMark line;
        line.ink = look.ink;
        line.dash = look.dash;
        line.emphasised = withBand;
        BandMark band;
        band.ink = look.ink;
        for (const TurnShare &turn : one.turns) {
            if (turn.rows <= 0)
                continue;
            const double share = 100.0 * turn.divergent / turn.rows;
            const Interval range = wilson(turn.divergent, turn.rows);
            const int row = static_cast<int>(spec.table.rows.size());
            spec.table.rows.push_back({one.name, isFloor ? "floor" : "sim", turn.turn,
                                       turn.divergent, turn.rows, share, range.from, range.to});
            lastTurn = std::max(lastTurn, turn.turn);
            line.points.emplace_back(turn.turn, share);
            band.x.push_back(turn.turn);
            band.lower.push_back(range.from);
            band.upper.push_back(range.to);
            const bool isThin = turn.rows < fewRows;
            hasThin = hasThin || isThin;
            const MarkShape shape = isThin ? MarkShape::Ring : look.shape;
            spec.points.push_back(
                {double(turn.turn),
                 share,
                 {},
                 {},
                 shape,
                 look.prominent ? 0.8 : 0.35,
                 {},
                 {look.ink,
                  one.name + ", user turn " + std::to_string(turn.turn) + "\n" + fixed(share, 1) +
                      " % divergent: " + std::to_string(turn.divergent) + " of " +
                      std::to_string(turn.rows) + " rows\n95 % interval " + fixed(range.from, 1) +
                      "–" + fixed(range.to, 1) + " %",
                  isFloor ? "" : toText({one.name, {}, {}, turn.turn}), row}});
        }
        if (line.points.empty())
            return;
        if (withBand)
            spec.bands.push_back(std::move(band));
        spec.lines.push_back(std::move(line));
    }
};
} // namespace

static ChartSpec buildDivergenceByTurn(const ChartInput &input)
{
    const auto hasRows = [](const TurnDivergence &one) {
        return std::any_of(one.turns.begin(), one.turns.end(),
                           [](const TurnShare &turn) { return turn.rows > 0; });
    };
    std::vector<const TurnDivergence *> simulators;
    const TurnDivergence *floor = nullptr;
    for (const TurnDivergence &one : input.divergence) {
        if (!hasRows(one))
            continue;
        if (one.kind == TurnDivergence::Kind::Floor)
            floor = &one;
        else
            simulators.push_back(&one);
    }
    if (simulators.empty())
        return empty("No pair of dialogues has been aligned yet.");
    const TurnDivergence *selected = simulators.front();
    for (const TurnDivergence *one : simulators)
        if (one->name == input.simulator)
            selected = one;

    Builder builder;
    ChartSpec &spec = builder.spec;
    spec.subtitle = "Share of aligned user turns that diverge from the real dialogue";
    spec.table.header = {"name", "kind",          "turn",   "divergent",
                         "rows", "share_percent", "low_95", "high_95"};
    using Kind = LegendEntry::Kind;
    const int others = static_cast<int>(simulators.size()) - 1;
    std::vector<LegendEntry> rest;
    int other = 0;
    for (const TurnDivergence *one : simulators) {
        if (one == selected)
            continue;
        Look how = look(other++, others, false);
        if (!how.prominent)
            how.shape = MarkShape::Circle; // open marks mean few rows here
        builder.add(*one, how, false);
        if (how.prominent)
            rest.push_back({one->name, Kind::Line, how.shape, how.dash, how.ink});
    }
    if (others >= maxDistinct)
        rest.push_back({"the other " + std::to_string(others) + " simulators",
                        Kind::Line,
                        MarkShape::Circle,
                        0,
                        {InkRole::Context}});
    if (floor) {
        builder.add(*floor, {{InkRole::Floor}, MarkShape::Cross, 1, true}, false);
        rest.push_back(
            {floor->name + " (floor)", Kind::Line, MarkShape::Cross, 1, {InkRole::Floor}});
    } else {
        spec.warnings.push_back("No floor: there are no two human dialogues of one task to "
                                "compare.");
    }
    builder.add(*selected, look(0, others, true), true);
    spec.legend.push_back(
        {selected->name + " (95 % interval)", Kind::Line, MarkShape::Circle, 0, {InkRole::Sim}});
    spec.legend.insert(spec.legend.end(), rest.begin(), rest.end());
    if (builder.hasThin)
        spec.warnings.push_back("Open marks: fewer than " + std::to_string(fewRows) +
                                " rows at that turn.");
    spec.x = {"User turn", "", {0.6, builder.lastTurn + 0.4}, {}, {}, 1.0};
    spec.y = {"Divergent rows", "%", {-2.0, 102.0}, {}, {}, 10.0};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> divergence_by_turn()
{
    return std::make_unique<Chart>(
        ChartInfo{"divergence_by_turn",
                  "Divergence by turn",
                  "At which user turn simulated dialogues leave the real ones.",
                  "Only what lies above the floor is the simulator's: two people with the same "
                  "task diverge as well.",
                  "Aligned rows of paired dialogues; Wilson intervals",
                  {},
                  {},
                  false,
                  ChartGroup::Course},
        buildDivergenceByTurn);
}
} // namespace gapscope::charts
