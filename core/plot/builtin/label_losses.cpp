// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_scheme.h"
#include "core/metrics/label_influence.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/sample_parts.h"
#include "core/stats/events.h"

#include <algorithm>
#include <cmath>

namespace gapscope::charts {
namespace {
using namespace plot;

/// The colour scale ends at this many points at least, so that noise does not look like a loss.
constexpr double leastScale = 2.0;

struct Column
{
    UsiColumn column = UsiColumn::Usi;
    std::string_view measure;
};
/// Evaluation is not among them: it is about people's dialogues.
constexpr std::array columns{Column{UsiColumn::Conversation, "D1_conv"},
                             Column{UsiColumn::Information, "D2_info"},
                             Column{UsiColumn::Clarification, "D3_clarif"},
                             Column{UsiColumn::Reaction, "D4_react"},
                             Column{UsiColumn::Ece, "ece"},
                             Column{UsiColumn::Usi, "usi"}};

ChartSetting orderSetting()
{
    return {"order", "Order", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"index", "by change of the index"},
                                                {"scheme", "as in the scheme"}};
            }};
}

const InfluenceCell &cellOf(const LabelInfluence &one, UsiColumn column)
{
    return one.cells[static_cast<std::size_t>(column)];
}

void arrange(std::vector<LabelInfluence> &codes, const std::string &order,
             const std::vector<LabelCode> &scheme)
{
    const auto place = [&scheme](const LabelInfluence &one) {
        return std::ranges::find(scheme, one.code, &LabelCode::code) - scheme.begin();
    };
    std::ranges::stable_sort(codes, {}, place);
    if (order == "index")
        std::ranges::stable_sort(codes, std::ranges::greater{}, [](const LabelInfluence &one) {
            return cellOf(one, UsiColumn::Usi).change.value_or(-200.0);
        });
}

std::string signedText(double value)
{
    const std::string text = fixed(value, 1);
    return value > 0.0 && text != "0.0" ? "+" + text : text;
}

struct Cells
{
    ChartSpec spec;
    double scale = leastScale;
    bool isRare = false;
    bool hasWithin = false;
    bool hasMissing = false;
    int outside = 0;
    int tested = 0;

    void add(const LabelInfluences &all, const LabelInfluence &one, const LabelCode *entry,
             const Column &column, double x, double y)
    {
        const InfluenceCell &cell = cellOf(one, column.column);
        const Measure &of = *measure(column.measure);
        const auto n = static_cast<int>(one.dialogues.size());
        const int row = static_cast<int>(spec.table.rows.size());
        spec.table.rows.push_back(
            {one.code, entry ? entry->name : std::string(), std::string(column.measure),
             all.values[static_cast<std::size_t>(column.column)], cell.change,
             cell.band ? TableCell(cell.band->low) : TableCell(),
             cell.band ? TableCell(cell.band->high) : TableCell(), n, all.judged});
        if (!cell.change) {
            hasMissing = true;
            spec.texts.push_back({x, y, "–", {InkRole::Context}});
            return;
        }
        const bool isOutside = cell.isOutside();
        tested += cell.band ? 1 : 0;
        outside += isOutside ? 1 : 0;
        hasWithin = hasWithin || !isOutside;
        const std::string change = signedText(*cell.change);
        const std::string band =
            cell.band ? "\nas many at random: " + signedText(cell.band->low) + " to " +
                            signedText(cell.band->high) + " (95 %)"
                      : std::string("\nall judged dialogues have it: nothing to compare with");
        spec.bars.push_back(
            {{x - 0.5, x + 0.5},
             {y - 0.5, y + 0.5},
             isOutside ? change : "(" + change + ")",
             BarMark::LabelPlace::Centre,
             {{InkRole::Diverging, 0,
               isOutside ? std::clamp(*cell.change / scale, -1.0, 1.0) : 0.0},
              text({one.code, entry ? " " + entry->name : std::string(), ", ", of.title,
                    "\nwithout ",
                    counted(one.dialogues.size(), "labelled dialogue", "labelled dialogues"), ": ",
                    change, " points", band}),
              toText({all.simulator, std::string(column.measure), {}, {}}),
              row,
              one.dialogues}});
    }
};

/// Only cells outside their band are coloured.
double scaleOf(const std::vector<LabelInfluence> &codes)
{
    double most = leastScale;
    for (const LabelInfluence &one : codes)
        for (const Column &column : columns)
            if (const InfluenceCell &cell = cellOf(one, column.column); cell.isOutside())
                most = std::max(most, std::abs(*cell.change));
    return most;
}

