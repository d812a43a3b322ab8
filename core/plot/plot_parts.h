// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_table.h"
#include "core/plot/chart.h"

#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope::plot {
/// A number for people: C locale, a true minus sign, never "-0".
std::string fixed(double value, int decimals);
/// "52.1 ± 0.7"; without the spread where it rests on one batch.
std::string withSpread(const Spread &spread, int decimals = 1);

/// One column of the index, on the scale where 100 is perfect (calibration is 100(1 − ECE)).
struct Measure
{
    std::string_view key;
    std::string_view code;
    std::string_view title;
    /// As a row label: with its code where it has one.
    std::string_view label;
    InkRole role = InkRole::Total;
};
/// D1–D4, evaluation, calibration and the index itself.
const std::array<Measure, 7> &measures();
const Measure *measure(std::string_view key);
std::optional<Spread> score(const UsiRow &row, const Measure &measure);
/// Why the cell is empty; never empty itself.
std::string missingReason(const UsiRow &row, std::string_view key);

InkRole inkRole(Dimension dimension);
/// "D1" … "D4"; empty for none.
std::string_view code(Dimension dimension);
std::string joined(const std::vector<std::string> &texts);

const UsiRow *ceiling(const UsiTable &table);
/// The ceiling, or halves of people where it has no value; null without either.
const UsiRow *peopleRow(const UsiTable &table);
/// "human ceiling", "halves of people".
std::string_view peopleName(const UsiRow &row);
/// Rows of simulators and published rows, in table order.
std::vector<const UsiRow *> contestants(const UsiTable &table);
/// The row the reader chose, or the first simulator; null without any.
const UsiRow *selectedRow(const ChartInput &input);
const SimulatorDetail *selectedDetail(const ChartInput &input);

/// Points of `score` below the ceiling's; none without a ceiling.
std::optional<double> belowCeiling(const UsiRow *top, const Measure &measure, double score);
/// sd of a spread over two batches or more.
std::optional<double> sdOf(const Spread &spread);
/// The texts one after the other.
std::string text(std::initializer_list<std::string_view> parts);

/// Mean ± sd as an error bar; none where it rests on fewer than two batches.
std::optional<Interval> whisker(const Spread &spread);
/// The 95 % interval of a cell on the scale of score(); none where it is not known.
std::optional<Interval> intervalOf(const ChartInput &input, const UsiRow &row,
                                   const Measure &measure);
/// What error bars show: "95 % interval" once intervals are there, else "± sd over batches".
std::string_view barName(const ChartInput &input);
/// The interval where intervals are there, else the spread.
std::optional<Interval> errorBar(const ChartInput &input, const UsiRow &row,
                                 const Measure &measure);
/// ", 95 % interval 61.2 to 67.9" or nothing.
std::string intervalText(const ChartInput &input, const UsiRow &row, const Measure &measure,
                         int decimals = 1);
/// A range in tens, or fives where they are close, around the values, inside `limits`, widened a
/// little so that no marker is cut.
Interval scoreRange(const std::vector<double> &values, Interval limits);

/// A colour and shape for the k-th of n things compared: the selected one in the simulator's
/// colour, up to four others told apart, more of them quiet.
struct Look
{
    Ink ink;
    MarkShape shape = MarkShape::Circle;
    int dash = 0;
    bool prominent = true;
};
Look look(int other, int others, bool selected);
/// Above this many simulators only the selected one stands out.
inline constexpr int maxDistinct = 4;

ChartSpec empty(std::string reason);
} // namespace gapscope::plot
