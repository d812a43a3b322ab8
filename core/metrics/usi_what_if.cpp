// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_what_if.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
constexpr double leastCorrelation = 0.3;
constexpr std::size_t leastDialogues = 10;

/// What is closed, taken apart.
struct Shares
{
    FeatureRow features{};
    std::array<double, difficultyBins> bins{};
    SurveyLosses fields{};
};

/// All of `shares`, or the one whose key is named behind the colon.
template <std::size_t Count, class Key>
bool setShares(std::array<double, Count> &shares, const std::string &line, const std::string &whole,
               const std::string &prefix, double share, Key keyOf)
{
    if (line == whole) {
        shares.fill(share);
        return true;
    }
    for (std::size_t i = 0; line.starts_with(prefix) && i < Count; ++i) {
        if (line.substr(prefix.size()) != keyOf(i))
            continue;
        shares[i] = share;
        return true;
    }
    return false;
}

Result<Shares> sharesOf(const std::vector<Closure> &closures)
{
    Shares shares;
    for (const Closure &closure : closures) {
        if (!(closure.share >= 0.0 && closure.share <= 1.0))
            return Error{ErrorCode::InvalidArgument, closure.line, "a share is 0 to 1"};
        if (const auto feature = featureByKey(closure.line);
            feature && info(*feature).dimension != Dimension::None) {
            shares.features[static_cast<std::size_t>(*feature)] = closure.share;
            continue;
        }
        const bool known =
            setShares(shares.bins, closure.line, "ece", "ece:", closure.share,
                      [](std::size_t i) { return std::to_string(i); }) ||
            setShares(shares.fields, closure.line, "eval_agree", "eval:", closure.share,
                      [](std::size_t i) { return std::string(surveyFields()[i].key); });
        if (!known)
            return Error{ErrorCode::InvalidArgument, closure.line,
                         "no feature, difficulty bin or survey question has this name"};
    }
    return shares;
}

struct Index
{
    double usi = 0.0;
    std::array<double, 4> dimensions{};
    double calibration = 0.0;
    std::optional<double> evaluation;
};

/// The index with features moved by `shift` (as the means are, per batch) and then closed.
Index indexOf(const SimulatorParts &parts, const Shares &shares, const FeatureRow &shift)
{
    Index index;
    if (parts.evaluation) {
        index.evaluation = *parts.evaluation;
        for (std::size_t i = 0; i < surveyFieldCount; ++i)
            *index.evaluation += shares.fields[i] * parts.evaluationLost[i];
    }
    int count = 0;
    for (const BatchParts &batch : parts.batches) {
        if (!batch.usi)
            continue;
        FeatureRow moved = batch.comparison.sim;
        for (std::size_t i = 0; i < featureCount; ++i) {
            const double people = batch.comparison.people[i];
            moved[i] += shift[i] - shares.features[i] * (moved[i] - people);
            moved[i] = std::max(0.0, moved[i]);
        }
        const Comparison comparison = compareRows(batch.comparison.people, moved);
        double error = 0.0;
        for (const BinTable &bins : batch.bins) {
            const auto errors = *binErrors(bins);
            for (std::size_t i = 0; i < difficultyBins; ++i)
                error +=
                    (1.0 - shares.bins[i]) * errors[i] / static_cast<double>(batch.bins.size());
        }
        index.usi += usiOf(comparison, index.evaluation, error);
        index.calibration += 100.0 * (1.0 - error);
        for (std::size_t i = 0; i < index.dimensions.size(); ++i)
            index.dimensions[i] += comparison.dimension[i];
        ++count;
    }
    index.usi /= count;
    index.calibration /= count;
    for (double &dimension : index.dimensions)
        dimension /= count;
    return index;
}

using Matrix = std::vector<std::vector<double>>;

/// How features vary together between the simulator's dialogues.
struct Covariance
{
    Matrix values = Matrix(featureCount, std::vector<double>(featureCount));
    std::size_t dialogues = 0;

    double correlation(std::size_t a, std::size_t b) const
    {
        const double product = values[a][a] * values[b][b];
        return product > 0.0 ? values[a][b] / std::sqrt(product) : 0.0;
    }
};

Covariance covarianceOf(const SimulatorProblem &problem)
{
    std::vector<const FeatureRow *> rows;
    for (const DialogueColumn &run : problem.runs)
        for (std::size_t i = 0; i < run.state.size(); ++i)
            if (run.state[i] == DialogueColumn::Present)
                rows.push_back(&run.values[i]);
    Covariance result;
    result.dialogues = rows.size();
    if (rows.size() < leastDialogues)
        return result;
    const auto count = static_cast<double>(rows.size());
    FeatureRow mean{};
    for (const FeatureRow *row : rows)
        for (std::size_t i = 0; i < featureCount; ++i)
            mean[i] += (*row)[i] / count;
    for (const FeatureRow *row : rows)
        for (std::size_t a = 0; a < featureCount; ++a)
            for (std::size_t b = 0; b < featureCount; ++b)
                result.values[a][b] +=
                    ((*row)[a] - mean[a]) * ((*row)[b] - mean[b]) / (count - 1.0);
    return result;
}

