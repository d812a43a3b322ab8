// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/plot_parts.h"

#include <algorithm>
#include <cmath>

namespace gapscope::charts {
namespace {
using namespace plot;

/// Owners beyond this many are drawn as one bar; the table still has every one of them.
constexpr std::size_t maxOwners = 12;

InkRole ownerInk(const LostPoints &lost)
{
    if (lost.dimension != Dimension::None)
        return inkRole(lost.dimension);
    return lost.id == "ece" ? InkRole::Calibration : InkRole::Evaluation;
}

std::string ownerLabel(const LostPoints &lost)
{
    const std::string_view prefix = code(lost.dimension);
    return prefix.empty() ? lost.title : lost.title + " · " + std::string(prefix);
}

ChartSetting startSetting()
{
    return {"start", "Start from", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"100", "100 points"},
                                                {"ceiling", "the human ceiling"}};
            }};
}

/// What one owner loses, without rest: points = real + artefact + noise.
struct Loss
{
    LostPoints owner;
    double real = 0.0;
    double artefact = 0.0;
    double noise = 0.0;
    /// What people lose among themselves; none where it is not known.
    std::optional<double> floor;
    /// The part that is drawn: all, or what is lost beyond people's loss (below 0: less is lost).
    double drawn = 0.0;
};

const UsiLedger *ledgerFor(const ChartInput &input, const std::string &simulator)
{
    if (input.ledgers)
        for (const UsiLedger &one : *input.ledgers)
            if (one.simulator == simulator)
                return &one;
    return nullptr;
}

/// The lines of the ledger that belong to an owner: bins of "ece", questions of "eval_agree".
bool belongsTo(const LedgerLine &line, const std::string &owner)
{
    return line.id == owner || (owner == "ece" && line.id.starts_with("ece:")) ||
           (owner == "eval_agree" && line.id.starts_with("eval:"));
}

std::vector<Loss> lossesOf(const SimulatorDetail &detail, const UsiLedger *ledger)
{
    std::vector<Loss> losses;
    for (const LostPoints &owner : detail.lost) {
        Loss loss{owner, owner.points, 0.0, 0.0, {}, owner.points};
        if (ledger) {
            loss.real = 0.0;
            double floor = 0.0;
            bool isKnown = true;
            for (const LedgerLine &line : ledger->lines) {
                if (!belongsTo(line, owner.id))
                    continue;
                loss.real += line.real;
                loss.artefact += line.artefact;
                loss.noise += line.noise;
                isKnown = isKnown && line.floor;
                floor += line.floor.value_or(0.0);
            }
            if (isKnown)
                loss.floor = floor;
        }
        losses.push_back(std::move(loss));
    }
    return losses;
}

struct Builder
{
    ChartSpec spec;
    std::string simulator;
    double running = 100.0;
    double lowest = 100.0;

    void addEnd(const std::string &label, double value, const std::string &tip,
                const std::string &measure, InkRole role)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        spec.y.categories.push_back(label);
        const int row = static_cast<int>(spec.table.rows.size());
        PointMark point{value, y, {}, {}, MarkShape::Diamond, 1.3, fixed(value, 1), {}};
        point.info = {{role},
                      tip,
                      measure.empty() ? "" : toText({simulator, measure, {}, {}}),
                      measure.empty() ? -1 : row};
        spec.points.push_back(std::move(point));
    }

    double newRow(const std::string &label)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        spec.y.categories.push_back(label);
        spec.segments.push_back({running, y - 1, running, y, true, {{InkRole::Guide}, {}, {}, -1}});
        return y;
    }

    void addPart(double y, double points, const std::string &label, const MarkInfo &info,
                 bool hatched)
    {
        const double to = running - points;
        spec.bars.push_back({{std::min(running, to), std::max(running, to)},
                             {y - 0.34, y + 0.34},
                             label,
                             BarMark::LabelPlace::Beside,
                             info,
                             hatched});
        running = to;
        lowest = std::min(lowest, running);
    }

    static std::string label(double points)
    {
        return points < 0.0 ? "+" + fixed(-points, 2) : "−" + fixed(points, 2);
    }

    /// Noise and artefact hatched, then what is the simulator's; the number stands by the last.
    void addLoss(const Loss &loss, const std::string &tip, int row, bool fromCeiling)
    {
        const double y = newRow(ownerLabel(loss.owner));
        const std::string key = toText({simulator, loss.owner.id, {}, {}});
        const Ink own{ownerInk(loss.owner)};
        const double noise = fromCeiling ? 0.0 : loss.noise;
        const double artefact = loss.drawn < 0.0 ? 0.0 : loss.artefact;
        if (noise > 0.0)
            addPart(y, noise, {}, {{InkRole::Floor}, tip, key, row}, true);
        if (artefact > 0.0)
            addPart(y, artefact, {}, {own, tip, key, row}, true);
        addPart(y, loss.drawn - noise - artefact, label(loss.drawn), {own, tip, key, row}, false);
    }
};

