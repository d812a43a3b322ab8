// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/distribution_rows.h"

#include "core/metrics/compare_samples.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/sample_parts.h"
#include "core/stats/kernel_density.h"
#include "core/stats/summary.h"

#include <algorithm>
#include <array>
#include <limits>

namespace gapscope::plot {
namespace {
/// Outlines of densities have this many places.
constexpr int outlinePlaces = 80;
/// Half of a row's height that marks may take.
constexpr double halfRow = 0.42;

struct RowValues
{
    std::string name;
    bool isPeople = false;
    Look look;
    /// Ascending, in shown units.
    std::vector<double> values;
    std::vector<DialogueId> dialogues;
    /// 10, 25, 50, 75 and 90 %.
    std::array<double, 5> quantiles{};
};

RowValues valuesOf(std::string name, const std::vector<MetricDialogue> &dialogues, Feature feature,
                   double scale)
{
    RowValues row;
    row.name = std::move(name);
    std::vector<std::pair<double, DialogueId>> all;
    for (const MetricDialogue &one : dialogues)
        if (one.features)
            all.emplace_back(scale * (*one.features)[feature], one.dialogue->id);
    std::sort(all.begin(), all.end());
    for (auto &[value, id] : all) {
        row.values.push_back(value);
        row.dialogues.push_back(std::move(id));
    }
    static constexpr std::array shares{0.1, 0.25, 0.5, 0.75, 0.9};
    for (std::size_t i = 0; i < shares.size() && !row.values.empty(); ++i)
        row.quantiles[i] = *stats::quantileOfSorted(row.values, shares[i]);
    return row;
}

std::vector<DialogueId> between(const RowValues &row, double from, double to)
{
    std::vector<DialogueId> ids;
    for (std::size_t i = 0; i < row.values.size(); ++i)
        if (row.values[i] >= from && row.values[i] <= to)
            ids.push_back(row.dialogues[i]);
    return ids;
}

struct Rows
{
    const FeatureInfo &feature;
    double scale = 1.0;
    ChartSpec spec;
    int constant = 0;

    std::string tipOf(const RowValues &row, const MetricRow *ks, const MetricRow *w1) const
    {
        const char *unit = feature.isRate ? " %" : "";
        const auto number = [&](std::size_t i) { return fixed(row.quantiles[i], 2) + unit; };
        std::string tip =
            text({row.name, ", ", feature.title, ": median ", number(2), "\nquartiles ", number(1),
                  " and ", number(3), ", 10–90 % ", number(0), " to ", number(4), "\n",
                  counted(row.values.size(), "dialogue", "dialogues")});
        if (ks && w1)
            tip += text({"\nagainst people: KS ", estimateText(*ks, 3), ", W1 ",
                         estimateText(*w1, 3, scale)});
        return tip;
    }

    void addBox(const RowValues &row, double y, const MarkInfo &info)
    {
        const auto &[p10, p25, p50, p75, p90] = row.quantiles;
        MarkInfo quiet = info;
        quiet.dialogues = between(row, p10, p90);
        spec.segments.push_back({p10, y, p90, y, false, quiet});
        for (const double end : {p10, p90})
            spec.segments.push_back({end, y - 0.15, end, y + 0.15, false, {info.ink, {}, {}, -1}});
        MarkInfo box = info;
        box.dialogues = between(row, p25, p75);
        spec.bars.push_back({{p25, p75}, {y - 0.3, y + 0.3}, {}, BarMark::LabelPlace::Beside, box});
        spec.points.push_back({p50, y, {}, {}, MarkShape::Diamond, 0.7, {}, info});
    }

