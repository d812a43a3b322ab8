// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/alignment.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// How far rows diverge that should not: matched rows of two people with one task, or of a
/// simulator's re-runs (methods.md C.4). A raw divergence means something only against it.
struct DivergenceFloor
{
    enum class Source { People, Reruns };

    Source source = Source::People;
    /// Of the simulator that was run again; empty for people.
    std::string label;
    int pairs = 0;
    /// Matched one-to-one rows that the floor rests on, > 0.
    std::int64_t rows = 0;
    /// Of their divergence, at 0, 1 … 100 % (type 7), ascending.
    std::array<double, 101> quantiles{};

    double at(int percent) const { return quantiles[static_cast<std::size_t>(percent)]; }
    /// What to call divergent: the floor's 95 % quantile.
    double suggestedDivergentAbove() const { return at(95); }

    bool operator==(const DivergenceFloor &) const = default;
};

/// Collects the rows of a floor.
class FloorBuilder final
{
public:
    void add(const Alignment &alignment);
    /// None where no row was matched.
    std::optional<DivergenceFloor> build(DivergenceFloor::Source source,
                                         const std::string &label = {}) const;

private:
    std::vector<double> m_divergences;
    int m_pairs = 0;
};

/// The floors of a workspace: that of people counts for every simulator; without one each simulator
/// is read against its own re-runs.
struct DivergenceFloors
{
    std::optional<DivergenceFloor> people;
    /// By simulator label.
    std::map<std::string, DivergenceFloor> reruns;

    /// Null: there is no floor, which is not "no difference".
    const DivergenceFloor *of(const std::string &simulator) const;

    bool operator==(const DivergenceFloors &) const = default;
};

/// A row that the floor is about: one turn each, both spoken.
bool isCalibrated(const AlignedRow &row);

/// Share of the floor's rows that diverge less, in percent, 0–100.
double percentileOf(const DivergenceFloor &floor, double divergence);

/// By row; none for rows that isCalibrated() leaves out, and without a floor.
std::vector<std::optional<double>> floorPercentiles(const Alignment &alignment,
                                                    const DivergenceFloor *floor);

std::string floorsJson(const DivergenceFloors &floors);
/// InputMalformed where the text is not one of floorsJson().
Result<DivergenceFloors> parseFloors(std::string_view json);

/// "human–human", "re-runs of X".
std::string sourceText(const DivergenceFloor &floor);
} // namespace gapscope
