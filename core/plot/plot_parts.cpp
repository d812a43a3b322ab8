// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/plot_parts.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gapscope::plot {
std::string fixed(double value, int decimals)
{
    if (!std::isfinite(value))
        return "–";
    char buffer[400];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::abs(value),
                                   std::chars_format::fixed, decimals)
                         .ptr;
    std::string text(buffer, end);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return value < 0 && !zero ? "−" + text : text;
}

std::string withSpread(const Spread &spread, int decimals)
{
    std::string text = fixed(spread.mean, decimals);
    if (spread.n > 1)
        text += " ± " + fixed(spread.sd, decimals);
    return text;
}

const std::array<Measure, 7> &measures()
{
    static constexpr std::array<Measure, 7> all{{
        {"D1_conv", "D1", "Conversation style", "D1  Conversation style", InkRole::Conversation},
        {"D2_info", "D2", "Information pattern", "D2  Information pattern", InkRole::Information},
        {"D3_clarif", "D3", "Clarification", "D3  Clarification", InkRole::Clarification},
        {"D4_react", "D4", "Reaction to errors", "D4  Reaction to errors", InkRole::Reaction},
        {"eval_agree", "Eval", "Survey agreement", "Survey agreement", InkRole::Evaluation},
        {"ece", "Calib", "Calibration", "Calibration 100(1\u00a0−\u00a0ECE)", InkRole::Calibration},
        {"usi", "USI", "User-Sim Index", "User-Sim Index", InkRole::Total},
    }};
    return all;
}

const Measure *measure(std::string_view key)
{
    const auto found = std::find_if(measures().begin(), measures().end(),
                                    [&](const Measure &one) { return one.key == key; });
    return found == measures().end() ? nullptr : &*found;
}

std::optional<Spread> score(const UsiRow &row, const Measure &measure)
{
    if (measure.key == "D1_conv")
        return row.conversation;
    if (measure.key == "D2_info")
        return row.information;
    if (measure.key == "D3_clarif")
        return row.clarification;
    if (measure.key == "D4_react")
        return row.reaction;
    if (measure.key == "eval_agree")
        return row.evaluation;
    if (measure.key == "usi")
        return row.usi;
    if (!row.ece)
        return {};
    return Spread{100.0 * (1.0 - row.ece->mean), 100.0 * row.ece->sd, row.ece->n};
}

std::string missingReason(const UsiRow &row, std::string_view key)
{
    const auto found = row.missing.find(std::string(key));
    return found == row.missing.end() || found->second.empty() ? "not computed" : found->second;
}

InkRole inkRole(Dimension dimension)
{
    switch (dimension) {
    case Dimension::None:
        return InkRole::Total;
    case Dimension::Conversation:
        return InkRole::Conversation;
    case Dimension::Information:
        return InkRole::Information;
    case Dimension::Clarification:
        return InkRole::Clarification;
    case Dimension::Reaction:
        return InkRole::Reaction;
    }
    return InkRole::Total;
}

std::string_view code(Dimension dimension)
{
    switch (dimension) {
    case Dimension::None:
        return "";
    case Dimension::Conversation:
        return "D1";
    case Dimension::Information:
        return "D2";
    case Dimension::Clarification:
        return "D3";
    case Dimension::Reaction:
        return "D4";
    }
    return "";
}

std::string joined(const std::vector<std::string> &texts)
{
    std::string out;
    for (const std::string &text : texts)
        out += (out.empty() ? "" : ", ") + text;
    return out;
}

const UsiRow *ceiling(const UsiTable &table)
{
    for (const UsiRow &row : table.rows)
        if (row.kind == UsiRow::Kind::Ceiling)
            return &row;
    return nullptr;
}

const UsiRow *peopleRow(const UsiTable &table)
{
    const UsiRow *floor = floorOf(table);
    return floor ? floor : ceiling(table);
}

std::string_view peopleName(const UsiRow &row)
{
    return row.kind == UsiRow::Kind::Floor ? "halves of people" : "human ceiling";
}

std::vector<const UsiRow *> contestants(const UsiTable &table)
{
    std::vector<const UsiRow *> rows;
    for (const UsiRow &row : table.rows)
        if (row.kind != UsiRow::Kind::Ceiling)
            rows.push_back(&row);
    return rows;
}

