// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/stats/events.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// 10th, 50th and 90th percentile (type 7, see core/stats/summary.h), mean and population SD.
struct Quantiles
{
    int n = 0;
    double low = 0.0;
    double median = 0.0;
    double high = 0.0;
    double mean = 0.0;
    double sd = 0.0;

    bool few() const { return n < leastEvents; }
};

/// All zero where there are no values.
Quantiles quantilesOf(const std::vector<double> &values);

/// Share: 0–1. TurnIndex: the place of a user turn, from 1. The others are counts of their unit.
enum class FigureUnit { Share, Words, Turns, TurnIndex, Messages, Number };
/// Style and content as the index measures them, patterns of writing, and the course of a dialogue.
enum class FigureGroup { Feature, Pattern, Course };

struct FigureInfo
{
    /// Stable name in files.
    std::string_view key;
    /// Short English name, for a sentence.
    std::string_view title;
    FigureGroup group = FigureGroup::Feature;
    FigureUnit unit = FigureUnit::Share;
    /// What n counts: dialogues, turns, openings, identifiers.
    std::string_view counts = "dialogues";
};

/// One number about users with what is needed to judge it.
struct Figure
{
    /// Sum and number of the values of one task; mean = sum / n.
    struct Part
    {
        double sum = 0.0;
        int n = 0;
    };

    FigureInfo info;
    int n = 0;
    /// Values above zero.
    int events = 0;
    /// Share or mean; 0 where n is 0.
    double mean = 0.0;
    /// Only where each dialogue has a value of its own (info.counts is dialogues).
    std::optional<Quantiles> quantiles;
    std::map<TaskKey, Part> byTask;

    bool few() const { return events < leastEvents; }
};

/// Collects the values of one figure.
class FigureBuilder
{
public:
    explicit FigureBuilder(const FigureInfo &info) { m_figure.info = info; }

    void add(const TaskKey &task, double value);
    void addEvent(const TaskKey &task, bool happened) { add(task, happened ? 1.0 : 0.0); }
    Figure finish() &&;

private:
    Figure m_figure;
    std::vector<double> m_values;
};
} // namespace gapscope
