// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/points.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gapscope::stats {
struct Auc
{
    /// Share of pairs in which the first group scores higher, ties half (Mann and Whitney), 0–1.
    double value = 0.5;
    /// Standard error after Hanley and McNeil 1982; takes the scores as independent.
    double standardError = 0.0;
};

/// Area under the ROC curve of `higher` against `lower` scores; none where a group is empty.
std::optional<Auc> areaUnderCurve(std::span<const double> higher, std::span<const double> lower);

/// log(p/(1 − p)) = intercept + weights · x.
struct LogisticModel
{
    double intercept = 0.0;
    std::vector<double> weights;

    double logit(std::span<const double> point) const;
};

/// Logistic regression with penalty l2/2 · Σ w² (not on the intercept), by Newton's method from 0:
/// the same on every run. `labels` has one entry a point. None where one class is missing, and for
/// l2 ≤ 0 (separable classes would have no finite answer).
std::optional<LogisticModel> fitLogistic(const Points &points, const std::vector<bool> &labels,
                                         double l2 = 1.0);

/// Logits of each point by a model that saw no point of its group: groups are dealt into folds in
/// seeded order, points are scaled by the training folds. `groups` has one number a point. None
/// with fewer than two groups, or where a training set lacks a class.
std::optional<std::vector<double>> heldOutScores(const Points &points,
                                                 const std::vector<bool> &labels,
                                                 const std::vector<int> &groups, int folds,
                                                 std::uint64_t seed, double l2 = 1.0);

/// P(first class) of a logit of a model that saw `first` points of that class and `second` of the
/// other, had it seen as many of both; 0–1. Both counts > 0.
double balancedProbability(double logit, std::size_t first, std::size_t second);
} // namespace gapscope::stats
