// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/outcome_tables.h"

#include "core/metrics/survey_agreement.h"
#include "core/metrics/usi.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
/// Position among the survey's fields, and the level from which an answer says that it worked.
constexpr std::size_t taskSuccessField = 0;
constexpr double successLevel = 0.75;
} // namespace

std::optional<bool> succeeded(const Dialogue &dialogue)
{
    const std::optional<double> reward = rewardOf(dialogue.outcome);
    return reward ? std::optional(*reward > 0.0) : std::nullopt;
}

std::optional<bool> judgedSuccessful(const Dialogue &dialogue)
{
    const std::optional<double> level = surveyLevels(dialogue.survey)[taskSuccessField];
    return level ? std::optional(*level >= successLevel) : std::nullopt;
}

void TwoByTwo::add(bool first, bool second, double weight)
{
    if (first)
        (second ? bothYes : onlyFirst) += weight;
    else
        (second ? onlySecond : bothNo) += weight;
}

TwoByTwo &TwoByTwo::operator+=(const TwoByTwo &other)
{
    bothYes += other.bothYes;
    onlyFirst += other.onlyFirst;
    onlySecond += other.onlySecond;
    bothNo += other.bothNo;
    return *this;
}

std::optional<double> agreementOf(const TwoByTwo &table)
{
    const double all = table.total();
    if (all <= 0.0)
        return std::nullopt;
    return (table.bothYes + table.bothNo) / all;
}

std::optional<double> cohensKappa(const TwoByTwo &table)
{
    const std::optional<double> agreement = agreementOf(table);
    if (!agreement)
        return std::nullopt;
    const double first = (table.bothYes + table.onlyFirst) / table.total();
    const double second = (table.bothYes + table.onlySecond) / table.total();
    const double chance = first * second + (1.0 - first) * (1.0 - second);
    // Rounding keeps two sides that always agree a hair below 1.
    constexpr double certain = 1.0 - 1e-12;
    if (chance >= certain)
        return std::nullopt;
    return (*agreement - chance) / (1.0 - chance);
}

std::optional<double> phiOf(const TwoByTwo &table)
{
    const double yes = table.bothYes + table.onlyFirst;
    const double no = table.onlySecond + table.bothNo;
    const double other = table.bothYes + table.onlySecond;
    const double otherNo = table.onlyFirst + table.bothNo;
    if (yes <= 0.0 || no <= 0.0 || other <= 0.0 || otherNo <= 0.0)
        return std::nullopt;
    return (table.bothYes * table.bothNo - table.onlyFirst * table.onlySecond) /
           std::sqrt(yes * no * other * otherNo);
}

std::optional<Calibration> calibrationOf(std::span<const CalibrationTask> tasks)
{
    if (tasks.empty())
        return std::nullopt;
    Calibration calibration;
    for (const CalibrationTask &task : tasks) {
        OutcomeBin &bin = calibration.bins[difficultyBin(task.difficulty)];
        ++bin.tasks;
        bin.real += task.real;
        bin.sim += task.sim;
    }
    for (OutcomeBin &bin : calibration.bins) {
        if (bin.tasks == 0)
            continue;
        bin.real /= bin.tasks;
        bin.sim /= bin.tasks;
        const double weight = bin.tasks / static_cast<double>(tasks.size());
        calibration.over += weight * std::max(0.0, bin.sim - bin.real);
        calibration.under += weight * std::max(0.0, bin.real - bin.sim);
    }
    return calibration;
}

const char *binName(std::size_t bin)
{
    static constexpr std::array<const char *, difficultyBins> names{"0–0.2", "0.2–0.4", "0.4–0.6",
                                                                    "0.6–0.8", "0.8–1"};
    return names.at(bin);
}
} // namespace gapscope