/// Solves a x = b by elimination with pivoting; `a` is small, symmetric and made regular by its
/// caller.
std::vector<double> solved(Matrix a, std::vector<double> b)
{
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k + 1; i < n; ++i)
            if (std::abs(a[i][k]) > std::abs(a[pivot][k]))
                pivot = i;
        std::swap(a[k], a[pivot]);
        std::swap(b[k], b[pivot]);
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = a[i][k] / a[k][k];
            for (std::size_t j = k; j < n; ++j)
                a[i][j] -= factor * a[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j)
            b[k] -= a[k][j] * b[j];
        b[k] /= a[k][k];
    }
    return b;
}

/// How far each closed feature's mean moves, over the batches that have an index.
FeatureRow closedShift(const SimulatorParts &parts, const Shares &shares)
{
    FeatureRow shift{};
    double count = 0.0;
    for (const BatchParts &batch : parts.batches) {
        if (!batch.usi)
            continue;
        for (std::size_t i = 0; i < featureCount; ++i)
            shift[i] += shares.features[i] * (batch.comparison.people[i] - batch.comparison.sim[i]);
        count += 1.0;
    }
    for (double &value : shift)
        value /= count;
    return shift;
}

/// Regression of the other features on the closed ones between dialogues: what they move along.
FeatureRow coupledShift(const Covariance &covariance, const Shares &shares,
                        const FeatureRow &closed)
{
    std::vector<std::size_t> set;
    for (std::size_t i = 0; i < featureCount; ++i)
        if (shares.features[i] > 0.0 && covariance.values[i][i] > 0.0)
            set.push_back(i);
    FeatureRow shift{};
    if (set.empty())
        return shift;
    Matrix a(set.size(), std::vector<double>(set.size()));
    std::vector<double> b;
    for (std::size_t i = 0; i < set.size(); ++i) {
        for (std::size_t j = 0; j < set.size(); ++j)
            a[i][j] = covariance.values[set[i]][set[j]];
        // A hundredth of the variance keeps features that say the same from cancelling out.
        a[i][i] *= 1.01;
        b.push_back(closed[set[i]]);
    }
    const std::vector<double> weights = solved(std::move(a), std::move(b));
    for (const FeatureInfo &entry : featureTable()) {
        const auto other = static_cast<std::size_t>(entry.feature);
        if (entry.dimension == Dimension::None || shares.features[other] > 0.0)
            continue;
        for (std::size_t i = 0; i < set.size(); ++i)
            shift[other] += covariance.values[other][set[i]] * weights[i];
    }
    return shift;
}

std::vector<Coupling> couplingsOf(const Covariance &covariance, const Shares &shares,
                                  const FeatureRow &shift)
{
    std::vector<Coupling> couplings;
    for (const FeatureInfo &closed : featureTable()) {
        const auto c = static_cast<std::size_t>(closed.feature);
        if (!(shares.features[c] > 0.0))
            continue;
        for (const FeatureInfo &other : featureTable()) {
            const auto o = static_cast<std::size_t>(other.feature);
            const double correlation = covariance.correlation(c, o);
            if (other.dimension == Dimension::None || shares.features[o] > 0.0 ||
                std::abs(correlation) < leastCorrelation)
                continue;
            couplings.push_back({closed.feature, other.feature, correlation,
                                 (other.isRate ? 100.0 : 1.0) * shift[o]});
        }
    }
    std::stable_sort(couplings.begin(), couplings.end(), [](const Coupling &a, const Coupling &b) {
        return std::abs(a.correlation) > std::abs(b.correlation);
    });
    return couplings;
}
} // namespace

Result<WhatIf> whatIf(const UsiProblem &problem, std::size_t simulator,
                      const std::vector<Closure> &closures)
{
    const SimulatorProblem &one = problem.simulators.at(simulator);
    const Result<Shares> shares = sharesOf(closures);
    if (!shares)
        return shares.error();
    const SimulatorParts parts = evaluate(one, problem.rules);
    if (std::none_of(parts.batches.begin(), parts.batches.end(),
                     [](const BatchParts &batch) { return batch.usi.has_value(); }))
        return Error{ErrorCode::NotComputable, one.name, "it has no index"};
    const Index before = indexOf(parts, {}, {});
    const Index after = indexOf(parts, *shares, {});
    const Covariance covariance = covarianceOf(one);
    const FeatureRow shift = coupledShift(covariance, *shares, closedShift(parts, *shares));
    WhatIf result;
    result.before = before.usi;
    result.after = after.usi;
    result.coupled = indexOf(parts, *shares, shift).usi;
    result.dimensionsBefore = before.dimensions;
    result.dimensionsAfter = after.dimensions;
    result.calibrationBefore = before.calibration;
    result.calibrationAfter = after.calibration;
    result.evaluationBefore = before.evaluation;
    result.evaluationAfter = after.evaluation;
    result.couplings = couplingsOf(covariance, *shares, shift);
    return result;
}
} // namespace gapscope
