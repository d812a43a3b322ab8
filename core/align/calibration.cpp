// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/calibration.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
using Json = nlohmann::json;

Json toJson(const DivergenceFloor &floor)
{
    return {{"label", floor.label},
            {"pairs", floor.pairs},
            {"rows", floor.rows},
            {"quantiles", floor.quantiles}};
}

bool isWellFormed(const DivergenceFloor &floor)
{
    return floor.rows > 0 && floor.pairs > 0 &&
           std::is_sorted(floor.quantiles.begin(), floor.quantiles.end()) &&
           floor.quantiles.front() >= 0.0 && floor.quantiles.back() <= 1.0;
}

DivergenceFloor fromJson(const Json &json, DivergenceFloor::Source source)
{
    DivergenceFloor floor;
    floor.source = source;
    json.at("label").get_to(floor.label);
    json.at("pairs").get_to(floor.pairs);
    json.at("rows").get_to(floor.rows);
    const auto quantiles = json.at("quantiles").get<std::vector<double>>();
    if (quantiles.size() == floor.quantiles.size())
        std::copy(quantiles.begin(), quantiles.end(), floor.quantiles.begin());
    else
        floor.rows = 0;
    return floor;
}

Error malformed()
{
    return Error{ErrorCode::InputMalformed, "divergence floor", "not what was written"};
}
} // namespace

bool isCalibrated(const AlignedRow &row)
{
    // A matched row of stop signals was never measured.
    return row.real.size() == 1 && row.sim.size() == 1 && row.kind != RowKind::Merged &&
           row.parts.style.has_value();
}

void FloorBuilder::add(const Alignment &alignment)
{
    ++m_pairs;
    for (const AlignedRow &row : alignment.rows)
        if (isCalibrated(row))
            m_divergences.push_back(row.divergence);
}

std::optional<DivergenceFloor> FloorBuilder::build(DivergenceFloor::Source source,
                                                   const std::string &label) const
{
    if (m_divergences.empty())
        return std::nullopt;
    std::vector<double> sorted = m_divergences;
    std::sort(sorted.begin(), sorted.end());
    DivergenceFloor floor;
    floor.source = source;
    floor.label = label;
    floor.pairs = m_pairs;
    floor.rows = static_cast<std::int64_t>(sorted.size());
    for (std::size_t percent = 0; percent < floor.quantiles.size(); ++percent) {
        const double place =
            static_cast<double>(percent) / 100.0 * static_cast<double>(sorted.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, sorted.size() - 1);
        const double part = place - static_cast<double>(below);
        floor.quantiles[percent] = std::lerp(sorted[below], sorted[above], part);
    }
    return floor;
}

const DivergenceFloor *DivergenceFloors::of(const std::string &simulator) const
{
    if (people)
        return &*people;
    const auto found = reruns.find(simulator);
    return found == reruns.end() ? nullptr : &found->second;
}

double percentileOf(const DivergenceFloor &floor, double divergence)
{
    const auto &steps = floor.quantiles;
    const auto above = std::lower_bound(steps.begin(), steps.end(), divergence);
    if (above == steps.begin())
        return 0.0;
    if (above == steps.end())
        return 100.0;
    const double below = *std::prev(above);
    const auto whole = static_cast<double>(std::prev(above) - steps.begin());
    return whole + (divergence - below) / (*above - below);
}

std::vector<std::optional<double>> floorPercentiles(const Alignment &alignment,
                                                    const DivergenceFloor *floor)
{
    std::vector<std::optional<double>> percentiles;
    percentiles.reserve(alignment.rows.size());
    for (const AlignedRow &row : alignment.rows)
        percentiles.push_back(floor && isCalibrated(row)
                                  ? std::optional(percentileOf(*floor, row.divergence))
                                  : std::nullopt);
    return percentiles;
}

std::string floorsJson(const DivergenceFloors &floors)
{
    Json json;
    json["people"] = floors.people ? toJson(*floors.people) : Json(nullptr);
    json["reruns"] = Json::array();
    for (const auto &[label, floor] : floors.reruns)
        json["reruns"].push_back(toJson(floor));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<DivergenceFloors> parseFloors(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    DivergenceFloors floors;
    try {
        if (!json.at("people").is_null())
            floors.people = fromJson(json.at("people"), DivergenceFloor::Source::People);
        for (const Json &one : json.at("reruns")) {
            DivergenceFloor floor = fromJson(one, DivergenceFloor::Source::Reruns);
            if (!isWellFormed(floor))
                return malformed();
            floors.reruns.emplace(floor.label, floor);
        }
    } catch (const Json::exception &) {
        return malformed();
    }
    if (floors.people && !isWellFormed(*floors.people))
        return malformed();
    return floors;
}

std::string sourceText(const DivergenceFloor &floor)
{
    switch (floor.source) {
    case DivergenceFloor::Source::People:
        return "human–human";
    case DivergenceFloor::Source::Reruns:
        return "re-runs of " + floor.label;
    }
    return {};
}
} // namespace gapscope
