// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/plot_parts.h"
#include "core/stats/correlation.h"
#include "core/stats/linear_fit.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace gapscope::charts {
namespace {
using namespace plot;

/// A line through two points says nothing.
constexpr std::size_t leastMembers = 3;
/// Families told apart by colour and shape; the others are quiet.
constexpr int mostFamilies = 6;

struct Member
{
    const UsiRow *row = nullptr;
    const CapabilityScore *score = nullptr;
};

Look familyLook(int family)
{
    static constexpr MarkShape shapes[] = {MarkShape::Square, MarkShape::Triangle,
                                           MarkShape::Diamond, MarkShape::Circle, MarkShape::Cross};
    if (family >= mostFamilies)
        return {{InkRole::Context}, MarkShape::Ring, 0, false};
    return {{InkRole::Series, family}, shapes[family % 5], family % 4 + 1, true};
}

/// "r = 0.91 [0.35, 0.99], n = 6"
std::string correlationText(const std::vector<double> &x, const std::vector<double> &y)
{
    const std::string n = ", n = " + std::to_string(x.size());
    if (x.size() < leastMembers)
        return "r not defined" + n;
    const std::optional<double> r = stats::pearson(x, y);
    if (!r)
        return "r not defined" + n;
    std::string out = "r = " + fixed(*r, 2);
    if (const auto range = stats::pearsonInterval(*r, static_cast<int>(x.size())))
        out += text({" [", fixed(range->low, 2), ", ", fixed(range->high, 2), "]"});
    return out + n;
}

struct Builder
{
    const ChartInput &input;
    ChartSpec spec;
    const UsiRow *selected = nullptr;
    std::vector<double> seenX;
    std::vector<double> seenY;

    std::pair<std::vector<double>, std::vector<double>>
    valuesOf(const std::vector<Member> &members) const
    {
        std::pair<std::vector<double>, std::vector<double>> values;
        for (const Member &one : members) {
            values.first.push_back(one.score->score);
            values.second.push_back(one.row->usi->mean);
        }
        return values;
    }

    void addFit(const std::vector<Member> &members, const Ink &ink, int dash, bool emphasised)
    {
        constexpr int steps = 40;
        const auto [x, y] = valuesOf(members);
        const std::optional<stats::LinearFit> fit =
            members.size() < leastMembers ? std::nullopt : stats::linearFit(x, y);
        if (!fit)
            return;
        const auto [low, high] = std::minmax_element(x.begin(), x.end());
        LineMark line;
        line.ink = ink;
        line.dash = dash;
        line.emphasised = emphasised;
        BandMark band;
        band.ink = ink;
        for (int i = 0; i <= steps; ++i) {
            const double at = *low + (*high - *low) * i / steps;
            const ConfidenceInterval range = fit->bandAt(at);
            line.points.emplace_back(at, fit->at(at));
            band.x.push_back(at);
            band.lower.push_back(std::max(0.0, range.low));
            band.upper.push_back(std::min(100.0, range.high));
        }
        spec.lines.push_back(std::move(line));
        spec.bands.push_back(std::move(band));
    }

    void addPoint(const Member &member, const Look &look)
    {
        const UsiRow &row = *member.row;
        const bool isPublished = row.kind == UsiRow::Kind::Published;
        const std::optional<Interval> error =
            isPublished ? whisker(*row.usi) : errorBar(input, row, *measure("usi"));
        const int index = static_cast<int>(spec.table.rows.size());
        spec.table.rows.push_back({row.name, member.score->family, name(row.kind),
                                   member.score->score, row.usi->mean,
                                   error ? TableCell(error->from) : TableCell(),
                                   error ? TableCell(error->to) : TableCell(), row.terms});
        const bool isSelected = &row == selected;
        std::string tip = row.name + (isPublished ? " (published)" : "");
        if (!member.score->family.empty())
            tip += "\nfamily " + member.score->family;
        tip += text({"\ncapability ", fixed(member.score->score, 2), "\nUSI ",
                     withSpread(*row.usi, 2), intervalText(input, row, *measure("usi")), "\n",
                     std::to_string(row.terms), " parts, ", std::to_string(row.tasks), " tasks"});
        seenX.push_back(member.score->score);
        seenY.push_back(row.usi->mean);
        if (error)
            seenY.insert(seenY.end(), {error->from, error->to});
        spec.points.push_back({member.score->score,
                               row.usi->mean,
                               {},
                               error,
                               isPublished ? MarkShape::Ring : look.shape,
                               isSelected ? 1.5 : 1.0,
                               row.name,
                               {isSelected ? Ink{InkRole::Sim} : look.ink, tip,
                                isPublished ? "" : toText({row.name, "usi", {}, {}}), index}});
    }
};

/// Of the rows with an index, those with a score, by family; what is left out is said.
std::map<std::string, std::vector<Member>> membersOf(const ChartInput &input, ChartSpec &spec)
{
    std::map<std::string, std::vector<Member>> families;
    std::vector<std::string> unscored;
    std::vector<std::string> unranked;
    for (const UsiRow *row : contestants(input.table)) {
        if (row->kind == UsiRow::Kind::Floor)
            continue;
        const auto found =
            std::find_if(input.capability->begin(), input.capability->end(),
                         [&](const CapabilityScore &one) { return one.name == row->name; });
        if (found == input.capability->end())
            unscored.push_back(row->name);
        else if (!row->usi)
            unranked.push_back(row->name + " (" + missingReason(*row, "usi") + ")");
        else
            families[found->family].push_back({row, &*found});
    }
    if (!unscored.empty())
        spec.warnings.push_back("Without a capability score: " + joined(unscored) + ".");
    if (!unranked.empty())
        spec.warnings.push_back("Without an index: " + joined(unranked) + ".");
    return families;
}

void addWarnings(const ChartInput &input, const std::vector<Member> &all, ChartSpec &spec)
{
    std::set<int> terms;
    bool hasPublished = false;
    for (const Member &one : all) {
        terms.insert(one.row->terms);
        hasPublished = hasPublished || one.row->kind == UsiRow::Kind::Published;
    }
    if (terms.size() > 1)
        spec.warnings.push_back("Rows with five and with six parts are not comparable: those "
                                "without a survey have no Eval.");
    if (hasPublished && !(input.table.edition == Edition::reference()))
        spec.warnings.push_back("Published rows are of the reference edition.");
    if (all.size() < leastMembers)
        spec.warnings.push_back("Fewer than three points: no line is fitted.");
}
} // namespace