    void addDensity(const RowValues &row, double y, bool isRidge, const MarkInfo &info)
    {
        const double base = isRidge ? y + halfRow : y;
        const double height = isRidge ? 2.0 * halfRow : halfRow;
        const std::optional<double> width = stats::silvermanBandwidth(row.values);
        if (!width) {
            // No density: all have one value.
            ++constant;
            spec.segments.push_back(
                {row.values.front(), y - halfRow, row.values.front(), y + halfRow, false, info});
        } else {
            std::vector<double> places;
            const double low = row.values.front();
            const double high = row.values.back();
            for (int i = 0; i < outlinePlaces; ++i)
                places.push_back(low + (high - low) * i / (outlinePlaces - 1));
            std::vector<double> density = stats::kernelDensity(row.values, places, *width);
            const double most = *std::max_element(density.begin(), density.end());
            PolygonMark outline;
            outline.info = info;
            for (std::size_t i = 0; i < places.size(); ++i)
                outline.points.emplace_back(places[i], base - height * density[i] / most);
            for (std::size_t i = places.size(); i-- > 0;)
                outline.points.emplace_back(places[i],
                                            isRidge ? base : base + height * density[i] / most);
            spec.polygons.push_back(std::move(outline));
        }
        spec.points.push_back(
            {row.quantiles[2], isRidge ? base : y, {}, {}, MarkShape::Diamond, 0.6, {}, info});
    }

    void add(const RowValues &row, RowForm form, const MetricRow *ks, const MetricRow *w1)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        spec.y.categories.push_back(row.name);
        spec.columns[0].cells.push_back(std::to_string(row.values.size()));
        spec.columns[1].cells.push_back(ks && ks->value ? fixed(*ks->value, 2) : "");
        std::vector<TableCell> cells{row.name, static_cast<int>(row.values.size())};
        for (const double quantile : row.quantiles)
            cells.push_back(row.values.empty() ? TableCell() : TableCell(quantile / scale));
        const std::optional<double> mean = stats::mean(row.values);
        cells.push_back(mean ? TableCell(*mean / scale) : TableCell());
        cells.push_back(ks ? TableCell(ks->value) : TableCell());
        cells.push_back(w1 ? TableCell(w1->value) : TableCell());
        const MarkInfo info{row.look.ink, tipOf(row, ks, w1),
                            row.isPeople ? ""
                                         : toText({row.name, std::string(feature.key), {}, {}}),
                            static_cast<int>(spec.table.rows.size()), row.dialogues};
        spec.table.rows.push_back(std::move(cells));
        if (row.values.empty()) {
            spec.warnings.push_back(row.name + " has no dialogue with user turns that count.");
            return;
        }
        if (form == RowForm::Box)
            addBox(row, y, info);
        else
            addDensity(row, y, form == RowForm::Ridgeline, info);
    }

    void addPeopleBands(const RowValues &people)
    {
        const double last = static_cast<double>(spec.y.categories.size()) - 0.5;
        for (const auto &[from, to] : {std::pair(0, 4), std::pair(1, 3)})
            spec.bands.push_back({{people.quantiles[static_cast<std::size_t>(from)],
                                   people.quantiles[static_cast<std::size_t>(to)]},
                                  {-0.5, -0.5},
                                  {last, last},
                                  {InkRole::Real}});
        spec.references.push_back(
            {ReferenceLine::Axis::X, people.quantiles[2], {}, true, {InkRole::Real}});
    }
};

Interval rangeOf(const std::vector<RowValues> &rows, RowForm form)
{
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (const RowValues &row : rows) {
        if (row.values.empty())
            continue;
        // Boxes show no outliers, so that these do not press the rest together.
        low = std::min(low, form == RowForm::Box ? row.quantiles.front() : row.values.front());
        high = std::max(high, form == RowForm::Box ? row.quantiles.back() : row.values.back());
    }
    const double pad = std::max(0.03 * (high - low), 1e-3);
    return {low - pad, high + pad};
}
} // namespace

