// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/classifier.h"

#include "core/stats/effect_size.h"
#include "core/stats/random.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace gapscope::stats {
namespace {
/// The penalised log-likelihood at one model, with its slope and curvature (lower triangle).
/// Position 0 is the intercept.
struct Surface
{
    double height = 0.0;
    std::vector<double> slope;
    std::vector<double> curvature;
};

double logOfOnePlusExp(double value)
{
    return value > 0.0 ? value + std::log1p(std::exp(-value)) : std::log1p(std::exp(value));
}

double heightAt(const Points &points, const std::vector<bool> &labels, const LogisticModel &model,
                double l2)
{
    double height = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double logit = model.logit(points[i]);
        height += (labels[i] ? logit : 0.0) - logOfOnePlusExp(logit);
    }
    for (const double weight : model.weights)
        height -= l2 * weight * weight / 2.0;
    return height;
}

Surface surfaceAt(const Points &points, const std::vector<bool> &labels, const LogisticModel &model,
                  double l2)
{
    const std::size_t size = points.dimensions() + 1;
    Surface surface{heightAt(points, labels, model, l2), std::vector<double>(size, 0.0),
                    std::vector<double>(size * size, 0.0)};
    std::vector<double> x(size, 1.0);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::span<const double> point = points[i];
        std::copy(point.begin(), point.end(), x.begin() + 1);
        const double p = 1.0 / (1.0 + std::exp(-model.logit(point)));
        const double miss = (labels[i] ? 1.0 : 0.0) - p;
        const double weight = p * (1.0 - p);
        for (std::size_t a = 0; a < size; ++a) {
            surface.slope[a] += miss * x[a];
            for (std::size_t b = 0; b <= a; ++b)
                surface.curvature[a * size + b] += weight * x[a] * x[b];
        }
    }
    for (std::size_t a = 1; a < size; ++a) {
        surface.slope[a] -= l2 * model.weights[a - 1];
        surface.curvature[a * size + a] += l2;
    }
    // Keeps the intercept's curvature above 0 where every p has run to 0 or 1.
    surface.curvature[0] += 1e-9;
    return surface;
}

/// Solves curvature · step = slope by Cholesky; the curvature is positive definite.
std::vector<double> newtonStep(Surface surface)
{
    const std::size_t size = surface.slope.size();
    std::vector<double> &l = surface.curvature;
    std::vector<double> step = surface.slope;
    for (std::size_t a = 0; a < size; ++a) {
        for (std::size_t b = 0; b <= a; ++b) {
            double rest = l[a * size + b];
            for (std::size_t c = 0; c < b; ++c)
                rest -= l[a * size + c] * l[b * size + c];
            l[a * size + b] = a == b ? std::sqrt(std::max(rest, 1e-12)) : rest / l[b * size + b];
        }
    }
    for (std::size_t a = 0; a < size; ++a) {
        for (std::size_t b = 0; b < a; ++b)
            step[a] -= l[a * size + b] * step[b];
        step[a] /= l[a * size + a];
    }
    for (std::size_t a = size; a-- > 0;) {
        for (std::size_t b = a + 1; b < size; ++b)
            step[a] -= l[b * size + a] * step[b];
        step[a] /= l[a * size + a];
    }
    return step;
}

LogisticModel moved(const LogisticModel &model, const std::vector<double> &step, double share)
{
    LogisticModel next = model;
    next.intercept += share * step[0];
    for (std::size_t d = 0; d < next.weights.size(); ++d)
        next.weights[d] += share * step[d + 1];
    return next;
}

/// Fold by group: shuffled, then dealt in turn.
std::map<int, int> dealFolds(const std::vector<int> &groups, int folds, std::uint64_t seed)
{
    const std::set<int> distinct(groups.begin(), groups.end());
    std::vector<int> order(distinct.begin(), distinct.end());
    RandomStream random(seed);
    for (std::size_t last = order.size(); last > 1; --last)
        std::swap(order[last - 1], order[random.below(static_cast<std::uint32_t>(last))]);
    std::map<int, int> foldOf;
    for (std::size_t i = 0; i < order.size(); ++i)
        foldOf[order[i]] = static_cast<int>(i % static_cast<std::size_t>(folds));
    return foldOf;
}
} // namespace