const UsiRow *selectedRow(const ChartInput &input)
{
    for (const UsiRow &row : input.table.rows)
        if (row.kind == UsiRow::Kind::Simulator &&
            (input.simulator.empty() || row.name == input.simulator))
            return &row;
    return nullptr;
}

const SimulatorDetail *selectedDetail(const ChartInput &input)
{
    const UsiRow *row = selectedRow(input);
    for (const SimulatorDetail &detail : input.table.details)
        if (row && detail.name == row->name)
            return &detail;
    return nullptr;
}

std::optional<double> belowCeiling(const UsiRow *top, const Measure &measure, double score)
{
    if (!top)
        return {};
    const std::optional<Spread> goal = plot::score(*top, measure);
    return goal ? std::optional<double>(goal->mean - score) : std::nullopt;
}

std::optional<double> sdOf(const Spread &spread)
{
    return spread.n > 1 ? std::optional<double>(spread.sd) : std::nullopt;
}

std::string text(std::initializer_list<std::string_view> parts)
{
    std::string out;
    for (const std::string_view part : parts)
        out += part;
    return out;
}

std::optional<Interval> whisker(const Spread &spread)
{
    if (spread.n < 2)
        return {};
    return Interval{spread.mean - spread.sd, spread.mean + spread.sd};
}

std::optional<Interval> intervalOf(const ChartInput &input, const UsiRow &row,
                                   const Measure &measure)
{
    if (!input.uncertainty)
        return {};
    for (std::size_t i = 0; i < input.uncertainty->rows.size(); ++i) {
        if (i >= input.table.rows.size() || &input.table.rows[i] != &row)
            continue;
        for (std::size_t column = 0; column < usiColumnCount; ++column) {
            const std::optional<ConfidenceInterval> &found =
                input.uncertainty->rows[i].columns[column].percentile;
            if (key(static_cast<UsiColumn>(column)) != measure.key || !found)
                continue;
            if (measure.key == "ece")
                return Interval{100.0 * (1.0 - found->high), 100.0 * (1.0 - found->low)};
            return Interval{found->low, found->high};
        }
    }
    return {};
}

std::string_view barName(const ChartInput &input)
{
    return input.uncertainty ? "95 % interval" : "± sd over human batches";
}

std::optional<Interval> errorBar(const ChartInput &input, const UsiRow &row, const Measure &measure)
{
    if (input.uncertainty && row.kind != UsiRow::Kind::Floor)
        return intervalOf(input, row, measure);
    const std::optional<Spread> spread = score(row, measure);
    return spread ? whisker(*spread) : std::nullopt;
}

std::string intervalText(const ChartInput &input, const UsiRow &row, const Measure &measure,
                         int decimals)
{
    const std::optional<Interval> found = intervalOf(input, row, measure);
    if (!found)
        return {};
    return ", 95 % interval " + fixed(found->from, decimals) + " to " + fixed(found->to, decimals);
}

Interval scoreRange(const std::vector<double> &values, Interval limits)
{
    double low = limits.to;
    double high = limits.from;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low > high)
        return limits;
    const double unit = high - low < 20.0 ? 5.0 : 10.0;
    const double margin = 0.2 * unit;
    const double from = std::max(limits.from, std::floor((low - margin) / unit) * unit);
    const double to = std::min(std::max(limits.to, high), std::ceil((high + margin) / unit) * unit);
    const double pad = 0.03 * (to - from);
    return {from - pad, to + pad};
}

Look look(int other, int others, bool selected)
{
    if (selected)
        return {Ink{InkRole::Sim}, MarkShape::Circle, 0, true};
    if (others >= maxDistinct)
        return {Ink{InkRole::Context}, MarkShape::Ring, 0, false};
    static constexpr MarkShape shapes[] = {MarkShape::Square, MarkShape::Triangle,
                                           MarkShape::Diamond};
    return {Ink{InkRole::Series, other}, shapes[other % 3], other + 1, true};
}

ChartSpec empty(std::string reason)
{
    ChartSpec spec;
    spec.emptyReason = std::move(reason);
    return spec;
}
} // namespace gapscope::plot
