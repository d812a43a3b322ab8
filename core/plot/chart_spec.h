// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/export/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gapscope {
/// What a mark stands for; the painter turns it into a colour and, so that it is never colour
/// alone, into a marker shape or a dash.
enum class InkRole {
    Real,
    Sim,
    Ceiling,
    Floor,
    Conversation,
    Information,
    Clarification,
    Reaction,
    Calibration,
    Evaluation,
    Total,
    /// One of several things compared, numbered by Ink::series from 0.
    Series,
    /// Present, but not what the reader should look at first.
    Context,
    /// A signed value, Ink::value from -1 (sim lower) to 1 (sim higher).
    Diverging,
    /// Guide lines and grounds behind the data.
    Guide,
};

struct Ink
{
    InkRole role = InkRole::Total;
    int series = 0;
    double value = 0.0;

    bool operator==(const Ink &) const = default;
};

/// What hovering, clicking and reading a mark gives. `tip` is the exact text with all values; `key`
/// is a ChartKey as text, empty where there is nothing to open; `row` the mark's row of
/// ChartSpec::table, -1 for none; `dialogues` those the mark stands for, what a click or a brush
/// selects. Only marks with a tip can be hovered and reached by keyboard.
struct MarkInfo
{
    Ink ink;
    std::string tip;
    std::string key;
    int row = -1;
    std::vector<DialogueId> dialogues{};
};

struct Interval
{
    double from = 0.0;
    double to = 0.0;

    bool operator==(const Interval &) const = default;
};

/// None: nothing is painted, but the place can be hovered, clicked and brushed (a step of a curve).
enum class MarkShape { Circle, Square, Diamond, Triangle, Ring, Cross, None };

/// All positions are in axis units; on a category axis category i is at i.
struct PointMark
{
    double x = 0.0;
    double y = 0.0;
    std::optional<Interval> xError;
    std::optional<Interval> yError;
    MarkShape shape = MarkShape::Circle;
    /// Area relative to an ordinary marker.
    double area = 1.0;
    /// Printed beside the marker where there is room; empty: none.
    std::string label;
    MarkInfo info;
};

struct SegmentMark
{
    double x1 = 0.0;
    double y1 = 0.0;
    double x2 = 0.0;
    double y2 = 0.0;
    bool dashed = false;
    MarkInfo info;
};

/// A filled rectangle: a floating bar, a heat map cell.
struct BarMark
{
    Interval x;
    Interval y;
    enum class LabelPlace { Centre, Beside };
    std::string label;
    LabelPlace labelPlace = LabelPlace::Beside;
    MarkInfo info;
    /// Filled with lines instead of a plain colour: an artefact, noise, what does not count.
    bool hatched = false;
};

/// A closed outline: a violin, a hull, a radar's profile.
struct PolygonMark
{
    std::vector<std::pair<double, double>> points;
    bool filled = true;
    bool outlined = true;
    int dash = 0;
    MarkInfo info;
};

struct LineMark
{
    std::vector<std::pair<double, double>> points;
    bool emphasised = false;
    /// 0 solid, 1… further dash patterns.
    int dash = 0;
    Ink ink;
};

/// Area between two curves over the same x.
struct BandMark
{
    std::vector<double> x;
    std::vector<double> lower;
    std::vector<double> upper;
    Ink ink;
};

/// Across the whole plot at one value of one axis.
struct ReferenceLine
{
    enum class Axis { X, Y };
    Axis axis = Axis::X;
    double value = 0.0;
    std::string label;
    bool dashed = true;
    Ink ink;
};

struct TextMark
{
    double x = 0.0;
    double y = 0.0;
    std::string text;
    Ink ink;
};

struct AxisTick
{
    double value = 0.0;
    std::string label;
};

/// An axis of numbers (from < to) or, with categories, of rows or columns: category 0 at the left
/// or at the top.
struct PlotAxis
{
    std::string title;
    std::string unit;
    Interval range{0.0, 1.0};
    std::vector<std::string> categories;
    /// Categories that only head the group below them and carry no marks.
    std::vector<int> headings;
    /// No tick step below this; 1 for counts and turn numbers.
    double minimumStep = 0.0;
    /// Labelled instead of round numbers, ascending: a logarithmic scale, a scale with two sides.
    std::vector<AxisTick> ticks{};
    /// Neither line, ticks, grid nor title: the plane of a map or a radar.
    bool hidden = false;

    bool isCategorical() const { return !categories.empty(); }
};

/// Printed at the right of the plot, one cell per category of the y axis.
struct SideColumn
{
    std::string title;
    std::vector<std::string> cells;
    /// May be left out where the plot would get too narrow; the table always has the numbers.
    bool optional = false;
};

struct LegendEntry
{
    enum class Kind { Point, Line, Bar, Band };
    std::string label;
    Kind kind = Kind::Point;
    MarkShape shape = MarkShape::Circle;
    int dash = 0;
    Ink ink;
    bool hatched = false;
};

/// How the panels of a chart stand: row by row from the left.
struct PanelGrid
{
    int columns = 1;
    /// Relative heights of the rows; empty = equal.
    std::vector<double> rowWeights;
    /// The plots of a column (x) or of a row (y) stand in line and zoom together; only the lowest
    /// or leftmost has labels and title of that axis.
    bool sharedX = false;
    bool sharedY = false;
};

/// Where a figure comes from; printed under it and stored in every exported file.
struct ChartProvenance
{
    /// For example "12 of 165 tasks, 36 of 495 dialogues".
    std::string sample;
    std::string filter;
    std::string edition;
    std::string difficulty;
    std::string version;
    std::string dataHash;
    std::string source;
};

/// What was chosen when a chart was made, by name, in the order they are told.
using ChosenSettings = std::vector<std::pair<std::string, std::string>>;

/// A chart as plain values: everything a painter, a table and a file need, and no colour or pixel.
struct ChartSpec
{
    std::string id;
    std::string title;
    std::string subtitle;
    /// How to read it, one or two sentences.
    std::string reading;
    PlotAxis x;
    PlotAxis y;
    /// Both axes have the same unit and must be drawn with the same length.
    bool square = false;
    std::vector<BandMark> bands;
    std::vector<PolygonMark> polygons;
    std::vector<BarMark> bars;
    std::vector<ReferenceLine> references;
    std::vector<LineMark> lines;
    std::vector<SegmentMark> segments;
    std::vector<PointMark> points;
    std::vector<TextMark> texts;
    std::vector<SideColumn> columns;
    std::vector<LegendEntry> legend;
    std::vector<std::string> warnings;
    /// What the labels in the cells of a heat map mean; told with the warnings where the figure has
    /// room for these labels.
    std::vector<std::string> labelNotes{};
    Table table;
    ChartProvenance provenance;
    /// "simulator", and what was chosen of the settings of the chart.
    ChosenSettings settings{};
    /// Why there is nothing to draw; empty where there is.
    std::string emptyReason;
    /// Several plots under one title, legend, caption and table: of a panel count its title, axes,
    /// marks and reason to be empty. Not nested. Where there are panels, the spec's own axes and
    /// marks are not drawn.
    std::vector<ChartSpec> panels;
    PanelGrid grid;

    bool isEmpty() const { return !emptyReason.empty(); }
};

/// One line for captions and file metadata, leaving out what is not known.
std::string provenanceText(const ChartProvenance &provenance);
} // namespace gapscope