std::optional<Auc> areaUnderCurve(std::span<const double> higher, std::span<const double> lower)
{
    const std::optional<double> delta = cliffsDelta(lower, higher);
    if (!delta)
        return std::nullopt;
    const double area = (*delta + 1.0) / 2.0;
    const auto n = static_cast<double>(higher.size());
    const auto m = static_cast<double>(lower.size());
    const double twoHigher = area / (2.0 - area) - area * area;
    const double twoLower = 2.0 * area * area / (1.0 + area) - area * area;
    const double variance =
        (area * (1.0 - area) + (n - 1.0) * twoHigher + (m - 1.0) * twoLower) / (n * m);
    return Auc{area, std::sqrt(std::max(0.0, variance))};
}

double LogisticModel::logit(std::span<const double> point) const
{
    double sum = intercept;
    for (std::size_t d = 0; d < weights.size(); ++d)
        sum += weights[d] * point[d];
    return sum;
}

std::optional<LogisticModel> fitLogistic(const Points &points, const std::vector<bool> &labels,
                                         double l2)
{
    const auto positive = std::count(labels.begin(), labels.end(), true);
    if (positive == 0 || positive == static_cast<std::ptrdiff_t>(labels.size()) || !(l2 > 0.0))
        return std::nullopt;
    LogisticModel model{0.0, std::vector<double>(points.dimensions(), 0.0)};
    for (int round = 0; round < 50; ++round) {
        const Surface surface = surfaceAt(points, labels, model, l2);
        const std::vector<double> step = newtonStep(surface);
        double share = 1.0;
        LogisticModel next = moved(model, step, share);
        // Too long a step is halved until it leads uphill.
        while (share > 1e-6 && heightAt(points, labels, next, l2) < surface.height) {
            share /= 2.0;
            next = moved(model, step, share);
        }
        model = next;
        const double largest =
            std::abs(*std::max_element(step.begin(), step.end(), [](double a, double b) {
                return std::abs(a) < std::abs(b);
            }));
        if (share * largest < 1e-8)
            break;
    }
    return model;
}

std::optional<std::vector<double>> heldOutScores(const Points &points,
                                                 const std::vector<bool> &labels,
                                                 const std::vector<int> &groups, int folds,
                                                 std::uint64_t seed, double l2)
{
    const std::size_t distinct = std::set<int>(groups.begin(), groups.end()).size();
    if (distinct < 2 || folds < 2)
        return std::nullopt;
    folds = std::min(folds, static_cast<int>(distinct));
    std::map<int, int> foldOf = dealFolds(groups, folds, seed);
    std::vector<double> scores(points.size(), 0.0);
    for (int fold = 0; fold < folds; ++fold) {
        Points training(points.dimensions());
        std::vector<bool> trainingLabels;
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (foldOf[groups[i]] == fold)
                continue;
            training.add(points[i]);
            trainingLabels.push_back(labels[i]);
        }
        const std::optional<Scaling> scaling = scalingOf(training);
        if (!scaling)
            return std::nullopt;
        const std::optional<LogisticModel> model =
            fitLogistic(scaling->applied(training), trainingLabels, l2);
        if (!model)
            return std::nullopt;
        const Points scaled = scaling->applied(points);
        for (std::size_t i = 0; i < points.size(); ++i)
            if (foldOf[groups[i]] == fold)
                scores[i] = model->logit(scaled[i]);
    }
    return scores;
}

double balancedProbability(double logit, std::size_t first, std::size_t second)
{
    const double prior = std::log(static_cast<double>(first) / static_cast<double>(second));
    return 1.0 / (1.0 + std::exp(prior - logit));
}
} // namespace gapscope::stats
