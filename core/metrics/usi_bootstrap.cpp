// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_bootstrap.h"

#include "core/stats/intervals.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <thread>

namespace gapscope {
namespace {
constexpr double absent = std::numeric_limits<double>::quiet_NaN();
/// Below this many resamples with a value an interval says nothing.
constexpr int leastDraws = 100;
/// Few enough that their weights stay in the cache, and that one can cancel in between.
constexpr std::size_t samplesPerBlock = 32;

using Columns = std::array<double, usiColumnCount>;

/// Mean of what is there.
class Mean
{
public:
    void add(double value)
    {
        m_sum += value;
        ++m_count;
    }
    double value() const { return m_count > 0 ? m_sum / m_count : absent; }

private:
    double m_sum = 0.0;
    int m_count = 0;
};

/// Dice of each feature.
using FeatureFigures = FeatureRow;

/// The figures of one resample.
struct Figures
{
    std::vector<Columns> rows;
    std::vector<FeatureFigures> features;
};

Columns columnsOf(const std::array<Mean, 4> &dimensions, std::optional<double> evaluation,
                  const Mean &error, const Mean &index)
{
    return {dimensions[0].value(), dimensions[1].value(),       dimensions[2].value(),
            dimensions[3].value(), evaluation.value_or(absent), error.value(),
            index.value()};
}

Columns figuresOf(const CeilingParts &parts)
{
    std::array<Mean, 4> dimensions;
    Mean error;
    Mean index;
    for (const Comparison &comparison : parts.comparisons)
        for (std::size_t i = 0; i < dimensions.size(); ++i)
            dimensions[i].add(comparison.dimension[i]);
    for (const double value : parts.errors)
        error.add(value);
    for (const double value : parts.usi)
        index.add(value);
    return columnsOf(dimensions, parts.evaluation, error, index);
}

Columns figuresOf(const SimulatorParts &parts, FeatureFigures &features)
{
    std::array<Mean, 4> dimensions;
    Mean error;
    Mean index;
    std::array<Mean, featureCount> dice;
    for (const BatchParts &batch : parts.batches) {
        if (batch.error)
            error.add(*batch.error);
        if (batch.usi)
            index.add(*batch.usi);
        if (!batch.compared)
            continue;
        for (std::size_t i = 0; i < dimensions.size(); ++i)
            dimensions[i].add(batch.comparison.dimension[i]);
        for (std::size_t i = 0; i < featureCount; ++i)
            dice[i].add(batch.comparison.similarity[i]);
    }
    for (std::size_t i = 0; i < featureCount; ++i)
        features[i] = dice[i].value();
    return columnsOf(dimensions, parts.evaluation, error, index);
}

/// One resample or jackknife sample: how often each task counts, and where its figures go.
struct Sample
{
    std::vector<double> weights;
    Figures *figures = nullptr;
};

/// Simulator by simulator over all samples: one simulator's dialogues fit the cache, those of all
/// do not.
void fill(const UsiProblem &problem, std::span<const Sample> samples)
{
    std::vector<std::vector<FeatureRow>> people;
    for (const Sample &sample : samples) {
        sample.figures->rows.push_back(
            figuresOf(evaluate(problem.ceiling, problem.rules, sample.weights)));
        people.push_back(peopleRows(problem, sample.weights));
    }
    for (const SimulatorProblem &simulator : problem.simulators) {
        for (std::size_t i = 0; i < samples.size(); ++i) {
            FeatureFigures features{};
            samples[i].figures->rows.push_back(figuresOf(
                evaluate(simulator, problem.rules, samples[i].weights, people[i]), features));
            samples[i].figures->features.push_back(features);
        }
    }
}

/// Runs `one(index)` for every index below `count` on several threads; the calling one reports.
template <class One>
bool inParallel(int count, int threads, JobContext &job, One one)
{
    if (threads <= 0)
        threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    std::atomic<int> next = 0;
    std::atomic<int> done = 0;
    const std::stop_token stop = job.stopToken();
    const auto work = [&](JobContext *reporting) {
        for (int i = next++; i < count && !stop.stop_requested(); i = next++) {
            one(i);
            ++done;
            if (reporting)
                reporting->report(done, count);
        }
    };
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < std::min(threads, count); ++i)
            others.emplace_back([&work] { work(nullptr); });
        work(&job);
    }
    return !job.cancelled();
}

