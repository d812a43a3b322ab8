// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_rows.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
constexpr int leastPooledRuns = 10;
constexpr std::array<Dimension, 4> dimensions{Dimension::Conversation, Dimension::Information,
                                              Dimension::Clarification, Dimension::Reaction};

/// 2 min / (h + m); 1 where that is undefined, NaN included.
double dice(double people, double sim)
{
    const double sum = people + sim;
    return sum > 0.0 ? 2.0 * std::min(people, sim) / sum : 1.0;
}
} // namespace

std::size_t difficultyBin(double difficulty)
{
    return static_cast<std::size_t>(
        std::upper_bound(difficultyCutOffs.begin(), difficultyCutOffs.end(), difficulty) -
        difficultyCutOffs.begin());
}

int sizeOf(Dimension dimension)
{
    return static_cast<int>(
        std::count_if(featureTable().begin(), featureTable().end(),
                      [&](const FeatureInfo &entry) { return entry.dimension == dimension; }));
}

Comparison compareRows(const FeatureRow &people, const FeatureRow &sim)
{
    Comparison result{people, sim, {}, {}, std::isnan(people[0]) || std::isnan(sim[0])};
    std::array<int, 4> counts{};
    for (const FeatureInfo &entry : featureTable()) {
        if (entry.dimension == Dimension::None)
            continue;
        const auto feature = static_cast<std::size_t>(entry.feature);
        const auto index = static_cast<std::size_t>(entry.dimension) - 1;
        result.similarity[feature] = dice(people[feature], sim[feature]);
        result.dimension[index] += result.similarity[feature];
        ++counts[index];
    }
    for (std::size_t i = 0; i < dimensions.size(); ++i)
        result.dimension[i] = 100.0 * (result.dimension[i] / counts[i]);
    return result;
}

std::optional<Spread> spreadOf(const std::vector<double> &values)
{
    if (values.empty())
        return std::nullopt;
    const auto count = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    const double mean = sum / count;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return Spread{mean, std::sqrt(squares / count), static_cast<int>(values.size())};
}

std::map<std::string, double> pooledDifficulty(const std::vector<const Outcomes *> &runs)
{
    struct Pool
    {
        int successes = 0;
        int runs = 0;
    };
    std::map<std::string, Pool> pools;
    for (const Outcomes *outcomes : runs)
        for (const auto &[task, success] : *outcomes) {
            pools[task].successes += success ? 1 : 0;
            ++pools[task].runs;
        }
    std::map<std::string, double> difficulty;
    for (const auto &[task, pool] : pools)
        if (pool.runs >= leastPooledRuns)
            difficulty[task] = static_cast<double>(pool.successes) / pool.runs;
    return difficulty;
}

BinTable binned(const Outcomes &sim, const Outcomes &people,
                const std::map<std::string, double> &difficulty)
{
    BinTable bins;
    for (const auto &[task, success] : sim) {
        const auto real = people.find(task);
        const auto known = difficulty.find(task);
        if (real == people.end() || known == difficulty.end())
            continue;
        BinSums &bin = bins[difficultyBin(known->second)];
        bin.tasks += 1.0;
        bin.sim += success ? 1.0 : 0.0;
        bin.people += real->second ? 1.0 : 0.0;
    }
    return bins;
}

std::optional<std::array<double, difficultyBins>> binErrors(const BinTable &bins)
{
    double tasks = 0.0;
    for (const BinSums &bin : bins)
        tasks += bin.tasks;
    if (!(tasks > 0.0))
        return std::nullopt;
    std::array<double, difficultyBins> errors{};
    for (std::size_t i = 0; i < difficultyBins; ++i) {
        const BinSums &bin = bins[i];
        if (bin.tasks > 0.0)
            errors[i] = bin.tasks / tasks * std::abs(bin.sim / bin.tasks - bin.people / bin.tasks);
    }
    return errors;
}

std::optional<double> errorOf(const BinTable &bins)
{
    const auto errors = binErrors(bins);
    if (!errors)
        return std::nullopt;
    double sum = 0.0;
    for (const double error : *errors)
        sum += error;
    return sum;
}

std::optional<double> calibrationError(const Outcomes &sim, const Outcomes &people,
                                       const std::map<std::string, double> &difficulty)
{
    return errorOf(binned(sim, people, difficulty));
}

double usiOf(const Comparison &comparison, std::optional<double> evaluation, double ece)
{
    double sum = 100.0 * (1.0 - ece);
    for (const double value : comparison.dimension)
        sum += value;
    return evaluation ? (sum + *evaluation) / 6.0 : sum / 5.0;
}

void setDimensions(UsiRow &row, const std::vector<Comparison> &comparisons,
                   const std::string &missing)
{
    const std::array<std::optional<Spread> *, 4> cells{&row.conversation, &row.information,
                                                       &row.clarification, &row.reaction};
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        std::vector<double> values;
        for (const Comparison &comparison : comparisons)
            values.push_back(comparison.dimension[i]);
        *cells[i] = spreadOf(values);
        if (values.empty())
            row.missing[std::string(key(dimensions[i]))] = missing;
    }
}

void setEvaluation(UsiRow &row, const std::optional<Spread> &value, const std::string &missing)
{
    row.evaluation = value;
    row.terms = value ? 6 : 5;
    if (!value)
        row.missing["eval_agree"] = missing;
}

void setIndex(UsiRow &row, const std::vector<double> &errors, const std::vector<double> &indexes,
              const std::string &missing)
{
    row.ece = spreadOf(errors);
    row.usi = spreadOf(indexes);
    if (!row.ece)
        row.missing["ece"] = missing;
    if (!row.usi)
        row.missing["usi"] = row.ece ? "needs D1 to D4" : "needs ece: " + missing;
}
} // namespace gapscope
