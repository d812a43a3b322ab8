// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/survival.h"

#include "core/stats/distributions.h"

#include <algorithm>
#include <cmath>

namespace gapscope::stats {
std::vector<SurvivalStep> kaplanMeier(std::span<const SurvivalTime> times)
{
    std::vector<SurvivalTime> ordered(times.begin(), times.end());
    std::sort(ordered.begin(), ordered.end(),
              [](const SurvivalTime &a, const SurvivalTime &b) { return a.time < b.time; });
    std::vector<SurvivalStep> curve;
    double survival = 1.0;
    for (std::size_t at = 0; at < ordered.size();) {
        SurvivalStep step;
        step.time = ordered[at].time;
        step.atRisk = static_cast<int>(ordered.size() - at);
        for (; at < ordered.size() && ordered[at].time == step.time; ++at)
            (ordered[at].event ? step.events : step.censored) += 1;
        survival *= 1.0 - static_cast<double>(step.events) / step.atRisk;
        step.survival = survival;
        curve.push_back(step);
    }
    return curve;
}

double survivalAt(std::span<const SurvivalStep> curve, double time)
{
    double survival = 1.0;
    for (const SurvivalStep &step : curve)
        if (step.time <= time)
            survival = step.survival;
    return survival;
}

std::vector<std::optional<ConfidenceInterval>> greenwoodBand(std::span<const SurvivalStep> curve)
{
    constexpr double z = 1.959963984540054;
    std::vector<std::optional<ConfidenceInterval>> band;
    double sum = 0.0;
    for (const SurvivalStep &step : curve) {
        if (step.atRisk > step.events)
            sum += static_cast<double>(step.events) /
                   (static_cast<double>(step.atRisk) * (step.atRisk - step.events));
        if (step.survival <= 0.0 || step.survival >= 1.0) {
            band.emplace_back();
            continue;
        }
        const double width = z * std::sqrt(sum) / -std::log(step.survival);
        band.push_back(ConfidenceInterval{std::pow(step.survival, std::exp(width)),
                                          std::pow(step.survival, std::exp(-width))});
    }
    return band;
}

std::optional<double> restrictedMean(std::span<const SurvivalStep> curve, double horizon)
{
    if (curve.empty() || !(horizon >= 0.0))
        return std::nullopt;
    if (curve.back().time < horizon && curve.back().survival > 0.0)
        return std::nullopt;
    double area = 0.0;
    double from = 0.0;
    double survival = 1.0;
    for (const SurvivalStep &step : curve) {
        const double to = std::min(step.time, horizon);
        area += survival * std::max(0.0, to - from);
        from = std::max(from, to);
        survival = step.survival;
    }
    return area;
}

std::vector<std::optional<double>> discreteHazard(std::span<const SurvivalStep> curve, int last)
{
    std::vector<std::optional<double>> hazard;
    std::size_t at = 0;
    for (int turn = 1; turn <= last; ++turn) {
        while (at < curve.size() && curve[at].time < turn)
            ++at;
        if (at == curve.size())
            hazard.push_back(std::nullopt);
        else if (curve[at].time == turn)
            hazard.push_back(static_cast<double>(curve[at].events) / curve[at].atRisk);
        else
            hazard.push_back(0.0);
    }
    return hazard;
}

std::optional<LogRank> logRank(std::span<const SurvivalTime> first,
                               std::span<const SurvivalTime> second)
{
    std::vector<SurvivalTime> both(first.begin(), first.end());
    both.insert(both.end(), second.begin(), second.end());
    const std::vector<SurvivalStep> own = kaplanMeier(first);
    LogRank result;
    std::size_t at = 0;
    for (const SurvivalStep &step : kaplanMeier(both)) {
        while (at < own.size() && own[at].time < step.time)
            ++at;
        const double n = step.atRisk;
        const double d = step.events;
        const double n1 = at < own.size() ? own[at].atRisk : 0;
        if (at < own.size() && own[at].time == step.time)
            result.observed += own[at].events;
        result.expected += d * n1 / n;
        if (n > 1.0)
            result.variance += d * (n1 / n) * (1.0 - n1 / n) * (n - d) / (n - 1.0);
    }
    if (result.variance <= 0.0)
        return std::nullopt;
    const double apart = result.observed - result.expected;
    result.chiSquared = apart * apart / result.variance;
    result.p = chiSquaredUpper(result.chiSquared, 1.0);
    return result;
}
} // namespace gapscope::stats