void addLegend(ChartSpec &spec, const std::vector<LostPoints> &lost)
{
    const auto has = [&](InkRole role) {
        return std::any_of(lost.begin(), lost.end(),
                           [&](const LostPoints &one) { return ownerInk(one) == role; });
    };
    for (const Measure &one : measures())
        if (one.role != InkRole::Total && has(one.role))
            spec.legend.push_back(
                {std::string(one.label), LegendEntry::Kind::Bar, MarkShape::Square, 0, {one.role}});
}
} // namespace

static ChartSpec buildWaterfall(const ChartInput &input)
{
    const UsiRow *row = selectedRow(input);
    const SimulatorDetail *detail = selectedDetail(input);
    if (!row)
        return empty("There is no simulator to explain.");
    if (!row->usi || !detail || detail->lost.empty())
        return empty("The index of " + row->name +
                     " could not be computed: " + missingReason(*row, "usi") + ".");
    const UsiLedger *ledger = ledgerFor(input, row->name);
    const UsiRow *top = ceiling(input.table);
    std::vector<Loss> lost = lossesOf(*detail, ledger);
    Builder builder;
    builder.simulator = row->name;
    ChartSpec &spec = builder.spec;

    bool fromCeiling = chosen(input, startSetting()) == "ceiling";
    if (fromCeiling &&
        (!top || !top->usi || top->terms != row->terms ||
         std::any_of(lost.begin(), lost.end(), [](const Loss &one) { return !one.floor; }))) {
        spec.warnings.push_back("Drawn from 100: what people lose among themselves is not known "
                                "for every part.");
        fromCeiling = false;
    }
    if (fromCeiling)
        for (Loss &one : lost)
            one.drawn = one.owner.points - *one.floor;
    std::stable_sort(lost.begin(), lost.end(),
                     [](const Loss &a, const Loss &b) { return a.drawn > b.drawn; });
    const double start = fromCeiling ? top->usi->mean : 100.0;
    builder.running = builder.lowest = start;
    spec.subtitle = row->name + ": from " + fixed(start, fromCeiling ? 1 : 0) + " to " +
                    fixed(row->usi->mean, 1) + ", every lost point has one owner";
    spec.table.header = {"owner", "title", "dimension", "points", "left_after"};
    if (ledger)
        spec.table.header.insert(spec.table.header.end(), {"real", "artefact", "noise", "floor"});
    if (fromCeiling)
        builder.addEnd("Human ceiling", start, "People among themselves: " + withSpread(*top->usi),
                       {}, InkRole::Ceiling);
    else
        builder.addEnd("Perfect score", start, "100: no difference to people", {}, InkRole::Total);

    double left = start;
    for (const Loss &one : lost) {
        left -= one.drawn;
        std::vector<TableCell> cells{one.owner.id, one.owner.title, code(one.owner.dimension),
                                     one.drawn, left};
        if (ledger)
            cells.insert(cells.end(), {one.real, one.artefact, one.noise, one.floor});
        spec.table.rows.push_back(std::move(cells));
    }
    const std::size_t shown = lost.size() > maxOwners + 1 ? maxOwners : lost.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const Loss &one = lost[i];
        std::string tip = one.owner.title + ": " + fixed(one.drawn, 3) +
                          (fromCeiling ? " points lost beyond people\nwith people's loss "
                                       : " points lost\nwithout it ") +
                          row->name + " would reach " + fixed(row->usi->mean + one.drawn, 2);
        if (ledger)
            tip += text({"\nthe simulator's ", fixed(one.real, 3), ", artefact of the index ",
                         fixed(one.artefact, 3), ", people lose ",
                         one.floor ? fixed(*one.floor, 3) : "–"});
        builder.addLoss(one, tip, static_cast<int>(i), fromCeiling);
    }
    if (shown < lost.size()) {
        double points = 0.0;
        std::string tip;
        for (std::size_t i = shown; i < lost.size(); ++i) {
            points += lost[i].drawn;
            tip += "\n" + lost[i].owner.title + " " + fixed(lost[i].drawn, 3);
        }
        const std::string count = std::to_string(lost.size() - shown);
        const double y = builder.newRow(count + " smaller ones");
        builder.addPart(y, points, Builder::label(points),
                        {{InkRole::Context},
                         count + " smaller ones together: " + fixed(points, 3) + " points" + tip,
                         {},
                         static_cast<int>(shown)},
                        false);
    }
    const auto last = static_cast<double>(spec.y.categories.size());
    spec.segments.push_back(
        {builder.running, last - 1, builder.running, last, true, {{InkRole::Guide}, {}, {}, -1}});
    std::vector<TableCell> whole{"usi", "User-Sim Index", "", start - row->usi->mean,
                                 row->usi->mean};
    whole.resize(spec.table.header.size());
    spec.table.rows.push_back(std::move(whole));
    builder.addEnd("User-Sim Index", row->usi->mean,
                   row->name + ", User-Sim Index: " + withSpread(*row->usi, 2), "usi",
                   InkRole::Sim);
    spec.points.back().info.row = static_cast<int>(lost.size());
    if (std::abs(builder.running - row->usi->mean) > 1e-6)
        spec.warnings.push_back("The lost points add up to " + fixed(start - builder.running, 3) +
                                ", not to " + fixed(start, fromCeiling ? 3 : 0) +
                                " − USI = " + fixed(start - row->usi->mean, 3) + ".");

    double low = std::min(builder.lowest, row->usi->mean);
    if (top && top->usi) {
        if (!fromCeiling)
            spec.references.push_back({ReferenceLine::Axis::X,
                                       top->usi->mean,
                                       "people " + fixed(top->usi->mean, 1),
                                       true,
                                       {InkRole::Ceiling}});
        low = std::min(low, top->usi->mean);
        if (top->terms != row->terms)
            spec.warnings.push_back("The ceiling has " + std::to_string(top->terms) +
                                    " parts, this simulator " + std::to_string(row->terms) +
                                    ": compare with care.");
    } else {
        spec.warnings.push_back(top ? "No ceiling: " + missingReason(*top, "usi") + "."
                                    : "No ceiling: one human batch.");
    }
    addLegend(spec, detail->lost);
    const auto hatched = [&](auto test) {
        return std::any_of(spec.bars.begin(), spec.bars.end(),
                           [&](const BarMark &bar) { return bar.hatched && test(bar); });
    };
    const auto isNoise = [](const BarMark &bar) { return bar.info.ink.role == InkRole::Floor; };
    using Kind = LegendEntry::Kind;
    if (hatched(isNoise))
        spec.legend.push_back(
            {"people lose as much", Kind::Bar, MarkShape::Square, 0, {InkRole::Floor}, true});
    if (hatched([&](const BarMark &bar) { return !isNoise(bar); }))
        spec.legend.push_back(
            {"artefact of the index", Kind::Bar, MarkShape::Square, 0, {InkRole::Context}, true});
    spec.x = {"Index left after each loss",
              "points of 100",
              scoreRange({low, start}, {0, 100}),
              {},
              {},
              1.0};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> waterfall()
{
    return std::make_unique<Chart>(
        ChartInfo{"waterfall",
                  "Where the points are lost",
                  "How the index of one simulator falls from 100 to its value, one bar per "
                  "feature, calibration and survey agreement.",
                  "Read from top to bottom; a wide bar is worth repairing first. Hatched parts "
                  "are not the simulator's: people lose as much among themselves, or the index "
                  "counts what the corrected edition does not.",
                  "User-Sim Index: exact additive loss shares; ledger of real, artefact and noise",
                  {.ledgers = true},
                  {startSetting()}},
        buildWaterfall);
}
} // namespace gapscope::charts