static ChartSpec buildCapability(const ChartInput &input)
{
    constexpr const char *advice = "Give a CSV with name, score and family: what each simulator's "
                                   "model scores elsewhere.";
    if (!input.capability || input.capability->empty())
        return empty(advice);
    Builder builder{input, {}, selectedRow(input), {}, {}};
    ChartSpec &spec = builder.spec;
    const auto families = membersOf(input, spec);
    if (families.empty())
        return empty(text({"No simulator with an index is named in the CSV. ", advice}));
    spec.table.header = {"name", "family", "kind", "capability", "usi", "low", "high", "terms"};
    std::vector<Member> all;
    for (const auto &[family, members] : families)
        all.insert(all.end(), members.begin(), members.end());
    const auto [x, y] = builder.valuesOf(all);
    spec.subtitle = "All together: " + correlationText(x, y);
    if (families.size() > 1 || families.begin()->first.empty())
        builder.addFit(all, {InkRole::Total}, 0, true);
    using Kind = LegendEntry::Kind;
    int family = 0;
    std::optional<LegendEntry> selected;
    bool isAlone = false;
    for (const auto &[name, members] : families) {
        const Look look = name.empty() ? Look{{InkRole::Context}, MarkShape::Circle, 0, false}
                                       : familyLook(family++);
        if (!name.empty())
            builder.addFit(members, look.ink, look.dash, families.size() == 1);
        for (const Member &member : members) {
            builder.addPoint(member, look);
            if (member.row != builder.selected)
                continue;
            selected = {name.empty() ? member.row->name : text({member.row->name, " (", name, ")"}),
                        Kind::Point,
                        look.shape,
                        0,
                        {InkRole::Sim}};
            isAlone = members.size() == 1;
        }
        // A family of the selected one alone has no mark in its own colour.
        if (std::exchange(isAlone, false))
            continue;
        const auto [familyX, familyY] = builder.valuesOf(members);
        const std::string who = name.empty() ? std::string("no family named") : name;
        spec.legend.push_back({members.size() < leastMembers
                                   ? who + ", n = " + std::to_string(members.size())
                                   : who + ", " + correlationText(familyX, familyY),
                               Kind::Point, look.shape, look.dash, look.ink});
    }
    if (selected)
        spec.legend.push_back(std::move(*selected));
    addWarnings(input, all, spec);
    const auto [low, high] = std::minmax_element(builder.seenX.begin(), builder.seenX.end());
    const double pad = *high > *low ? 0.06 * (*high - *low) : 1.0;
    spec.x = {"Capability score", "", {*low - pad, *high + pad}, {}, {}};
    spec.y = {"User-Sim Index", "points of 100", scoreRange(builder.seenY, {0, 100}), {}, {}, 1.0};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> capability()
{
    return std::make_unique<Chart>(
        ChartInfo{"capability",
                  "Capability and fidelity",
                  "Whether more capable models make more faithful simulators.",
                  "A rising line: within that family the better model is the better simulator. "
                  "Bands are 95 % intervals of the line, brackets those of r; few points make "
                  "both wide.",
                  "User-Sim Index against a score from elsewhere; least squares, Pearson's r with "
                  "Fisher's interval",
                  {.intervals = true, .capability = true},
                  {}},
        buildCapability);
}
} // namespace gapscope::charts