void addLegend(Cells &cells)
{
    const auto step = [&](double share) {
        return LegendEntry{signedText(share * cells.scale) + " points",
                           LegendEntry::Kind::Bar,
                           MarkShape::Square,
                           0,
                           {InkRole::Diverging, 0, share}};
    };
    cells.spec.legend = {step(-1.0), step(-0.5), step(0.0), step(0.5), step(1.0)};
}

void addWarnings(Cells &cells)
{
    std::vector<std::string> &warnings = cells.spec.warnings;
    warnings.push_back("What goes together, not what causes what: dialogues with a label differ in "
                       "other ways as well.");
    if (cells.hasWithin)
        warnings.push_back("( ), without colour: within what leaving out as many judged dialogues "
                           "at random does.");
    if (cells.tested > 0)
        warnings.push_back("Outside their band: " + std::to_string(cells.outside) + " of " +
                           std::to_string(cells.tested) +
                           " cells; by chance alone one in twenty would be.");
    if (cells.isRare)
        warnings.push_back("Labels on fewer than " + std::to_string(leastEvents) +
                           " dialogues (see n) are no basis for a conclusion.");
    if (cells.hasMissing)
        warnings.push_back("–: cannot be computed without the labelled dialogues.");
}
} // namespace

static ChartSpec buildLabelLosses(const ChartInput &input)
{
    const UsiRow *selected = selectedRow(input);
    if (!selected)
        return empty("There is no simulator.");
    if (!sampled(input, selected->name))
        return empty("There are no dialogues of " + selected->name + " to leave out.");
    JobContext none;
    Result<LabelInfluences> found =
        labelInfluences(*input.sample, selected->name, input.table.edition, *input.labelled, {},
                        input.job ? *input.job : none);
    if (!found)
        return empty(found.error().code == ErrorCode::Cancelled ? cancelledReason
                                                                : found.error().detail);
    if (found->codes.empty())
        return empty(found->judged == 0
                         ? "No pair of " + selected->name +
                               " is labelled yet: labels are set on the Compare page."
                         : "The judged pairs of " + selected->name + " have no divergence code.");
    arrange(found->codes, chosen(input, orderSetting()), input.labelScheme().codes);
    Cells cells;
    ChartSpec &spec = cells.spec;
    cells.scale = scaleOf(found->codes);
    spec.table.header = {"code",
                         "name",
                         "column",
                         "with_all",
                         "change",
                         "low_95",
                         "high_95",
                         "labelled_dialogues",
                         "judged_dialogues"};
    for (const Column &column : columns)
        spec.x.categories.emplace_back(measure(column.measure)->code);
    spec.columns = {{"n", {}, true}};
    for (const LabelInfluence &one : found->codes) {
        const auto y = static_cast<double>(spec.y.categories.size());
        const LabelCode *entry = input.labelScheme().find(one.code);
        spec.y.categories.push_back(entry ? one.code + "  " + entry->name : one.code);
        spec.columns[0].cells.push_back(std::to_string(one.dialogues.size()));
        cells.isRare = cells.isRare || one.dialogues.size() < std::size_t(leastEvents);
        for (std::size_t i = 0; i < columns.size(); ++i)
            cells.add(*found, one, entry, columns[i], static_cast<double>(i), y);
    }
    spec.subtitle = text(
        {"Change in points when the dialogues with a label are left out; ", selected->name, ": ",
         counted(static_cast<std::size_t>(found->judged), "judged dialogue", "judged dialogues"),
         " of ", std::to_string(found->dialogues)});
    addLegend(cells);
    addWarnings(cells);
    return std::move(cells.spec);
}

std::unique_ptr<Chart> label_losses()
{
    return std::make_unique<Chart>(
        ChartInfo{"label_losses",
                  "Labels and losses",
                  "How the index of a simulator changes when the dialogues that carry a label are "
                  "left out.",
                  "Orange: without these dialogues the simulator is closer to people, so the "
                  "label goes with a loss. Evaluation has no column, because it is about people's "
                  "dialogues.",
                  "User-Sim Index without the labelled dialogues, against 500 random samples of as "
                  "many judged dialogues",
                  {.sample = true, .labels = true},
                  {orderSetting()},
                  false,
                  ChartGroup::Labels},
        buildLabelLosses);
}
} // namespace gapscope::charts