/// What the draws and the jackknife say about one figure.
Estimate estimateOf(double value, std::vector<double> draws, std::vector<double> jackknife,
                    double level)
{
    Estimate estimate;
    std::erase_if(draws, [](double draw) { return std::isnan(draw); });
    std::erase_if(jackknife, [](double one) { return std::isnan(one); });
    estimate.draws = static_cast<int>(draws.size());
    if (std::isnan(value))
        return estimate;
    estimate.value = value;
    if (estimate.draws < leastDraws)
        return estimate;
    double sum = 0.0;
    for (const double draw : draws)
        sum += draw;
    const double mean = sum / estimate.draws;
    double squares = 0.0;
    for (const double draw : draws)
        squares += (draw - mean) * (draw - mean);
    estimate.standardError = std::sqrt(squares / (estimate.draws - 1));
    estimate.percentile = stats::percentileInterval(draws, level);
    if (!jackknife.empty())
        estimate.bca = stats::bcaInterval(draws, jackknife, value, level);
    return estimate;
}

/// All resamples, and the figures without each task.
class Resamples
{
public:
    Resamples(const UsiProblem &problem, const BootstrapSettings &settings)
        : m_problem(problem), m_settings(settings)
    {}

    bool compute(JobContext &job);
    UsiUncertainty summary() const;

private:
    /// The draws first, then each task left out.
    Sample sample(std::size_t index);
    template <class Figure>
    Estimate estimate(Figure figure) const;
    RowEstimates row(std::size_t index, const std::string &name) const;
    SimulatorDifference difference(std::size_t first, std::size_t second) const;
    FeatureEstimates features(std::size_t simulator) const;

    const UsiProblem &m_problem;
    const BootstrapSettings &m_settings;
    Figures m_whole;
    std::vector<Figures> m_draws;
    std::vector<Figures> m_jackknife;
};

bool Resamples::compute(JobContext &job)
{
    const auto tasks = static_cast<std::uint32_t>(m_problem.tasks.size());
    const std::array whole{Sample{{}, &m_whole}};
    fill(m_problem, whole);
    if (tasks == 0)
        return !job.cancelled();
    m_draws.resize(static_cast<std::size_t>(std::max(0, m_settings.draws)));
    m_jackknife.resize(tasks);
    const std::size_t samples = m_draws.size() + m_jackknife.size();
    const std::size_t blocks = (samples + samplesPerBlock - 1) / samplesPerBlock;
    return inParallel(static_cast<int>(blocks), m_settings.threads, job, [&](int block) {
        std::vector<Sample> together;
        const std::size_t first = static_cast<std::size_t>(block) * samplesPerBlock;
        for (std::size_t i = first; i < std::min(first + samplesPerBlock, samples); ++i)
            together.push_back(sample(i));
        fill(m_problem, together);
    });
}

Sample Resamples::sample(std::size_t index)
{
    const auto tasks = static_cast<std::uint32_t>(m_problem.tasks.size());
    if (index >= m_draws.size()) {
        std::vector<double> weights(tasks, 1.0);
        weights[index - m_draws.size()] = 0.0;
        return {std::move(weights), &m_jackknife[index - m_draws.size()]};
    }
    std::vector<double> weights(tasks, 0.0);
    RandomStream random(m_settings.seed, index);
    for (std::uint32_t k = 0; k < tasks; ++k)
        weights[random.below(tasks)] += 1.0;
    return {std::move(weights), &m_draws[index]};
}

template <class Figure>
Estimate Resamples::estimate(Figure figure) const
{
    std::vector<double> draws;
    draws.reserve(m_draws.size());
    for (const Figures &one : m_draws)
        draws.push_back(figure(one));
    std::vector<double> jackknife;
    jackknife.reserve(m_jackknife.size());
    for (const Figures &one : m_jackknife)
        jackknife.push_back(figure(one));
    return estimateOf(figure(m_whole), std::move(draws), std::move(jackknife), m_settings.level);
}