Result<DistanceRows> distanceRows(const MetricInput &sample, Feature feature, bool test,
                                  JobContext &job)
{
    const metrics::Collect collect = [feature](const metrics::Comparison &comparison) {
        std::vector<metrics::Samples> all = metrics::featureSamples(comparison);
        std::erase_if(all, [&](const auto &one) { return one.item != info(feature).key; });
        return all;
    };
    DistanceRows out;
    metrics::SampleMeasure measure;
    measure.compare = stats::kolmogorovStatistic;
    measure.mostDistance = 1.0;
    measure.test = test;
    Result<std::vector<MetricRow>> ks = metrics::compareSamples(sample, job, collect, measure);
    if (!ks)
        return ks.error();
    out.ks = std::move(*ks);
    measure.compare = stats::wasserstein;
    measure.mostDistance = std::numeric_limits<double>::max();
    measure.test = false;
    Result<std::vector<MetricRow>> w1 = metrics::compareSamples(sample, job, collect, measure);
    if (!w1)
        return w1.error();
    out.wasserstein = std::move(*w1);
    return out;
}

ChartSpec distributionRows(const ChartInput &input, const FeatureInfo &feature, RowForm form)
{
    const MetricInput &whole = *input.sample;
    const std::vector<SampleSide> sides = sampleSides(input);
    if (sides.empty())
        return empty(noSidesReason(input));
    MetricInput sample = whole;
    sample.draws = 0; // the rows show no intervals
    JobContext own;
    const Result<DistanceRows> distances =
        distanceRows(sample, feature.feature, false, input.job ? *input.job : own);
    if (!distances)
        return empty(cancelledReason);

    Rows rows{feature, feature.isRate ? 100.0 : 1.0, {}, 0};
    std::vector<RowValues> all{valuesOf("people", whole.people, feature.feature, rows.scale)};
    all.front().isPeople = true;
    all.front().look = sides.front().look;
    if (all.front().values.empty())
        return empty("No dialogue of people has user turns that count.");
    const int others = static_cast<int>(whole.simulators.size()) - 1;
    int other = 0;
    const std::string second = otherSimulator(input);
    for (const MetricSimulator &one : whole.simulators) {
        RowValues row = valuesOf(one.name, onTasks(one.dialogues, commonTasks(whole, one)),
                                 feature.feature, rows.scale);
        const bool isSelected = one.name == sides[1].name;
        row.look = one.name == second ? look(1, 2, false)
                                      : look(isSelected ? 0 : other, others, isSelected);
        other += isSelected ? 0 : 1;
        all.push_back(std::move(row));
    }
    ChartSpec &spec = rows.spec;
    spec.subtitle = text({feature.title, " by dialogue, ", sides[1].name, " among ",
                          counted(whole.simulators.size(), "simulator", "simulators")});
    spec.columns = {{"n", {}, true}, {"KS", {}, false}};
    spec.table.header = {"name", "n",   "p10",  "p25", "median",
                         "p75",  "p90", "mean", "ks",  "wasserstein"};
    for (const RowValues &row : all)
        rows.add(row, form, row.isPeople ? nullptr : rowOf(distances->ks, row.name, feature.key),
                 row.isPeople ? nullptr : rowOf(distances->wasserstein, row.name, feature.key));
    rows.addPeopleBands(all.front());
    using Kind = LegendEntry::Kind;
    spec.legend = {
        {"people: median, quartiles, 10–90 %", Kind::Band, MarkShape::Circle, 0, {InkRole::Real}},
        {sides[1].name, Kind::Bar, MarkShape::Square, 0, {InkRole::Sim}}};
    if (rows.constant > 0)
        spec.warnings.push_back("A line instead of a shape: all dialogues have one value.");
    warnOfOneBatch(whole, "how far people are from people is not known", spec);
    spec.reading = form == RowForm::Box
                       ? "Boxes hold the middle half, whiskers 10 to 90 % of the dialogues; the "
                         "bands are those of people. A box narrower than people's varies too "
                         "little."
                       : "Shapes are densities of equal height, with the median; the bands are "
                         "people's quartiles and 10–90 %. A narrow shape varies too little.";
    spec.x = {
        std::string(feature.title), feature.isRate ? "%" : "", rangeOf(all, form), {}, {}, 0.0};
    return std::move(rows.spec);
}
} // namespace gapscope::plot