RowEstimates Resamples::row(std::size_t index, const std::string &name) const
{
    RowEstimates row;
    row.name = name;
    for (std::size_t column = 0; column < usiColumnCount; ++column) {
        row.columns[column] =
            estimate([&](const Figures &figures) { return figures.rows[index][column]; });
        if (index == 0)
            continue;
        // An index of five terms and a ceiling of six are no difference.
        const bool comparable = m_problem.simulators[index - 1].evaluation.empty() ==
                                m_problem.ceiling.evaluation.empty();
        if (column == static_cast<std::size_t>(UsiColumn::Usi) && !comparable)
            continue;
        const double sign = column == static_cast<std::size_t>(UsiColumn::Ece) ? -1.0 : 1.0;
        row.excess[column] = estimate([&](const Figures &figures) {
            return sign * (figures.rows[0][column] - figures.rows[index][column]);
        });
    }
    return row;
}

SimulatorDifference Resamples::difference(std::size_t first, std::size_t second) const
{
    SimulatorDifference result;
    result.first = m_problem.simulators[first].name;
    result.second = m_problem.simulators[second].name;
    for (std::size_t column = 0; column < usiColumnCount; ++column) {
        const bool comparable =
            m_problem.simulators[first].terms() == m_problem.simulators[second].terms();
        if (column == static_cast<std::size_t>(UsiColumn::Usi) && !comparable)
            continue;
        const auto figure = [&](const Figures &figures) {
            return figures.rows[first + 1][column] - figures.rows[second + 1][column];
        };
        result.difference[column] = estimate(figure);
        if (!result.difference[column].percentile)
            continue;
        int below = 0;
        int above = 0;
        int count = 0;
        for (const Figures &one : m_draws) {
            const double value = figure(one);
            if (std::isnan(value))
                continue;
            ++count;
            below += value <= 0.0 ? 1 : 0;
            above += value >= 0.0 ? 1 : 0;
        }
        result.p[column] = std::min(1.0, 2.0 * (std::min(below, above) + 1.0) / (count + 1.0));
    }
    return result;
}

FeatureEstimates Resamples::features(std::size_t simulator) const
{
    FeatureEstimates result;
    for (const FeatureInfo &entry : featureTable()) {
        // n_turns is in no dimension and has no similarity.
        if (entry.dimension == Dimension::None)
            continue;
        const auto i = static_cast<std::size_t>(entry.feature);
        std::vector<double> draws;
        draws.reserve(m_draws.size());
        for (const Figures &one : m_draws)
            draws.push_back(one.features[simulator][i]);
        result.dice[i] =
            estimateOf(m_whole.features[simulator][i], std::move(draws), {}, m_settings.level);
    }
    return result;
}

UsiUncertainty Resamples::summary() const
{
    UsiUncertainty result;
    result.settings = m_settings;
    result.tasks = static_cast<int>(m_problem.tasks.size());
    result.rows.push_back(row(0, "Human (inter-ann.)"));
    const std::size_t count = m_problem.simulators.size();
    for (std::size_t i = 0; i < count; ++i) {
        result.rows.push_back(row(i + 1, m_problem.simulators[i].name));
        result.features.push_back(features(i));
        for (std::size_t j = i + 1; j < count; ++j)
            result.differences.push_back(difference(i, j));
    }
    return result;
}
} // namespace

std::string_view key(UsiColumn column)
{
    static constexpr std::array<std::string_view, usiColumnCount> keys{
        "D1_conv", "D2_info", "D3_clarif", "D4_react", "eval_agree", "ece", "usi"};
    return keys[static_cast<std::size_t>(column)];
}

const std::optional<Spread> &cell(const UsiRow &row, UsiColumn column)
{
    switch (column) {
    case UsiColumn::Conversation:
        return row.conversation;
    case UsiColumn::Information:
        return row.information;
    case UsiColumn::Clarification:
        return row.clarification;
    case UsiColumn::Reaction:
        return row.reaction;
    case UsiColumn::Evaluation:
        return row.evaluation;
    case UsiColumn::Ece:
        return row.ece;
    case UsiColumn::Usi:
        break;
    }
    return row.usi;
}

Result<UsiUncertainty> bootstrap(const UsiProblem &problem, const BootstrapSettings &settings,
                                 JobContext &job)
{
    Resamples resamples(problem, settings);
    if (!resamples.compute(job))
        return Error{ErrorCode::Cancelled, {}, {}};
    UsiUncertainty result = resamples.summary();
    if (job.cancelled())
        return Error{ErrorCode::Cancelled, {}, {}};
    return result;
}
} // namespace gapscope
